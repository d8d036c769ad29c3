"""Writes a planted tree with git's memory of the files that have moved."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import run

from tests.links.injector.model import Fault
from tests.links.injector.plant import Planted, write

_IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@lakes.example",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@lakes.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def write_with_history(root: Path, planted: Planted, *, commit: bool) -> None:
    """Write a planted tree whose moved files were where the faulty links say, one commit before.

    Args:
        root: An empty folder.
        planted: The tree with its faults.
        commit: Whether the moves are committed; else they wait in the index.
    """
    write(root, planted.tree, planted.texts)
    faults = [one.what for one in planted.faults if isinstance(one.what, Fault)]
    moves = [fault.moved for fault in faults if fault.moved and fault.evidence == "git"]
    for old, new in moves:
        (root / old).parent.mkdir(parents=True, exist_ok=True)
        (root / new).rename(root / old)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "before the moves")
    for old, new in moves:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        git(root, "mv", "--", old, new)
    if commit:
        git(root, "commit", "--quiet", "--message", "after the moves")


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, without the user's settings."""
    command = ("git", "-c", "core.autocrlf=false", *arguments)
    run(command, cwd=root, env={**os.environ, **_IDENTITY}, check=True, capture_output=True)
