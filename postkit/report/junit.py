"""JUnit's XML as CI servers read it: a suite for each post with findings, a case for each finding.

A finding has a case of its own since servers show one failure a case (Jenkins, GitLab, Azure), and
each case of a suite its own name since GitLab keeps one of those that are alike. What is for
information only is a skipped case: it makes no build fail, as it makes no run of postkit fail.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from postkit.core.diagnostic import Diagnostic, Severity
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.report.base import Reporter, in_order
from postkit.report.concise import line
from postkit.report.record import record

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="postkit">\n'
_NOTHING = (
    '<testsuite name="postkit" tests="1" failures="0" errors="0" skipped="0">\n'
    '  <testcase classname="postkit" name="nothing found"/>\n'
    "</testsuite>\n"
)
_FORBIDDEN = str.maketrans({"\ufffe": r"\ufffe", "\uffff": r"\uffff"})
"""What XML 1.0 forbids beside control characters and surrogates."""


class _JUnit:
    def __init__(self) -> None:
        self._open = False

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return the suite of one post; nothing where it has no findings."""
        if not diagnostics:
            return ""
        head, self._open = "" if self._open else _HEAD, True
        return head + _suite(source, in_order(diagnostics))

    def end(self) -> str:
        """Return what closes the report, with a case that passed if there were no findings."""
        return "</testsuites>\n" if self._open else f"{_HEAD}{_NOTHING}</testsuites>\n"


def _suite(source: Source, diagnostics: Sequence[Diagnostic]) -> str:
    path = _text(source.path)
    # Jenkins takes what stands behind the last dot for the name of the class.
    name_of_class = _text(re.sub(r"(?<=[^/])\.[^./]+$", "", source.path))
    skipped = sum(one.severity is Severity.INFO for one in diagnostics)
    failed = len(diagnostics) - skipped
    names: Counter[tuple[str, str]] = Counter()
    counts = f'tests="{len(diagnostics)}" failures="{failed}" errors="0" skipped="{skipped}"'
    parts = [f'<testsuite name="{path}" {counts}>\n']
    for one in diagnostics:
        message = _text(one.message)
        names[one.code, message] += 1
        number = names[one.code, message]
        name = f"{one.code} ({number}): {message}" if number > 1 else f"{one.code}: {message}"
        parts += (
            f'  <testcase classname="{name_of_class}" name="{name}">\n',
            f"    {_outcome(source, one)}\n",
            "  </testcase>\n",
        )
    return "".join((*parts, "</testsuite>\n"))


def _outcome(source: Source, diagnostic: Diagnostic) -> str:
    """Return the element that says what is wrong, and in its text where, and what to do."""
    item = record(source, diagnostic)
    lines = [line(source, diagnostic)]
    if item["hint"]:
        lines.append(f"hint: {item['hint']}")
    if item["fix"]:
        lines.append(f"fix: {item['fix']['title']} ({item['fix']['safety']})")
    text = "\n".join(map(_text, lines))
    name = "skipped" if diagnostic.severity is Severity.INFO else "failure"
    return f'<{name} type="{item["code"]}" message="{_text(item["message"])}">{text}</{name}>'


def _text(text: str) -> str:
    """Return a text for an element or an attribute, in ASCII, so that no encoding can break it."""
    readable = printable(text).translate(_FORBIDDEN)
    return escape(readable).encode("ascii", "xmlcharrefreplace").decode()


def reporter(*, colour: bool) -> Reporter:  # noqa: ARG001 - data has no colour
    """Return a reporter of this format."""
    return _JUnit()
