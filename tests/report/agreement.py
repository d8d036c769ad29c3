"""Says how each format for programs must agree with `json` on the same findings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report import reporter
from tests.report import reading
from tests.report.reading import Record

Post = tuple[Source, Sequence[Diagnostic]]
FORMATS = ("github", "gitlab", "sarif", "junit")
_PLACES = ("line", "column", "end_line", "end_column")


def written(name: str, posts: Iterable[Post]) -> str:
    """Return a whole report."""
    report = reporter(name, colour=False)
    return "".join(report.post(*post) for post in posts) + report.end()


def _shown(text: str) -> str:
    """Return a text as people's eyes get it, and as XML can hold it."""
    return printable(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def _said(record: Record) -> str:
    return f"{record['message']} (hint: {record['hint']})" if record["hint"] else str(record["message"])


def _github(text: str, records: list[Record]) -> None:
    severity = {"error": "error", "warning": "warning", "info": "notice"}
    commands = reading.github(text)
    assert len(commands) == len(records) == len(list(reading.lines(text)))
    for command, record in zip(commands, records, strict=True):
        assert isinstance(command, reading.Command), command
        path, message = printable(record["path"]), printable(record["message"])
        place = f"{path}:{record['line']}:{record['column']}: {record['code']} {message}"
        hint = [f"hint: {printable(record['hint'])}"] if record["hint"] else []
        assert (command.name, command.data.split("\n")) == (severity[record["severity"]], [place, *hint])
        assert command.properties == {
            "file": path,
            **{key: str(record[name]) for key, name in zip(_GITHUB, _PLACES, strict=True)},
            "title": f"{record['code']} {record['name']}",
        }


_GITHUB = ("line", "col", "endLine", "endColumn")


def _gitlab(text: str, records: list[Record]) -> None:
    assert text.isascii()
    kept = ("path", *_PLACES, "code", "severity")
    expected = [{**{key: one[key] for key in kept}, "said": _said(one)} for one in records]
    assert reading.gitlab(text) == expected


def _sarif(text: str, records: list[Record]) -> None:
    assert text.isascii()
    kept = ("path", *_PLACES, "code", "name", "severity")
    expected = [{**{key: one[key] for key in kept}, "said": _said(one), "fix": one["fix"]} for one in records]
    assert reading.sarif(text) == expected


def _junit(text: str, records: list[Record]) -> None:
    assert text.isascii()
    found = reading.junit(text)
    assert len(found) == len(records)
    for one, record in zip(found, records, strict=True):
        path = _shown(record["path"])
        more = [f"hint: {_shown(record['hint'])}"] if record["hint"] else []
        if record["fix"]:
            more.append(f"fix: {_shown(record['fix']['title'])} ({record['fix']['safety']})")
        assert one == {
            "failed": record["severity"] != "info",
            "path": path,
            **{key: record[key] for key in ("line", "column", "code")},
            "message": _shown(record["message"]),
            "more": more,
        }


_AGREE: dict[str, Callable[[str, list[Record]], None]] = {
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
}


def agree(posts: Sequence[Post]) -> dict[str, str]:
    """Assert that all formats say what `json` says, in its order; return the reports."""
    records: list[Any] = json.loads(written("json", posts))
    reports = {name: written(name, posts) for name in FORMATS}
    for name, text in reports.items():
        _AGREE[name](text, records)
        assert written(name, posts) == text
    return reports
