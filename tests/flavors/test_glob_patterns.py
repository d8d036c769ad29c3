"""File patterns as Eleventy 3.1 and Astro 7.3 followed them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.permalinks.globs import selects

PATTERNS = [
    ("a.md", ["a.md"], ["b.md", "x/a.md"]),
    ("g*.md", ["g1.md", "g.md"], ["x/g1.md"]),
    ("*.md", ["a.md"], ["x/a.md", ".md"]),
    ("**/*.md", ["a.md", "x/a.md", "x/y/a.md"], ["a.txt"]),
    ("**/notes.md", ["notes.md", "x/notes.md"], ["x/my-notes.md"]),
    ("drafts/**", ["drafts/a.md", "drafts/x/a.md"], ["drafts", "x/drafts/a.md"]),
    ("**/drafts/**", ["drafts/a.md", "x/drafts/y/a.md"], ["x/draftsy/a.md"]),
    ("x/y/*", ["x/y/z.md"], ["x/y/z/z.md"]),
    ("**/[^_]*.{md,mdx}", ["a.md", "_f/x.mdx"], ["_a.md", "x/_a.md", "a.markdown"]),
    ("a?.md", ["ab.md"], ["a.md", "a/.md"]),
]


@pytest.mark.parametrize(("pattern", "inside", "outside"), PATTERNS)
def test_patterns(pattern: str, inside: list[str], outside: list[str]) -> None:
    for path in inside:
        assert selects([pattern], path, dot=True), path
    for path in outside:
        assert not selects([pattern], path, dot=True), path


def test_names_that_begin_with_a_dot() -> None:
    assert selects(["**/*.md"], ".hid.md", dot=True)
    assert not selects(["**/*.md"], ".hid.md", dot=False)
    assert not selects(["**/*.md"], ".hid/a.md", dot=False)
    assert selects(["**/[^_]*.md"], ".hid.md", dot=False)


def test_what_is_refused_counts_more() -> None:
    assert not selects(["*.md", "!a.md"], "a.md", dot=True)
    assert selects(["!a.md", "*.md"], "b.md", dot=True)
    assert not selects([], "a.md", dot=True)


@pytest.mark.parametrize("pattern", ["*a" * 200, "**/" * 200, "**a" * 200, "{" * 500, "[" * 500, "*" * 900])
def test_hostile_patterns_end(pattern: str) -> None:
    start = time.perf_counter()
    selects([pattern], "a" * 250 + "/" + "a" * 250, dot=True)
    assert time.perf_counter() - start < 1


@given(st.text(alphabet="*?[]{}!^,-/.ab\\(|+", max_size=20), st.text(alphabet="ab./-[", max_size=20))
def test_any_pattern_gives_an_answer(pattern: str, path: str) -> None:
    assert selects([pattern], path, dot=False) in (True, False)
