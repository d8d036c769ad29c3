"""URLs in front matter: the values that a schema gives one of the formats of a URL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postkit.core.span import Span
from postkit.links.destinations.kinds import Destination, Kind
from postkit.site.post import Post

_FORMATS = frozenset({"uri", "uri-reference", "iri", "iri-reference"})
_COMBINED = ("allOf", "anyOf", "oneOf")
_DEEPEST = 32

Path = tuple[str | int, ...]


def front_matter_destinations(post: Post, document: Mapping[str, Any]) -> Iterator[Destination]:
    """Yield the URLs in a post's front matter, with the bytes of each.

    A value that is not written letter by letter, between quotes or without, is left out.

    Args:
        post: The post, readable.
        document: A JSON Schema; references into the same document are followed.
    """
    found = dict.fromkeys(_urls(document, document, post.front_matter.data, (), 0))
    for path, value in found:
        place = post.front_matter.locate(path)
        span = _inside(post, place.value, value) if place else None
        if span:
            yield Destination(Kind.FRONT_MATTER, span, value, value, image=False, whole=span)


def _urls(
    root: Mapping[str, Any], schema: Any, data: Any, path: Path, depth: int
) -> Iterator[tuple[Path, str]]:
    """Yield the paths and texts of URLs in some data, as far as a schema tells."""
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return
    if isinstance(data, str):
        if schema.get("format") in _FORMATS and data:
            yield path, str(data)
    elif isinstance(data, Mapping):
        known = schema.get("properties")
        for key, value in data.items():
            below = known.get(key) if isinstance(known, Mapping) and key in known else None
            below = schema.get("additionalProperties") if below is None else below
            yield from _urls(root, below, value, (*path, str(key)), depth + 1)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _urls(root, schema.get("items"), value, (*path, index), depth + 1)
    for other in _others(root, schema):
        yield from _urls(root, other, data, path, depth + 1)


def _others(root: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the schemas that speak of the same value: combined ones, and one that is referred to."""
    for name in _COMBINED:
        among = schema.get(name)
        yield from among if isinstance(among, list) else ()
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        found: Any = root
        for part in reference[2:].split("/"):
            found = found.get(part) if isinstance(found, Mapping) else None
        yield found


def _inside(post: Post, span: Span, value: str) -> Span | None:
    """Return the bytes of a value without its quotes; None where they do not say just that."""
    written, size = post.source.data[span.start : span.end], len(value.encode())
    for quote in (b"", b'"', b"'"):
        start = len(quote)
        if written == quote + value.encode() + quote:
            return Span(span.start + start, span.start + start + size)
    return None
