"""What all commands do: find the posts, run the task, report, choose the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from postkit.cli.output import Output, findings_stream
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.discover import discover
from postkit.errors import RequestError
from postkit.project import Project, Projects, Recipe
from postkit.runner import Outcome, Runner, Task


class Request(NamedTuple):
    """What a command was asked for beside its task.

    Attributes:
        paths: Files, folders, or `-` alone.
        recipe: Which settings and schemas hold.
        diff: Whether to print a diff and write nothing.
        output_file: Where findings go instead of stdout.
        stdin_filename: The name of the text on stdin.
        force_exclude: Whether named files may be excluded.
        quiet: Whether the summary is left out.
        verbose: Whether to say how each site is read.
        exit_zero: Whether findings do not matter to the exit status.
        changes_fail: Whether a post that would be changed makes the run fail.
    """

    paths: Sequence[Path]
    recipe: Recipe
    diff: bool = False
    output_file: Path | None = None
    stdin_filename: Path | None = None
    force_exclude: bool = False
    quiet: bool = False
    verbose: bool = False
    exit_zero: bool = False
    changes_fail: bool = False


def execute(task: Task, request: Request) -> int:
    """Run a task over what was asked for.

    Args:
        task: What to do with each post.
        request: Where, and how to report.

    Returns:
        The exit status: 1 if something at or above `--fail-on` is left, or changes are wanted.

    Raises:
        RequestError: If the request cannot be carried out.
    """
    projects = Projects(request.recipe)
    here = projects.of_folder(Path())
    runner = Runner(projects, task)
    stdin = list(request.paths) == [Path("-")]
    if request.stdin_filename and not stdin:
        raise RequestError("`--stdin-filename` goes with the path `-`")
    if stdin:
        outcomes = iter([_from_stdin(runner, request)])
        paths: list[Path] = []
    else:
        paths = [one for one in posts(projects, request) if not (task.mirror and task.mirror.holds(one))]
        _refuse_to_overwrite(paths, request.output_file)
        outcomes = runner.run(paths, jobs=here.settings.jobs)
    taken = request.diff or (stdin and task.mend)
    with findings_stream(request.output_file, stdout_is_taken=taken) as stream:
        output = Output(stream, here.settings.output_format)
        failed = _report(outcomes, output, projects, task, request, stdin=stdin)
    if request.verbose:
        _explain(runner, paths)
    if not request.quiet:
        output.summary(_verb(task))
    return 0 if request.exit_zero else int(failed)


def _refuse_to_overwrite(paths: Sequence[Path], output_file: Path | None) -> None:
    """Raise where findings would be written over a post that is about to be read."""
    if output_file is not None and output_file.exists() and any(output_file.samefile(path) for path in paths):
        raise RequestError(f"`--output-file {output_file}` is one of the posts to be read")


def _report(
    outcomes: Iterator[Outcome],
    output: Output,
    projects: Projects,
    task: Task,
    request: Request,
    *,
    stdin: bool,
) -> bool:
    """Write what was found as it comes; return whether the run fails."""
    failed = False
    for outcome in outcomes:
        if outcome.diagnostics:
            path = request.stdin_filename or "-" if stdin else outcome.source.path
            least = projects.of_post(path).settings.fail_on.rank
            failed |= any(one.severity.rank >= least for one in outcome.diagnostics)
        failed |= request.changes_fail and outcome.before is not None
        if request.diff:
            output.diff(outcome)
        elif stdin and task.mend and not request.changes_fail:
            output.text(outcome.source.data)
        output.post(outcome)
        if outcome.before is not None and not (stdin or request.diff or request.quiet):
            print(_line(outcome, task), file=sys.stderr)
    output.end()
    return failed


def _verb(task: Task) -> str:
    """Return what is done to the posts that fixes change; empty where none are applied."""
    if not task.mend:
        return ""
    if not task.write:
        return "would change"
    return "written" if task.mirror else "changed"


def _line(outcome: Outcome, task: Task) -> str:
    """Return the line that tells of a post that changes."""
    path = Path(outcome.source.path)
    return f"{_verb(task)} {printable(str(task.mirror.target(path) if task.mirror else path))}"


def posts(projects: Projects, request: Request) -> Iterator[Path]:
    """Yield the posts that a request is about: those named, else those of the content folders.

    Raises:
        RequestError: If a path does not exist or `-` stands beside others.
    """
    if Path("-") in request.paths:
        raise RequestError("`-` stands for standard input and cannot be given with other paths")
    for project, paths in _by_project(projects, request.paths or _content_folders(projects)):
        yield from discover(
            paths,
            root=project.root,
            post_folders=project.flavor.post_folders,
            exclude=project.settings.exclude,
            base=project.settings.base,
            force_exclude=request.force_exclude,
            on_error=_unreadable_folder,
        )


def _unreadable_folder(error: OSError) -> None:
    print(f"postkit: cannot read {printable(str(error.filename))}: {error.strerror}", file=sys.stderr)


def _by_project(projects: Projects, paths: Sequence[Path]) -> list[tuple[Project, list[Path]]]:
    """Return the paths by the project that they belong to, in the order of their first."""
    groups: dict[int, tuple[Project, list[Path]]] = {}
    for path in paths:
        project = projects.of_folder(path if path.is_dir() else path.parent)
        groups.setdefault(id(project), (project, []))[1].append(path)
    return list(groups.values())


def _content_folders(projects: Projects) -> list[Path]:
    """Return the flavor's content folders that exist; the working folder where none does."""
    project = projects.of_folder(Path())
    if project.root == Path.cwd():
        found = [Path(name) for name in project.flavor.content_folders if Path(name).is_dir()]
        if found:
            return found
    return [Path()]


def _from_stdin(runner: Runner, request: Request) -> Outcome:
    if sys.stdin is None:
        raise RequestError("standard input is closed")
    path = request.stdin_filename or Path("-")
    project = runner.projects.of_folder(path.parent)
    runner.prepare([path])
    return runner.text(Source(path.as_posix(), sys.stdin.buffer.read()), project, path)


def _explain(runner: Runner, paths: Sequence[Path]) -> None:
    """Say on stderr how each site is read."""
    projects = {id(p): p for p in (runner.projects.of_folder(path.parent) for path in paths)}
    for project in projects.values():
        config = project.settings.path or "no settings' file"
        line = f"{project.root}: flavor {project.flavor.name} ({project.why}); {config}"
        print(printable(line), file=sys.stderr)
    for note in runner.notes():
        print(printable(note), file=sys.stderr)
