"""Ids of headings against what Hugo 0.168, kramdown-parser-gfm 1.1 and github-slugger 2.0 answered."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.headings import VERBATIM, Headings, github, hugo_github, kramdown_gfm

Ids = Callable[[Headings], list[str]]

FACTS = Path(__file__).parents[1] / "facts"
VECTORS = json.loads((FACTS / "heading-ids.vectors.json").read_text(encoding="utf-8"))
FIXTURES = json.loads((FACTS / "github_slugger_fixtures.json").read_text(encoding="utf-8"))


def rendered(markdown: str) -> str:
    """The text of a vector's heading; the vectors use code, emphasis, links and one HTML tag."""
    text = re.sub(r"<[^>]+>", "", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"`|\*\*|\b_(em)_\b", lambda match: match[1] or "", text)
    return html.unescape(text).strip()


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        ("hugo-github", hugo_github),
        ("kramdown(GFM)", kramdown_gfm),
        ("github-slugger (Astro, remark, GitHub approx.)", github),
    ],
)
def test_vectors(column: str, ids: Ids) -> None:
    headings = [(rendered(row["heading"]), None) for row in VECTORS]
    assert ids(headings) == [row[column] for row in VECTORS]


def test_github_slugger_fixtures() -> None:
    """All 78 of them, one page: later headings count on from earlier ones."""
    assert github((row["input"], None) for row in FIXTURES) == [row["expected"] for row in FIXTURES]


def test_github_lowers_a_final_sigma_as_ruby_does() -> None:
    """github-slugger answers `ας`: JavaScript looks at the end of the word, Ruby does not."""
    assert github([("ΑΣ", None)]) == ["ασ"]


# Heading in Markdown, the text of it, and what kramdown 2.4 and Hugo 0.168 wrote.
MEASURED = [
    ("The `--fix` option", "The \0--fix\0 option", "the---fix-option", "the---fix-option"),
    ("d--b", "d--b", "db", "db"),
    ("e---b", "e---b", "eb", "eb"),
    ("a----b", "a----b", "a-b", "a-b"),
    ("a -- b --- c", "a -- b --- c", "a--b--c", "a--b--c"),
    ("x `a--b` y", "x \0a--b\0 y", "x-a--b-y", "x-a--b-y"),
    ("q << r >> s", "q << r >> s", "q-r-s", "q--r--s"),
    (r"t \-\- u", "t \0--\0 u", "t----u", "t----u"),
    (r"v \--- w", "v \0-\0-- w", "v---w", "v---w"),
    ("Ⓐⓐ Ⅷ ⅷ ª º ΑΣ", "Ⓐⓐ Ⅷ ⅷ ª º ΑΣ", "ⓐⓐ-ⅷ-ⅷ-ª-º-ασ", "---ª-º-ασ"),
    ("A b&nbsp;c", "A b\xa0c", "a-bc", "a-bc"),
    ("'twas -- 1990's", "'twas -- 1990's", "twas--1990s", "twas--1990s"),
]


@pytest.mark.parametrize(("markdown", "text", "kramdown", "hugo"), MEASURED)
def test_typographer_spares_code_and_escapes(markdown: str, text: str, kramdown: str, hugo: str) -> None:
    assert kramdown_gfm([(text, None)]) == [kramdown], markdown
    assert hugo_github([(text, None)]) == [hugo], markdown


def test_explicit_ids() -> None:
    """Measured: Hugo counts an explicit id as used, kramdown does not."""
    headings = [("A", "Expl"), ("Expl", None), ("expl", None), ("foo", "bar"), ("bar", None)]
    assert hugo_github(headings) == ["Expl", "expl", "expl-1", "bar", "bar-1"]
    assert kramdown_gfm(headings) == ["Expl", "expl", "expl-1", "bar", "bar"]


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.lists(texts))
def test_github_and_hugo_ids_are_unique(headings: list[str]) -> None:
    for ids in (github, hugo_github):
        result = ids((text, None) for text in headings)
        assert len(set(result)) == len(result) == len(headings)


@given(texts)
def test_verbatim_marks_leave_no_trace(text: str) -> None:
    plain = text.replace(VERBATIM, "").replace("-", "").replace("<", "").replace(">", "")
    for ids in (github, kramdown_gfm, hugo_github):
        assert ids([(f"{VERBATIM}{plain}{VERBATIM}", None)]) == ids([(plain, None)])


def test_many_equal_headings_take_linear_time() -> None:
    ids = github([("Same", None)] * 100_000)
    assert ids[-1] == "same-99999"
