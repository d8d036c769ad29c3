"""Where a run's results go: findings to their stream, texts and diffs to stdout, talk to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from postkit.cli.progress import Bar
from postkit.errors import RequestError
from postkit.report import Account, Counts, reporter, summary
from postkit.runner import Outcome


class Output:
    """Writes outcomes as they come, and counts them.

    Args:
        stream: Where findings go.
        output_format: The name of a format; None to choose by the stream.
        bar: What is on the terminal meanwhile.
        statistics: Whether findings are counted and not listed.
    """

    def __init__(
        self, stream: TextIO, output_format: str | None, bar: Bar, *, statistics: bool = False
    ) -> None:
        name = output_format or ("full" if stream.isatty() else "concise")
        self._stream = stream
        self._bar = bar
        self._reporter = reporter(name, colour=_has_colour(stream), statistics=statistics)
        self._counts = Counts()
        self._account = Account()
        self._changed = 0

    def post(self, outcome: Outcome) -> None:
        """Write the findings of one post."""
        self._counts.add(outcome.diagnostics)
        self._changed += outcome.before is not None
        if outcome.tally:
            self._account.add(outcome.tally)
        if text := self._reporter.post(outcome.source, outcome.diagnostics):
            self._bar.clear()
            self._stream.write(text)
            if self._bar.waits_for_links:  # the next may be long in coming
                self._stream.flush()

    def diff(self, outcome: Outcome) -> None:
        """Write to stdout how mending changes a post, if it does."""
        from postkit.report.diff import diff

        if outcome.before is not None:
            old_path = outcome.old_path or outcome.source.path
            self.text(diff(outcome.source.path, outcome.before, outcome.source.data, old_path=old_path))

    def text(self, data: bytes) -> None:
        """Write bytes to stdout as they are."""
        self._bar.clear()
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def talk(self, line: str) -> None:
        """Write a line to stderr."""
        self._bar.clear()
        print(line, file=sys.stderr)

    def end(self) -> None:
        """Close the report."""
        self._bar.clear()
        self._stream.write(self._reporter.end())
        self._stream.flush()

    def summary(self, verb: str) -> None:
        """Write to stderr what became of HTML, if there was any, and what was found.

        Args:
            verb: What was done to the posts that fixes change; empty where none were applied.
        """
        for line in self._account.lines(written=not verb.startswith("would")):
            print(line, file=sys.stderr)
        line = summary(self._counts)
        if verb:
            line = f"{self._changed:,} post{'' if self._changed == 1 else 's'} {verb}; {line}"
        print(line, file=sys.stderr)


@contextmanager
def findings_stream(path: Path | None, *, stdout_is_taken: bool) -> Iterator[TextIO]:
    """Open where findings go: a file, stderr where a text or a diff takes stdout, else stdout.

    Args:
        path: The file of `--output-file`, or None.
        stdout_is_taken: Whether stdout is not for findings.

    Raises:
        RequestError: If the file cannot be written.
    """
    if path is None:
        yield sys.stderr if stdout_is_taken else sys.stdout
        return
    try:
        file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise RequestError(f"cannot write `{path}`: {error.strerror}") from None
    with file:
        yield file


def _has_colour(stream: TextIO) -> bool:
    """Tell whether a stream takes colour: a terminal, unless the environment says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
