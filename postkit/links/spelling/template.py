"""Names in template tags: written letter by letter, as the tag's own grammar takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.span import Span
from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination
from postkit.links.destinations.templates import names_in
from postkit.markdown.mask import mask
from postkit.site.post import Post

_SHOWN = (Names.ADDRESS, Names.ROOTED, Names.CUSTOM)
_ENDS = re.compile(r"[\s\"'`()<>|$\\\[\]]|&(?=#?\w+;)")
"""What may end the destination or the attribute that a tag's output becomes a part of."""


def template_spellings(post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield texts that make a template tag name something else, each of them proved.

    Args:
        post: The post.
        found: A destination in a template tag.
        value: What it is to name.
    """
    if found.names in _SHOWN and set(_ENDS.findall(value)) - set(_ENDS.findall(found.written)):
        return
    tag = post.source.slice(found.whole).encode()
    place = found.span.shift(-found.whole.start)
    for quote in ("", '"'):
        text = f"{quote}{value}{quote}"
        new = (tag[: place.start] + text.encode() + tag[place.end :]).decode()
        start = place.start + len(quote)
        if _is_one_tag(post, new) and _names(post, new, found, Span(start, start + len(value.encode()))):
            yield text


def _is_one_tag(post: Post, text: str) -> bool:
    masked = mask(text, post.flavor.tags)
    return list(masked.tags.values()) == [text]


def _names(post: Post, tag: str, found: Destination, place: Span) -> bool:
    """Tell whether a tag names what stands at a place, and all else that it did."""
    before = names_in(post, post.source.slice(found.whole))
    after = names_in(post, tag)
    at = next((at for at, (_, one) in enumerate(before) if one == found.span.shift(-found.whole.start)), None)
    if at is None or len(before) != len(after):
        return False
    return after[at] == (before[at][0], place) and all(
        one[0] == other[0] for one, other in zip(before, after, strict=True)
    )
