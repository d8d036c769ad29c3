"""One line a finding: `path:line:col: CODE message`."""

from __future__ import annotations

from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report.base import Reporter, in_order


class _Concise:
    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return a line for each finding."""
        return "".join(_line(source, diagnostic) for diagnostic in in_order(diagnostics))

    def end(self) -> str:
        """Return nothing."""
        return ""


def _line(source: Source, diagnostic: Diagnostic) -> str:
    line, column = source.position(diagnostic.span.start)
    return printable(f"{source.path}:{line}:{column}: {diagnostic.code} {diagnostic.message}") + "\n"


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - lines for machines stay plain
    """Return a reporter of this format."""
    return _Concise()
