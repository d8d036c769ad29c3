"""GitHub Flavored Markdown, and any site whose engine is not known."""

from __future__ import annotations

from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.fences import find_any
from postkit.flavors.headings import github
from postkit.flavors.scalars import yaml_1_1
from postkit.flavors.templates import LIQUID, SHORTCODES, WORDPRESS

GFM = Flavor(
    name="gfm",
    title="GitHub Flavored Markdown",
    dialect=Dialect.COMMONMARK,
    find_fences=find_any,
    resolve_scalar=yaml_1_1,
    heading_ids=github,
    urls=None,
    tags=SHORTCODES + LIQUID + WORDPRESS,
    content_folders=(),
    post_folders=("_posts", "_drafts"),
    schema=None,
    needs_front_matter=False,
    heading_attributes=False,
)
