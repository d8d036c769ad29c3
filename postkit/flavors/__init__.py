"""The engines that postkit knows, one small file each."""

from __future__ import annotations

from types import MappingProxyType

from postkit.flavors.astro import ASTRO
from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.eleventy import ELEVENTY
from postkit.flavors.gfm import GFM
from postkit.flavors.hexo import HEXO
from postkit.flavors.hugo import HUGO
from postkit.flavors.jekyll import JEKYLL
from postkit.flavors.mkdocs import MKDOCS

FLAVORS = MappingProxyType(
    {flavor.name: flavor for flavor in (GFM, JEKYLL, HUGO, ASTRO, HEXO, ELEVENTY, MKDOCS)}
)
"""Every flavor by its name."""

__all__ = ["FLAVORS", "Dialect", "Flavor"]
