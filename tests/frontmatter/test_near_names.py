"""Names that are slips of known ones, and names that are words of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from postkit.frontmatter.nearby import listed_word, nearest, twin
from postkit.frontmatter.schema import load_schema
from postkit.resources import schema_names

KNOWN = frozenset(
    {"title", "tags", "categories", "description", "layout", "image", "country", "contract", "date"}
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("tittle", "title"), ("titel", "title"), ("Title", "title"), ("lyaout", "layout")),
        *(("catagories", "categories"), ("categries", "categories"), ("desscription", "description")),
        ("discription", "description"),
    ],
)
def test_a_slip_beside_the_key_itself_is_told(name: str, meant: str) -> None:
    assert twin(name, KNOWN) == meant


@pytest.mark.parametrize(
    "name",
    [
        *("tag", "title2", "stitle", "subtitle", "titles", "images", "category", "county", "contact", "data"),
        *("title_", "dates", "descriptions", "xdescription", "date1", "Tag"),
    ],
)
def test_a_key_of_its_own_beside_a_known_one_is_left_alone(name: str) -> None:
    assert twin(name, KNOWN) is None


@pytest.mark.parametrize("name", ["data", "rate", "tabs", "height", "publisher", "authored", "commands"])
def test_usual_words_are_no_slips_of_the_keys_of_any_engine(name: str) -> None:
    for schema in schema_names():
        assert nearest(name, load_schema(schema, Path()).known) is None


@pytest.mark.parametrize(
    ("value", "word"),
    [
        *(("darft", "draft"), ("Draft", "draft"), ("finall", "final"), ("on hold", "on-hold")),
        *(("fine", None), ("", None), (3, None), (None, None), ("guide", None)),
    ],
)
def test_a_word_of_a_list_is_guessed(value: object, word: str | None) -> None:
    assert listed_word(value, ["draft", "final", "on-hold", 3, None]) == word
