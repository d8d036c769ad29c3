"""One JSON array, written as the findings come; `schemas/report.schema.json` holds it."""

from __future__ import annotations

from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.report.base import Reporter
from postkit.report.jsonl import lines


class _Json:
    def __init__(self) -> None:
        self._open = False

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return the next items of the array, with what goes before them."""
        parts: list[str] = []
        for line in lines(source, diagnostics):
            parts.append(f"{',' if self._open else '['}\n  {line}")
            self._open = True
        return "".join(parts)

    def end(self) -> str:
        """Return what closes the array; an empty array if there were no findings."""
        return "\n]\n" if self._open else "[]\n"


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    return _Json()
