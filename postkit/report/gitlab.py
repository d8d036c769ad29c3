"""GitLab's Code Quality report: an array of issues, of the fields that GitLab reads.

They are those of https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: GitLab
keeps one issue a fingerprint, and reads no further where an issue is not as it should be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.fingerprint import fingerprints
from postkit.core.source import Source
from postkit.report.array import Array
from postkit.report.base import Reporter, in_order
from postkit.report.record import advice, record, writable
from postkit.report.repository import Repository

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def _issues(repository: Repository, source: Source, diagnostics: Sequence[Diagnostic]) -> Iterable[str]:
    """Yield the issues of one post."""
    path = repository.path(source.path)
    ordered = in_order(diagnostics)
    for one, fingerprint in zip(ordered, fingerprints(path, source, ordered), strict=True):
        item = record(source, one)
        yield json.dumps(
            {
                "description": f"{item['code']}: {advice(item)}",
                "check_name": item["code"],
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[item["severity"]],
                "location": {
                    "path": writable(path),
                    "positions": {
                        "begin": {"line": item["line"], "column": item["column"]},
                        "end": {"line": item["end_line"], "column": item["end_column"]},
                    },
                },
            }
        )


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    repository = Repository()
    return Array(lambda source, diagnostics: _issues(repository, source, diagnostics))
