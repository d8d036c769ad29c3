"""The facts of a whole site: which file is published where, which files there are, which anchors."""

from __future__ import annotations

from postkit.site.build import build_site
from postkit.site.config import SiteConfig, read_site_config
from postkit.site.index import Site

__all__ = ["Site", "SiteConfig", "build_site", "read_site_config"]
