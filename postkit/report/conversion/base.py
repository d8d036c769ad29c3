"""What a report of a conversion is told, and what all of them do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source

if TYPE_CHECKING:
    from postkit.html.rendering import Sides
    from postkit.html.tally import Tally


class Result(Protocol):
    """What became of one post."""

    @property
    def source(self) -> Source:
        """The post as it is now."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What is left to say about it."""

    @property
    def before(self) -> bytes | None:
        """Its bytes as they were; None if nothing changed."""

    @property
    def old_path(self) -> str:
        """Its path as it was, if it gets another name; else empty."""

    @property
    def tally(self) -> Tally | None:
        """The account of its conversion; None where there is nothing to say."""

    @property
    def sides(self) -> Sides | None:
        """Both sides as pages, where they were asked for."""


class Report(Protocol):
    """Writes a report piece by piece, so that no run is too long for it; one object serves one run."""

    def begin(self) -> str:
        """Return what stands before the first post."""

    def post(self, result: Result) -> str:
        """Return what is to be said of one post; nothing if it had no HTML."""

    def end(self) -> str:
        """Return what stands behind the last post: the totals."""
