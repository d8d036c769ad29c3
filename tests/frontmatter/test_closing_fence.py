"""A missing closing fence is put where the keys end, if that is certain."""

from __future__ import annotations

import pytest

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import read

CLOSED = [
    ("---\ntitle: x\n\nText.\n", "---\ntitle: x\n---\n\nText.\n"),
    ("---\ntitle: x\nText.\n", "---\ntitle: x\n---\nText.\n"),
    ("---\ntitle: x\n", "---\ntitle: x\n---\n"),
    ("---\ntitle: x", "---\ntitle: x\n---\n"),
    ("---\ntitle: x\n--\nText.\n", "---\ntitle: x\n---\nText.\n"),
    ("---\ntitle: x\n -—\nText.\n", "---\ntitle: x\n---\nText.\n"),
    ("---\ntags:\n- a\n- b\n# Title\n", "---\ntags:\n- a\n- b\n---\n# Title\n"),
    ("---\ntags:\n- a\n\n# Title\n\nText.\n", "---\ntags:\n- a\n---\n\n# Title\n\nText.\n"),
    ("---\na: |\n  x\n\n  y\n\nText.\n", "---\na: |\n  x\n\n  y\n---\n\nText.\n"),
    ("---\na: 1\n\nb: 2\n\nText: one.\n", None),
    ("---\na: 1\n\nb: 2\n\n<p>Text: one.</p>\n", "---\na: 1\n\nb: 2\n---\n\n<p>Text: one.</p>\n"),
    ("---\na: [1\n\nText.\n", None),
    ("---\ntitle: 題\n\n本文：長\n", "---\ntitle: 題\n---\n\n本文：長\n"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm"])
@pytest.mark.parametrize(("before", "after"), CLOSED)
def test_the_fence_goes_below_the_keys(
    flavor: str, before: str, after: str | None, newline: str, bom: str
) -> None:
    if newline == "\r\n" and "\n" not in before[4:]:
        newline = "\n"
    source = Source("_posts/2024-01-05-x.md", (bom + before.replace("\n", newline)).encode())
    (problem,) = read(source, FLAVORS[flavor]).problems
    assert problem.code == "FM002"
    if after is None:
        assert problem.fix is None
        return
    assert problem.fix is not None
    assert problem.fix.safety is Safety.UNSAFE
    assert apply_edits(source.data, problem.fix.edits) == (bom + after.replace("\n", newline)).encode()


RULES_BELOW = [
    (3, "title: x\n\nText is here.\n\n", "title: x\n---\n\nText is here.\n\n"),
    (4, "title: x\ntags: [a]\n\nIt's cold.\n\n", "title: x\ntags: [a]\n---\n\nIt's cold.\n\n"),
    (3, "title: x\n\n# Way\n\n- a\n- b\n\n", "title: x\n---\n\n# Way\n\n- a\n- b\n\n"),
    (3, "title: x\nText is here.\n\n", "title: x\n---\nText is here.\n\n"),
    (3, "title: x\n\nText is here.\n", None),
    (3, "title: x\n\nNote: this.\n\nText is here.\n\n", None),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "astro", "eleventy", "gfm"])
@pytest.mark.parametrize(("line", "content", "closed"), RULES_BELOW)
def test_a_rule_in_the_body_that_closes_it_is_told(
    flavor: str, line: int, content: str, closed: str | None, newline: str, bom: str
) -> None:
    before = f"{bom}---\n{content}---\n\nMore.\n".replace("\n", newline)
    (problem,) = read(Source("_posts/2024-01-05-x.md", before.encode()), FLAVORS[flavor]).problems
    assert problem.code == "FM001"
    assert problem.hint.startswith(f"is the closing `---` missing before line {line}?")
    if closed is None:
        assert problem.fix is None
        return
    assert problem.fix is not None
    assert problem.fix.safety is Safety.UNSAFE
    after = f"{bom}---\n{closed}---\n\nMore.\n".replace("\n", newline)
    assert apply_edits(before.encode(), problem.fix.edits) == after.encode()


@pytest.mark.parametrize(
    "content",
    [
        "title: a: b\n\n",
        "title: x\ntext\n",
        "title: [x\n\nText.\n\n",
        "text\n\nmore: [\n\n",
        "a: 1\nb: c: d\n\ne: 2\n",
    ],
)
def test_what_is_broken_in_the_keys_is_no_missing_fence(content: str) -> None:
    (problem,) = read(
        Source("_posts/2024-01-05-x.md", f"---\n{content}---\n".encode()), FLAVORS["jekyll"]
    ).problems
    assert "closing" not in problem.hint


def test_toml_is_closed_below_its_tables() -> None:
    source = Source("content/x.md", b'+++\ntitle = "x"\n\n[extra]\na = 1\n\nText.\n')
    (problem,) = read(source, FLAVORS["hugo"]).problems
    assert problem.fix is not None
    assert (
        apply_edits(source.data, problem.fix.edits) == b'+++\ntitle = "x"\n\n[extra]\na = 1\n+++\n\nText.\n'
    )


@pytest.mark.parametrize(("unsafe", "applied"), [(False, 0), (True, 1)])
def test_it_is_closed_only_on_request(unsafe: bool, applied: int) -> None:
    source = Source("_posts/2024-01-05-x.md", b"---\ntitle: x\n\nText.\n")
    mended = mend(source, FLAVORS["jekyll"], Checks((Family.VALIDATE,)), unsafe=unsafe)
    assert mended.applied == applied
    assert mended.source.data.count(b"---") == 1 + applied
    assert [one.code for one in mended.diagnostics] == ([] if unsafe else ["FM002"])


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "a: " * 60_000,
        " " * 200_000 + "x",
        "- " * 100_000,
        "\n" * 100_000,
        "b: |\n\n   ",
        "b: |\n\n \v",
    ],
)
def test_long_lines_take_no_time(line: str) -> None:
    source = Source("_posts/2024-01-05-x.md", f"---\na: 1\n{line}\n\n{line}".encode())
    assert read(source, FLAVORS["jekyll"]).problems
