"""Reports hold to the schemas of their formats; `make build/suites` fetches those that others publish."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.rules import RULES
from tests.report.agreement import Post, written
from tests.report.test_agreement import HOSTILE

_SCHEMAS = Path(os.environ.get("POSTKIT_SUITES", "build/suites")).absolute() / "report"
_PLACE = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
}
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format in the form of a schema.
_GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "positions": {
                        "type": "object",
                        "properties": {"begin": _PLACE, "end": _PLACE},
                        "required": ["begin"],
                    },
                },
                "required": ["path", "positions"],
            },
        },
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
    },
}
_DATA = "---\ntitle: é\r\n---\n中[x](y.md)\n".encode()
_FIX = Fix("write", (Edit(Span(14, 14), b"a"), Edit(Span(3, 5), b"\xff")))
_FOUND: list[Post] = [
    (
        Source(f"{number}/{text}".replace("\0", ""), _DATA),
        [
            Diagnostic(rule, span, text, hint=text, fix=fix)
            for rule in RULES.values()
            for span, fix in ((WHOLE_FILE, None), (Span(5, len(_DATA)), _FIX))
        ],
    )
    for number, text in enumerate(HOSTILE)
]
posts = pytest.mark.parametrize(
    "found", [[], [(Source("a.md", b""), [])], _FOUND], ids=["none", "nothing", "all"]
)


def _schema(name: str) -> Path:
    path = _SCHEMAS / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail("`make build/suites` fetches the schemas; CI must have them")
        pytest.skip("the schemas are not here")
    return path


def _check(schema: dict[str, Any], data: Any) -> None:
    kind = jsonschema.validators.validator_for(schema)
    checker = kind(schema, format_checker=kind.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(data)] == []


@posts
def test_sarif(found: list[Post]) -> None:
    schema = json.loads(_schema("sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    few = [(source, diagnostics[:20]) for source, diagnostics in found]
    log = json.loads(written("sarif", few))
    _check(schema, log)
    assert log["version"] == "2.1.0"
    with pytest.raises(AssertionError):
        _check(schema, {**log, "runs": [{}]})


@posts
def test_junit(found: list[Post]) -> None:
    schema = xmlschema.XMLSchema(_schema("junit-10.xsd"))
    schema.validate(written("junit", found))
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate("<testsuites><testsuite/></testsuites>")


@posts
def test_gitlab(found: list[Post]) -> None:
    issues = json.loads(written("gitlab", found))
    _check(_GITLAB, issues)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints) == sum(len(diagnostics) for _, diagnostics in found)
