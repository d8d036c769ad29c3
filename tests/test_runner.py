from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from postkit import engine, runner
from postkit.core.diagnostic import Diagnostic
from postkit.core.span import WHOLE_FILE
from postkit.engine import Checks, Family
from postkit.project import Projects, Recipe
from postkit.rules import table as rules
from postkit.runner import Outcome, Runner, Task
from postkit.site.post import Post

OLD = "---\ntitle: a\n---\n\n<p>{} <strong>b</strong></p>\n"
NEW = "---\ntitle: a\n---\n\n{} **b**\n"
CONVERT = Task((Family.CONVERT,), mend=True, write=True)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def posts(count: int) -> list[Path]:
    paths = [Path(f"p{number:04}.md") for number in range(count)]
    for path in paths:
        path.write_text(OLD.format(path.stem), encoding="utf-8")
    return paths


def run(paths: list[Path], task: Task = CONVERT, jobs: int = 1) -> list[Outcome]:
    return list(Runner(Projects(Recipe()), task).run(paths, jobs=jobs))


def codes(outcomes: list[Outcome]) -> dict[str, list[str]]:
    return {one.source.path: [d.code for d in one.diagnostics] for one in outcomes if one.diagnostics}


def leftovers() -> list[str]:
    return [path.name for path in Path().rglob("*") if path.suffix == ".tmp"]


def dying_on(name: str, how: object) -> object:
    """Return a check that does something at one post."""

    def fake(post: Post, _family: Family, _checks: Checks) -> Iterator[Diagnostic]:
        if post.source.path == name:
            how()  # type: ignore[operator]
        yield Diagnostic(rules.LNK001, WHOLE_FILE, post.source.path)

    return fake


def test_processes_give_what_one_gives_in_the_same_order() -> None:
    paths = posts(600)
    paths.insert(300, Path("gone.md"))
    task = Task((Family.VALIDATE, Family.CONVERT))
    seen = [
        [(one.source.path, one.source.data, one.diagnostics, one.before) for one in run(paths, task, jobs)]
        for jobs in (1, 2)
    ]
    assert seen[0] == seen[1]
    assert [path for path, *_ in seen[0]] == [path.as_posix() for path in paths]
    assert [one.code for one in seen[0][300][2]] == ["RUN007"]


def test_processes_write() -> None:
    paths = posts(520)
    outcomes = run(paths, jobs=2)
    assert all(path.read_text() == NEW.format(path.stem) for path in paths)
    assert {one.before for one in outcomes} == {OLD.format(path.stem).encode() for path in paths}
    assert leftovers() == []
    assert [one.before for one in run(paths, jobs=2)] == [None] * 520


def test_a_post_that_makes_postkit_fail_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(engine, "_check_family", dying_on("p0001.md", fail))
    found = run(posts(3), Task((Family.LINKS,)))
    assert codes(found) == {"p0000.md": ["LNK001"], "p0001.md": ["RUN004"], "p0002.md": ["LNK001"]}
    assert found[1].diagnostics[0].message == "postkit failed here: RecursionError: too deep"
    assert found[1].source.data == OLD.format("p0001").encode()


@pytest.mark.skipif(sys.platform != "linux", reason="a worker inherits the patch only by fork")
def test_a_post_that_kills_its_worker_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "PARALLEL_FROM", 40)
    monkeypatch.setattr(engine, "_check_family", dying_on("p0020.md", lambda: os._exit(9)))
    paths = posts(60)
    found = run(paths, Task((Family.CONVERT,)), jobs=2)
    assert [one.source.path for one in found] == [path.as_posix() for path in paths]
    expected = {path.as_posix(): ["LNK001"] for path in paths}
    assert codes(found) == expected | {"p0020.md": ["RUN004"]}


def test_a_file_that_cannot_be_read() -> None:
    Path("folder.md").mkdir()
    loop = Path("loop.md")
    loop.symlink_to(loop)
    found = run([Path("gone.md"), Path("folder.md"), loop])
    assert codes(found) == {"gone.md": ["RUN007"], "folder.md": ["RUN007"], "loop.md": ["RUN007"]}
    assert found[0].diagnostics[0].message == "cannot be read: No such file or directory"


