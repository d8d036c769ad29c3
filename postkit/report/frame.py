"""The line of a post that a finding is about, and the marks below it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.core.span import Span

_BEFORE, _MARKED, _AFTER = 60, 80, 40
"""How many cells of a line are shown before, in and after the span."""

_TAB = "    "
_REACH = 1024
"""How many bytes are looked at on either side; enough for the cells above in any script."""


class Frame(NamedTuple):
    """A line in three parts, and how wide the first two are on a terminal.

    Attributes:
        number: The line, from 1.
        before: Its text before the span.
        marked: Its text in the span.
        after: Its text after the span.
        indent: Cells that `before` takes.
        width: Cells that `marked` takes, at least 1.
    """

    number: int
    before: str
    marked: str
    after: str
    indent: int
    width: int


def frame(source: Source, span: Span) -> Frame:
    """Return the first line of a span, cut where it is very long.

    Args:
        source: The post.
        span: Bytes; what lies beyond the line of its start is not marked.
    """
    index = bisect_right(source.line_starts, span.start) - 1
    start = max(source.line_starts[index], source.bom if index == 0 else 0)
    ends = source.line_starts[index + 1 : index + 2]
    end = ends[0] if ends else len(source.data)
    while end > start and source.data[end - 1] in b"\r\n":
        end -= 1
    first = min(max(span.start, start), end)
    last = min(max(span.end, first), end)
    before = _shown(source.data, max(start, first - _REACH), first, cut_left=first - start > _REACH)
    marked = _shown(source.data, first, min(last, first + _REACH))
    after = _shown(source.data, last, min(end, last + _REACH))
    before, marked, after = (
        _last_cells(before, _BEFORE),
        _first_cells(marked, _MARKED),
        _first_cells(after, _AFTER),
    )
    return Frame(index + 1, before, marked, after, cells(before), max(cells(marked), 1))


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes (East Asian Width, UAX #11)."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(data: bytes, start: int, end: int, *, cut_left: bool = False) -> str:
    r"""Return bytes as printable text; broken UTF-8 as `\xff`, a tab as blanks."""
    piece = data[start:end]
    if cut_left:  # perhaps in the middle of a character
        piece = re.sub(rb"^[\x80-\xbf]+", b"", piece)
    return printable(piece.decode(errors="backslashreplace").replace("\t", _TAB))


def _first_cells(text: str, limit: int) -> str:
    """Return a text cut to so many cells, with `…` for what is left out."""
    if cells(text) <= limit:
        return text
    width = 1
    for index, character in enumerate(text):
        width += _width(character)
        if width > limit:
            return text[:index] + "…"
    return text


def _last_cells(text: str, limit: int) -> str:
    """Return the end of a text, of so many cells, with `…` for what is left out."""
    if cells(text) <= limit:
        return text
    width = 1
    for index in range(len(text) - 1, -1, -1):
        width += _width(text[index])
        if width > limit:
            return "…" + text[index + 1 :]
    return text
