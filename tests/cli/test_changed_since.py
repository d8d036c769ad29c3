"""`--changed-since`: which posts are read, and what is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Postkit

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

BROKEN = b"---\na: [\n---\n"
GOOD = b"---\ntitle: a\n---\n"
Git = Callable[..., str]


@pytest.fixture
def git(postkit: Postkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:  # noqa: ARG001 (goes first)
    """Run git in a repository with broken posts, all committed, under a configuration of its own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    (home / ".gitconfig").write_text("[user]\nname = a\nemail = a@b.example\n[core]\nquotePath = true\n")
    site = tmp_path / "site"
    (site / "posts/deep").mkdir(parents=True)
    monkeypatch.chdir(site)

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    for name in ("posts/a.md", "posts/b.md", "posts/deep/c.md", "d.md"):
        Path(name).write_bytes(BROKEN)
    run("init", "-q", "-b", "main")
    commit(run)
    return run


def commit(git: Git) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "a")


def read(postkit: Postkit, *arguments: str, revision: str = "HEAD") -> list[str]:
    """Return the posts that `validate` reads; all of them are broken."""
    result = postkit("validate", "-q", "--changed-since", revision, *arguments)
    assert result.err == ""
    return [line.partition(":")[0] for line in result.lines]


def test_what_differs_is_read_however_it_came_to_differ(postkit: Postkit, git: Git) -> None:
    assert read(postkit) == []
    Path("posts/a.md").write_bytes(BROKEN + b"committed\n")
    commit(git)
    Path("posts/b.md").write_bytes(BROKEN + b"staged\n")
    git("add", "posts/b.md")
    Path("posts/deep/c.md").write_bytes(BROKEN + b"not staged\n")
    Path("new.md").write_bytes(BROKEN)
    assert read(postkit, revision="HEAD~1") == ["new.md", "posts/a.md", "posts/b.md", "posts/deep/c.md"]
    assert read(postkit) == ["new.md", "posts/b.md", "posts/deep/c.md"]


def test_what_is_ignored_deleted_or_only_touched_is_not_read(postkit: Postkit, git: Git) -> None:
    git("config", "diff.autoRefreshIndex", "false")
    Path(".gitignore").write_text("posts/hidden.md\n")
    Path("posts/hidden.md").write_bytes(BROKEN)
    Path("posts/a.md").unlink()
    os.utime("posts/b.md", (1, 1))
    Path("posts/deep/c.md").write_bytes(BROKEN + b"x")
    git("add", "-A")
    Path("posts/deep/c.md").write_bytes(BROKEN)
    assert read(postkit) == []
    # Named, a post is read only if it differs, too.
    assert read(postkit, "posts/hidden.md", "posts/b.md") == []


def test_a_renamed_post_is_read_under_its_new_name(postkit: Postkit, git: Git) -> None:
    git("mv", "posts/a.md", "posts/e.md")
    assert read(postkit) == ["posts/e.md"]


@pytest.mark.parametrize(
    ("folder", "arguments", "expected"),
    [
        ("posts", [], ["b.md", "deep/c.md"]),
        ("posts/deep", [], ["c.md"]),
        ("posts/deep", ["../.."], ["../../d.md", "../../posts/b.md", "../../posts/deep/c.md"]),
        ("posts", ["b.md", "a.md"], ["b.md"]),
        ("..", ["site/posts"], ["site/posts/b.md", "site/posts/deep/c.md"]),
    ],
)
def test_from_any_folder(
    postkit: Postkit,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    arguments: list[str],
    expected: list[str],
) -> None:
    git("config", "diff.relative", "true")
    for name in ("posts/b.md", "posts/deep/c.md", "d.md"):
        Path(name).write_bytes(BROKEN + b"x")
    monkeypatch.chdir(folder)
    assert read(postkit, *arguments) == expected


NAMES = [
    "line\nend.md",
    'quote"d.md',
    "標題 é.md",
    "tab\there.md",
    "back\\slash.md",
    "-dash.md",
    " blank .md",
]


@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"no-utf\xff8.md")])
@pytest.mark.parametrize("tracked", [True, False])
def test_names_are_taken_as_they_are(postkit: Postkit, git: Git, name: str, tracked: bool) -> None:
    if tracked:
        Path(name).write_bytes(GOOD)
        commit(git)
    Path(name).write_bytes(BROKEN)
    result = postkit("validate", "--changed-since", "HEAD")
    assert (result.status, len(result.lines)) == (1, 1)
    assert result.err == "1 error in 1 of 1 post\n"


def test_no_program_of_the_users_is_started(postkit: Postkit, git: Git, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\ncat\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "diff.x.command"):
        git("config", key, str(program))
    Path(".gitattributes").write_text("*.md diff=x\n")
    hooks = Path(".git/hooks")
    hooks.mkdir(exist_ok=True)
    shutil.copy(program, hooks / "post-index-change")
    os.utime("posts/a.md", (1, 1))
    Path("posts/b.md").write_bytes(BROKEN + b"x")
    assert read(postkit) == ["posts/b.md"]
    assert not (tmp_path / "started").exists()


