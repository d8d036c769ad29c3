"""Suppression: findings that the author of a post does not want to see."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span

COMMENT = re.compile(r"<!--\s*postkit-ignore((?:\s[^<>]*?)?)-->")
"""A comment that suppresses; the codes are its group. No `<` in it, so that none is read twice."""

_SEPARATORS = re.compile(r"[\s,]+")


class Suppression(NamedTuple):
    """Findings of some rules in one place that are not to be reported.

    Args:
        codes: Codes of rules, or their prefixes; empty for all.
        scope: The bytes in which a finding must begin; None for the whole post.
        place: The bytes at which the suppression is written.
    """

    codes: tuple[str, ...]
    scope: Span | None
    place: Span

    def names(self, code: str) -> bool:
        """Tell whether it is about the rule with this code."""
        return not self.codes or code.startswith(self.codes)


def codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text that lists them with blanks or commas."""
    return tuple(code.upper() for code in _SEPARATORS.split(text.strip()) if code)


def suppress(
    findings: Iterable[Diagnostic], suppressions: Sequence[Suppression]
) -> tuple[list[Diagnostic], list[Suppression]]:
    """Take away what is suppressed.

    Args:
        findings: All findings of a post.
        suppressions: All suppressions of a post; two scopes are equal or share no byte.

    Returns:
        The findings that are left, and the suppressions that suppressed nothing.
    """
    table = _Table(suppressions)
    left = [finding for finding in findings if not table.covers(finding)]
    return left, [one for number, one in enumerate(suppressions) if number not in table.used]


class _Table:
    """Suppressions by scope, so that thousands of them meet thousands of findings in good time."""

    def __init__(self, suppressions: Sequence[Suppression]) -> None:
        self.used: set[int] = set()
        self._by_scope: dict[Span | None, list[tuple[int, Suppression]]] = {}
        for number, one in enumerate(suppressions):
            self._by_scope.setdefault(one.scope, []).append((number, one))
        self._scopes = sorted(scope for scope in self._by_scope if scope and scope.start < scope.end)
        self._known: dict[tuple[str, Span | None], bool] = {}

    def covers(self, finding: Diagnostic) -> bool:
        """Tell whether a finding is suppressed; what suppresses it counts as used."""
        place = finding.span.start
        index = bisect_right(self._scopes, place, key=lambda scope: scope.start)
        around = [scope for scope in self._scopes[max(index - 1, 0) : index] if place < scope.end]
        # Each is asked, so that each that suppresses it counts as used.
        return sum(self._named(finding.code, scope) for scope in (None, *around)) > 0

    def _named(self, code: str, scope: Span | None) -> bool:
        """Tell whether a suppression with this scope is about a rule; each pair is looked up once."""
        key = (code, scope)
        if key not in self._known:
            naming = [number for number, one in self._by_scope.get(scope, ()) if one.names(code)]
            self.used.update(naming)
            self._known[key] = bool(naming)
        return self._known[key]