def test_a_file_that_was_changed_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = posts(1)
    copymode = shutil.copymode

    def change(source: Path, target: Path) -> None:
        copymode(source, target)
        source.write_bytes(b"by another program")

    monkeypatch.setattr(shutil, "copymode", change)
    found = run([path])
    assert codes(found) == {"p0000.md": ["RUN002"]}
    assert path.read_bytes() == b"by another program"
    assert leftovers() == []
    assert found[0].before is None


def refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("module", "name"),
    [(tempfile, "mkstemp"), (os, "fsync"), (shutil, "copymode"), (Path, "replace")],
    ids=["create", "flush", "mode", "replace"],
)
def test_a_write_that_fails_leaves_the_old_bytes(
    module: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = posts(1)
    with monkeypatch.context() as patch:
        patch.setattr(module, name, refuse)
        found = run([path])
    assert codes(found) == {"p0000.md": ["RUN003"]}
    assert found[0].diagnostics[0].message == "cannot be written: No space left on device"
    assert path.read_text() == OLD.format("p0000")
    assert leftovers() == []


def test_a_read_only_file_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = posts(1)
    path.chmod(0o444)
    # root may write everywhere; the answer that others get
    monkeypatch.setattr(os, "access", lambda target, _: target.stat().st_mode & 0o200 > 0)
    assert codes(run([path])) == {"p0000.md": ["RUN003"]}
    assert path.read_text() == OLD.format("p0000")
    assert leftovers() == []


def test_a_file_that_went_away_meanwhile_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = posts(1)
    mend = engine.mend

    def mend_and_remove(*given: object, **more: object) -> object:
        path.unlink()
        return mend(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "mend", mend_and_remove)
    assert codes(run([path])) == {"p0000.md": ["RUN002"]}
    assert list(Path().iterdir()) == []


def test_a_symlink_stays_one() -> None:
    (path,) = posts(1)
    Path("other").mkdir()
    link = Path("other/link.md")
    link.symlink_to("../p0000.md")
    run([link])
    assert link.is_symlink()
    assert not path.is_symlink()
    assert path.read_text() == NEW.format("p0000")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_stays(mode: int) -> None:
    (path,) = posts(1)
    path.chmod(mode)
    run([path])
    assert path.read_text() == NEW.format("p0000")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_post_without_changes_is_not_written() -> None:
    path = Path("a.md")
    path.write_text(NEW)
    os.utime(path, (1, 1))
    run([path])
    assert path.stat().st_mtime == 1


KILLED = """
import sys
from pathlib import Path
from postkit import runner
from postkit.engine import Family
from postkit.project import Projects, Recipe
runner.PARALLEL_FROM = 50
task = runner.Task((Family.CONVERT,), mend=True, write=True)
posts = sorted(Path().glob("*.md"))
for outcome in runner.Runner(Projects(Recipe()), task).run(posts, jobs=int(sys.argv[1])):
    print(outcome.source.path, flush=True)
"""


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform != "linux", reason="process groups and fork")
def test_kill_9_leaves_each_file_old_or_new() -> None:
    paths = posts(300)
    for turn in range(10):
        jobs = 1 + turn % 2
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(jobs)], stdout=subprocess.PIPE, start_new_session=True
        )
        assert process.stdout
        for _ in range(8 + 3 * turn):
            process.stdout.readline()
        process.kill()
        process.wait()
        deadline = time.monotonic() + 10
        while alive(process.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        orphans = alive(process.pid)
        if orphans:
            os.killpg(process.pid, signal.SIGKILL)
        assert not orphans, "a worker outlived its parent"
        process.stdout.close()
        texts = [path.read_text() for path in paths]
        assert all(
            text in (OLD.format(p.stem), NEW.format(p.stem)) for p, text in zip(paths, texts, strict=True)
        )
        converted = sum(text == NEW.format(p.stem) for p, text in zip(paths, texts, strict=True))
        for path in paths:
            path.write_text(OLD.format(path.stem), encoding="utf-8")
        assert converted > 0
