"""Patterns and formats: one answer of both validators, in bounded time, and dates that know their quotes."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.base import Flavor
from postkit.flavors.dates import ISO_DATES
from postkit.flavors.reader import Dates
from postkit.frontmatter.checks import check
from postkit.frontmatter.patterns import gives_up, matches
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import Schema, load_schema


def told(schema: Schema, content: str, flavor: Flavor = FLAVORS["gfm"]) -> list[str]:
    source = Source("x.md", f"---\n{content}\n---\n".encode())
    return [one.message for one in check(source, flavor, read(source, flavor), [schema])]


def of(**keywords: Any) -> Schema:
    return Schema("s", {"$id": "urn:s", "properties": {"k": keywords}}, None)


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|aa)+$", "^([a-z]+)*$", "(x+x+)+y", r"^(\w+\s?)*$", "(.*a){25}"]
)
@pytest.mark.parametrize("where", ["pattern", "patternProperties", "propertyNames", "unevaluatedProperties"])
def test_a_slow_pattern_is_answered_soon(pattern: str, where: str) -> None:
    text = "a" * 5_000 + "!"
    schemas: dict[str, dict[str, Any]] = {
        "pattern": {"properties": {"k": {"pattern": pattern}}},
        "patternProperties": {"patternProperties": {pattern: False}, "additionalProperties": False},
        "propertyNames": {"propertyNames": {"pattern": pattern}},
        "unevaluatedProperties": {"patternProperties": {pattern: {}}, "unevaluatedProperties": False},
    }
    content = f"k: {text}" if where == "pattern" else f'"{text}": 1'
    started = time.process_time()
    told(Schema("s", {"$id": "urn:s", **schemas[where]}, None), content)
    assert time.process_time() - started < 0.5


def test_a_pattern_that_cannot_be_tried_in_time_is_named() -> None:
    pattern = r"^(a|aa)+\1$"
    assert gives_up(pattern, "a" * 40 + "!")
    assert not gives_up(pattern, "aaaa")
    (message,) = told(of(pattern=pattern), f"k: {'a' * 40}!")
    assert message.endswith("for which the pattern takes too long to be tried")


@given(st.text(max_size=12))
def test_a_pattern_is_found_where_it_stands(text: str) -> None:
    assert matches("[aeiou]", text) == any(letter in text for letter in "aeiou")


FORMATS = {
    "date": ("2024-02-29", "2024-2-9"),
    "date-time": ("2024-02-29T10:00:00Z", "2024-02-29T25:00:00Z"),
    "time": ("10:00:00Z", "10:00"),
    "email": ("a@example.org", "a@"),
    "uri": ("https://example.org/a", "/a b"),
    "uri-reference": ("/a", "\\\\a"),
    "regex": ("^a+$", "^(a"),
    "ipv4": ("127.0.0.1", "127.0.0.256"),
    "hostname": ("example.org", "-example.org"),
    "uuid": ("2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_asserted_and_both_validators_agree(name: str) -> None:
    right, wrong = FORMATS[name]
    schema = of(type="string", format=name)
    validator = schema.validator(ISO_DATES)
    for text, valid in ((right, True), (wrong, False)):
        assert schema.is_valid({"k": text}, ISO_DATES) is valid
        assert validator.is_valid({"k": text}) is valid
    assert told(schema, f"k: {json.dumps(wrong)}") == [f"`k` is `{wrong}`, which is no {name}"]


def only_quoted(text: str, *, quoted: bool) -> bool:  # noqa: ARG001
    return quoted


@pytest.mark.parametrize(("content", "count"), [("k: 2024-01-01", 1), ("k: '2024-01-01'", 0), ('k: "x"', 0)])
def test_a_date_may_depend_on_its_quotes(content: str, count: int) -> None:
    gfm = FLAVORS["gfm"]
    dates = Dates(only_quoted, "quotes")
    schema = of(format="post-date")
    source = Source("x.md", f"---\n{content}\n---\n".encode())
    data = read(source, gfm).data
    assert len(schema.errors(data, dates)) == count
    assert not schema.is_valid({"k": "2024-01-01"}, dates)


@pytest.mark.parametrize(
    "draft",
    [
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ],
)
def test_a_schema_that_names_its_draft_keeps_our_formats_below_references(draft: str) -> None:
    document = {
        "$schema": draft,
        "$id": "urn:tree",
        "properties": {"when": {"format": "post-date"}, "below": {"$ref": "#"}},
    }
    schema = Schema("tree", document, None)
    assert len(told(schema, "below:\n  below:\n    when: never")) == 1
    assert told(schema, "below:\n  below:\n    when: 2024-01-01") == []


@pytest.mark.parametrize("address", ["https://example.org/s/post.json", "post.json", "#post", None])
def test_references_beside_a_schema_with_an_address_are_local(tmp_path: Path, address: str | None) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "title.json").write_text('{"type": "string"}')
    draft = "http://json-schema.org/draft-07/schema#"  # the later ones allow no fragment in an address
    document: dict[str, Any] = {"$schema": draft, "properties": {"title": {"$ref": "parts/title.json"}}}
    if address:
        document["$id"] = address
    (tmp_path / "post.json").write_text(json.dumps(document))
    assert len(told(load_schema("post.json", tmp_path), "title: 5")) == 1


def test_items_that_cannot_be_sorted_are_compared_soon() -> None:
    items = ", ".join(f"{{n: {number}}}, {number}, t{number}" for number in range(5_000))
    started = time.process_time()
    (message,) = told(of(uniqueItems=True, type="array", maxItems=3), f"k: [{items}]")
    assert "it should have at most 3" in message
    assert time.process_time() - started < 3
