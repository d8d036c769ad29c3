"""One JSON array, written as the findings come; `schemas/report.schema.json` holds it."""

from __future__ import annotations

from postkit.report.array import Array
from postkit.report.base import Reporter
from postkit.report.jsonl import lines


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    return Array(lines)
