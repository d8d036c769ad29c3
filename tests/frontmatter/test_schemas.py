"""Schemas are found, checked and followed; each failed keyword has its code and place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postkit.core.source import Source
from postkit.errors import RequestError
from postkit.flavors import FLAVORS
from postkit.flavors.dates import ISO_DATES
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import load_schema
from postkit.resources import schema_names

CLOSED = {"type": "object", "properties": {"title": {}, "mood": {}}, "additionalProperties": False}


def findings(folder: Path, schema: Any, content: str) -> list[tuple[str, str]]:
    (folder / "s.json").write_text(json.dumps(schema))
    source = Source("x.md", f"---\n{content}\n---\n".encode())
    front_matter = read(source, FLAVORS["gfm"])
    found = check(source, FLAVORS["gfm"], front_matter, [load_schema("s.json", folder)])
    places = [(source.position(one.span.start), one.code) for one in found]
    return [(f"{place.line}:{place.column}", code) for place, code in places]


def of(**keyword: Any) -> dict[str, Any]:
    return {"properties": {"k": keyword}}


EITHER = of(anyOf=[{"type": "string"}, {"type": "array", "items": {"type": "string"}}])
SHAPES = of(
    oneOf=[
        {"properties": {"kind": {"const": "a"}, "x": {"type": "string"}}},
        {"properties": {"kind": {"const": "b"}, "y": {"type": "integer"}}},
    ]
)
CASES = [
    ({"required": ["title"]}, "layout: x", [("1:1", "SC001")]),
    ({"required": ["title"], "properties": {"title": {}}}, "tittle: x", [("2:1", "SC002")]),
    (CLOSED, "zebra: x", [("2:1", "SC002")]),
    (of(type="integer"), "k: x", [("2:4", "SC003")]),
    (of(enum=["a", "b"]), "k: A", [("2:4", "SC004")]),
    (of(const="a"), "k: x", [("2:4", "SC004")]),
    (of(**{"not": {"const": "x"}}), "k: x", [("2:4", "SC004")]),
    (of(format="post-date"), "k: x", [("2:4", "SC005")]),
    (of(pattern="^a"), "k: x", [("2:4", "SC006")]),
    ({"propertyNames": {"pattern": "^a"}}, "k: x", [("2:1", "SC006")]),
    (of(minimum=3), "k: 1", [("2:4", "SC007")]),
    (of(maxLength=2), "k: abc", [("2:4", "SC007")]),
    (of(minItems=2), "k: [a]", [("2:4", "SC007")]),
    (of(uniqueItems=True), "k: [a, b, a]", [("2:11", "SC008")]),
    (EITHER, "k: 5", [("2:4", "SC003")]),
    (EITHER, "k: [a, 5]", [("2:8", "SC003")]),
    (SHAPES, "k: {kind: b, y: no}", [("2:17", "SC003")]),
    (of(oneOf=[{}, {}]), "k: x", [("2:4", "SC009")]),
    (of(properties={"n": {"type": "string"}}), "k:\n  m: 1\n  n: 5", [("4:6", "SC003")]),
    (of(items={"type": "string"}), "k:\n- a\n- 5", [("4:3", "SC003")]),
    ({"properties": {"a": False}}, "a: 1", [("1:1", "SC002")]),
    (CLOSED, "title: x\n$schema: y\npostkit: {ignore: [FM001]}", []),
    (of(type="string"), "k: x", []),
]


@pytest.mark.parametrize(("schema", "content", "want"), CASES)
def test_each_keyword_has_a_code_and_a_place(
    tmp_path: Path, schema: Any, content: str, want: list[tuple[str, str]]
) -> None:
    assert findings(tmp_path, schema, content) == want


def test_a_reference_may_lead_to_a_file_beside_the_schema(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"type": "integer"}')
    assert findings(tmp_path, of(**{"$ref": "other.json"}), "k: x") == [("2:4", "SC003")]


def test_a_shipped_schema_may_be_referred_to(tmp_path: Path) -> None:
    assert findings(tmp_path, {"$ref": "postkit:jekyll-post"}, "layout: [x]") == [("2:9", "SC003")]


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "strin"}',
        "{",
        "[]",
        '{"$ref": "https://example.org/a.json"}',
        '{"$ref": "../outside.json"}',
        '{"$ref": "missing.json"}',
        '{"$ref": "file:///etc/passwd"}',
    ],
)
def test_a_schema_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "outside.json").write_text("{}")
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "s.json").write_text(text)
    with pytest.raises(RequestError):
        load_schema("s.json", folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"type": "object",\n "required": ["a",]\n}',
            "s.json:2:18: the schema `s.json` is not JSON: a comma",
        ),
        ('{"é": "x\n}', "s.json:1:7: the schema `s.json` is not JSON: a quote is opened here"),
        ("{'type': 1}", "s.json:1:2: the schema `s.json` is not JSON: `'` is no quote to JSON"),
        ("", "s.json:1:1: the schema `s.json` is not JSON: a value is missing here"),
        (
            '{"properties": {"a": {"type": "strng"}}}',
            "not valid at `/properties/a/type`: `strng` is no type, did",
        ),
        ('{"type": "text"}', "at `/type`: `text` is no type, use one of array, boolean"),
        ('{"type": 3}', "not valid at `/type`: 3 is not"),
        (
            '{"properties": {"a/b~": {"required": "x"}}}',
            'at `/properties/a~1b~0/required`: "x" is not of type',
        ),
        ('{"allOf": [{}, {"enum": 3}]}', "not valid at `/allOf/1/enum`: 3 is not"),
        ('{"$ref": "#/nope"}', "the schema `s.json` is not valid: Pointer"),
    ],
)
def test_a_mistake_in_a_schema_has_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "s.json").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as error:
        load_schema("s.json", tmp_path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_schema_names_those_that_are_shipped(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="jekyll-post"):
        load_schema("nothing", tmp_path)


@pytest.mark.parametrize("name", schema_names())
def test_shipped_schemas_are_valid_and_described(name: str) -> None:
    assert name in schema_names()
    schema = load_schema(name, Path())
    schema.compile()
    schema.validator(ISO_DATES).check_schema(schema.document)
    assert all(key["title"] and key["description"] for key in schema.document["properties"].values())
