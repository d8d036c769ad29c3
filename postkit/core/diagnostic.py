"""Findings: what is wrong, where, how bad, and how to mend it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from postkit.core.edit import Fix
from postkit.core.span import Span


class Severity(StrEnum):
    """How bad a finding is; `rank` orders them."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Rule(NamedTuple):
    """A kind of finding: its code, its name, how bad it is, what it says in a line, and whether it is on.

    A rule that is off is reported only where its code is asked for by name.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    on: bool = True


class Related(NamedTuple):
    """Another place that a finding speaks of, such as the first of two equal keys."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One finding in one post.

    Args:
        rule: The rule that it breaks.
        span: The bytes at fault; `WHOLE_FILE` where no place can be named.
        message: What is wrong, in one line.
        hint: What to do about it, in one line; empty where the message says it.
        fix: The repair, or None.
        related: Other places that the message speaks of.
    """

    rule: Rule
    span: Span
    message: str
    hint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()

    @property
    def code(self) -> str:
        """The code of its rule, such as `LNK001`."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return self.rule.severity
