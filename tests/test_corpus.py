"""Thousands of real posts through the command line: nothing crashes, nothing is lost, nothing moves twice."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_POSTKIT = Path(sys.executable).with_name("postkit")
_CORPUS = Path(os.environ.get("POSTKIT_CORPUS", "build/corpus")).absolute()
_SITES = sorted(path.name for path in _CORPUS.iterdir() if path.is_dir()) if _CORPUS.is_dir() else []
_TAG = re.compile(rb"<[A-Za-z/!?]")

pytestmark = pytest.mark.skipif(not _SITES, reason="the corpus of real posts is not here")


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(_POSTKIT), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def _posts(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in {".md", ".markdown", ".html"} and path.is_file()
    }


@pytest.fixture(scope="module", params=_SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of a site of the corpus, outside of any git working tree."""
    folder = tmp_path_factory.mktemp("site") / str(request.param)
    shutil.copytree(_CORPUS / folder.name, folder)
    return folder


def test_check_ends_and_loses_no_post(site: Path) -> None:
    done = _run(site, "check", ".", "--output-format", "json")
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    findings = json.loads(done.stdout)
    assert not [one for one in findings if one["code"].startswith("RUN")]
    count = re.search(r"(?:of|in) (\d+) posts?", done.stderr)
    assert count
    ignored = {"_layouts", "_includes", "_site", "node_modules"}
    named = (name for name in _posts(site) if not name.endswith(".html"))
    expected = [name for name in named if not ignored & set(name.split("/"))]
    assert int(count[1]) >= len(expected)


def test_convert_leaves_posts_without_html_and_changes_nothing_twice(site: Path) -> None:
    before = _posts(site)
    done = _run(site, "convert", ".")
    unreadable = re.findall(r": (FM\d+|RUN\d+) ", done.stdout)
    assert done.returncode == bool(unreadable), done.stderr
    assert not [code for code in unreadable if code.startswith("RUN")]
    after = _posts(site)
    # An HTML post has a new name, and no other post does.
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    assert {Path(name).with_suffix(".md").as_posix() for name in gone if name.endswith(".html")} == new
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert not [name for name in changed if not _TAG.search(before[name])]
    again = _run(site, "convert", ".")
    assert again.returncode == done.returncode
    assert _posts(site) == after
    assert "\n0 posts changed" in f"\n{again.stderr}"
