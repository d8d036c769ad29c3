"""`postkit links` after a slug was changed: what it says of the old address, and what it writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Postkit
from tests.links.injector.history import git

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git here")

POST = Path("content/posts/a.md")
OLD = b"\xef\xbb\xbf---\r\ntitle: 'A' # b\r\nslug: x\r\n---\r\nText.\r\n"
NEW = OLD.replace(b"slug: x", b"slug: y")
MENDED = NEW.replace(b"slug: y\r\n", b"slug: y\r\naliases: [/posts/x/]\r\n")
LINE = (
    "content/posts/a.md:3:7: URL003 the address of this page has changed since the last commit: "
    "it was `/posts/x/`, now `/posts/y/`"
)


@pytest.fixture
def changed(postkit: Postkit, tmp_path: Path) -> Postkit:
    """Commit a site with a post, and change the slug of the post."""
    POST.parent.mkdir(parents=True)
    Path("hugo.toml").write_text('baseURL = "https://a.example/"\n')
    POST.write_bytes(OLD)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "a")
    assert postkit("links").lines == []
    POST.write_bytes(NEW)
    return postkit


def test_it_is_told_and_fails_no_run(changed: Postkit) -> None:
    for options in ((), ("--fix",), ("--diff",)):
        done = changed("links", *options)
        assert LINE in [*done.lines, *done.err.splitlines()]
        assert done.status == 0
        assert POST.read_bytes() == NEW
    assert changed("links", "--fail-on", "info").status == 1
    assert changed("check").lines == [LINE]


def test_unsafe_fixes_write_it_once(changed: Postkit) -> None:
    for _ in range(2):
        done = changed("links", "--fix", "--unsafe-fixes")
        assert (done.status, done.lines) == (0, [])
        assert POST.read_bytes() == MENDED


def test_the_difference_is_one_line(changed: Postkit) -> None:
    lines = changed("links", "--diff", "--unsafe-fixes").out.decode().split("\n")
    assert [line for line in lines if line.startswith(("+", "-")) and line[1:3] not in {"++", "--"}] == [
        "+aliases: [/posts/x/]\r"
    ]
    assert POST.read_bytes() == NEW


def test_it_goes_by_a_revision_too(changed: Postkit, tmp_path: Path) -> None:
    git(tmp_path, "commit", "--quiet", "--all", "--message", "b")
    assert changed("links").lines == []
    assert changed("links", "--since", "HEAD~1").lines == [LINE.replace("the last commit", "`HEAD~1`")]


def test_it_can_be_suppressed_for_good(changed: Postkit, tmp_path: Path) -> None:
    assert changed("links", "--ignore", "URL003").lines == []
    POST.write_bytes(NEW.replace(b"slug", b"postkit: {ignore: [URL003]}\r\nslug"))
    assert changed("check").lines == []
    git(tmp_path, "commit", "--quiet", "--all", "--message", "b")
    assert changed("check").lines == []


def test_a_text_on_standard_input(changed: Postkit) -> None:
    done = changed(
        "links", "--fix", "--unsafe-fixes", "--stdin-filename", "content/posts/a.md", "-", stdin=NEW
    )
    assert done.out == MENDED
    assert POST.read_bytes() == NEW
