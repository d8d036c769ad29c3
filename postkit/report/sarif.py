"""SARIF 2.1.0 (OASIS), for code scanning and viewers: every rule first, then results as they come.

Sections are those of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from postkit import __version__
from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.fingerprint import fingerprints
from postkit.core.source import Source
from postkit.report.array import Array
from postkit.report.base import Reporter, in_order
from postkit.report.record import EditRecord, Record, advice, record
from postkit.report.repository import Repository
from postkit.rules import RULES, page

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_INDEX = {code: index for index, code in enumerate(RULES)}
_OF_LINKS = re.compile(r"[\\\[\]]")
"""What is escaped in texts of embedded links (§3.11.6)."""

_Json = dict[str, Any]


def _head() -> str:
    """Return all that stands before the results, up to their opening bracket."""
    driver = {"name": "postkit", "version": __version__, "rules": [_rule(rule) for rule in RULES.values()]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [],
    }
    log = json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
    return log.removesuffix("]}]}")


_TAIL = '], "invocations": [{"executionSuccessful": true}]}]}\n'


def _rule(rule: Rule) -> _Json:
    """Return what is said of a rule, from the table and its page."""
    text = page(rule.code)
    why = text.partition("\n## Why")[2].split("\n\n")[1]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join((rule.summary, *why.split()))},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }


def _results(repository: Repository, source: Source, diagnostics: Sequence[Diagnostic]) -> Iterable[str]:
    """Yield the results of one post."""
    ordered = in_order(diagnostics)
    artifact = _artifact(repository, source.path)
    path = repository.path(source.path)
    for one, fingerprint in zip(ordered, fingerprints(path, source, ordered), strict=True):
        yield json.dumps(_result(record(source, one), artifact, fingerprint))


def _result(item: Record, artifact: _Json, fingerprint: str) -> _Json:
    place = {"artifactLocation": artifact, "region": _region(item)}
    result: _Json = {
        "ruleId": item["code"],
        "ruleIndex": _INDEX[item["code"]],
        "level": _LEVELS[item["severity"]],
        "message": {"text": _plain(advice(item))},
        "locations": [{"physicalLocation": place}],
        # GitHub's upload adds a hash of its own beside it, `primaryLocationLineHash`.
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }
    if item["fix"]:
        replacements = [
            {"deletedRegion": _region(edit), "insertedContent": {"text": edit["replacement"]}}
            for edit in item["fix"]["edits"]
        ]
        fix = {
            "description": {"text": _plain(item["fix"]["title"])},
            "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
            "properties": {"safety": item["fix"]["safety"]},
        }
        result["fixes"] = [fix]
    return result


def _region(place: Record | EditRecord) -> dict[str, int]:
    """Return a place; SARIF's end is exclusive, too (§3.30.8)."""
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def _artifact(repository: Repository, path: str) -> dict[str, str]:
    """Return where a post is: from the repository's root, which GitHub asks for, else an absolute URI."""
    inside = repository.inside(path)
    if inside is None:
        return {"uri": repository.absolute(path).as_uri()}
    return {"uri": quote(inside.encode(errors="surrogateescape")), "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    """Return a text without a link of SARIF's; braces stay, since viewers show them as they are."""
    return _OF_LINKS.sub(r"\\\g<0>", text) if "](" in text else text


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    repository = Repository()

    def results(source: Source, diagnostics: Sequence[Diagnostic]) -> Iterable[str]:
        return _results(repository, source, diagnostics)

    return Array(results, before=_head(), after=_TAIL)
