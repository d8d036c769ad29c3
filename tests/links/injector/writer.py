"""Writes one page and remembers where its links stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.links.injector.model import Link, Page, Picture, Use


class Spelled(NamedTuple):
    """A destination to be written: what it says, what it leads to, and in which form."""

    written: str
    target: Page | Picture | None = None
    form: str = "external"
    fragment: str = ""


class Wrapped(NamedTuple):
    """A destination with what stands around it."""

    before: str
    spelled: Spelled
    after: str
    style: str


class Label(NamedTuple):
    """The label of a use of a definition."""

    text: str


Piece = str | Wrapped | Label


@dataclass
class Writer:
    """The text of a page as it grows.

    Args:
        page: The page.
        newline: How its lines end.
    """

    page: Page
    newline: str = "\n"
    text: str = ""
    links: list[Link] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def block(self, *pieces: Piece) -> None:
        """Add a block and a blank line; afterwards another block may be put in."""
        for piece in pieces:
            self._piece(piece)
        self._put("\n\n")
        self.gaps.append(len(self.text))

    def _put(self, text: str) -> None:
        self.text += text.replace("\n", self.newline)

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, str):
            self._put(piece)
        elif isinstance(piece, Label):
            self.uses.append(Use(self.page, len(self.text), piece.text))
            self._put(piece.text)
        else:
            self._put(piece.before)
            written, target, form, fragment = piece.spelled
            start = len(self.text)
            self.links.append(Link(self.page, start, written, target, form, piece.style, fragment))
            self._put(f"{written}{piece.after}")
