"""What a run tells on stderr, and `--statistics`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Postkit

HTML = b"""\
---
title: a
---

<p class="a" style="x">a <b class="b">b</b></p>

<p onclick="x()">c</p>

<p oncopy="x()">c</p>
"""
BROKEN = b"---\na: [\n---\n\n<p>a</p>\n"


@pytest.fixture(autouse=True)
def _posts(postkit: Postkit) -> None:  # noqa: ARG001 (its folder)
    for name in ("a", "b"):
        Path(f"{name}.md").write_bytes(HTML)
    Path("c.md").write_bytes(BROKEN)
    Path("d.md").write_bytes(b"text\n")


ACCOUNT = """\
  2  `<p>` has the attribute `onclick`
  2  `<p>` has the attribute `oncopy`
attributes dropped: class 4, style 2
"""


def test_after_a_conversion_the_account_is_told(postkit: Postkit) -> None:
    result = postkit("convert")
    assert result.status == 1
    assert result.err == (
        f"changed a.md\nchanged b.md\n2 pieces of HTML converted, 4 kept:\n{ACCOUNT}"
        "2 posts changed; 1 error, 4 for information in 3 of 4 posts\n"
    )
    again = postkit("convert").err.splitlines()
    assert again[0] == "4 pieces of HTML kept:"
    assert "attributes" not in "".join(again)


@pytest.mark.parametrize("flag", ["--check", "--diff"])
def test_what_would_be_is_told_as_such(postkit: Postkit, flag: str) -> None:
    result = postkit("convert", flag, "a.md", "b.md", "--output-file", "findings.txt")
    assert f"2 pieces of HTML would be converted, 4 kept:\n{ACCOUNT}2 posts would change; " in result.err


@pytest.mark.parametrize("arguments", [["check"], ["validate", "--fix"], ["links"], ["convert", "-q"]])
def test_it_is_told_only_after_a_conversion(postkit: Postkit, arguments: list[str]) -> None:
    result = postkit(*arguments)
    assert "of HTML" not in result.err
    assert ("-q" in arguments) == (result.err == "")


def test_workers_bring_their_accounts(postkit: Postkit, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = postkit("convert", "--check")
    monkeypatch.setattr("postkit.runner.PARALLEL_FROM", 2)
    assert postkit("convert", "--check", "--jobs", "2") == alone


@pytest.mark.parametrize("verb", ["check", "validate", "links", "convert"])
def test_statistics_stand_in_place_of_the_findings(postkit: Postkit, verb: str) -> None:
    dry = ["--check"] if verb == "convert" else []
    listed = postkit(verb, *dry)
    counted = postkit(verb, "--statistics", *dry)
    assert (counted.status, counted.err) == (listed.status, listed.err)
    counts = [(int(line.split()[0]), line.split()[1]) for line in counted.lines]
    codes = [line.split(" ")[1] for line in listed.lines]
    assert sorted(code for count, code in counts for _ in range(count)) == sorted(codes)
    assert "a.md" not in counted.out.decode()


def test_statistics_by_reason(postkit: Postkit) -> None:
    assert postkit("check", "--statistics", "a.md", "b.md").lines == [
        "2  HTM001  [*]  convertible-html       this HTML can be Markdown",
        "2  HTM002  [ ]  html-without-markdown  stays HTML: `<p>` has the attribute `onclick`",
        "2  HTM002  [ ]  html-without-markdown  stays HTML: `<p>` has the attribute `oncopy`",
    ]


def test_statistics_as_json_in_a_file(postkit: Postkit) -> None:
    result = postkit("validate", "--statistics", "--output-format", "json", "--output-file", "out.json")
    assert (result.status, result.out) == (1, b"")
    (one,) = json.loads(Path("out.json").read_bytes())
    assert (one["code"], one["count"], one["fixable"]) == ("FM001", 1, 0)
    assert postkit("validate", "--statistics", "--output-format", "json", "d.md").out == b"[]\n"


def test_statistics_beside_a_diff_go_to_stderr(postkit: Postkit) -> None:
    result = postkit("convert", "--diff", "--statistics", "-q")
    assert result.out.startswith(b"--- a/a.md\n")
    assert result.err.startswith("2  HTM002  [ ]  ")
