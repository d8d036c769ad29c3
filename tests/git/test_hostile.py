"""Git is asked so that nothing of a repository's own settings runs, and nothing is written."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from postkit.errors import RequestError
from postkit.git.changes import Changes
from postkit.git.past import past_of
from tests.git.conftest import Git

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

_SIGNED = """tree {tree}
parent {parent}
author a <a@b.example> 1 +0000
committer a <a@b.example> 1 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 abc
 -----END PGP SIGNATURE-----

signed
"""


def _out(*arguments: str, given: str = "") -> str:
    done = subprocess.run(["git", *arguments], input=given, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _text(seed: str) -> str:
    return "".join(f"{seed} line {number}\n" for number in range(60))


def _program(folder: Path, name: str) -> str:
    """Return a program that leaves a file behind when it is run."""
    path = folder / name
    path.write_text(f"#!/bin/sh\ntouch '{folder}/{name}.has-run'\ncat\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def hostile(empty: Git, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository that names programs wherever git may start one; return where they tell of it."""
    trap = tmp_path_factory.mktemp("trap")
    for name in ("a.md", "b.md", "c.md"):
        Path(name).write_text(_text(name))
    Path(".gitattributes").write_text("*.md filter=evil=x.y diff=evil\n")
    empty("add", "-A")
    empty("commit", "-qm", "one")
    empty("mv", "b.md", "d.md")
    empty("add", "-A")
    signed = _SIGNED.format(tree=_out("write-tree"), parent=_out("rev-parse", "HEAD"))
    empty("update-ref", "HEAD", _out("hash-object", "-t", "commit", "-w", "--stdin", given=signed))
    for kind in ("clean", "smudge", "process"):
        empty("config", f"filter.evil=x.y.{kind}", _program(trap, kind))
    empty("config", "filter.evil=x.y.required", "true")
    for key in (
        *("diff.evil.textconv", "diff.evil.command", "diff.external", "core.fsmonitor"),
        *("core.pager", "gpg.program", "core.sshCommand"),
    ):
        empty("config", key, _program(trap, key))
    empty("config", "core.hooksPath", str(trap))
    for hook in ("post-index-change", "fsmonitor-watchman"):
        _program(trap, hook)
    empty("config", "log.showSignature", "true")
    Path("a.md").rename("z.md")
    with Path("c.md").open("a") as file:
        file.write("more\n")
    return trap


def _state(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_no_program_runs_and_nothing_is_written(hostile: Path, tmp_path: Path) -> None:
    before = _state(tmp_path)
    now, since = past_of(tmp_path, None), past_of(tmp_path, "HEAD~1")
    assert now is not None
    assert since is not None
    assert now.was == {"z.md": "a.md"}
    assert now.text("c.md") == _text("c.md").encode()
    assert since.was == {"z.md": "a.md", "d.md": "b.md"}
    assert Changes("HEAD", [tmp_path]).hold(Path("c.md"))
    assert [file.name for file in hostile.glob("*.has-run")] == []
    assert _state(tmp_path) == before


def test_settings_of_the_repository_do_not_change_what_is_told(
    empty: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        Path(name).write_text(_text(name))
    empty("add", "-A")
    empty("commit", "-qm", "one")
    empty("update-index", "--split-index")
    for setting in (
        *("color.ui=always", "core.quotePath=true", "diff.renames=false", "diff.orderFile=/nowhere"),
        *("diff.renameLimit=1", "core.splitIndex=true", "log.follow=true", "diff.noprefix=true"),
        *("diff.relative=false", "diff.submodule=log", "log.diffMerges=on", "core.untrackedCache=true"),
    ):
        empty("config", *setting.split("="))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "filter.x.clean")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "false")
    Path("a.md").rename("é\n.md")
    Path("b.md").rename("c.md")
    before = _state(tmp_path)
    for revision in (None, "HEAD"):
        past = past_of(tmp_path, revision)
        assert past is not None
        assert past.was == {"é\n.md": "a.md", "c.md": "b.md"}
    assert Changes("HEAD", [tmp_path]).hold(Path("c.md"))
    assert _state(tmp_path) == before


def test_a_repository_that_is_broken_matters_only_to_who_asks(empty: Git, tmp_path: Path) -> None:
    Path("a.md").write_text(_text("a"))
    empty("add", "-A")
    empty("commit", "-qm", "one")
    Path("a.md").rename("z.md")
    Path(".git/index").write_bytes(b"no index")
    assert past_of(tmp_path, None) is None
    with pytest.raises(RequestError, match=r"`git diff` failed in .*index"):
        past_of(tmp_path, "HEAD")


def test_a_warning_is_no_reason(empty: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text("a")
    empty("add", "-A")
    empty("commit", "-qm", "one")
    programs = tmp_path / "programs"
    programs.mkdir()
    slow = programs / "git"
    slow.write_text("#!/bin/sh\necho 'warning: it is late' >&2\necho 'fatal: it is too late' >&2\nexit 128\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    assert past_of(tmp_path, None) is None
    with pytest.raises(RequestError, match=r": it is too late$"):
        past_of(tmp_path, "HEAD")


def test_a_submodule_is_asked_as_carefully(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    inner, outer = Path.cwd(), tmp_path_factory.mktemp("outer")
    git = ("git", "-C", str(outer), "-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run([*git, "init", "-q"], check=True)
    inner.rename(outer / "in\nside")
    subprocess.run([*git, "-c", "advice.addEmbeddedRepo=false", "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    for trace in hostile.glob("*.has-run"):
        trace.unlink()
    changes = Changes("HEAD", [outer])
    assert changes.hold(outer / "in\nside/c.md")
    assert changes.hold(outer / "in\nside/z.md")
    assert not changes.hold(outer / "in\nside/d.md")
    assert [file.name for file in hostile.glob("*.has-run")] == []
