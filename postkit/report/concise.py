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
        return "".join(f"{line(source, diagnostic)}\n" for diagnostic in in_order(diagnostics))

    def end(self) -> str:
        """Return nothing."""
        return ""


def line(source: Source, diagnostic: Diagnostic) -> str:
    """Return the line of one finding, without its end.

    Args:
        source: The post that its span is about.
        diagnostic: The finding.
    """
    place = source.position(diagnostic.span.start)
    text = f"{source.path}:{place.line}:{place.column}: {diagnostic.code} {diagnostic.message}"
    return printable(text)


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - lines for machines stay plain
    """Return a reporter of this format."""
    return _Concise()
