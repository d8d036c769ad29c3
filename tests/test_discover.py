from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postkit.discover import discover
from postkit.errors import RequestError
from postkit.flavors import FLAVORS

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is the oracle")


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"---\ntitle: x\n---\n")


def found(
    root: Path,
    *paths: str,
    flavor: str = "gfm",
    exclude: Sequence[str] = (),
    force_exclude: bool = False,
) -> list[str]:
    posts = discover(
        [root / path for path in paths] or [root],
        root=root,
        post_folders=FLAVORS[flavor].post_folders,
        exclude=exclude,
        force_exclude=force_exclude,
    )
    return [post.relative_to(root).as_posix() for post in posts]


def test_posts_are_found_by_suffix_in_order_of_their_parts(tmp_path: Path) -> None:
    make(tmp_path, "b.md", "a/z.markdown", "a-b/x.mdx", "a/b/c.MD", "a.txt", "a/page.html", "md", ".md")
    # `.md` is a hidden file without a suffix, as in pathlib and in engines.
    assert found(tmp_path) == ["a/b/c.MD", "a/z.markdown", "a-b/x.mdx", "b.md"]


def test_pages_count_in_post_folders_when_they_have_front_matter(tmp_path: Path) -> None:
    make(
        tmp_path,
        "_posts/old/with.html",
        "about.html",
        "_drafts/bom.html",
        "_posts/toml.html",
        "_posts/json.html",
    )
    (tmp_path / "_drafts/bom.html").write_bytes(b"\xef\xbb\xbf---\r\nlayout: x\r\n---\r\n")
    (tmp_path / "_posts/toml.html").write_bytes(b"+++\n+++\n")
    (tmp_path / "_posts/json.html").write_bytes(b'{\n "title": 1}\n')
    for name, data in {
        "plain": b"<html>",
        "liquid": b"{{ x }}",
        "tag": b"{% if x %}",
        "rule": b"---- \n",
        "empty": b"",
    }.items():
        (tmp_path / f"_posts/{name}.html").write_bytes(data)
    assert found(tmp_path, flavor="jekyll") == [
        "_drafts/bom.html",
        "_posts/json.html",
        "_posts/old/with.html",
        "_posts/toml.html",
    ]
    assert found(tmp_path, "_posts/old", flavor="jekyll") == ["_posts/old/with.html"]
    assert found(tmp_path, flavor="hugo") == []


def test_folders_of_engines_are_passed_over(tmp_path: Path) -> None:
    make(
        tmp_path,
        "posts/a.md",
        "posts/public/b.md",
        "posts/vendor/b.md",
        "posts/_site/c.md",
        *(f"{name}/x.md" for name in ("layouts", "public", "themes", "vendor")),
        *(f"docs/{name}/x.md" for name in ("_layouts", "_includes", "_site", "node_modules", ".git")),
    )
    assert found(tmp_path) == ["posts/a.md", "posts/public/b.md", "posts/vendor/b.md"]
    assert found(tmp_path, "public") == ["public/x.md"]  # whoever names it wants it
    assert found(tmp_path, "public", force_exclude=True) == []


def test_a_folder_named_like_a_post_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "x.md/y.md")
    assert found(tmp_path) == ["x.md/y.md"]
    assert found(tmp_path, "x.md") == ["x.md/y.md"]


def test_named_files_are_taken_as_they_are(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "_site/b.md", "ignored.md")
    (tmp_path / ".gitignore").write_text("ignored.md\n")
    names = ("ignored.md", "a.txt", "_site/b.md")
    assert found(tmp_path, *names, exclude=["*.txt"]) == ["_site/b.md", "a.txt", "ignored.md"]
    assert found(tmp_path, *names, exclude=["*.txt"], force_exclude=True) == []


def test_a_file_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a/one.md", "b.md")
    (tmp_path / "a/link.md").symlink_to("one.md")
    (tmp_path / "0").symlink_to("a")
    assert found(tmp_path, "b.md", "", "a", "a/../b.md", "a/link.md", "0") == ["a/one.md", "b.md"]


def test_a_symlink_to_where_no_walk_goes_is_followed_inside_the_root(tmp_path: Path) -> None:
    make(tmp_path, "data/store.txt", "shared/c.md", "posts/a.md")
    (tmp_path / "posts/post.md").symlink_to("../data/store.txt")
    (tmp_path / "posts/more").symlink_to("../shared")
    assert found(tmp_path, "posts") == ["posts/a.md", "posts/more/c.md", "posts/post.md"]


