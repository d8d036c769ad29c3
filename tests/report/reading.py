"""Reads reports as the programs do that they are for: everything that a finding's item says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

Record = dict[str, Any]

_COMMANDS = {"error", "warning", "notice", "group", "endgroup", "debug", "add-mask", "stop-commands", "echo"}
_PLACE = re.compile(r":(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]+\d+) (?P<message>.*)")


class Command(NamedTuple):
    """A workflow command of GitHub's runner."""

    name: str
    properties: dict[str, str]
    data: str


def github(text: str) -> list[Command | str]:
    """Read a log line by line as actions/runner does (`ActionCommand.cs`); a line that is none stays text."""
    return [_v2(line) or _v1(line) or line for line in re.split(r"[\r\n]+", text) if line]


def _v2(line: str) -> Command | None:
    found = re.match(r"\s*::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)", line)
    if not found or found["name"] not in _COMMANDS:
        return None
    pairs = [one.split("=", 1) for one in (found["properties"] or "").strip().split(",") if one]
    properties = {pair[0]: _unescaped(pair[1], "%3A:", "%2C,") for pair in pairs if len(pair) == 2}
    return Command(found["name"], properties, _unescaped(found["data"]))


def _v1(line: str) -> Command | None:
    found = re.search(r"##\[(?P<name>[^ \]]+)[^\]]*\](?P<data>.*)", line)
    return Command(found["name"], {}, found["data"]) if found and found["name"] in _COMMANDS else None


def _unescaped(text: str, *more: str) -> str:
    for pair in ("%0D\r", "%0A\n", *more, "%25%"):
        text = text.replace(pair[:3], pair[3])
    return text


def gitlab(text: str) -> list[Record]:
    """Read a Code Quality report; GitLab keeps the last issue of each fingerprint."""
    issues: dict[str, Record] = {}
    for one in json.loads(text):
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        begin, end = (one["location"]["positions"][key] for key in ("begin", "end"))
        code, _, message = one["description"].partition(": ")
        assert code == one["check_name"]
        issues[one["fingerprint"]] = {
            "path": one["location"]["path"],
            **dict(zip(("line", "column"), (begin["line"], begin["column"]), strict=True)),
            **dict(zip(("end_line", "end_column"), (end["line"], end["column"]), strict=True)),
            "code": code,
            "severity": {"major": "error", "minor": "warning", "info": "info"}[one["severity"]],
            "said": message,
        }
    return list(issues.values())


def sarif(text: str) -> list[Record]:
    """Read a SARIF log of one run."""
    (run,) = json.loads(text)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["invocations"] == [{"executionSuccessful": True}]
    found = []
    for one in run["results"]:
        rule = rules[one["ruleIndex"]]
        assert rule["id"] == one["ruleId"]
        (location,) = one["locations"]
        place = location["physicalLocation"]
        path = place["artifactLocation"]["uri"]
        assert path.isascii()
        found.append(
            {
                "path": unquote_to_bytes(path).decode(errors="backslashreplace"),
                **_region(place["region"]),
                "code": rule["id"],
                "name": rule["name"],
                "severity": {"error": "error", "warning": "warning", "note": "info"}[one["level"]],
                "said": _plain(one["message"]["text"]),
                "fix": _sarif_fix(one, place["artifactLocation"]),
            }
        )
    return found


def _sarif_fix(result: Record, artifact: Record) -> Record | None:
    if "fixes" not in result:
        return None
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == artifact
    return {
        "title": _plain(fix["description"]["text"]),
        "safety": fix["properties"]["safety"],
        "edits": [
            {**_region(one["deletedRegion"]), "replacement": one["insertedContent"]["text"]}
            for one in change["replacements"]
        ],
    }


def _plain(text: str) -> str:
    """Return a text as it is meant; what has an embedded link in it (§3.11.6) was not escaped."""
    link = r"(?<!\\)(\\\\)*\[([^\\\[\]]|\\[\\\[\]])*\]\("
    assert not re.search(link, text), text
    return re.sub(r"\\([\\\[\]])", r"\1", text) if r"\](" in text else text


def _region(region: Record) -> Record:
    names = {
        "startLine": "line",
        "startColumn": "column",
        "endLine": "end_line",
        "endColumn": "end_column",
    }
    assert set(region) == set(names)
    return {names[key]: value for key, value in region.items()}


def junit(text: str) -> list[Record]:
    """Read JUnit's XML; a server keeps one case of each suite, class and name, and one outcome a case."""
    root = ET.fromstring(text)
    cases: dict[tuple[str, str, str], Record] = {}
    for suite in root:
        outcomes = [_outcome(case, suite.get("name") or "") for case in suite]
        failed = sum(one is not None and one["failed"] for one in outcomes)
        skipped = sum(one is not None and not one["failed"] for one in outcomes)
        assert [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] == [
            *(str(len(outcomes)), str(failed), "0", str(skipped))
        ]
        for case, outcome in zip(suite, outcomes, strict=True):
            if outcome:
                cases[suite.get("name") or "", case.get("classname") or "", case.get("name") or ""] = outcome
    return list(cases.values())


def _outcome(case: ET.Element, path: str) -> Record | None:
    if not len(case):
        return None
    (element,) = case
    place, *more = (element.text or "").split("\n")
    assert place.startswith(path)
    told = _PLACE.fullmatch(place, len(path))
    assert told, place
    assert (element.get("type"), element.get("message")) == (told["code"], told["message"])
    return {
        "failed": element.tag == "failure",
        "path": path,
        "line": int(told["line"]),
        "column": int(told["column"]),
        "code": told["code"],
        "message": told["message"],
        "more": more,
    }


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that ends with a line end."""
    assert not text or text.endswith("\n")
    yield from text.split("\n")[:-1]
