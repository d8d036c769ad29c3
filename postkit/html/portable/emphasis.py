"""Emphasis as kramdown pairs its markers, beside the pairs that pulldown-cmark found."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.prose import COVER, END, is_autolink, prose, without_escapes

_RUNS = re.compile(r"\*+|_+|~+")
_EMPHASIS = frozenset({"Emphasis", "Strong", "Strikethrough"})
_LENGTHS = {"Emphasis": 1, "Strong": 2, "Strikethrough": 2}
_MAX_STEPS = 4000
_LETTERS = re.compile(r"[^\W\d_]|-")

Pair = tuple[int, int, int]
"""How long a marker is, where its content begins and where it ends."""


def emphasis_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons where engines would set other words in bold or italics."""
    links = [child for child in node.walk() if child.kind == "Link" and not is_autolink(child)]
    for level in (node, *links):
        yield from _level(document, level)
    for child in node.walk():
        if child.kind in _EMPHASIS and any(one.kind == child.kind for one in child.walk()):
            yield "kramdown reads no emphasis inside emphasis of the same kind"
        if child.kind == "Strikethrough":
            yield from _strike(document, child)


def _strike(document: Document, node: Node) -> Iterator[str]:
    source = document.source(node)
    if not source.startswith("~~"):
        yield "some engines strike what one `~` parts off"
    elif "~~" in source[2:-2]:
        yield "kramdown ends what is struck at the first `~~`"


def _level(document: Document, level: Node) -> Iterator[str]:
    """Compare the pairs in a container's own text, or in a link's; links in it are covered."""
    if not _RUNS.search(document.source(level)):
        return
    text = without_escapes(prose(document, level, links=False))
    if not _RUNS.search(text):
        return
    ours = _found(level)
    if any(_splits_engines(text, run, ours) for run in _RUNS.finditer(text)):
        yield "engines disagree on emphasis beside a symbol"
        return
    if not all(_flanked(text, pair) for pair in ours if text[pair[1] - 1] == "~"):
        yield "some engines take no `~~` between a letter and a sign"
    try:
        theirs = _Kramdown(text).pairs()
    except RecursionError:
        yield "it holds too many stars"
        return
    stars = {pair for pair in ours if text[pair[1] - 1] != "~"}
    if _contents(stars) != _contents(theirs):
        yield "kramdown and the other engines disagree on what stars or underscores enclose"


def _found(level: Node) -> set[Pair]:
    pairs: set[Pair] = set()
    pending = list(level.children)
    while pending:
        child = pending.pop()
        if child.kind in {"Link", "Image"}:
            continue
        if length := _LENGTHS.get(child.kind):
            pairs.add((length, child.start - level.start + length, child.end - level.start - length))
        pending += child.children
    return pairs


def _contents(pairs: set[Pair]) -> set[Pair]:
    """Return the pairs with what they enclose but for markers at its edges: `***x***` nests either way."""
    markers = {
        place
        for length, start, end in pairs
        for place in (*range(start - length, start), *range(end, end + length))
    }
    found: set[Pair] = set()
    for length, start, end in pairs:
        first, last = start, end
        while first in markers:
            first += 1
        while last - 1 in markers:
            last -= 1
        found.add((length, first, last))
    return found


def _flanked(text: str, pair: Pair) -> bool:
    """Tell whether a pair of `~~` counts by the rule for stars, which pulldown-cmark does not ask."""
    length, start, end = pair
    begin, over = start - length, end + length
    opening = _flanks(text[begin - 1 : begin] if begin else "", text[start : start + 1], symbols=True)
    closing = _flanks(text[end - 1 : end], text[over : over + 1], symbols=True)
    return opening[0] and closing[1]


def _splits_engines(text: str, run: re.Match[str], pairs: set[Pair]) -> bool:
    """Tell whether a run of markers counts otherwise where symbols are letters.

    They are in cmark-gfm (CommonMark 0.29 §6.2); since 0.31 they are punctuation.
    """
    before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
    if not any(one and not one.isascii() and unicodedata.category(one)[0] == "S" for one in (before, after)):
        return False
    new, old = _flanks(before, after, symbols=True), _flanks(before, after, symbols=False)
    opens = any(start == run.end() for _, start, _ in pairs)
    closes = any(end == run.start() for _, _, end in pairs)
    return (not closes and new[0] != old[0]) or (not opens and new[1] != old[1])


def _flanks(before: str, after: str, *, symbols: bool) -> tuple[bool, bool]:
    """Return whether a run is left-flanking and right-flanking."""

    def kind(one: str) -> int:
        if not one or one.isspace():
            return 0
        if one in (COVER, END):
            return 1  # `<`, a bracket, a backtick
        category = unicodedata.category(one)[0]
        return 1 if category == "P" or (category == "S" and (symbols or one.isascii())) else 2

    left, right = kind(before), kind(after)
    return bool(right) and (right == 2 or left < 2), bool(left) and (left == 2 or right < 2)


class _Kramdown:
    """Pairs markers as kramdown 2.4 does: the first closing marker wins, whatever stands around.

    A marker opens unless a blank follows it, `_` unless a letter or `-` stands before it; one
    closes unless a blank stands before it, `_` unless a letter or figure follows it. `*` is not
    closed by `**`. A `**` that is never closed is tried as `*`.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._markers = [index for index, one in enumerate(text) if one in "*_"]
        self._steps = 0

    def pairs(self) -> set[Pair]:
        """Return the pairs of the text.

        Raises:
            RecursionError: If it would take too long.
        """
        return self._spans(0, "", ())[1]

    def _spans(self, place: int, stop: str, within: tuple[int, ...]) -> tuple[int | None, set[Pair]]:
        """Read up to the closing marker; return where it stands, or None, and the pairs before it."""
        begin, text, found = place, self._text, set[Pair]()
        while (place := self._next(place)) < len(text):
            self._steps += 1
            if self._steps > _MAX_STEPS:
                raise RecursionError
            if stop and text.startswith(stop, place) and self._closes(begin, place, stop):
                return place, found
            place, inner = self._marker(place, within)
            found |= inner
        return None, found

    def _next(self, place: int) -> int:
        """Return where the next marker stands, or the text's end."""
        index = bisect_left(self._markers, place)
        return self._markers[index] if index < len(self._markers) else len(self._text)

    def _closes(self, begin: int, place: int, stop: str) -> bool:
        text, char = self._text, stop[0]
        if place == begin or text[place - 1] in " \t\n":
            return False
        if len(stop) == 1 and text.startswith(char * 2, place) and not text.startswith(char * 3, place):
            return False
        after = text[place + len(stop) : place + len(stop) + 1]
        return char != "_" or not after.isalnum()

    def _marker(self, place: int, within: tuple[int, ...]) -> tuple[int, set[Pair]]:
        text, char = self._text, self._text[place]
        length = 2 if text.startswith(char * 2, place) else 1
        after = text[place + length : place + length + 1]
        word = char == "_" and place and _LETTERS.match(text, place - 1)
        if word or after in " \t\n" or length in within:
            return place + length, set()
        for size in (length, 1) if length == 2 and 1 not in within else (length,):
            start = place + size
            end, inner = self._spans(start, char * size, (*within, size))
            if end is not None:
                return end + size, inner | {(size, start, end)}
        return place + length, set()
