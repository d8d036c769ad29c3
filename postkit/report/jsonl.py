"""One JSON object a line; `schemas/report.schema.json` holds each."""

from __future__ import annotations

import json
from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.report.base import Reporter, in_order
from postkit.report.record import record


def lines(source: Source, diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return the findings of a post as JSON objects of pure ASCII.

    Args:
        source: The post that the findings' spans are about.
        diagnostics: Its findings, in any order.
    """
    return [json.dumps(record(source, diagnostic)) for diagnostic in in_order(diagnostics)]


class _Jsonl:
    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return a line for each finding."""
        return "".join(f"{line}\n" for line in lines(source, diagnostics))

    def end(self) -> str:
        """Return nothing."""
        return ""


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    return _Jsonl()
