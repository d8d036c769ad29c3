"""Where kramdown takes Markdown for literal text: inside block elements of HTML."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.markdown.document import Html
from postkit.site.post import Post

_BLOCK_ELEMENTS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe li main map menu nav noscript "
    "object ol optgroup option p pre script section style summary table tbody td tfoot th thead tr ul"
)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<slash>/?)(?P<name>{_BLOCK_ELEMENTS.replace(' ', '|')})(?=[\s/>])(?P<rest>[^<>]*)",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"\smarkdown\s*=", re.IGNORECASE)


def literal_spans(post: Post) -> list[Span]:
    """Return the spans of block elements whose content kramdown does not read as Markdown.

    An element that begins a block reaches to its own closing tag, over blank lines (kramdown
    2.4). One with a `markdown` attribute anywhere in it does not count, nor one never closed.

    Args:
        post: The post; there are none under a flavor that reads as CommonMark.

    Returns:
        Spans in order, without overlaps.
    """
    if post.flavor.dialect is not Dialect.KRAMDOWN:
        return []
    elements = _Elements()
    for piece in post.document.html:
        elements.take(piece, post.masked_slice(piece.span))
    return elements.literal()


def outside(spans: list[Span], place: Span) -> bool:
    """Tell whether a place lies in none of some sorted spans that do not overlap."""
    index = bisect_right(spans, place) - 1
    return index < 0 or not spans[index].contains(place)


@dataclass(slots=True)
class _Elements:
    """Pairs opening with closing tags; `_open` has name, byte offset, and whether a block begins there."""

    _open: list[tuple[str, int, bool]] = field(default_factory=list)
    _closed: list[Span] = field(default_factory=list)
    _markdown: list[int] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def take(self, piece: Html, text: str) -> None:
        """Take the tags of a piece of HTML."""
        offsets = ByteOffsets(text, piece.span.start)
        first = len(text) - len(text.lstrip())
        for match in _TAG.finditer(text):
            if match["name"] is None:
                continue
            name = match["name"].lower()
            offset = offsets[match.start()]
            if match["slash"]:
                self._close(name, offset)
            elif not match["rest"].endswith("/"):
                begins = piece.block and match.start() == first
                self._open.append((name, offset, begins))
                self._counts[name] = self._counts.get(name, 0) + 1
                if _MARKDOWN.search(match["rest"]):
                    self._markdown.append(offset)

    def _close(self, name: str, offset: int) -> None:
        if not self._counts.get(name):
            return
        while True:
            opened, start, begins = self._open.pop()
            self._counts[opened] -= 1
            if opened == name:
                break
        if begins:
            self._closed.append(Span(start, offset))

    def literal(self) -> list[Span]:
        """Return the outermost elements without a `markdown` attribute inside."""
        result: list[Span] = []
        for span in sorted(self._closed):
            if result and result[-1].end > span.start:
                continue
            index = bisect_left(self._markdown, span.start)
            if index == len(self._markdown) or self._markdown[index] >= span.end:
                result.append(span)
        return result
