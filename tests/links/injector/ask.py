"""Asks postkit for the findings on a tree, or to mend it, by its command line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from subprocess import run
from typing import Any

from tests.links.injector.judge import Said

_CALL = (sys.executable, "-c", "from postkit.cli import main; main()")


def postkit(root: Path, flavor: str, texts: Mapping[str, str]) -> list[Said]:
    """Return what `postkit links` finds in a tree.

    Args:
        root: The tree's folder.
        flavor: The engine.
        texts: The pages' texts by path, which places are counted in.
    """
    return list(_read(_report(root, flavor), texts))


def mend(root: Path, flavor: str, paths: Iterable[str], *options: str) -> tuple[dict[str, str], list[Said]]:
    """Run `postkit links --fix` on a tree.

    Args:
        root: The tree's folder.
        flavor: The engine.
        paths: Its pages.
        options: More options.

    Returns:
        The pages' texts afterwards, by path, and what is left to say of them.
    """
    report = _report(root, flavor, "--fix", *options)
    texts = {path: (root / path).read_bytes().decode() for path in paths}
    return texts, list(_read(report, texts))


def _report(root: Path, flavor: str, *options: str) -> list[dict[str, Any]]:
    command = (*_CALL, "links", "--flavor", flavor, "--output-format", "json", "-q", *options)
    environment = {**os.environ, "POSTKIT_CACHE_DIR": str(root / ".cache")}
    done = run(command, cwd=root, env=environment, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
    report: list[dict[str, Any]] = json.loads(done.stdout)
    return report


def _read(report: list[dict[str, Any]], texts: Mapping[str, str]) -> Iterator[Said]:
    lines: dict[str, list[int]] = {}
    for one in report:
        path = one["path"]
        if path not in lines:
            text = texts.get(path, "")
            lines[path] = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        fix = one["fix"] or {"safety": "", "edits": ()}
        edits = tuple((*_span(lines[path], edit), edit["replacement"]) for edit in fix["edits"])
        yield Said(
            path,
            *_span(lines[path], one),
            one["code"],
            one["severity"],
            one["message"],
            fix["safety"],
            edits,
        )


def _span(lines: list[int], place: Mapping[str, Any]) -> tuple[int, int]:
    start = lines[place["line"] - 1] + place["column"] - 1
    return start, lines[place["end_line"] - 1] + place["end_column"] - 1
