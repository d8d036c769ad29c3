"""Workflow commands of GitHub Actions: a finding is a note on its line of a pull request.

GitHub shows ten notes of each severity a step, and the text of every one in the step's log: so the
text is the line of the concise format, and the log is the whole list.

Syntax and escapes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions and
`ActionCommand.cs` of actions/runner.
"""

from __future__ import annotations

from collections.abc import Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report.base import Reporter, in_order
from postkit.report.concise import line
from postkit.report.record import record
from postkit.report.repository import Repository

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


class _GitHub:
    def __init__(self) -> None:
        self._repository = Repository()

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return a command for each finding."""
        path = self._repository.path(source.path)
        return "".join(_command(path, source, one) for one in in_order(diagnostics))

    def end(self) -> str:
        """Return nothing."""
        return ""


def _command(path: str, source: Source, diagnostic: Diagnostic) -> str:
    item = record(source, diagnostic)
    properties = {
        "file": path,
        "line": str(item["line"]),
        "endLine": str(item["end_line"]),
        "col": str(item["column"]),
        "endColumn": str(item["end_column"]),
        "title": f"{item['code']} {item['name']}",
    }
    listed = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    text = _escaped(line(source, diagnostic), _DATA)
    if item["hint"]:
        text += f"%0Ahint: {_escaped(item['hint'], _DATA)}"
    return f"::{_COMMANDS[item['severity']]} {listed}::{text}\n"


def _escaped(text: str, escapes: dict[int, str]) -> str:
    return printable(text).translate(escapes)


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - commands have no colour
    """Return a reporter of this format."""
    return _GitHub()
