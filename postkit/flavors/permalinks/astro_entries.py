"""Entries of Astro's content collections: which files they are, their ids, the routes that show them.

Source: Astro 7.3, `content/loaders/glob.js` and `content/utils.js`; measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from postkit.flavors.headings import github
from postkit.flavors.permalinks.globs import selects
from postkit.flavors.permalinks.settings import UNKNOWN, mapping, strings, text

_ENTRIES = ("md", "mdx")
_STARLIGHT = "@astrojs/starlight"


class Route(NamedTuple):
    """A path of the site at which an entry is shown.

    Attributes:
        path: The path without base, leading slash and ending, not encoded.
        known: Whether that is certain.
        published: Whether it is shown at all.
    """

    path: str
    known: bool = True
    published: bool = True


def routes(path: str, data: Mapping[str, Any], config: Mapping[str, Any]) -> Iterator[Route]:
    """Yield where a file is shown as the entry of collections.

    Args:
        path: The file's path below the site's root.
        data: Its front matter.
        config: The site's settings, with `collections`, `routes` and `uses`.
    """
    draft = bool(data.get("draft"))
    for name, collection in mapping(config.get("collections")).items():
        if collection is UNKNOWN:
            if f"/{name}/" in path:
                yield Route("", known=False)
            continue
        identifier = _identifier(path, data, collection)
        if identifier is None:
            continue
        readable = not set("#?%") & set(path)
        if name == "docs" and _STARLIGHT in config.get("uses", ()):
            yield Route("" if identifier == "index" else identifier, known=readable, published=not draft)
            continue
        shown = [route for route in config.get("routes", ()) if route["collection"] == name]
        for route in shown:
            certain = route["known"] and not route["filtered"] and not (draft and route["drafts"])
            deep = "/" in identifier and not route["rest"]
            yield Route(route["prefix"] + identifier, known=certain and readable and not deep)
        if not shown:
            yield Route("", known=False, published=False)


def _identifier(path: str, data: Mapping[str, Any], collection: Mapping[str, Any]) -> str | None:
    """Return the id of an entry, or None where the file is none."""
    base = text(collection.get("base"))
    extension = path.rpartition(".")[2]
    inside = path.removeprefix(f"{base}/") if base not in ("", ".") else path
    if inside == path and base not in ("", "."):
        return None
    if extension not in _ENTRIES or not selects(strings(collection.get("pattern")), inside, dot=False):
        return None
    if collection.get("legacy") and any(part.startswith("_") for part in inside.split("/")):
        return None
    slug = data.get("slug")
    if slug and isinstance(slug, str | int | float):
        return str(slug)
    stem = inside.rpartition(".")[0]
    segments = [github([(segment.lower(), None)])[0] for segment in stem.split("/")]
    return "/".join(segments).removesuffix("/index")
