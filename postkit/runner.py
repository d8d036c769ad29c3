"""Many posts through the engine: in order, streamed, in several processes where that pays."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.printable import quoted
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE
from postkit.elsewhere import Asking, Elsewhere, Watch, wanted_in
from postkit.engine import Checks, Conversion, Family, check, demand_engine, mend
from postkit.errors import RequestError
from postkit.mirror import Mirror
from postkit.project import Project, Projects, Recipe
from postkit.rules import table as rules
from postkit.site.post import Post
from postkit.write import FileChangedError, move, write

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from postkit.becoming import Becoming
    from postkit.frontmatter.schema import Schema
    from postkit.html.rendering import Sides
    from postkit.html.tally import Tally
    from postkit.links.linking import Linking
    from postkit.links.online.online import Online
    from postkit.links.online.verdicts import Wanted
    from postkit.renaming import Renaming

PARALLEL_FROM = 500
"""So many posts repay the start of worker processes."""

_TYPICAL = b"---\ntitle: x\ndate: 2024-01-05\n---\n<p>a <b>b</b></p>\n\n[c](#d)\n"
_CHUNK = 32


class Task(NamedTuple):
    """What to do with each post.

    Args:
        families: Which checks, in order.
        mend: Whether fixes are applied.
        unsafe: Whether fixes that need a person's look are applied too.
        write: Whether the mended post is written.
        mirror: Where it is written to; its own file without it.
        conversion: How HTML is converted.
        sides: Whether a post whose HTML is converted or stays is rendered, before and after.
        since: The git revision since which files have moved; None for the last commit.
        asking: Who is asked about links to other sites.
    """

    families: tuple[Family, ...]
    mend: bool = False
    unsafe: bool = False
    write: bool = False
    mirror: Mirror | None = None
    conversion: Conversion = Conversion()
    sides: bool = False
    since: str | None = None
    asking: Asking = Asking.NOBODY


class Outcome(NamedTuple):
    """What became of one post.

    Attributes:
        source: The post that the findings are about: mended, if it was.
        diagnostics: Its findings.
        before: Its bytes as they were, if mending changed them or its name; else None.
        applied: How many fixes were applied.
        tally: The account of its conversion; None where there is nothing to say.
        old_path: Its path as it was, if it gets another name; else empty.
        sides: What it looks like before and after; None where that was not asked for.
    """

    source: Source
    diagnostics: list[Diagnostic]
    before: bytes | None = None
    applied: int = 0
    tally: Tally | None = None
    old_path: str = ""
    sides: Sides | None = None


class Runner:
    """Runs one task over posts; made anew in a worker process that does not inherit it.

    Args:
        projects: Finds what holds for each post.
        task: What to do.
    """

    def __init__(self, projects: Projects, task: Task) -> None:
        self.projects = projects
        self.task = task
        self.elsewhere = Elsewhere(task.asking)
        self._linking: dict[Path, Linking] = {}
        self._configs: dict[Path, Mapping[str, Any]] = {}
        self._renaming: Renaming | None = None
        self._paths: Sequence[Path] = ()

    @property
    def posts(self) -> list[Path]:
        """The posts of the run, as far as a worker that did not inherit them needs to know of them."""
        return list(self._paths) if self.task.mend and Family.CONVERT in self.task.families else []

    def know_posts(self, paths: Sequence[Path]) -> None:
        """Note which posts the run mends, and which HTML posts it turns into Markdown.

        Args:
            paths: All posts of the run.
        """
        self._paths = paths
        if not self.task.mend or Family.CONVERT not in self.task.families:
            return
        posts = [path for path in paths if path.name.lower().endswith((".html", ".htm"))]
        if posts:
            from postkit.renaming import Renaming

            self._renaming = Renaming(posts, self.projects, self.task.conversion, self._config_of)

    def run(self, paths: Sequence[Path], *, jobs: int, watch: Watch | None = None) -> Iterator[Outcome]:
        """Yield what became of each post, in the order given.

        Args:
            paths: The posts, relative to the working folder or absolute.
            jobs: How many processes work at once; 0 for one a core.
            watch: Is told how many links to other sites are asked while the run waits for them.
        """
        self.prepare(paths)
        if self.task.asking is not Asking.NOBODY:
            # In this one process: it waits for other sites, not for the processor.
            yield from map(self.one, self.elsewhere.as_answered(paths, self.wanted, watch))
            return
        jobs = jobs or os.cpu_count() or 1
        if jobs == 1 or len(paths) < PARALLEL_FROM:
            yield from map(self.one, paths)
        else:
            self._warm_up(paths[0])
            yield from _in_processes(self, paths, jobs)

    def wanted(self, path: Path, data: bytes | None = None) -> tuple[Online | None, list[Wanted]]:
        """Return what knows the addresses elsewhere of a post, read if need be, and which it links to."""
        project = self.projects.of_post(path)
        linking = self._linking_of(project)
        if linking is None or linking.online is None:
            return None, []
        try:
            data = path.read_bytes() if data is None and path.is_file() else data or b""
        except OSError:  # its check says so
            data = b""
        post = Post(Source(path.as_posix(), data), project.flavor, project.below_root(path))
        return linking.online, wanted_in(post, linking, self._urls_in(project, path))

    def _warm_up(self, path: Path) -> None:
        """Load and compile before the fork what every post needs, so that each worker has it."""
        self.text(Source(path.as_posix(), _TYPICAL), self.projects.of_post(path), path)

    def prepare(self, paths: Sequence[Path]) -> None:
        """Read all settings and index each site that is asked about, before any post is touched."""
        demand_engine(self.task.conversion.prove_with)
        self.know_posts(paths)
        for project in {id(one): one for one in map(self.projects.of_post, paths)}.values():
            self._linking_of(project)

    def _linking_of(self, project: Project) -> Linking | None:
        """Return what links of a site are checked against, if links are asked about; read once."""
        if Family.LINKS not in self.task.families:
            return None
        if project.root not in self._linking:
            from postkit.linking import linking

            config, online = (
                partial(self._config_of, project),
                self.elsewhere.online(project.settings.links.online),
            )
            self._linking[project.root] = found = linking(project, config, self.task.since, online)
            if found.targets and self.task.mend and Family.CONVERT in self.task.families:
                found.targets.anchors.take_texts_from(partial(self._becoming.text, project))
        return self._linking[project.root]

    @cached_property
    def _becoming(self) -> Becoming:
        """What the posts of the run become, apart from their links."""
        from postkit.becoming import Becoming

        families = tuple(one for one in self.task.families if one is not Family.LINKS)
        checks = partial(self._checks, families=families)
        return Becoming(self._paths, self.projects, checks, unsafe=self.task.unsafe)

    def _urls_in(self, project: Project, path: Path) -> Sequence[Schema]:
        """Return the schemas that tell which values of front matter are links, if those are asked about."""
        if Family.LINKS not in self.task.families or not project.settings.links.front_matter:
            return ()
        return project.schemas_for(path).known

    def _config_of(self, project: Project) -> Mapping[str, Any]:
        """Return a site's own configuration; read once."""
        if project.root not in self._configs:
            from postkit.site.config import read_site_config

            self._configs[project.root] = read_site_config(project.root, project.flavor).data
        return self._configs[project.root]

    def notes(self) -> list[str]:
        """Return what could not be read while the sites were indexed, a line each."""
        sites = (one.targets.site for one in self._linking.values() if one.targets)
        return [note for site in sites for note in site.notes]

    def one(self, path: Path) -> Outcome:
        """Return what became of one post; whatever goes wrong with it is a finding."""
        shown = path.as_posix()
        try:
            if not os.path.isfile(shown) and path.exists():  # noqa: PTH113 (asked of every post)
                return _failed(shown, rules.RUN007, "cannot be read: it is no regular file")
            data = path.read_bytes()
        except OSError as error:
            return _failed(shown, rules.RUN007, f"cannot be read: {error.strerror}")
        source = Source(shown, data)
        project = self.projects.of_post(path)
        try:
            outcome = self.text(source, project, path)
        except RequestError:
            raise
        except Exception as error:  # noqa: BLE001 (one post must not stop the batch)
            return _failed(shown, rules.RUN004, f"postkit failed here: {type(error).__name__}: {error}", data)
        if outcome.before is not None and self.task.write:
            return _written(path, outcome, self.task.mirror)
        return _refused(path, outcome) if outcome.old_path and not self.task.mirror else outcome

    def _checks(self, project: Project, path: Path, families: tuple[Family, ...]) -> Checks:
        """Return what families of checks ask of a post."""
        schemas, local = project.schemas_for(path) if Family.VALIDATE in families else ([], None)
        links = Family.LINKS in families
        return Checks(
            families,
            lambda code: project.settings.reports(code, path),
            schemas,
            local,
            self._linking_of(project) if links else None,
            self._urls_in(project, path) if links else (),
            self.task.conversion._replace(style=project.style),
            lambda: self._config_of(project),
            self._renaming.on_site(project) if self._renaming else None,
        )

    def text(self, source: Source, project: Project, path: Path) -> Outcome:
        """Return what becomes of a text that stands for the post at a path."""
        checks = self._checks(project, path, self.task.families)
        below = project.below_root(path)
        if not self.task.mend:
            return Outcome(source, check(Post(source, project.flavor, below), checks))
        mended = mend(source, project.flavor, checks, path=below, unsafe=self.task.unsafe)
        old_path = source.path if mended.source.path != source.path else ""
        before = source.data if old_path or mended.source.data != source.data else None
        outcome = Outcome(mended.source, mended.diagnostics, before, mended.applied, mended.tally, old_path)
        if not self.task.sides or not mended.tally:
            return outcome
        return outcome._replace(sides=_sides(Post(source, project.flavor, below), project, outcome))


