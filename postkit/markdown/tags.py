"""Start tags in a piece of raw HTML, with the byte span of every attribute value.

The grammar is that of the tokenizer of the HTML standard (§13.2.5, start tags and attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5
from typing import Final, NamedTuple

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span

_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?:[!?]|/[^A-Za-z])[^>]*+(?:>|\Z)"
    r"|<(?P<name>/?[A-Za-z][^\t\n\f\r />]*)",
    re.DOTALL,
)
_BLANKS = r"[\t\n\f\r ]*+"
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_BLANKS}=(?:{_BLANKS}(?:"
    r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<open>[\"'])"
    r"|(?P<bare>[^\t\n\f\r >][^\t\n\f\r >]*+)|(?=>))))?+"
)
_END = re.compile(r"[\t\n\f\r /]*+>")
REFERENCE: Final = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*+(?:;|(?!=)))")
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
        found: list[re.Match[str]] = []
        while attribute := _ATTRIBUTE.match(html, position):
            found.append(attribute)
            position = attribute.end()
        end = _END.match(html, position)
        if end is None or (found and found[-1]["open"]):
            return  # the tag is never closed and takes all that follows with it
        position = end.end()
        if match["name"][0] == "/":
            continue
        name = match["name"].lower()
        span = Span(offsets[match.start()], offsets[position])
        yield StartTag(name, tuple(_attributes(found, offsets)), span)
        if name in _RAW_TEXT:
            position = _end_of_raw_text(html, name, position)


def _attributes(found: Iterable[re.Match[str]], offsets: ByteOffsets) -> Iterator[Attribute]:
    seen: set[str] = set()
    for match in found:
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
            value = decode_attribute(match[group])
            yield Attribute(name, value, Span(offsets[first], offsets[last]))


def decode_attribute(text: str) -> str:
    """Return a text in an attribute with its character references resolved (section 13.2.5.73).

    `&copy=1` is no reference there, and a name must be known as a whole.
    """
    return REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(reference: re.Match[str]) -> str:
    text = reference[0]
    return unescape(text) if text[1] == "#" or text[1:] in html5 else text


def _end_of_raw_text(html: str, name: str, position: int) -> int:
    """Return where the content of a raw text element ends: at its end tag, or with the text."""
    closing = re.compile(rf"</{re.escape(name)}(?=[\t\n\f\r />])", re.IGNORECASE).search(html, position)
    return closing.start() if closing else len(html)
