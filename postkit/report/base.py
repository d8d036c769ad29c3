"""What a format is, and what all of them do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source


class Reporter(Protocol):
    """Writes findings in one format, post by post; one object serves one run."""

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return the text for the findings of one post, which may be empty.

        Args:
            source: The post that the findings' spans are about.
            diagnostics: Its findings, in any order.
        """

    def end(self) -> str:
        """Return what closes the report after the last post."""


def in_order(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return findings in the order of their places, then of their codes."""
    return sorted(diagnostics, key=lambda finding: (finding.span, finding.code))
