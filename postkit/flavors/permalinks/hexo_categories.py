"""The categories of a Hexo post as parts of paths.

Source: hexo 8.1.2, `models/post.js` and `models/category.js`; measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from postkit.flavors.permalinks.javascript import as_text, is_true
from postkit.flavors.permalinks.settings import mapping
from postkit.flavors.slugize import slugize


def category_paths(data: Mapping[str, Any], config: Mapping[str, Any]) -> list[list[str]]:
    """Return the categories of a post as chains from parent to child, each as its part of a path.

    Args:
        data: The front matter.
        config: The site's configuration.
    """
    given = data.get("categories")
    found = given if is_true(given) else data.get("category")
    listed = found if isinstance(found, list) else [found] if is_true(found) else []
    if any(isinstance(item, list) for item in listed):
        chains = [item if isinstance(item, list) else [item] for item in listed]
    else:
        chains = [listed]
    named = ([as_text(name) for name in chain if name is not None and name != ""] for chain in chains)
    return [[_slug(name, config) for name in chain] for chain in named if chain]


def _slug(name: str, config: Mapping[str, Any]) -> str:
    mapped = mapping(config.get("category_map")).get(name)
    return cased(slugize(as_text(mapped) if is_true(mapped) else name), config)


def cased(slug: str, config: Mapping[str, Any]) -> str:
    """Return a slug in the case that `filename_case` asks for."""
    case = config.get("filename_case")
    return slug.lower() if case == 1 else slug.upper() if case == 2 else slug
