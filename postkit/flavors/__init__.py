"""The engines that postkit knows, one small file each."""

from __future__ import annotations

from types import MappingProxyType

from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.gfm import GFM
from postkit.flavors.hugo import HUGO
from postkit.flavors.jekyll import JEKYLL

FLAVORS = MappingProxyType({flavor.name: flavor for flavor in (GFM, JEKYLL, HUGO)})
"""Every flavor by its name."""

__all__ = ["FLAVORS", "Dialect", "Flavor"]
