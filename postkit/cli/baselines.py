"""Baselines in a run: old findings are taken from its outcomes, or all are recorded as old ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from postkit.config.settings import Settings
from postkit.core.printable import printable
from postkit.elsewhere import Asking
from postkit.engine import finds_all
from postkit.errors import RequestError
from postkit.project import Projects
from postkit.rules.table import ELSEWHERE, OF_THE_RUN
from postkit.runner import Outcome, Task
from postkit.write import whole

if TYPE_CHECKING:
    from postkit.baseline import Baseline


class Baselines:
    """The baselines that hold for the posts of a run, by the settings of each.

    Args:
        projects: Finds the settings of each post.
        paths: The posts; `-`, or the name that it was given, for standard input.
        task: What is done with each.
        in_files: Whether findings are about what the posts' files hold after the run.
        record: Whether all findings are to be recorded.

    Raises:
        RequestError: If a baseline cannot be read, or findings cannot be recorded.
    """

    def __init__(
        self, projects: Projects, paths: Sequence[Path], task: Task, *, in_files: bool, record: bool
    ) -> None:
        self._projects = projects
        self._task = task
        self._in_files = in_files
        self._record = record
        self._hidden = 0
        self._known: dict[Path, Baseline] = {}
        self._of_project: dict[int, Baseline] = {}
        asked = {id(one): one for one in map(projects.of_post, paths or [Path()])}
        if record:
            self._demand_recordable(without=any(not one.settings.baseline for one in asked.values()))
        for number, project in asked.items():
            if file := project.settings.baseline_file:
                self._of_project[number] = self._read(file)

    def _read(self, file: Path) -> Baseline:
        """Return the baseline of a file, one however the settings spell the way to it."""
        from postkit.baseline import Baseline

        place = Path(os.path.realpath(file.parent), file.name)
        if place not in self._known:
            self._known[place] = Baseline.read(file, may_be_missing=self._record)
        return self._known[place]

    def _demand_recordable(self, *, without: bool) -> None:
        if without:
            raise RequestError(
                "`--write-baseline` needs `--baseline FILE`, or `baseline` in the settings' file"
            )
        if not self._in_files:
            raise RequestError(
                "`--write-baseline` records what is left in the posts; `--check`, `--diff` and `--output-dir`"
                " leave them as they are"
            )

    def demand_apart(self, option: str, file: Path | None) -> None:
        """Raise where an option names a baseline as the file to write something else to."""
        if file is not None and any(os.path.realpath(file) == os.path.realpath(one) for one in self._known):
            raise RequestError(f"`{option} {file}` is the baseline")

    @contextmanager
    def apart(self, outcomes: Iterator[Outcome]) -> Iterator[Iterator[Outcome]]:
        """Give the same outcomes with new findings only; the file is written when all is done, or not at all.

        Args:
            outcomes: What became of the posts.

        Raises:
            RequestError: If a baseline cannot be written.
        """
        if not self._known:
            yield outcomes
            return
        from postkit.baseline import shown

        with ExitStack() as stack:
            opened = []
            for baseline in self._known.values() if self._record else ():
                try:
                    opened.append((baseline, stack.enter_context(whole(baseline.file))))
                except OSError as error:
                    raise RequestError(f"cannot write `{shown(baseline.file)}`: {error.strerror}") from None
            yield map(self._new, outcomes)
            for baseline, file in opened:
                file.write(baseline.text().encode())

    def _new(self, outcome: Outcome) -> Outcome:
        """Return the outcome of a post with its new findings."""
        path = outcome.old_path or outcome.source.path
        project = self._projects.of_post(path)
        baseline = self._of_project.get(id(project))
        if baseline is None:
            return outcome
        if self._in_files:
            looked_for = partial(self._looks_for, project.settings, Path(path))
            baseline.note(outcome.source, outcome.diagnostics, looked_for, outcome.old_path)
        if self._record:
            new = [one for one in outcome.diagnostics if one.code in OF_THE_RUN]
        else:
            new = baseline.new(path, outcome.source, outcome.diagnostics)
        self._hidden += len(outcome.diagnostics) - len(new)
        return outcome._replace(diagnostics=new)

    def _looks_for(self, settings: Settings, path: Path, code: str) -> bool:
        """Tell whether the run finds all there is to a code in a post."""
        if code in ELSEWHERE and self._task.asking is not Asking.SITES:
            return False
        return settings.reports(code, path) and finds_all(self._task.families, code)

    def lines(self) -> list[str]:
        """Return what is to be said of the baselines when all is done."""
        if self._record:
            from postkit.baseline import shown

            return [
                f"{_findings(one.recorded())} recorded in {printable(shown(one.file))}"
                for one in self._known.values()
            ]
        told = [f"{_findings(self._hidden)} of the baseline not shown"] if self._hidden else []
        if gone := sum(one.gone() for one in self._known.values()):
            verb = "is" if gone == 1 else "are"
            told.append(f"{_findings(gone)} of the baseline {verb} gone; write it again")
        return told


def _findings(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"
