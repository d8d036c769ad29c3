"""The one record of a finding that every format is made from."""

from __future__ import annotations

from typing import Literal, TypedDict

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.source import Source


class EditRecord(TypedDict):
    """A replacement; places as in `Record`."""

    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


class FixRecord(TypedDict):
    """A repair."""

    title: str
    safety: Literal["safe", "unsafe"]
    edits: list[EditRecord]


class Record(TypedDict):
    """A finding: lines and columns from 1, columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    fix: FixRecord | None


def record(source: Source, diagnostic: Diagnostic) -> Record:
    r"""Return the record of a finding.

    A byte of a file's name that is no UTF-8 is written as `\xff`, since neither JSON nor XML can hold it.

    Args:
        source: The post that its spans are about.
        diagnostic: The finding.
    """
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    return {
        "path": writable(source.path),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "code": diagnostic.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        # Edits alone do not say that a file gets another name, and would be wrong without it.
        "fix": _fix(source, diagnostic.fix) if diagnostic.fix and not diagnostic.fix.suffix else None,
    }


def writable(path: str) -> str:
    r"""Return a path with each byte that is no UTF-8 as `\xff`.

    Args:
        path: A path in which lone surrogates stand for such bytes.
    """
    return path.encode(errors="surrogateescape").decode(errors="backslashreplace")


def advice(item: Record) -> str:
    """Return what is wrong and what to do about it, for formats that have one text for both."""
    return f"{item['message']} (hint: {item['hint']})" if item["hint"] else item["message"]


def _fix(source: Source, fix: Fix) -> FixRecord:
    return {
        "title": fix.title,
        "safety": fix.safety.value,
        "edits": [_edit(source, edit) for edit in sorted(fix.edits)],
    }


def _edit(source: Source, edit: Edit) -> EditRecord:
    start, end = source.position(edit.span.start), source.position(edit.span.end)
    return {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "replacement": edit.replacement.decode(errors="replace"),
    }
