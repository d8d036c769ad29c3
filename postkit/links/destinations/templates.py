"""Destinations that template tags name: alone in the text, or in the destination of a link."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span
from postkit.flavors.base import LinkTag, Names
from postkit.links.destinations.kinds import Destination, Kind
from postkit.site.post import Post

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ENDS_PATH = ("", "#", "?")


class _Named(NamedTuple):
    """A tag that is known.

    Attributes:
        names: What its name is.
        image: Whether it shows a picture.
        place: The bytes of the name in the tag; None for the beginning of a path.
        name: The name.
    """

    names: Names
    image: bool
    place: Span | None
    name: str = ""


def tags_alone(post: Post, taken: Collection[int]) -> Iterator[Destination]:
    """Yield what the template tags name that stand in no destination, wherever they stand.

    Args:
        post: The post.
        taken: The byte offsets of tags that stand in the destination of a link.
    """
    if not post.masked.tags or not post.flavor.link_tags:
        return
    offsets = ByteOffsets(post.masked.text, post.body.start)
    position = 0
    for token, tag in post.masked.tags.items():
        position = post.masked.text.index(token, position)
        start = offsets[position]
        whole = Span(start, start + len(tag.encode()))
        for named in () if start in taken else _read(tag, post.flavor.link_tags):
            if named.place:
                yield _in_tag(named, named.place.shift(start), whole)


def names_in(post: Post, tag: str) -> list[tuple[Names, Span]]:
    """Return what a template tag names, with the bytes of each name in the tag.

    Args:
        post: A post of the flavor.
        tag: The tag.
    """
    return [(one.names, one.place) for one in _read(tag, post.flavor.link_tags) if one.place]


def tags_in(post: Post, span: Span) -> list[int]:
    """Return the byte offsets of the template tags in a span of the source."""
    return [offset for offset, _ in _tokens(post, span)]


def without_tags(post: Post, found: Destination) -> Destination:
    """Return what a destination with template tags names, if the tags are known; else as it is.

    Args:
        post: The post.
        found: A destination with template tags.
    """
    start, end = found.span
    base: Names | None = None
    for offset, tag in _tokens(post, found.span):
        if offset != start:
            return found
        named = next(_read(tag, post.flavor.link_tags), None)
        if named is None:
            return found
        start += len(tag.encode())
        if named.place:
            rest = post.source.slice(Span(start, end))
            whole = Span(offset, start)
            based = base is Names.ROOTED
            inner = replace(_in_tag(named, named.place.shift(offset), whole), tail=rest, based=based)
            return _checked(post, found, replace(inner, image=inner.image or found.image))
        base = named.names if base is None or named.names is Names.ROOTED else base
    value = found.value[len(post.source.slice(Span(found.span.start, start))) :]
    if base is None or not value.startswith("/") or _has_tags(post, Span(start, end)):
        return found
    span = Span(start, end)
    return replace(found, span=span, written=post.source.slice(span), value=value, template=False, names=base)


def _checked(post: Post, found: Destination, inner: Destination) -> Destination:
    """Return a tag with what follows it, unless that is another tag, escaped, or the rest of a name."""
    tail = inner.tail
    simple = inner.names in (Names.ROOTED, Names.ADDRESS) or tail[:1] in _ENDS_PATH
    rest = Span(inner.whole.end, found.span.end)
    return inner if simple and found.value.endswith(tail) and not _has_tags(post, rest) else found


def _has_tags(post: Post, span: Span) -> bool:
    return any(character in post.masked.tags for character in post.masked_slice(span))


def _in_tag(named: _Named, span: Span, whole: Span) -> Destination:
    names = Names.ADDRESS if named.names is Names.ROOTED and _ABSOLUTE.match(named.name) else named.names
    return Destination(Kind.TEMPLATE, span, named.name, named.name, named.image, whole, names=names)


def _tokens(post: Post, span: Span) -> Iterator[tuple[int, str]]:
    """Yield the byte offset of each template tag in a span, and the tag."""
    text = post.masked_slice(span)
    offset = span.start
    for character in text:
        tag = post.masked.tags.get(character)
        if tag is not None:
            yield offset, tag
        offset += len(character.encode())


def _read(tag: str, links: tuple[LinkTag, ...]) -> Iterator[_Named]:
    """Yield what a tag names; a picture may have an address and link to another."""
    for link, pattern in _compiled(links):
        match = pattern.match(tag)
        if match and link.prefix:
            yield _Named(link.names, link.image, None)
        elif match:
            start = len(tag[: match.start("name")].encode())
            name = match["name"]
            yield _Named(link.names, link.image, Span(start, start + len(name.encode())), name)


@lru_cache(maxsize=16)
def _compiled(links: tuple[LinkTag, ...]) -> tuple[tuple[LinkTag, re.Pattern[str]], ...]:
    return tuple((link, re.compile(link.pattern)) for link in links)
