"""References to notes in a post's text: a number that leads to a note, raised or in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from postkit.html.footnotes.links import ANCHOR, Link, ids, links

_BEFORE = re.compile(rf"(?:{ANCHOR}|<sup\b[^<>]*>|\\?\[)*\Z")
_BEHIND = re.compile(r"(?:</sup>|\\?\])*")
_TAG = re.compile(r"<[^<>]*>")
_REACH = 300
"""So many characters before a link are looked at."""
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_READ_ON = frozenset("([{:")
"""Signs behind `[^1]` with which it would be another thing."""


class Reference(NamedTuple):
    """A reference.

    Attributes:
        start: Where it begins in the text, tags around it counted in.
        end: Where it ends.
        number: What it shows.
        target: The id of its note.
        ids: Its own.
        escapes: Whether a `!` before it, counted in, must be escaped.
    """

    start: int
    end: int
    number: int
    target: str
    ids: frozenset[str]
    escapes: bool

    @property
    def text(self) -> str:
        """Its Markdown."""
        return rf"\![^{self.number}]" if self.escapes else f"[^{self.number}]"


def find_references(text: str, notes: Mapping[str, int]) -> list[Reference] | None:
    """Return the references to some notes; None if a link to one of them is no such reference.

    Args:
        text: The masked text before the notes.
        notes: The number of each note by its ids.
    """
    found: list[Reference] = []
    for link in links(text):
        if link.target not in notes:
            continue
        number = _NUMBER.fullmatch(link.text)
        if number is None or int(number[1]) != notes[link.target]:
            return None
        reference = _whole(text, link, notes[link.target])
        if reference is None:
            return None
        found.append(reference)
    return found


def _whole(text: str, link: Link, number: int) -> Reference | None:
    """Return the reference that a link is, with what stands around it; None if that is something else."""
    before = _BEFORE.search(text, max(link.start - _REACH, 0), link.start)
    behind = _BEHIND.match(text, link.end)
    begin, over = _paired(
        text, before.start() if before else link.start, link, behind.end() if behind else link.end
    )
    source = text[begin:over]
    in_brackets = link.text.startswith("[") or "[" in _TAG.sub("", text[begin : link.start])
    if "<sup" not in source and not in_brackets:
        return None
    escapes = text[begin - 1 : begin] == "!" and text[begin - 2 : begin - 1] != "\\"
    if text[begin - 1 : begin] in {"[", "^"} or text[over : over + 1] in _READ_ON:
        return None
    return Reference(begin - escapes, over, number, link.target, ids(source), escapes)


_OPENS = re.compile(rf"{ANCHOR}|<sup\b[^<>]*>|\\?\[")
_CLOSES = re.compile(r"</sup>|\\?\]")
_PAIRS = {"</sup>": "<sup", "]": "[", "\\]": "\\["}


def _paired(text: str, begin: int, link: Link, over: int) -> tuple[int, int]:
    """Return how far the tags and brackets around a link belong to it: as far as they pair."""
    opened = list(_OPENS.finditer(text, begin, link.start))
    place, first = link.end, link.start
    while True:
        while opened and opened[-1][0].startswith("<a"):
            first = opened.pop().start()
        closing = _CLOSES.match(text, place, over)
        if closing is None or not opened or not opened[-1][0].startswith(_PAIRS[closing[0]]):
            return first, place
        first, place = opened.pop().start(), closing.end()
