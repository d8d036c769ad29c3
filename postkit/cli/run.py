"""What all commands do: find the posts, run the task, report, choose the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from postkit.cli.baselines import Baselines
from postkit.cli.output import Output, findings_stream
from postkit.cli.progress import Bar
from postkit.cli.report import reported
from postkit.core.printable import printable
from postkit.core.source import Source
from postkit.discover import discover
from postkit.errors import RequestError
from postkit.project import Project, Projects, Recipe
from postkit.report import demand_counts
from postkit.runner import Outcome, Runner, Task


class Request(NamedTuple):
    """What a command was asked for beside its task.

    Attributes:
        paths: Files, folders, or `-` alone.
        recipe: Which settings and schemas hold.
        diff: Whether to print a diff and write nothing.
        output_file: Where findings go instead of stdout.
        report: The file of the report on the conversion; None for none.
        stdin_filename: The name of the text on stdin.
        force_exclude: Whether named files may be excluded.
        changed_since: The git revision since which a post must have changed to be read; None for all.
        write_baseline: Whether all findings are recorded as old ones.
        statistics: Whether findings are counted and not listed.
        quiet: Whether the summary is left out.
        verbose: Whether to say how each site is read.
        exit_zero: Whether findings do not matter to the exit status.
        changes_fail: Whether a post that would be changed makes the run fail.
    """

    paths: Sequence[Path]
    recipe: Recipe
    diff: bool = False
    output_file: Path | None = None
    report: Path | None = None
    stdin_filename: Path | None = None
    force_exclude: bool = False
    changed_since: str | None = None
    write_baseline: bool = False
    statistics: bool = False
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
    if request.statistics:
        demand_counts(here.settings.output_format)
    stdin = list(request.paths) == [Path("-")]
    if stdin:  # no file is touched, and this text is what was asked for
        task = task._replace(conversion=task.conversion._replace(html_pages=True))
    runner = Runner(projects, task)
    _demand_sense(request, stdin=stdin)
    paths: list[Path] = []
    bar = Bar(0, sys.stderr, wanted=not request.quiet)
    if stdin:
        outcomes = iter([_from_stdin(runner, request)])
    else:
        paths = [one for one in posts(projects, request) if not (task.mirror and task.mirror.holds(one))]
        _refuse_to_overwrite(paths, request)
        bar = Bar(len(paths), sys.stderr, wanted=not request.quiet)
        outcomes = runner.run(paths, jobs=here.settings.jobs, watch=bar.links)
    baselines = _baselines(projects, paths, task, request, stdin=stdin)
    taken = request.diff or (stdin and task.mend)
    with (
        findings_stream(request.output_file, stdout_is_taken=taken) as stream,
        reported(outcomes, request.report) as outcomes,
        baselines.apart(outcomes) as outcomes,
        bar,
    ):
        output = Output(stream, here.settings.output_format, bar, statistics=request.statistics)
        failed = _report(bar.over(outcomes), output, projects, task, request, stdin=stdin)
    if request.verbose:
        _explain(runner, paths)
    if not request.quiet:
        output.summary(_verb(task))
        for line in (*runner.elsewhere.lines(), *baselines.lines()):
            print(line, file=sys.stderr)
    return 0 if request.exit_zero else int(failed)


def _demand_sense(request: Request, *, stdin: bool) -> None:
    """Raise where an option does not go with standard input, or with files."""
    if request.stdin_filename and not stdin:
        raise RequestError("`--stdin-filename` goes with the path `-`")
    if stdin and request.changed_since is not None:
        raise RequestError("`--changed-since` asks git about files; `-` is none")
    if stdin and request.write_baseline:
        raise RequestError("`--write-baseline` records what is found in files; `-` is none")


def _baselines(
    projects: Projects, paths: Sequence[Path], task: Task, request: Request, *, stdin: bool
) -> Baselines:
    """Return the baselines that hold for a run."""
    read = [request.stdin_filename or Path("-")] if stdin else paths
    in_files = not stdin and (not task.mend or (task.write and task.mirror is None))
    made = Baselines(projects, read, task, in_files=in_files, record=request.write_baseline)
    made.demand_apart("--output-file", request.output_file)
    made.demand_apart("--report", request.report)
    return made


def _refuse_to_overwrite(paths: Sequence[Path], request: Request) -> None:
    """Raise where results would be written over a post that is about to be read, or over each other."""
    if request.report and request.output_file and request.report.resolve() == request.output_file.resolve():
        raise RequestError("`--report` and `--output-file` name one file")
    for option, file in (("--output-file", request.output_file), ("--report", request.report)):
        if file is not None and file.exists() and any(file.samefile(path) for path in paths):
            raise RequestError(f"`{option} {file}` is one of the posts to be read")


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
            output.talk(_line(outcome, task))
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
    shown = printable(str(task.mirror.target(path) if task.mirror else path))
    if outcome.old_path:
        shown = f"{printable(str(Path(outcome.old_path)))} -> {shown}"
    return f"{_verb(task)} {shown}"


def posts(projects: Projects, request: Request) -> Iterator[Path]:
    """Yield the posts that a request is about: those named, else those of the content folders.

    Raises:
        RequestError: If a path does not exist, `-` stands beside others, or git cannot tell what changed.
    """
    if Path("-") in request.paths:
        raise RequestError("`-` stands for standard input and cannot be given with other paths")
    asked = request.paths or _content_folders(projects)
    for project, paths in _by_project(projects, asked):
        found = discover(
            paths,
            root=project.root,
            post_folders=project.flavor.post_folders,
            exclude=project.settings.exclude,
            base=project.settings.base,
            force_exclude=request.force_exclude,
            on_error=_unreadable_folder,
        )
        yield from found if request.changed_since is None else _changed(found, paths, request.changed_since)


def _changed(found: Iterator[Path], asked: Sequence[Path], revision: str) -> Iterator[Path]:
    """Return those of some posts that differ from a git revision."""
    posts = list(found)  # what is wrong with a path is told first
    from postkit.git.changes import Changes

    changes = Changes(revision, (path if path.is_dir() else path.parent for path in asked))
    return filter(changes.hold, posts)


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
    source = Source(path.as_posix(), sys.stdin.buffer.read())
    try:
        online, wanted = runner.wanted(path, source.data)
        if online:
            online.expect(wanted)
        return runner.text(source, project, path)
    finally:
        runner.elsewhere.close()


def _explain(runner: Runner, paths: Sequence[Path]) -> None:
    """Say on stderr how each site is read."""
    projects = {id(p): p for p in (runner.projects.of_folder(path.parent) for path in paths)}
    for project in projects.values():
        config = project.settings.path or "no settings' file"
        line = f"{project.root}: flavor {project.flavor.name} ({project.why}); {config}"
        print(printable(line), file=sys.stderr)
    for note in runner.notes():
        print(printable(note), file=sys.stderr)
