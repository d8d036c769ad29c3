"""Every link of a post, with the exact bytes of its destination."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from postkit.core.span import Span
from postkit.links.destinations.bare import bare_addresses
from postkit.links.destinations.grammar import GAP, closes, decode, destination_at
from postkit.links.destinations.html import html_destinations
from postkit.links.destinations.kinds import Destination, Kind, destination
from postkit.links.destinations.literal import literal_spans, outside
from postkit.links.destinations.prose import code_and_comments
from postkit.links.destinations.templates import tags_alone, tags_in, without_tags
from postkit.markdown.document import Definition, Link
from postkit.site.post import Post

_MOST_TRIES = 100
_LABEL = re.compile(rb"[ \t]*\[(?:[^\[\]\\]|\\.)++\]:", re.DOTALL)


class _Place(NamedTuple):
    """Where a destination stands in the bytes of its construct, half open."""

    start: int
    end: int


def destinations(post: Post) -> Iterator[Destination]:
    """Yield the destinations of a post in the order of the text.

    Code, comments and front matter hold no links. A link whose destination cannot be found in
    the bytes exactly as the parser reports it is left out.

    Args:
        post: The post; one that cannot be decoded has none.
    """
    if not post.readable:
        return
    found = [*_markdown(post), *html_destinations(post), *bare_addresses(post)]
    if post.masked.tags and post.flavor.link_tags:
        found = list(_with_tags(post, found))
    yield from sorted(found, key=lambda one: one.span)


def _with_tags(post: Post, found: list[Destination]) -> Iterator[Destination]:
    """Yield the destinations with what their template tags name, and what tags elsewhere name."""
    taken = {offset for one in found if one.template for offset in tags_in(post, one.span)}
    yield from (without_tags(post, one) if one.template else one for one in found)
    code = code_and_comments(post)
    yield from (one for one in tags_alone(post, taken) if one.whole.start not in code)


def _markdown(post: Post) -> Iterator[Destination]:
    literal = literal_spans(post)
    for link in post.document.links:
        find = _FINDERS.get(link.kind)
        if find and outside(literal, link.span):
            kind = Kind.AUTOLINK if find is _autolink else Kind.INLINE
            yield from _made(post, kind, link, find)
    for definition in post.document.definitions:
        if outside(literal, definition.span):
            yield from _made(post, Kind.DEFINITION, definition, _definition)


def _made(post: Post, kind: Kind, item: Link | Definition, find: _Finder) -> Iterator[Destination]:
    base = post.body.start
    place = find(post.masked_bytes[item.span.start - base : item.span.end - base], item.destination)
    if place:
        span = Span(*place).shift(item.span.start)
        image = isinstance(item, Link) and item.image
        yield destination(post, kind, span, item.destination, image=image, whole=item.span)


def _inline(data: bytes, wanted: str) -> _Place | None:
    """Find the `](` after which everything reads as the parser says.

    From the end, since the text before may hold links, images and code, while a title that
    holds `](` is rare. No two places can both fit: the title of the first would hold the
    second's quotes. The number of tries is bounded for the sake of hostile titles.
    """
    before = len(data)
    for _ in range(_MOST_TRIES):
        before = data.rfind(b"](", 0, before)
        if before < 0:
            return None
        place = _after_gap(data, before + 2, wanted)
        if place and closes(data, place.end + (data[place.start - 1] == 0x3C)):
            return place
    return None


def _definition(data: bytes, wanted: str) -> _Place | None:
    label = _LABEL.match(data)
    return _after_gap(data, label.end(), wanted) if label else None


def _autolink(data: bytes, wanted: str) -> _Place | None:
    """Take what stands in `<>`: nothing is escaped there (spec 6.5)."""
    return _Place(1, len(data) - 1) if data[1:-1].decode(errors="replace") == wanted else None


def _after_gap(data: bytes, start: int, wanted: str) -> _Place | None:
    """Return the destination after optional white space if it says what the parser reports."""
    gap = GAP.match(data, start)
    found = destination_at(data, gap.end() if gap else start)
    if found and decode(data[slice(*found)].decode(errors="replace")) == wanted:
        return _Place(*found)
    return None


_Finder = Callable[[bytes, str], _Place | None]
_FINDERS: dict[str, _Finder] = {"Inline": _inline, "Autolink": _autolink}
