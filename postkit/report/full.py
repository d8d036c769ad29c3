"""A finding with its line of the post, marks below it, what to do, and the fix."""

from __future__ import annotations

from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report.base import Reporter, in_order
from postkit.report.frame import frame

_Piece = tuple[str, str]
"""A text and its style, empty for none."""

_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}


class _Full:
    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return a paragraph for each finding."""
        pieces: list[_Piece] = []
        for diagnostic in in_order(diagnostics):
            pieces += _paragraph(source, diagnostic)
        return _coloured(pieces) if self._colour and pieces else "".join(text for text, _ in pieces)

    def end(self) -> str:
        """Return nothing."""
        return ""


def _paragraph(source: Source, diagnostic: Diagnostic) -> list[_Piece]:
    """Return the text of one finding, from its place to the blank line after it."""
    line, column = source.position(diagnostic.span.start)
    style = _STYLES[diagnostic.severity]
    pieces: list[_Piece] = [
        (printable(source.path), "bold"),
        (f":{line}:{column}: ", ""),
        (diagnostic.code, style),
        (f" {diagnostic.severity}: {printable(diagnostic.message)}\n", ""),
    ]
    if diagnostic.span.end > 0:
        pieces += _marked_line(source, diagnostic, style)
    for related in diagnostic.related:
        place = source.position(related.span.start)
        pieces += [("  see: ", "bold"), (f"line {place.line}: {printable(related.message)}\n", "")]
    if diagnostic.hint:
        pieces += [("  hint: ", "bold"), (f"{printable(diagnostic.hint)}\n", "")]
    if diagnostic.fix:
        pieces += [
            ("  fix: ", "bold green"),
            (f"{printable(diagnostic.fix.title)} ({diagnostic.fix.safety})\n", ""),
        ]
    return [*pieces, ("\n", "")]


def _marked_line(source: Source, diagnostic: Diagnostic, style: str) -> list[_Piece]:
    """Return the line of the post and the marks below it."""
    shown = frame(source, diagnostic.span)
    gutter = f"{shown.number:>5} | "
    return [
        (gutter, "dim"),
        (f"{shown.before}{shown.marked}{shown.after}".rstrip() + "\n", ""),
        (" " * (len(gutter) - 2) + "| ", "dim"),
        (" " * shown.indent + "^" * shown.width + "\n", style),
    ]


def _coloured(pieces: list[_Piece]) -> str:
    """Return the pieces as ANSI text; nothing in them is read as markup, and no line is wrapped."""
    from rich.console import Console  # 58 ms that only a terminal costs
    from rich.text import Text

    console = Console(
        force_terminal=True,
        color_system="standard",
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
    )
    with console.capture() as capture:
        console.print(Text.assemble(*pieces), end="")
    return capture.get()


def reporter(*, colour: bool) -> Reporter:
    """Return a reporter of this format."""
    return _Full(colour=colour)