def _sides(was: Post, project: Project, outcome: Outcome) -> Sides | None:
    """Return what a post looks like before and after; None where it has no HTML to speak of."""
    from postkit.html.rendering import render_sides
    from postkit.html.tally import KEPT

    kept = [one for one in outcome.diagnostics if one.rule in KEPT]
    if outcome.before is None:
        return render_sides(was, None, kept) if kept else None
    path = project.below_root(Path(outcome.source.path))
    return render_sides(was, Post(outcome.source, project.flavor, path), kept)


def _written(path: Path, outcome: Outcome, mirror: Mirror | None) -> Outcome:
    """Write a mended post; where that fails, its old bytes stand and a finding says why."""
    before, shown, target = outcome.before or b"", path.as_posix(), Path(outcome.source.path)
    try:
        if mirror:
            mirror.write(target, outcome.source.data, like=path)
        elif outcome.old_path:
            move(path, target, outcome.source.data, old=before)
        else:
            write(path, outcome.source.data, old=before)
    except FileExistsError:
        return _target_exists(shown, mirror.target(target) if mirror else target, before)
    except FileChangedError:
        message = "the file was changed by another program after it was read; it was left alone"
        return _failed(shown, rules.RUN002, message, before)
    except OSError as error:
        return _failed(shown, rules.RUN003, f"cannot be written: {error.strerror}", before)
    return outcome


