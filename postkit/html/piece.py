"""A piece: what stands for one block of HTML, or for loose inline content, in the converted text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from postkit.html.errors import CannotSayError
from postkit.html.spelling import COMMON, Spelling
from postkit.html.tree import Node

LIST_BREAK = "<!-- -->"
"""Says nothing: stands between two lists, and where an item is empty."""


class Kind(Enum):
    """What a piece is in Markdown."""

    PARAGRAPH = auto()
    HEADING = auto()
    FENCE = auto()
    INDENTED = auto()
    """Code without a fence."""
    QUOTE = auto()
    BULLETS = auto()
    NUMBERS = auto()
    DEFINITIONS = auto()
    TABLE = auto()
    RULE = auto()
    CONTAINER = auto()
    """HTML tags around Markdown."""
    HTML = auto()
    """HTML that stays as it was."""
    COMMENT = auto()


LISTS = frozenset({Kind.BULLETS, Kind.NUMBERS})
_GOES_ON = LISTS | {Kind.DEFINITIONS}
"""Blocks that another one of their kind goes on with."""


@dataclass(slots=True)
class Piece:
    """One block of a region, or the loose inline content between two.

    Attributes:
        nodes: What it consists of.
        text: What stands for it.
        kind: What that is.
        kept: Why something in it stays HTML: the findings, each with the element at fault.
    """

    nodes: Sequence[Node]
    text: str
    kind: Kind
    kept: list[CannotSayError] = field(default_factory=list)

    @property
    def said(self) -> bool:
        """Whether something in it became Markdown."""
        return self.kind not in {Kind.HTML, Kind.COMMENT}


def join(pieces: Iterable[Piece], spelling: Spelling = COMMON) -> str:
    """Return the text of pieces, blank lines between them, and a comment between lists that would be one.

    Args:
        pieces: In order; one without text is none.
        spelling: The engine's.
    """
    texts: list[str] = []
    last: Kind | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if _go_on(last, piece.kind, spelling):
            texts.append(LIST_BREAK)
        texts.append(piece.text)
        last = piece.kind
    return "\n\n".join(texts)


def _go_on(before: Kind | None, kind: Kind, spelling: Spelling) -> bool:
    """Tell whether an engine makes one of two blocks in a row."""
    if spelling.parts_lists:
        return kind in _GOES_ON and kind is before
    return any(kind in group and before in group for group in (LISTS, {Kind.QUOTE}))


def reasons(pieces: Iterable[Piece]) -> list[CannotSayError]:
    """Return why anything in some pieces stays."""
    return [reason for piece in pieces for reason in piece.kept]
