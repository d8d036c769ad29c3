"""Addresses in text that become links without any mark (GFM spec 0.29, section 6.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postkit.core.span import Span
from postkit.links.destinations.grammar import decode
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.destinations.prose import Spans, no_prose
from postkit.site.post import Post

_ADDRESS = re.compile(
    rb"[hfw](?<![^\s*_~(].)(?:(?:ttps?|tp)://|ww\.)(?=[\w-])[^\s<\x00-\x20]+", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:[a-z]+://|(?=www\.))([\w-]+(?:\.[\w-]+)*)", re.IGNORECASE)
_FULL_WIDTH = re.compile("[\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\u201c\u201d]")
"""Punctuation that ends an address: goldmark stops there; cmark-gfm goes on, but nobody means that."""

_TRAILING = "?!.,:*_~'\""
_ENTITY = re.compile(r"&[A-Za-z]+;\Z")
_LONGEST_NAME = 40
REFERENCE: Final = re.compile(r"&[#A-Za-z0-9]++;")


def bare_addresses(post: Post) -> Iterator[Destination]:
    """Yield the addresses in a post's text that its engine makes links of.

    Args:
        post: The post, readable.
    """
    data = post.masked_bytes
    if not post.flavor.links_addresses or not (b"://" in data or b"www." in data.lower()):
        return
    base = post.body.start
    taken = no_prose(post)
    links = Spans(link.span for link in post.document.links)
    for match in _ADDRESS.finditer(data):
        start = match.start() + base
        if start in taken or start in links:
            continue
        found = _found(post, match)
        if found:
            text, value = found
            span = Span(start, start + len(text.encode()))
            yield Destination(Kind.BARE, span, text, value, image=False, whole=span)


def address_at(post: Post, data: bytes, start: int) -> tuple[str, str] | None:
    """Return the text of the address that begins at a place, and what it says; None where none does.

    Args:
        post: The post, whose template tags are masked in the data.
        data: Some text.
        start: A byte in it; what stands before and behind decides, too.
    """
    match = _ADDRESS.match(data, start)
    return _found(post, match) if match else None


def _found(post: Post, match: re.Match[bytes]) -> tuple[str, str] | None:
    text = _address(post, match[0].decode(errors="replace"))
    if not text:
        return None
    value = REFERENCE.sub(lambda match: decode(match[0]), text)
    return text, value if "://" in text[:8] else f"http://{value}"


def _address(post: Post, text: str) -> str:
    """Return what of a run of characters is the address; empty where it is none."""
    stop = next((at for at, one in enumerate(text) if one in post.masked.tags), None)
    text = _trimmed(_FULL_WIDTH.split(text, maxsplit=1)[0]) if stop is None else ""
    domain = _DOMAIN.match(text)
    if domain is None:
        return ""
    labels = domain[1].split(".")
    return "" if len(labels) < 2 or any("_" in label for label in labels[-2:]) else text


def _trimmed(text: str) -> str:
    """Take off what is punctuation of the sentence: marks, a `)` too many, a character reference."""
    extra = text.count(")") - text.count("(")
    while True:
        bare = text.rstrip(_TRAILING)
        if extra > 0 and bare.endswith(")"):
            bare, extra = bare[:-1], extra - 1
        elif bare.endswith(";"):
            entity = _ENTITY.search(bare, max(0, len(bare) - _LONGEST_NAME))
            bare = bare[: entity.start() if entity else -1]
        if bare == text:
            return text
        text = bare
