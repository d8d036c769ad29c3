"""`check --fix` on a site: what one post becomes is what the links of the others are checked against."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Postkit

TARGET = "docs/middle.md"
HEADING = b"---\ntitle: Lake\n---\n\n<h2>The depth</h2>\n\n<p>It is <b>deep</b>.</p>\n"
LINK = b"---\ntitle: %s\n---\n\n[a](/docs/middle.html#The-Depth) [b](middle.html#the-depth)\n"
MENDED = LINK.replace(b"The-Depth", b"the-depth")
LINKING = {"docs/above.md": b"Above", "docs/nether.md": b"Nether"}
"""Posts that come before and after the one that they link to."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "_config.yml").write_bytes(b"url: https://lakes.example\nbaseurl: ''\n")
    for path, title in LINKING.items():
        (tmp_path / path).write_bytes(LINK % title)
    (tmp_path / TARGET).write_bytes(HEADING)
    return tmp_path


def _texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.md"))}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_heading_that_conversion_makes_counts_in_other_posts(
    site: Path, postkit: Postkit, jobs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("postkit.runner.PARALLEL_FROM", 2)
    done = postkit("check", "--fix", "--jobs", jobs, "--output-format", "concise")
    after = _texts(site)
    assert {path: after[path] for path in LINKING} == {path: MENDED % LINKING[path] for path in LINKING}
    assert b"## The depth" in after[TARGET]
    assert (done.status, done.out) == (0, b"")
    again = postkit("check", "--fix", "--output-format", "concise")
    assert (again.status, again.out, _texts(site)) == (0, b"", after)


def test_the_diff_is_what_would_be_written(site: Path, postkit: Postkit) -> None:
    before = _texts(site)
    shown = postkit("check", "--fix", "--diff", "--output-format", "concise").out.decode()
    assert _texts(site) == before
    postkit("check", "--fix", "--output-format", "concise")
    changed = [
        line
        for path, text in _texts(site).items()
        for line in text.decode().splitlines()
        if line not in before[path].decode().splitlines()
    ]
    assert [line[1:] for line in shown.splitlines() if line.startswith("+") and line[:3] != "+++"] == [
        line for line in changed if line
    ]


def test_without_fix_headings_are_as_they_are(site: Path, postkit: Postkit) -> None:
    before = _texts(site)
    found = postkit("check", "--output-format", "concise", "--select", "LNK").lines
    assert [line.split(":")[0] for line in found] == [path for path in LINKING for _ in "12"]
    assert _texts(site) == before


def test_links_alone_do_not_count_on_a_conversion(site: Path, postkit: Postkit) -> None:
    before = _texts(site)
    assert postkit("links", "--fix", "--unsafe-fixes", "--output-format", "concise").status == 1
    assert _texts(site) == before
