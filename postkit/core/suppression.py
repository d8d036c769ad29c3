"""Suppression: findings that the author of a post does not want to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span

COMMENT = re.compile(r"<!--\s*postkit-ignore\b([^>]*?)-->")
_SEPARATORS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings of some rules in one place that are not to be reported.

    Args:
        codes: Codes of rules, or their prefixes; empty for all.
        scope: The bytes in which a finding must begin; None for the whole post.
        place: The bytes at which the suppression is written.
    """

    codes: tuple[str, ...]
    scope: Span | None
    place: Span

    def covers(self, finding: Diagnostic) -> bool:
        """Tell whether a finding is one of those."""
        if self.codes and not finding.code.startswith(self.codes):
            return False
        return self.scope is None or self.scope.start <= finding.span.start < self.scope.end


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text that lists them with blanks or commas."""
    return tuple(code.upper() for code in _SEPARATORS.split(text.strip()) if code)


def suppress(
    findings: Iterable[Diagnostic], suppressions: Sequence[Suppression]
) -> tuple[list[Diagnostic], list[Suppression]]:
    """Take away what is suppressed.

    Args:
        findings: All findings of a post.
        suppressions: All suppressions of a post.

    Returns:
        The findings that are left, and the suppressions that suppressed nothing.
    """
    left: list[Diagnostic] = []
    used: set[int] = set()
    for finding in findings:
        covering = [number for number, one in enumerate(suppressions) if one.covers(finding)]
        used.update(covering)
        if not covering:
            left.append(finding)
    return left, [one for number, one in enumerate(suppressions) if number not in used]
