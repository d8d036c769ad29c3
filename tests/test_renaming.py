"""An HTML post gets its new name so that no moment is without the post, and nothing else is lost."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from postkit import engine, runner
from postkit.engine import Family
from postkit.project import Projects, Recipe
from postkit.runner import Outcome, Runner, Task

OLD = b"---\ntitle: a\n---\n<p>a <b>b</b></p>\n"
NEW = b"---\ntitle: a\n---\na **b**\n"
CONVERT = Task((Family.CONVERT,), mend=True, write=True)
POST, TARGET = Path("_posts/2024-01-05-x.html"), Path("_posts/2024-01-05-x.md")


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    POST.parent.mkdir()
    POST.write_bytes(OLD)


def run(*paths: Path, task: Task = CONVERT, jobs: int = 1) -> list[Outcome]:
    return list(Runner(Projects(Recipe(flags={"flavor": "jekyll"})), task).run(paths or [POST], jobs=jobs))


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in POST.parent.iterdir()}


def found(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for one in outcomes for finding in one.diagnostics]


def test_the_post_goes_on_under_its_new_name() -> None:
    (outcome,) = run()
    assert (outcome.old_path, outcome.source.path) == (POST.as_posix(), TARGET.as_posix())
    assert outcome.before == OLD
    assert files() == {TARGET.name: NEW}


@pytest.mark.parametrize("task", [CONVERT, CONVERT._replace(write=False)])
@pytest.mark.parametrize("what", ["file", "symlink to nothing", "folder"])
def test_what_has_the_new_name_already_stays_and_so_does_the_post(what: str, task: Task) -> None:
    if what == "file":
        TARGET.write_bytes(b"mine\n")
    elif what == "folder":
        TARGET.mkdir()
    else:
        TARGET.symlink_to("nowhere")
    outcomes = run(task=task)
    assert found(outcomes) == [("RUN001", f"there is `{TARGET}` already; it was left alone")]
    assert (outcomes[0].source.path, outcomes[0].before) == (POST.as_posix(), None)
    assert POST.read_bytes() == OLD
    assert what != "file" or TARGET.read_bytes() == b"mine\n"
    assert sorted(POST.parent.iterdir()) == [POST, TARGET]


@pytest.mark.parametrize("moment", ["before the new file is there", "once it is there"])
def test_a_post_that_another_program_changes_meanwhile_stays_as_it_is(
    moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = "link" if moment == "once it is there" else "fsync"
    real = getattr(os, function)

    def change(*given: object, **more: object) -> None:
        real(*given, **more)
        POST.write_bytes(b"by another program")

    monkeypatch.setattr(os, function, change)
    assert [code for code, _ in found(run())] == ["RUN002"]
    assert files() == {POST.name: b"by another program"}


def test_a_post_that_was_removed_meanwhile_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    mend = engine.mend

    def mend_and_remove(*given: object, **more: object) -> object:
        POST.unlink()
        return mend(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "mend", mend_and_remove)
    assert [code for code, _ in found(run())] == ["RUN002"]
    assert files() == {}


@pytest.mark.parametrize("place", [(os, "fsync"), (os, "link"), (shutil, "copymode"), (Path, "unlink")])
def test_a_step_that_fails_leaves_the_post_alone(
    place: tuple[object, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name = place
    real = getattr(module, name)

    def refuse(*given: Path, **more: object) -> None:
        if name != "unlink" or given[0] == POST:
            raise OSError(28, "No space left on device")
        real(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, refuse)
        outcomes = run()
    if name == "link":  # a file system without hard links takes another way
        assert (found(outcomes), files()) == ([], {TARGET.name: NEW})
    else:
        assert found(outcomes) == [("RUN003", "cannot be written: No space left on device")]
        assert files() == {POST.name: OLD}


def test_a_read_only_post_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    POST.chmod(0o444)
    # root may write everywhere; the answer that others get
    monkeypatch.setattr(os, "access", lambda target, _: target.stat().st_mode & 0o200 > 0)
    assert [code for code, _ in found(run())] == ["RUN003"]
    assert files() == {POST.name: OLD}


def test_a_symlink_gets_no_other_name() -> None:
    Path("elsewhere.txt").write_bytes(OLD)
    link = Path("_posts/2024-01-06-link.html")
    link.symlink_to("../elsewhere.txt")
    assert [code for code, _ in found(run(link))] == ["RUN003"]
    assert link.is_symlink()
    assert Path("elsewhere.txt").read_bytes() == OLD
    assert sorted(files()) == [POST.name, link.name]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_stays(mode: int) -> None:
    POST.chmod(mode)
    run()
    assert stat.S_IMODE(TARGET.stat().st_mode) == mode


def test_worker_processes_rename_and_know_what_is_renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 2)
    paths = [Path(f"_posts/2024-01-05-{number:02}.html") for number in range(70)]
    for path, other in zip(paths, [*paths[1:], paths[0]], strict=True):
        path.write_bytes(b"---\ntitle: a\n---\n<p>a {%% link %b %%}</p>\n" % other.as_posix().encode())
    outcomes = run(*paths, jobs=2)
    assert [one.old_path for one in outcomes] == [path.as_posix() for path in paths]
    # Whether the other post has been written already or not, the answer is one.
    assert found(outcomes) == []
    for path, other in zip(paths, [*paths[1:], paths[0]], strict=True):
        link = other.with_suffix(".md").as_posix().encode()
        assert path.with_suffix(".md").read_bytes() == b"---\ntitle: a\n---\na {%% link %b %%}\n" % link
    assert {path.suffix for path in map(Path, files())} == {".html", ".md"}
    assert len(list(POST.parent.glob("*-[0-9][0-9].md"))) == 70


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from postkit import engine, runner
from postkit.engine import Family
from postkit.project import Projects, Recipe

left = int(sys.argv[1])

def deadly(module, name):
    real = getattr(module, name)
    def call(*given, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **more)
    setattr(module, name, call)

for name in ("fsync", "link", "open", "access"):
    deadly(os, name)
deadly(shutil, "copymode")
deadly(Path, "unlink")
task = runner.Task((Family.CONVERT,), mend=True, write=True)
projects = Projects(Recipe(flags={"flavor": "jekyll"}))
list(runner.Runner(projects, task).run([Path(sys.argv[2])], jobs=1))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="signals")
def test_kill_9_at_any_step_leaves_the_old_post_the_new_one_or_both() -> None:
    seen = set()
    for step in range(1, 40):
        process = subprocess.run([sys.executable, "-c", KILLED, str(step), str(POST)], check=False)
        left = {name: data for name, data in files().items() if not name.endswith(".tmp")}
        assert left in ({POST.name: OLD}, {POST.name: OLD, TARGET.name: NEW}, {TARGET.name: NEW})
        seen.add(tuple(sorted(left)))
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        for path in POST.parent.iterdir():
            path.unlink()
        POST.write_bytes(OLD)
    else:
        pytest.fail("it never came to an end")
    assert len(seen) == 3
