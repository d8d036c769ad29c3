"""Ids of headings against what Hexo 8.1.2 and MkDocs 1.6.1 answered, a page of headings a setting."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.headings import VERBATIM, Headings, hexo, python_markdown
from postkit.flavors.headings.hexo import hexo_rule
from postkit.flavors.headings.python_markdown import mkdocs_rule
from postkit.flavors.slugize import slugize
from postkit.site.post import Post
from postkit.site.yaml_tags import load_with_tags

Rule = Callable[[Mapping[str, Any]], Callable[[Headings], list[str]] | None]

FACTS = Path(__file__).parents[1] / "facts"
HEXO, MKDOCS = (
    json.loads((FACTS / f"heading-ids-{name}.vectors.json").read_text(encoding="utf-8"))
    for name in ("hexo", "mkdocs")
)
NOT_FOLLOWED = {
    "&copy; 2024": "Hexo shows the entity's name; what is read here is the sign",
    "**Bold**'s own": "where emphasis ends is lost: marked takes the quote for an opening one",
    "H~2~O and x^2^": "marked takes single tildes for strikethrough",
    "Last {.class}": "the parser drops a list of attributes, which is text to marked",
    "Other {#own-2 .class}": "the parser drops the classes, which are text without `attr_list`",
    "Head {: #colon }": "the parser drops the blank, which pymdownx makes a `-` of",
}
UNKNOWN = {
    "alias": "an id may be the address of a link",
    "curly alias": "as above",
    "symbols": "`smartsymbols` replaces words",
}


def differing(row: dict[str, Any], flavor: str, rule: Rule) -> set[str]:
    """Return the headings of a row whose ids are others than the engine's."""
    body = "".join(f"## {heading}\n\nText.\n\n" for heading in row["headings"]) + "[r]: /there\n"
    headings = Post(Source("x.md", body.encode()), FLAVORS[flavor]).document.headings
    config = row["config"] if isinstance(row["config"], dict) else load_with_tags(row["config"]) or {}
    assert isinstance(config, dict)
    ids = rule(config)
    if row["setting"] in UNKNOWN:
        assert ids is None
        return set()
    assert ids is not None
    made = ids((heading.text, heading.id) for heading in headings)
    wanted = [known or "" for known in row["ids"]]
    return {text for text, one, other in zip(row["headings"], made, wanted, strict=True) if one != other}


@pytest.mark.parametrize("row", HEXO["rows"], ids=lambda row: str(row["setting"]))
def test_hexo_vectors(row: dict[str, Any]) -> None:
    assert differing(row, "hexo", hexo_rule) <= NOT_FOLLOWED.keys()


@pytest.mark.parametrize("row", MKDOCS["rows"], ids=lambda row: str(row["setting"]))
def test_mkdocs_vectors(row: dict[str, Any]) -> None:
    assert differing(row, "mkdocs", mkdocs_rule) <= NOT_FOLLOWED.keys()


def test_what_is_not_followed_differs_somewhere() -> None:
    found = set().union(
        *(differing(row, "hexo", hexo_rule) for row in HEXO["rows"]),
        *(differing(row, "mkdocs", mkdocs_rule) for row in MKDOCS["rows"]),
    )
    assert found == NOT_FOLLOWED.keys()


def test_slugize_in_the_basic_plane() -> None:
    """Every character beyond ASCII, as hexo-util 4.0 answered."""
    codes = (code for code in range(0x7F, 0x10000) if not 0xD800 <= code < 0xE000)
    wrong = [
        code
        for code in codes
        if slugize(f"x{chr(code)}x") != f"x{HEXO['slugize'].get(chr(code), chr(code))}x"
    ]
    assert wrong == []


def test_other_renderers_and_functions_are_not_known() -> None:
    packages = {"dependencies": {"hexo-renderer-marked": "*", "hexo-renderer-markdown-it": "*"}}
    assert hexo_rule({"package.json": packages}) is None
    assert (
        hexo_rule({"package.json": {"dependencies": {"hexo-renderer-marked": "*", "hexo": "*"}}}) is not None
    )
    mine = load_with_tags("markdown_extensions:\n- toc:\n    slugify: !!python/name:mine.slugify\n")
    assert isinstance(mine, dict)
    assert mkdocs_rule(mine) is None
    assert mkdocs_rule({"hooks": ["hooks.py"]}) is None


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))), st.booleans())
def test_python_markdown_ids_are_unique_and_never_empty(headings: list[str], is_plain: bool) -> None:
    rule = python_markdown if is_plain else mkdocs_rule({"markdown_extensions": ["smarty"]})
    assert rule is not None
    ids = rule((text, None) for text in headings)
    assert len(set(ids)) == len(ids) == len(headings)
    assert all(ids)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_verbatim_marks_leave_no_trace(text: str) -> None:
    plain = "".join(char for char in text if char.isalnum() or char == " ")
    for ids in (hexo, python_markdown):
        assert ids([(f"{VERBATIM}{plain}{VERBATIM}", None)]) == ids([(plain, None)])


def test_many_equal_headings_take_linear_time() -> None:
    assert hexo([("Same", None)] * 100_000)[-1] == "Same-99999"
    assert python_markdown([("Same", None)] * 100_000)[-1] == "same_99999"


def test_hostile_headings_take_no_quadratic_time() -> None:
    """Each of these took minutes under a pattern that looks for a list of attributes from every brace."""
    rule = mkdocs_rule({"markdown_extensions": ["attr_list", "smarty", "pymdownx.emoji"]})
    assert rule is not None
    for text in (
        "<" * 60_000,
        '<a "' * 20_000,
        "{#" * 30_000,
        "{: " * 20_000 + "}",
        ":a" * 30_000,
        "'" * 60_000,
    ):
        assert len(hexo([(text, None)]) + rule([(text, None)])) == 2
