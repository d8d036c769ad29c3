"""Start tags in a piece of raw HTML, with the byte span of every attribute value.

The grammar is that of the tokenizer of the HTML standard (§13.2.5, start tags and attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?P<name>[A-Za-z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s/>=][^\s/>=]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+)))?",
)
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Attribute(NamedTuple):
    """An attribute of a start tag.

    Attributes:
        name: In lower case.
        value: With character references decoded.
        span: The bytes of the value without quotes; empty where it has none.
    """

    name: str
    value: str
    span: Span


class StartTag(NamedTuple):
    """A start tag.

    Attributes:
        name: In lower case.
        attributes: In order; of a repeated name only the first counts.
        span: The bytes of the tag.
    """

    name: str
    attributes: tuple[Attribute, ...]
    span: Span

    def get(self, name: str) -> str | None:
        """Return the value of an attribute, or None."""
        return next((a.value for a in self.attributes if a.name == name), None)


def start_tags(html: str, base: int) -> Iterator[StartTag]:
    """Yield the start tags of a piece of raw HTML; comments and raw text elements are passed over.

    Args:
        html: The piece as text.
        base: Its byte offset in the source.
    """
    offsets = ByteOffsets(html, base)
    position = 0
    while match := _TOKEN.search(html, position):
        position = match.end()
        if match["name"] is None:
            continue
        name = match["name"].lower()
        attributes = tuple(_attributes(match, offsets))
        yield StartTag(name, attributes, Span(offsets[match.start()], offsets[match.end()]))
        if name in _RAW_TEXT:
            position = _end_of_raw_text(html, name, position)


def _attributes(tag: re.Match[str], offsets: ByteOffsets) -> Iterator[Attribute]:
    seen: set[str] = set()
    start, end = tag.span("attributes")
    for match in _ATTRIBUTE.finditer(tag.string, start, end):
        name = match["name"].lower()
        if name in seen:
            continue
        seen.add(name)
        group = match.lastgroup or "name"
        if group == "name":
            place = offsets[match.end()]
            yield Attribute(name, "", Span(place, place))
        else:
            first, last = match.span(group)
            yield Attribute(name, unescape(match[group]), Span(offsets[first], offsets[last]))


def _end_of_raw_text(html: str, name: str, position: int) -> int:
    """Return where the content of a raw text element ends; one that is never closed is passed over."""
    closing = re.compile(rf"</{re.escape(name)}(?=[\s/>])", re.IGNORECASE).search(html, position)
    return closing.start() if closing else position
