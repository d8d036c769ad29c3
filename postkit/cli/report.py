"""The report of `--report`: written while posts go by, in its place when the last one has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from postkit.errors import RequestError
from postkit.report.conversion import Report, report
from postkit.runner import Outcome
from postkit.write import whole


@contextmanager
def reported(outcomes: Iterator[Outcome], path: Path | None) -> Iterator[Iterator[Outcome]]:
    """Give the same outcomes, each told to a report on its way.

    Args:
        outcomes: What became of the posts.
        path: The file of the report, which is there when all is done; None for no report.

    Raises:
        RequestError: If the report cannot be written there.
    """
    if path is None:
        yield outcomes
        return
    if path.is_dir():
        raise RequestError(f"`--report {path}` is a folder")
    made = report(path)
    with ExitStack() as stack:
        try:
            file = stack.enter_context(whole(path))
        except OSError as error:
            raise RequestError(f"cannot write `{path}`: {error.strerror}") from None
        _write(file, made.begin())
        yield _told(outcomes, made, file)
        _write(file, made.end())


def _told(outcomes: Iterator[Outcome], made: Report, file: IO[bytes]) -> Iterator[Outcome]:
    for outcome in outcomes:
        _write(file, made.post(outcome))
        yield outcome


def _write(file: IO[bytes], text: str) -> None:
    file.write(text.encode())
