"""How far a long run is: one line on a terminal, gone when something else is written and at the end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_Post = TypeVar("_Post")

PATIENCE = 1.0
"""Seconds that a run may take before it says how far it is."""

_EACH = 0.1
"""Seconds between two looks of the line."""

_ERASE = "\r\x1b[2K"


class Bar:
    """Shows a bar, how many posts are done, and how long the rest may take.

    It is drawn between posts by the thread that writes the findings, so the two never mix; rich is
    loaded when it is drawn first. On leaving, however that comes, the line is erased.

    Args:
        total: How many posts there are.
        stream: Where it is drawn, if that is a terminal.
        wanted: Whether it is to be shown at all.

    Attributes:
        waits_for_links: Whether the run waits for other sites.
    """

    def __init__(self, total: int, stream: TextIO, *, wanted: bool) -> None:
        self._total = total
        self._stream = stream
        self._wanted = wanted and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + PATIENCE
        self._drawn = False
        self._made: dict[str, tuple[Progress, TaskID]] = {}
        self.waits_for_links = False

    def __enter__(self) -> Self:
        """Return the bar."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Erase it for good."""
        self.clear()

    def over(self, posts: Iterable[_Post]) -> Iterator[_Post]:
        """Yield what became of each post; before it is waited for, the bar is drawn if it is time."""
        for done, post in enumerate(posts, 1):
            yield post
            if not self.waits_for_links:
                self._draw_in_time(done, self._total, "posts")

    def links(self, done: int, total: int) -> None:
        """Show how many links to other sites are asked, which is what such a run waits for.

        Args:
            done: How many are answered.
            total: How many there are.
        """
        self.waits_for_links = True
        self._draw_in_time(done, total, "links")

    def clear(self) -> None:
        """Erase the bar, so that something else can be written; it comes back with a later post."""
        if self._drawn:
            self._drawn = False
            self._stream.write(_ERASE)
            self._stream.flush()

    def _draw_in_time(self, done: int, total: int, what: str) -> None:
        if self._wanted and done < total and time.monotonic() >= self._next:
            self._draw(done, total, what)
            self._next = time.monotonic() + _EACH

    def _draw(self, done: int, total: int, what: str) -> None:
        if what not in self._made:
            self._made[what] = _progress(self._stream, what)
        progress, task = self._made[what]
        progress.update(task, completed=done, total=total)
        with progress.console.capture() as capture:
            progress.console.print(progress.get_renderable(), end="")
        # A terminal too narrow for all of it gets the first line.
        line = capture.get().partition("\n")[0]
        self._drawn = True
        self._stream.write(_ERASE + line)
        self._stream.flush()


def _progress(stream: TextIO, what: str) -> tuple[Progress, TaskID]:
    """Return rich's bar, which is never started: it only says what the line looks like."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(what),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=Console(file=stream),
        auto_refresh=False,
    )
    return progress, progress.add_task("")
