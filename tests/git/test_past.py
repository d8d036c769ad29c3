"""What git tells of the names that files had."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from postkit.errors import RequestError
from postkit.git.past import Past, past_of

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

Git = Callable[..., None]


def _text(seed: str, lines: int = 60) -> str:
    return "".join(f"{seed} line {number}\n" for number in range(lines))


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a repository with some files, all committed, under a configuration of its own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    for name in ("a.md", "b.md", "deep/c.md", "deep/d é\n'.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(_text(name))
    run("init", "-q")
    run("add", "-A")
    run("commit", "-qm", "one")
    return run


def _past(revision: str | None = None, folder: str = ".") -> Past:
    found = past_of(Path(folder).resolve(), revision)
    assert found is not None
    return found


@pytest.mark.usefixtures("git")
def test_nothing_has_changed(tmp_path: Path) -> None:
    assert past_of(tmp_path, None) is None


@pytest.mark.parametrize("by_git", [True, False])
def test_renames_are_told_be_they_staged_or_not(git: Git, *, by_git: bool) -> None:
    if by_git:
        git("mv", "deep", "far")
    else:
        Path("deep").rename("far")
    past = _past()
    assert past.was == {"far/c.md": "deep/c.md", "far/d é\n'.md": "deep/d é\n'.md"}
    assert past.path_now("deep/c.md") == "far/c.md"
    assert past.path_then("far/c.md") == "deep/c.md"
    assert past.path_then("a.md") == "a.md"
    assert past.text("deep/d é\n'.md") == _text("deep/d é\n'.md").encode()
    assert past.text("a.md") is None


@pytest.mark.usefixtures("git")
def test_asking_changes_nothing_in_the_repository() -> None:
    Path("a.md").rename("z.md")
    index = Path(".git/index").read_bytes()
    before = sorted(Path(".git/objects").rglob("*"))
    assert _past().was == {"z.md": "a.md"}
    assert Path(".git/index").read_bytes() == index
    assert sorted(Path(".git/objects").rglob("*")) == before


def test_a_renamed_file_may_be_edited(git: Git) -> None:
    git("mv", "a.md", "z.md")
    Path("z.md").write_text(_text("a.md") + "more\n")
    past = _past()
    assert past.was == {"z.md": "a.md"}
    assert past.unsure == set()


@pytest.mark.usefixtures("git")
def test_two_files_that_swap_their_names() -> None:
    Path("a.md").rename("t")
    Path("b.md").rename("a.md")
    Path("t").rename("b.md")
    past = _past()
    assert past.was == {"a.md": "b.md", "b.md": "a.md"}
    assert past.path_now("a.md") == "b.md"


@pytest.mark.usefixtures("git")
def test_what_is_only_like_is_not_sure() -> None:
    Path("a.md").unlink()
    Path("other.md").write_text(_text("a.md", 40) + _text("else", 25))
    past = _past()
    assert past.was == {"other.md": "a.md"}
    assert past.unsure == {"other.md"}


@pytest.mark.usefixtures("git")
def test_gone_new_and_changed() -> None:
    Path("a.md").unlink()
    Path("new.md").write_text("1\n2\n3\n")
    Path("b.md").write_text(_text("b.md") + "x")
    past = _past()
    assert (past.gone, past.new, past.changed) == ({"a.md"}, {"new.md"}, {"b.md"})
    assert past.path_now("a.md") is None
    assert past.text("b.md") == _text("b.md").encode()


def test_a_folder_is_asked_alone(git: Git) -> None:
    git("mv", "deep/c.md", "deep/e.md")
    git("mv", "a.md", "deep/a.md")
    past = _past(folder="deep")
    assert past.was == {"e.md": "c.md"}
    assert past.new == {"a.md"}


def test_names_in_between_are_followed_since_a_revision(git: Git) -> None:
    git("mv", "a.md", "step.md")
    git("commit", "-qm", "two")
    git("mv", "step.md", "last.md")
    git("commit", "-qm", "three")
    # Rewritten so far that the first and the last text have nothing in common.
    for share in (30, 0):
        Path("last.md").write_text(_text("a.md", share) + _text("anew", 60 - share))
        git("commit", "-qam", "rewritten")
    past = _past("HEAD~4")
    assert past.was == {"last.md": "a.md"}
    assert past.path_now("a.md") == past.path_now("step.md") == "last.md"
    assert past_of(Path.cwd(), None) is None


def test_without_git_or_commit_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert past_of(tmp_path, None) is None
    with pytest.raises(RequestError, match="`--since` needs a git repository"):
        past_of(tmp_path, "HEAD")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert past_of(tmp_path, None) is None
    with pytest.raises(RequestError, match="there is no revision `HEAD`"):
        past_of(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", "")
    assert past_of(tmp_path, None) is None
    with pytest.raises(RequestError, match="needs git, which is not installed"):
        past_of(tmp_path, "HEAD")


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("revision", ["--help", "-x", "no such"])
def test_what_is_no_revision_is_refused(tmp_path: Path, revision: str) -> None:
    with pytest.raises(RequestError, match="revision"):
        past_of(tmp_path, revision)