def test_symlinks_never_lead_out_back_or_to_excluded_folders(tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(tmp_path, "outside/secret.md", "site/posts/a.md", "site/_site/built.md", "site/top.md")
    (site / "posts/out").symlink_to("../../outside")
    (site / "posts/out.md").symlink_to("../../outside/secret.md")
    (site / "posts/up").symlink_to("..")
    (site / "posts/self").symlink_to(".")
    (site / "posts/loop.md").symlink_to("loop.md")
    (site / "posts/gone.md").symlink_to("gone/nowhere.md")
    (site / "posts/built").symlink_to("../_site")
    (site / "ping").symlink_to("pong")
    (site / "pong").symlink_to("ping")
    assert found(site, "posts") == ["posts/a.md"]
    assert found(site) == ["posts/a.md", "top.md"]


def test_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a/b").symlink_to("../b")
    (tmp_path / "b/a").symlink_to("../a")
    assert found(tmp_path) == ["a/x.md", "b/y.md"]
    assert found(tmp_path, "a") == ["a/b/y.md", "a/x.md"]


def test_gitignore_nested_negated_and_above(tmp_path: Path) -> None:
    (tmp_path / ".git/info").mkdir(parents=True)
    (tmp_path / ".git/info/exclude").write_text("private.md\nkept.md\n")
    (tmp_path / ".gitignore").write_bytes(
        b"\xef\xbb\xbf# built\r\n/out/\r\n*.tmp.md\r\n!kept.md\r\n\\\r\n!\r\n[z-a]\r\n"
    )
    make(
        tmp_path,
        "out/a.md",
        "site/out/b.md",
        "site/x.tmp.md",
        "site/private.md",
        "site/kept.md",
        "site/drafts/d.md",
        "site/drafts/ready.md",
        "site/drafts/deep/ready.md",
    )
    (tmp_path / "site/.gitignore").write_text("drafts/*\n!drafts/ready.md\n")
    expected = ["drafts/ready.md", "kept.md", "out/b.md"]
    assert found(tmp_path) == [f"site/{name}" for name in expected]
    assert found(tmp_path / "site") == expected


def test_an_ignored_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("out/\n")
    make(tmp_path, "out/a.md", "out/in/b.md")
    assert found(tmp_path) == []
    assert found(tmp_path, "out") == ["out/a.md", "out/in/b.md"]
    assert found(tmp_path, "out", force_exclude=True) == []
    assert found(tmp_path, "out/in", force_exclude=True) == []
    assert found(tmp_path, "out/in/b.md", force_exclude=True) == []


PARTS = ("a", "b", "c.md", "d.md")
FILES = (
    "c.md",
    "d.md",
    "a/c.md",
    "a/d.md",
    "a/b/c.md",
    "a/b/d.md",
    "b/c.md",
    "b/a/c.md",
    "b/a/d.md",
    "a/].md",
    "#.md",
    "中.md",
    "*.md",
    "a/c.md ",
    "b/-.md",
)
# Left out: `c**/`, which git 2.39 reads like `c` and `**/`, against gitignore(5): beside another
# character `**` is `*`. Not followed: to git `?` and a class are one byte, here they are one
# character, so `?.md` matches `中.md` here only.
PIECE = st.one_of(
    st.sampled_from((*PARTS, "*", "**", "*.md", "?", "[ab]", "[!a]", "c*")),
    st.sampled_from(
        ("[^a]", "[]a]", "[b-a]", "[a-", "[[:alpha:]].md", "[[:nope:]].md", "[a\\]]", "[.-e]*", "[b-]")
    ),
    st.sampled_from(
        ("\\*.md", "\\c.md", "**.md", "c.md ", "c.md\\ ", "#", "\\#.md", "中.md", "c?md", "", "\\")
    ),
)
PATTERN = st.builds(
    lambda bang, top, pieces, end: bang + top + "/".join(pieces) + end,
    st.sampled_from(("", "", "!")),
    st.sampled_from(("", "/")),
    st.lists(PIECE, min_size=1, max_size=3),
    st.sampled_from(("", "/")),
)
PATTERNS = st.lists(PATTERN, max_size=5)


@needs_git
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(top=PATTERNS, inner=PATTERNS)
def test_git_agrees_on_what_is_ignored(top: list[str], inner: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        make(root, *FILES)
        (root / ".gitignore").write_text("\n".join(top))
        (root / "a/.gitignore").write_text("\n".join(inner))
        run = [str(GIT), "-c", "core.excludesFile=/dev/null"]
        subprocess.run([*run, "init", "-q", name], check=True)
        listed = subprocess.run(
            [*run, "-C", name, "ls-files", "-z", "--others", "--exclude-standard", "--", ":(glob)**/*.md"],
            check=True,
            capture_output=True,
        ).stdout
        assert sorted(found(root)) == sorted(filter(None, listed.decode().split("\0")))


def test_exclude_takes_globs_relative_to_the_root(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.md", "a/d.md", "b/c.md", "old/x/y.md", "中文/z.md")
    assert found(tmp_path, exclude=["a/b"]) == ["a/d.md", "b/c.md", "old/x/y.md", "中文/z.md"]
    assert found(tmp_path, exclude=["b/", "/old/**", "中*"]) == ["a/d.md"]
    assert found(tmp_path, "a", exclude=["c.md"]) == ["a/d.md"]


def test_odd_names(tmp_path: Path) -> None:
    names = [
        b"-rf.md",
        b"a\nb.md",
        b"\xff\xfe.md",
        b"\x1b[31m.md",
        "中文 全角：。md.md".encode(),
        b"sp ace .md",
        b"*.md",
    ]
    for name in names:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    (tmp_path / ".gitignore").write_text("nothing\n")
    assert {os.fsencode(name) for name in found(tmp_path)} == set(names)
    assert found(tmp_path, "-rf.md", "a\nb.md") == ["-rf.md", "a\nb.md"]


def test_gitignore_names_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_bytes(b"x")
    (tmp_path / ".gitignore").write_bytes(b"\xff.md\n")
    assert found(tmp_path) == []


def test_relative_paths_stay_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "posts/a.md", "b.md")
    monkeypatch.chdir(tmp_path)
    posts = discover([Path(), Path("./posts")], root=Path(), post_folders=("_posts",), exclude=[])
    assert list(map(str, posts)) == ["b.md", "posts/a.md"]


@pytest.mark.parametrize("name", ["gone", "gone/x.md", "a.md/inside.md", "nul\0.md", "x" * 300, "new\nline"])
def test_a_missing_path_is_refused_by_its_name(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.md")
    with pytest.raises(RequestError) as error:
        found(tmp_path, "a.md", name)
    message = str(error.value)
    assert message.isprintable()
    assert message.startswith(("no file or folder `", "cannot read `"))


def test_a_broken_symlink_that_is_named_is_missing(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("gone.md")
    with pytest.raises(RequestError, match="no file or folder"):
        found(tmp_path, "x.md")


def test_special_files_are_no_posts(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    make(tmp_path, "a.md")
    assert found(tmp_path) == ["a.md"]


def test_a_folder_that_cannot_be_read_does_not_stop_the_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a/x.md", "locked/y.md", "z.md")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    errors: list[OSError] = []
    posts = discover([tmp_path], root=tmp_path, post_folders=("_posts",), exclude=[], on_error=errors.append)
    assert [post.name for post in posts] == ["x.md", "z.md"]
    assert [Path(error.filename).name for error in errors] == ["locked"]


def test_depth_is_no_matter(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1200):
        folder /= "d"
        if len(str(folder)) > 3500:
            break
        folder.mkdir()
    (folder.parent / "x.md").write_bytes(b"x")
    try:
        assert len(found(tmp_path)) == 1
    finally:
        # shutil.rmtree, by which pytest cleans up, is recursive before Python 3.13.
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_everywhere_counts_for_the_index_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "about.html").write_text("---\n---\n")
    (tmp_path / "plain.html").write_text("<p>x</p>")
    posts = discover([tmp_path], root=tmp_path, post_folders=None)
    assert [post.name for post in posts] == ["about.html"]


def test_globs_start_from_their_base(tmp_path: Path) -> None:
    make(tmp_path, "site/drafts/a.md")
    make(tmp_path, "site/b.md")
    site = tmp_path / "site"
    posts = discover([site], root=site, post_folders=(), exclude=["/site/drafts"], base=tmp_path)
    assert [post.name for post in posts] == ["b.md"]
