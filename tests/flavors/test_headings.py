"""Ids of headings against what engines answered.

Hugo 0.168, kramdown 2.4 with both parsers, github-slugger 2.0, Python-Markdown 3.11, PyMdown 13.1.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.headings import VERBATIM, Rule, github, hugo_github, kramdown_gfm
from postkit.flavors.headings.hugo import hugo_rule
from postkit.flavors.headings.kramdown import kramdown_rule
from postkit.flavors.headings.python_markdown import mkdocs_rule
from postkit.site.yaml_tags import load_with_tags

Ids = Callable[[dict[str, Any]], Rule | None]

FACTS = Path(__file__).parents[1] / "facts"
VECTORS = json.loads((FACTS / "heading-ids.vectors.json").read_text(encoding="utf-8"))
FIXTURES = json.loads((FACTS / "github_slugger_fixtures.json").read_text(encoding="utf-8"))


def rendered(markdown: str) -> str:
    """The text of a vector's heading; the vectors use code, emphasis, links and one HTML tag."""
    text = re.sub(r"<[^>]+>", "", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"`|\*\*|\b_(em)_\b", lambda match: match[1] or "", text)
    return html.unescape(text).strip()


_TOC = "markdown_extensions:\n- toc:\n    slugify: "
COLUMNS: dict[str, tuple[Ids, str]] = {
    "hugo-github": (hugo_rule, "{}"),
    "hugo-github-ascii": (hugo_rule, "markup: {goldmark: {parser: {autoIDType: github-ascii}}}"),
    "hugo-blackfriday": (hugo_rule, "markup: {goldmark: {parser: {autoHeadingIDType: blackfriday}}}"),
    "python-markdown toc": (mkdocs_rule, "{}"),
    "python-markdown slugify_unicode": (
        mkdocs_rule,
        f"{_TOC}!!python/name:markdown.extensions.toc.slugify_unicode",
    ),
    "pymdownx slugify(case=lower)": (
        mkdocs_rule,
        f"{_TOC}!!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}",
    ),
    "kramdown(kramdown)": (kramdown_rule, "kramdown: {input: kramdown}"),
    "kramdown(GFM)": (kramdown_rule, "{}"),
    "github-slugger (Astro, remark, GitHub approx.)": (lambda _: github, "{}"),
}


@pytest.mark.parametrize("column", [name for name in VECTORS[0] if name != "heading"])
def test_vectors(column: str) -> None:
    """Every column has its rule, and every row follows it."""
    rule, config = COLUMNS[column]
    settings = load_with_tags(config)
    assert isinstance(settings, dict)
    ids = rule(settings)
    assert ids is not None
    read = str.strip if column == "kramdown(kramdown)" else rendered
    headings = [(read(row["heading"]), None) for row in VECTORS]
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


# Settings of Hugo, and what Hugo 0.168 wrote of `HUGO_HEADINGS`.
HUGO_HEADINGS = [("Héllo x--y", None), ('İstanbul "q" a...b', None), ("foo_bar", "own"), ("a ' b", None)]
GITHUB = ["héllo-xy", "istanbul-q-ab", "own", "a--b"]
BLACKFRIDAY = ["héllo-x-y", "istanbul-q-a-b", "own", "a-b"]
HUGO_SETTINGS = [
    ("{}", GITHUB),
    ("parser: {autoHeadingIDType: blackfriday}", BLACKFRIDAY),
    ("parser: {autoIDType: blackfriday}", BLACKFRIDAY),
    ("parser: {autoHeadingIDType: blackfriday, autoIDType: github-ascii}", BLACKFRIDAY),
    ("parser: {autoIDType: github-ascii}", ["hello-xy", "istanbul-q-ab", "own", "a--b"]),
    ("parser: {autoIDType: GitHub-ASCII}", GITHUB),
    ("parser: {autoIDType: nonsense}", GITHUB),
    ("parser: {autoHeadingID: false}", ["", "", "own", ""]),
    ("parser: {autoHeadingID: 'false'}", ["", "", "own", ""]),
    ("parser: {autoHeadingID: 0}", ["", "", "own", ""]),
    ("extensions: {typographer: false}", ["héllo-x--y", *GITHUB[1:]]),
    ("extensions: {typographer: {disable: true}}", ["héllo-x--y", *GITHUB[1:]]),
    ("parser: {attribute: {title: false}}", None),
    ("extensions: {typographer: {enDash: '-'}}", None),
]


@pytest.mark.parametrize(("settings", "expected"), HUGO_SETTINGS)
def test_hugo_settings(settings: str, expected: list[str] | None) -> None:
    goldmark = load_with_tags(settings)
    ids = hugo_rule({"Markup": {"GoldMark": goldmark}})
    assert (ids(HUGO_HEADINGS) if ids else None) == expected


def test_other_settings_of_hugo_are_not_known() -> None:
    assert hugo_rule({"markup": {"defaultMarkdownHandler": "asciidocext"}}) is None
    assert hugo_rule({"languages": {"fr": {"markup": {"goldmark": {}}}}}) is None
    assert hugo_rule({"languages": {"fr": {"title": "x"}}, "markup": "odd"}) is not None


# Settings of kramdown, and what kramdown 2.4 wrote of `KRAMDOWN_HEADINGS`.
KRAMDOWN_HEADINGS = [("Äb \0x--y\0 -- z", None), ("Äb", None), ("b", "id"), ("!!", None)]
KRAMDOWN_SETTINGS = [
    ("{}", ["äb-x--y--z", "äb", "id", ""]),
    ("{auto_id_prefix: p-}", ["p-äb-x--y--z", "p-äb", "id", "p-"]),
    ("{auto_id_prefix: null, input: null}", ["äb-x--y--z", "äb", "id", ""]),
    ("{auto_ids: false}", ["", "", "id", ""]),
    ("{auto_ids: 'false'}", ["", "", "id", ""]),
    ("{auto_id_stripping: false, transliterated_header_ids: true}", ["äb-x--y--z", "äb", "id", ""]),
    ("{input: kramdown}", ["b-x--y----z", "b", "id", "section"]),
    ("{input: kramdown, auto_id_prefix: p-}", ["p-b-x--y----z", "p-b", "id", "p-section"]),
    ("{input: kramdown, auto_ids: false}", ["", "", "id", ""]),
    ("{input: kramdown, auto_id_stripping: true}", None),
    ("{input: kramdown, transliterated_header_ids: true}", None),
    ("{input: Markdown}", None),
]


@pytest.mark.parametrize(("settings", "expected"), KRAMDOWN_SETTINGS)
def test_kramdown_settings(settings: str, expected: list[str] | None) -> None:
    ids = kramdown_rule({"kramdown": load_with_tags(settings)})
    assert (ids(KRAMDOWN_HEADINGS) if ids else None) == expected


def test_other_engines_of_jekyll_are_not_known() -> None:
    assert kramdown_rule({"markdown": "CommonMarkGhPages"}) is None
    assert kramdown_rule({"markdown": "redcarpet", "kramdown": {"input": "GFM"}}) is None
    assert kramdown_rule({"markdown": "KramDown"}) is not None
