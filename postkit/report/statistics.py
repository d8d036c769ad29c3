"""How often each rule found something, in place of the findings; HTML that stays is counted by reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report.account import in_general
from postkit.report.base import Reporter

_BY_MESSAGE = "HTM"
"""The rules whose messages say why, not what is where."""


class _Kind(NamedTuple):
    rule: Rule
    message: str


class StatisticsRecord(TypedDict):
    """How often a rule found something.

    Attributes:
        message: The message of all of them where each reason is counted apart, as for HTML; else None.
        fixable: How many of them have a fix, safe or not.
    """

    code: str
    name: str
    severity: str
    message: str | None
    count: int
    fixable: int


class _Statistics:
    def __init__(self, output_format: str) -> None:
        self._format = output_format
        self._counts: Counter[_Kind] = Counter()
        self._fixable: Counter[_Kind] = Counter()

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:  # noqa: ARG002 (no place is told)
        """Count the findings and return nothing."""
        for one in diagnostics:
            message = in_general(one.message) if one.code.startswith(_BY_MESSAGE) else ""
            kind = _Kind(one.rule, message)
            self._counts[kind] += 1
            self._fixable[kind] += one.fix is not None
        return ""

    def end(self) -> str:
        """Return all counts, the highest first."""
        order = sorted(self._counts, key=lambda kind: (-self._counts[kind], kind.rule.code, kind.message))
        if self._format == "json":
            items = ",\n  ".join(json.dumps(self._record(kind)) for kind in order)
            return f"[\n  {items}\n]\n" if items else "[]\n"
        if self._format == "jsonl":
            return "".join(f"{json.dumps(self._record(kind))}\n" for kind in order)
        table = self._table(order)
        # A runner takes `##[` for a command wherever it stands in a line.
        return table.replace("##[", r"#\x23[") if self._format == "github" else table

    def _record(self, kind: _Kind) -> StatisticsRecord:
        return {
            "code": kind.rule.code,
            "name": kind.rule.name,
            "severity": kind.rule.severity.value,
            "message": kind.message or None,
            "count": self._counts[kind],
            "fixable": self._fixable[kind],
        }

    def _table(self, order: Sequence[_Kind]) -> str:
        """Return a line for each kind: count, code, whether it can be mended, name, message."""
        width = len(str(max(self._counts.values(), default=0)))
        code_width = max((len(kind.rule.code) for kind in order), default=0)
        name_width = max((len(kind.rule.name) for kind in order if kind.message), default=0)
        lines = []
        for kind in order:
            fixable = self._fixable[kind]
            mark = "[*]" if fixable == self._counts[kind] else "[-]" if fixable else "[ ]"
            line = f"{self._counts[kind]:>{width}}  {kind.rule.code:<{code_width}}  {mark}  "
            line += f"{kind.rule.name:<{name_width}}  {printable(kind.message)}"
            lines.append(line.rstrip() + "\n")
        return "".join(lines)


def reporter(output_format: str) -> Reporter:
    """Return a new reporter of counts.

    Args:
        output_format: `json` or `jsonl` for data; any other name for a table.
    """
    return _Statistics(output_format)
