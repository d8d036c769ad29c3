"""Where a run's results go: findings to their stream, texts and diffs to stdout, talk to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from postkit.errors import RequestError
from postkit.report import Counts, reporter, summary
from postkit.runner import Outcome


class Output:
    """Writes outcomes as they come, and counts them.

    Args:
        stream: Where findings go.
        output_format: The name of a format; None to choose by the stream.
    """

    def __init__(self, stream: TextIO, output_format: str | None) -> None:
        name = output_format or ("full" if stream.isatty() else "concise")
        self._stream = stream
        self._reporter = reporter(name, colour=_has_colour(stream))
        self._counts = Counts()
        self._changed = 0
        self._applied = 0

    def post(self, outcome: Outcome) -> None:
        """Write the findings of one post."""
        self._counts.add(outcome.diagnostics)
        self._changed += outcome.before is not None
        self._applied += outcome.applied
        if text := self._reporter.post(outcome.source, outcome.diagnostics):
            self._stream.write(text)

    def diff(self, outcome: Outcome) -> None:
        """Write to stdout how mending changes a post, if it does."""
        from postkit.report.diff import diff

        if outcome.before is not None:
            self.text(diff(outcome.source.path, outcome.before, outcome.source.data))

    def text(self, data: bytes) -> None:
        """Write bytes to stdout as they are."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def end(self) -> None:
        """Close the report."""
        self._stream.write(self._reporter.end())
        self._stream.flush()

    def summary(self, verb: str) -> None:
        """Write the last line to stderr.

        Args:
            verb: What was done to the posts that fixes change; empty where none were applied.
        """
        line = summary(self._counts)
        if verb:
            line = f"{self._changed} post{'' if self._changed == 1 else 's'} {verb}; {line}"
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
