"""What git tells of the names that files had."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from postkit.errors import RequestError
from postkit.git.past import Past, past_of
from tests.git.conftest import Git

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")


def _text(seed: str, lines: int = 60) -> str:
    return "".join(f"{seed} line {number}\n" for number in range(lines))


@pytest.fixture
def git(empty: Git) -> Git:
    """Run git in a repository with some files, all committed."""
    for name in ("a.md", "b.md", "deep/c.md", "deep/d é\n'.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(_text(name))
    empty("add", "-A")
    empty("commit", "-qm", "one")
    return empty


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


def test_a_file_of_the_same_size_that_changed_right_after_the_commit(git: Git) -> None:
    git("config", "core.trustctime", "false")
    then = Path("a.md").stat().st_mtime_ns - 10**10
    os.utime("a.md", ns=(then, then))
    git("add", "a.md")
    os.utime(".git/index", ns=(then, then))
    Path("a.md").write_text(_text("z.md"))
    os.utime("a.md", ns=(then, then))
    Path("b.md").unlink()
    Path("new.md").write_text("New.\n")
    past = _past()
    assert past.changed == {"a.md"}
    assert past.gone == {"b.md"}


def test_a_name_may_be_given_to_another_text(git: Git) -> None:
    git("mv", "a.md", "z.md")
    for staged in (False, True):
        Path("a.md").write_text("".join(f"Wholly other words, {number}.\n" for number in range(50)))
        if staged:
            git("add", "-A")
        past = _past()
        assert past.was == {"z.md": "a.md"}
        # Links to the name mean what has it now, for all that git knows: the old text may be a copy.
        assert past.path_now("a.md") == "a.md"
        assert past.text("a.md") == _text("a.md").encode()


@pytest.mark.usefixtures("git")
def test_a_name_may_be_given_to_another_text_without_git() -> None:
    Path("a.md").rename("z.md")
    Path("a.md").write_text("".join(f"Wholly other words, {number}.\n" for number in range(50)))
    assert _past().was == {"z.md": "a.md"}


def test_a_repository_among_the_new_files_does_not_matter(git: Git) -> None:
    git("init", "-q", "other")
    Path("a.md").rename("z.md")
    assert _past().was == {"z.md": "a.md"}


def test_symlinks_move_like_files(git: Git) -> None:
    Path("link.md").symlink_to("a.md")
    git("add", "-A")
    git("commit", "-qm", "two")
    git("mv", "link.md", "other.md")
    past = _past()
    assert past.was == {"other.md": "link.md"}
    assert past.text("link.md") is None


def test_what_is_not_committed_yet_goes_on_from_the_last_commit(git: Git) -> None:
    git("mv", "a.md", "step.md")
    git("commit", "-qm", "two")
    Path("step.md").rename("last.md")
    past = _past("HEAD~1")
    assert past.was == {"last.md": "a.md"}
    assert past.path_now("step.md") == "last.md"
    assert past.paths_between("last.md") == ["step.md"]


def test_names_in_between_of_files_that_came_later_or_went_back(git: Git) -> None:
    Path("late.md").write_text(_text("late.md"))
    git("add", "-A")
    git("mv", "a.md", "step.md")
    git("commit", "-qm", "two")
    git("mv", "step.md", "a.md")
    git("mv", "late.md", "later.md")
    git("commit", "-qm", "three")
    past = _past("HEAD~2")
    assert past.was == {}
    assert past.path_now("step.md") == "a.md"
    assert past.path_now("late.md") == "later.md"


def test_files_that_take_the_names_of_others_in_one_commit(git: Git) -> None:
    git("mv", "b.md", "c.md")
    git("mv", "a.md", "b.md")
    git("commit", "-qm", "two")
    past = _past("HEAD~1")
    assert past.was == {"b.md": "a.md", "c.md": "b.md"}
    assert past.between == {}


@pytest.mark.usefixtures("git")
def test_what_is_moved_in_a_folder_without_git() -> None:
    Path("deep/c.md").rename("deep/e é.md")
    assert _past(folder="deep").was == {"e é.md": "c.md"}


@pytest.mark.usefixtures("git")
def test_a_file_that_makes_place_for_a_folder() -> None:
    Path("a.md").rename("t")
    Path("a.md").mkdir()
    Path("t").rename("a.md/index.md")
    assert _past().was == {"a.md/index.md": "a.md"}


def test_what_was_staged_as_moved_stays_known_when_it_is_written_anew(git: Git) -> None:
    git("mv", "a.md", "z.md")
    Path("z.md").write_text("All is new.\n")
    past = _past()
    assert (past.was, past.unsure) == ({"z.md": "a.md"}, set())
    assert past.text("a.md") == _text("a.md").encode()