@pytest.mark.usefixtures("git")
def test_a_hook_asks_about_the_repositories_of_the_posts(
    postkit: Postkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("posts/b.md").write_bytes(BROKEN + b"x")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/other")
    assert read(postkit, "posts") == ["posts/b.md"]


def test_posts_of_a_repository_inside_of_another(postkit: Postkit, git: Git) -> None:
    subprocess.run(["git", "init", "-q", "theme"], check=True)
    Path("theme/posts").mkdir()
    Path("theme/posts/x.md").write_bytes(BROKEN)
    assert read(postkit) == ["theme/posts/x.md"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir("theme")
        git("add", "-A")
        git("commit", "-q", "-m", "a")
    assert read(postkit, "theme") == []


def test_a_post_that_is_a_symlink_changes_with_its_target(postkit: Postkit, git: Git) -> None:
    Path("text.txt").write_bytes(BROKEN)
    Path("posts/link.md").symlink_to("../text.txt")
    commit(git)
    assert read(postkit, "posts/link.md") == []
    Path("text.txt").write_bytes(BROKEN + b"x")
    assert read(postkit, "posts/link.md") == ["posts/link.md"]
    commit(git)
    Path("posts/link.md").unlink()
    Path("posts/link.md").symlink_to("a.md")
    assert read(postkit, "posts/link.md") == ["posts/link.md"]


def test_the_site_is_still_known_whole(postkit: Postkit, git: Git) -> None:
    Path("posts/a.md").write_bytes(GOOD + b"\n# Here\n")
    commit(git)
    Path("posts/b.md").write_bytes(GOOD + b"\n[a](a.md#here) [b](a.md#gone) [c](gone.md)\n")
    result = postkit("links", "-q", "--changed-since", "HEAD")
    assert [line.split(" ")[1] for line in result.lines] == ["LNK003", "LNK001"]


def test_convert_writes_only_what_differs(postkit: Postkit, git: Git) -> None:
    html = GOOD + b"\n<p>a <b>b</b></p>\n"
    Path("posts/a.md").write_bytes(html)
    commit(git)
    Path("posts/b.md").write_bytes(html)
    result = postkit("convert", "--changed-since", "HEAD")
    assert result.err.splitlines()[0] == "changed posts/b.md"
    assert Path("posts/a.md").read_bytes() == html
    assert Path("posts/b.md").read_bytes() == GOOD + b"\na **b**\n"


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("revision", ["nowhere", "", "HEAD~9", "main..main", "HEAD:d.md", "new\nline"])
def test_a_revision_that_is_none(postkit: Postkit, revision: str) -> None:
    result = postkit("validate", "--changed-since", revision)
    assert (result.status, result.out) == (2, b"")
    assert result.err.startswith("postkit: there is no revision `")
    assert result.err.count("\n") == 1


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("revision", ["--output=x", "-h"])
def test_a_revision_is_no_option_of_git(postkit: Postkit, revision: str) -> None:
    before = sorted(Path().iterdir())
    result = postkit("validate", f"--changed-since={revision}")
    assert (result.status, result.err) == (2, f"postkit: `{revision}` is no revision\n")
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("git")
def test_a_repository_without_commits(postkit: Postkit) -> None:
    subprocess.run(["git", "init", "-q", "empty"], check=True)
    result = postkit("validate", "--changed-since", "HEAD", "empty")
    assert result.status == 2
    assert result.err.startswith("postkit: there is no revision `HEAD` in the git repository `")


def test_outside_of_a_repository(postkit: Postkit) -> None:
    Path("a.md").write_bytes(BROKEN)
    result = postkit("validate", "--changed-since", "HEAD")
    assert (result.status, result.out) == (2, b"")
    assert result.err.startswith("postkit: `--changed-since` needs a git repository at `.`: not a git repo")
    assert result.err.count("\n") == 1


def test_without_git(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_bytes(BROKEN)
    monkeypatch.setenv("PATH", "")
    result = postkit("validate", "--changed-since", "HEAD")
    assert (result.status, result.err) == (
        2,
        "postkit: `--changed-since` needs git, which is not installed\n",
    )


def test_not_with_standard_input(postkit: Postkit) -> None:
    result = postkit("validate", "--changed-since", "HEAD", "-", stdin=BROKEN)
    assert (result.status, result.err) == (
        2,
        "postkit: `--changed-since` asks git about files; `-` is none\n",
    )


@pytest.mark.usefixtures("git")
def test_a_path_that_is_missing_is_told_first(postkit: Postkit) -> None:
    result = postkit("validate", "--changed-since", "nowhere", "gone.md")
    assert (result.status, result.err) == (2, "postkit: no file or folder `gone.md`\n")
