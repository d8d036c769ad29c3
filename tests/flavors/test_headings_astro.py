"""Ids of headings against what Astro 7.3.5, 6.0.5 and 5.18.2 answered."""

from __future__ import annotations

import json

import pytest

from postkit.flavors.headings import VERBATIM, astro
from tests.flavors.site_vectors import FACTS
from tests.flavors.test_headings import rendered

ROWS = json.loads((FACTS / "heading-ids-astro.vectors.json").read_text(encoding="utf-8"))["rows"]
FIXTURES = json.loads((FACTS / "github_slugger_fixtures.json").read_text(encoding="utf-8"))
WITHOUT_LAST_DASH = {"trailing-dash--": "trailing-dash-", "x-and-": "x-and"}


@pytest.mark.parametrize("engine", ["astro 7.3.5", "astro 6.0.5"])
def test_vectors(engine: str) -> None:
    assert astro((rendered(row["heading"]), None) for row in ROWS) == [row[engine] for row in ROWS]


def test_astro_5_drops_a_dash_at_the_end() -> None:
    """Not followed: the version of a site is not known."""
    newer = [row["astro 7.3.5"] for row in ROWS]
    assert [WITHOUT_LAST_DASH.get(name, name) for name in newer] == [row["astro 5.18.2"] for row in ROWS]


def test_github_slugger_fixtures() -> None:
    """Its text is no Markdown: nothing of it is replaced."""
    texts = (f"{VERBATIM}{row['input']}{VERBATIM}" for row in FIXTURES)
    assert astro((text, None) for text in texts) == [row["expected"] for row in FIXTURES]


# Heading in Markdown, the text of it, and what Astro 7.3.5 wrote.
MEASURED = [
    ("The `--fix` option", "The \0--fix\0 option", "the---fix-option"),
    ("d--b", "d--b", "db"),
    ("e---b", "e---b", "eb"),
    ("f-----g", "f-----g", "fg"),
    ("a -- b --- c", "a -- b --- c", "a--b--c"),
    ("x `a--b` y", "x \0a--b\0 y", "x-a--b-y"),
    (r"t \-\- u", "t \0--\0 u", "t----u"),
    (r"v \--- w", "v \0-\0-- w", "v---w"),
    ("q << r >> s", "q << r >> s", "q--r--s"),
    ("A {#own}", "A {#own}", "a-own"),
    ("ΑΣ b", "ΑΣ b", "ας-b"),
    ("'twas -- 1990's", "'twas -- 1990's", "twas--1990s"),
    ("A b&nbsp;c", "A b\xa0c", "a-bc"),
    ("x -", "x -", "x--"),
    ("Ⓐⓐ Ⅷ ⅷ ª º", "Ⓐⓐ Ⅷ ⅷ ª º", "ⓐⓐ-ⅷ-ⅷ-ª-º"),
]


@pytest.mark.parametrize(("markdown", "text", "identifier"), MEASURED)
def test_dashes_are_replaced_first(markdown: str, text: str, identifier: str) -> None:
    assert astro([(text, None)]) == [identifier], markdown
