"""Destinations in the attributes of raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span
from postkit.links.destinations.kinds import Destination, Kind, destination
from postkit.markdown.tags import Attribute, StartTag, decode_attribute, start_tags
from postkit.site.post import Post

_URL_ATTRIBUTES = frozenset({"href", "src", "poster", "data", "cite", "action"})
_OWNERS = {"data": frozenset({"object"}), "action": frozenset({"form"})}
_EMBEDDING = frozenset({"src", "poster", "srcset"})
_NOT_IMAGES = frozenset({"script", "iframe", "embed", "frame"})
_URL = re.compile(r"[\s,]*+(\S++)")
_DESCRIPTOR = re.compile(r"[^,(]*+(?:\([^)]*+\)?[^,(]*+)*+,?")


def html_destinations(post: Post) -> Iterator[Destination]:
    """Yield the destinations in the start tags of a post's HTML; its comments hold none.

    Args:
        post: The post, readable.
    """
    for piece in post.document.html:
        for tag in start_tags(post.masked_slice(piece.span), piece.span.start):
            for attribute in tag.attributes:
                yield from _of_attribute(post, tag, attribute)


def _of_attribute(post: Post, tag: StartTag, attribute: Attribute) -> Iterator[Destination]:
    image = attribute.name in _EMBEDDING and tag.name not in _NOT_IMAGES
    if attribute.name == "srcset":
        for span, value in candidates(post.masked_slice(attribute.span), attribute.span.start):
            yield destination(post, Kind.ATTRIBUTE, span, value, image=image, whole=tag.span)
    elif _holds_url(tag.name, attribute.name):
        yield destination(post, Kind.ATTRIBUTE, attribute.span, attribute.value, image=image, whole=tag.span)


def _holds_url(tag: str, attribute: str) -> bool:
    return attribute in _URL_ATTRIBUTES and tag in _OWNERS.get(attribute, (tag,))


def candidates(text: str, base: int) -> Iterator[tuple[Span, str]]:
    """Yield the URLs of a `srcset` (HTML standard, section 4.8.4.2.1: white space, URL, descriptors).

    A comma inside a URL belongs to it, as in `data:`; one at its end parts it from the next.

    Args:
        text: The value of the attribute as written.
        base: Its byte offset.
    """
    offsets = ByteOffsets(text, base)
    position = 0
    while match := _URL.match(text, position):
        url = match[1].rstrip(",")
        position = match.end()
        if url == match[1] and (descriptor := _DESCRIPTOR.match(text, position)):
            position = descriptor.end()
        start = match.start(1)
        yield Span(offsets[start], offsets[start + len(url)]), decode_attribute(url)
