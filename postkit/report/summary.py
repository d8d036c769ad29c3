"""The last line of a run: how much was found, and how much of it can be mended."""

from __future__ import annotations

from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic, Severity
from postkit.core.edit import Safety


class Counts:
    """What a run has found so far.

    Attributes:
        posts: Posts that were looked at.
        faulty: Posts with findings.
        errors: Findings that are errors.
        warnings: Findings that are warnings.
        infos: Findings that are for information.
        safe: Findings with a safe fix.
        unsafe: Findings with a fix that needs `--unsafe-fixes`.
    """

    def __init__(self) -> None:
        self.posts = self.faulty = 0
        self.errors = self.warnings = self.infos = 0
        self.safe = self.unsafe = 0

    def add(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Count one post and its findings."""
        self.posts += 1
        self.faulty += bool(diagnostics)
        for diagnostic in diagnostics:
            self.errors += diagnostic.severity is Severity.ERROR
            self.warnings += diagnostic.severity is Severity.WARNING
            self.infos += diagnostic.severity is Severity.INFO
            if diagnostic.fix:
                self.safe += diagnostic.fix.safety is Safety.SAFE
                self.unsafe += diagnostic.fix.safety is Safety.UNSAFE


def summary(counts: Counts) -> str:
    """Return one line without its end, such as `3 errors, 1 warning in 2 of 12 posts`.

    Args:
        counts: What the run has found.
    """
    found = [
        _several(counts.errors, "error"),
        _several(counts.warnings, "warning"),
        f"{counts.infos:,} for information" if counts.infos else "",
    ]
    listed = ", ".join(filter(None, found))
    if not listed:
        return f"nothing found in {_several(counts.posts, 'post') or 'no posts'}"
    text = f"{listed} in {counts.faulty:,} of {_several(counts.posts, 'post')}"
    if counts.safe:
        text += f"; {counts.safe:,} can be mended with --fix"
    if counts.unsafe:
        text += f"; {counts.unsafe:,}{' more' if counts.safe else ''} can be mended with --unsafe-fixes"
    return text


def _several(number: int, noun: str) -> str:
    """Return a number and its noun; nothing for 0."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""