def _refused(path: Path, outcome: Outcome) -> Outcome:
    """Return what would become of a post that is not written: nothing, if its new name is taken."""
    target = Path(outcome.source.path)
    if os.path.lexists(target):
        return _target_exists(path.as_posix(), target, outcome.before or b"")
    return outcome


def _target_exists(path: str, target: Path, before: bytes) -> Outcome:
    message = f"there is {quoted(str(target))} already; it was left alone"
    return _failed(path, rules.RUN001, message, before)


def _failed(path: str, rule: Rule, message: str, data: bytes = b"") -> Outcome:
    return Outcome(Source(path, data), [Diagnostic(rule, WHOLE_FILE, message)])


_RUNNER: Runner | None = None
"""The runner of a worker process; one that was forked inherits it."""


def _in_processes(runner: Runner, paths: Sequence[Path], jobs: int) -> Iterator[Outcome]:
    """Yield outcomes from worker processes; a post whose worker dies is a finding."""
    from concurrent.futures.process import BrokenProcessPool

    global _RUNNER  # noqa: PLW0603 (what a forked worker inherits must be global)
    _RUNNER = runner
    gc.freeze()  # no collection in a forked worker need look at, and so copy, what it inherits
    done = 0
    try:
        with _pool(runner, jobs) as pool:
            for outcome in pool.map(_told, map(str, paths), chunksize=_CHUNK):
                yield outcome or Outcome(Source(paths[done].as_posix(), b""), [])
                done += 1
    except BrokenProcessPool:
        yield from _one_by_one(runner, paths[done:])
    finally:
        gc.unfreeze()
        _RUNNER = None


def _one_by_one(runner: Runner, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Yield outcomes from a single worker that is started again whenever a post kills it."""
    from concurrent.futures.process import BrokenProcessPool

    left = list(reversed(paths))
    while left:
        with _pool(runner, 1) as pool:
            try:
                while left:
                    outcome = pool.submit(_one, left[-1]).result()
                    left.pop()
                    yield outcome
            except BrokenProcessPool:
                yield _failed(left.pop().as_posix(), rules.RUN004, "the process that worked on it died")


def _pool(runner: Runner, jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Elsewhere a fork of a process with system libraries loaded is not safe.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    start = partial(_start_worker, runner.projects.recipe, runner.task, runner.posts)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=start)


def _start_worker(recipe: Recipe, task: Task, posts: Sequence[Path]) -> None:
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and ends the pool
    Thread(target=_leave_with_parent, daemon=True).start()
    global _RUNNER  # noqa: PLW0603
    if _RUNNER is None:
        _RUNNER = Runner(Projects(recipe), task)
        _RUNNER.know_posts(posts)


def _leave_with_parent() -> None:
    """End this process when the parent is killed, which otherwise would wait for work for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _one(path: Path) -> Outcome:
    assert _RUNNER is not None  # noqa: S101 (set by the initializer)
    return _RUNNER.one(path)


def _told(path: str) -> Outcome | None:
    """Return what became of a post; None where there is nothing to tell, which most posts cost."""
    outcome = _one(Path(path))
    return outcome if outcome.diagnostics or outcome.before is not None else None
