"""Where each engine sees front matter: one module a family of engines, one function an engine.

Every pattern is anchored to the start of the text or to the start of a line, so that a search is
linear in the length of the text.
"""

from __future__ import annotations

from postkit.flavors.fences.any import find_any
from postkit.flavors.fences.hexo import find_hexo
from postkit.flavors.fences.hugo import find_hugo
from postkit.flavors.fences.javascript import find_astro, find_eleventy
from postkit.flavors.fences.jekyll import find_jekyll
from postkit.flavors.fences.mkdocs import find_mkdocs

__all__ = [
    "find_any",
    "find_astro",
    "find_eleventy",
    "find_hexo",
    "find_hugo",
    "find_jekyll",
    "find_mkdocs",
]
