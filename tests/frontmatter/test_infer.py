"""A schema made of posts says what they have in common, and they satisfy it; what is odd is named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import validate
from postkit.frontmatter.infer import Inference
from postkit.frontmatter.outliers import outliers
from postkit.frontmatter.profile import MAX_KEYS, MAX_TEXTS, Profile
from postkit.frontmatter.read import FrontMatter, read
from postkit.frontmatter.schema import Schema


def front_matters(contents: list[str], flavor: str = "gfm") -> list[FrontMatter]:
    sources = [Source(f"{number}.md", f"---\n{text}\n---\n".encode()) for number, text in enumerate(contents)]
    return [read(source, FLAVORS[flavor]) for source in sources]


def learnt(contents: list[str], flavor: str = "gfm") -> Inference:
    inference = Inference(FLAVORS[flavor])
    for number, one in enumerate(front_matters(contents, flavor)):
        assert not one.problems
        inference.add(f"{number}.md", one.data)
    return inference


def schema_of(contents: list[str], flavor: str = "gfm", *, closed: bool = False) -> dict[str, Any]:
    return learnt(contents, flavor).schema(title="Posts", closed=closed)


def test_a_schema_is_readable() -> None:
    posts = [
        f"title: Post {n}\ndate: 2024-01-{n:02}\nlayout: {'page' if n % 7 else 'post'}" for n in range(1, 29)
    ]
    posts[3] += "\ntags: [a, b]\nimage: {src: /a.png, width: 5}"
    posts[4] += "\ntags: null\nimage: {src: /b.png, height: 5.5}"
    assert schema_of(posts, closed=True) == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Posts",
        "description": "Made by `postkit schema infer` from 28 posts.",
        "type": "object",
        "properties": {
            "title": {"description": "In 28 of 28 posts.", "type": "string"},
            "date": {"description": "In 28 of 28 posts.", "type": "string", "format": "post-date"},
            "layout": {"description": "In 28 of 28 posts.", "type": "string", "enum": ["page", "post"]},
            "tags": {
                "description": "In 2 of 28 posts.",
                "type": ["array", "null"],
                "items": {"type": "string"},
            },
            "image": {
                "description": "In 2 of 28 posts.",
                "type": "object",
                "properties": {
                    "src": {"description": "In 2 of 2 places.", "type": "string"},
                    "width": {"description": "In 1 of 2 places.", "type": "integer"},
                    "height": {"description": "In 1 of 2 places.", "type": "number"},
                },
                "required": ["src"],
                "additionalProperties": False,
            },
        },
        "required": ["title", "date", "layout"],
        "additionalProperties": False,
    }


def test_the_most_frequent_key_is_first_and_thousands_are_readable() -> None:
    schema = schema_of(["b: 1"] + ["a: 1"] * 1_233 + ["c: 1\nb: 1"])
    assert list(schema["properties"]) == ["a", "b", "c"]
    assert schema["properties"]["a"]["description"] == "In 1,233 of 1,235 posts."


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (["k: 1", "k: 2.5"], {"type": "number"}),
        (["k: true", "k: 1"], {"type": ["boolean", "integer"]}),
        (["k: x"] * 19, {"type": "string"}),
        (["k: x"] * 20, {"type": "string", "enum": ["x"]}),
        (["k: x"] * 20 + ["k:"], {"type": ["string", "null"], "enum": ["x", None]}),
        (["k: x"] * 20 + ["k: 1"], {"type": ["string", "integer"]}),
        ([f"k: x{n}" for n in range(40)], {"type": "string"}),
        (["k: 2024-01-01"] * 2, {"type": "string"}),
        (["k: 2024-01-01"] * 3, {"type": "string", "format": "post-date"}),
        (["k: 2024-01-01"] * 30 + ["k: soon"], {"type": "string"}),
        (["k: []"], {"type": "array"}),
        (
            ["k: [[1], [x]]"],
            {"type": "array", "items": {"type": "array", "items": {"type": ["integer", "string"]}}},
        ),
    ],
)
def test_types_words_and_dates(contents: list[str], said: dict[str, Any]) -> None:
    found = schema_of(contents)["properties"]["k"]
    assert {name: value for name, value in found.items() if name != "description"} == said


def test_where_the_engine_has_one_case_a_key_is_one() -> None:
    schema = schema_of(["linkTitle: a", "linktitle: b", "linkTitle: c"], "hugo")
    assert list(schema["properties"]) == ["linkTitle"]
    assert schema["required"] == ["linkTitle"]


def test_keys_that_speak_to_postkit_are_left_out() -> None:
    assert schema_of(["$schema: x\npostkit: {ignore: [SC001]}\na: 1"])["required"] == ["a"]


def test_what_is_remembered_does_not_grow() -> None:
    inference = learnt([f"k: text {n}\nm: {{key{n}: 1}}" for n in range(MAX_KEYS + 50)])
    profile = inference.root.keys["k"]
    assert profile.texts is None
    assert sum(len(tally.examples) for tally in profile.kinds.values()) <= 6
    assert len(inference.root.keys["m"].keys) == MAX_KEYS
    assert inference.schema(title="x", closed=True)["properties"]["m"]["additionalProperties"] is True
    few = learnt([f"k: t{n % MAX_TEXTS}" for n in range(500)]).root.keys["k"]
    assert few.texts is not None
    assert isinstance(few, Profile)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("2024-01-01"),
    lambda below: st.lists(below, max_size=4) | st.dictionaries(st.text(max_size=6), below, max_size=4),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["title", "Title", "tags", "x", ""]), values), min_size=1),
    st.booleans(),
)
def test_posts_satisfy_the_schema_that_is_made_of_them(posts: list[dict[str, Any]], closed: bool) -> None:
    inference = Inference(FLAVORS["gfm"])
    for data in posts:
        inference.add("x.md", data)
    document = json.loads(json.dumps(inference.schema(title="x", closed=closed)))
    schema = Schema("x", {"$id": "urn:x", **document}, None)
    schema.compile()
    for data in posts:
        assert schema.errors(data, FLAVORS["gfm"].reader.dates) == []


def odd(contents: list[str]) -> list[tuple[str, list[str]]]:
    return [(one.message, [example.post for example in one.examples]) for one in outliers(learnt(contents))]


def test_a_rare_type_is_odd() -> None:
    posts = ["tags: [a]"] * 1_297 + ["tags: a", "tags: b", "tags: c"]
    message = "`tags` is a list in 1,297 posts and a text in 3"
    assert odd(posts) == [(message, ["1297.md", "1298.md", "1299.md"])]
    assert odd(["tags: [a]"] * 19 + ["tags: a"]) == []
    assert odd(["weight: 1"] * 50 + ["weight: 1.5"]) == []


def test_a_text_among_dates_is_odd_and_a_date_among_titles_is_not() -> None:
    assert odd(["date: 2024-01-01"] * 40 + ["date: soon"]) == [
        ("`date` is a date in 40 posts and another text in 1", ["40.md"])
    ]
    assert odd([f"title: Post {n}" for n in range(99)] + ["title: 2024-01-01"]) == []


def test_a_rare_key_near_a_frequent_one_is_a_slip() -> None:
    posts = ["title: x\ndate: 2024-01-01"] * 100 + ["tittle: x\ndate: 2024-01-01"]
    assert odd(posts) == [("`tittle` is in 1, and `title` in 100 posts: a slip?", ["100.md"])]
    assert odd(["title: x"] * 10 + ["tittle: x"]) == []


def test_a_rare_word_near_a_frequent_one_is_a_slip() -> None:
    posts = ["layout: article"] * 60 + ["layout: artcle", "layout: page"]
    assert odd(posts) == [("`layout` is `artcle` in 1 and `article` in 60 posts: a slip?", ["60.md"])]


def test_odd_items_and_keys_inside_are_found() -> None:
    posts = ["tags: [a, b]\nimage: {src: x}"] * 60 + ["tags: [5]\nimage: {src: [x]}"]
    assert [message for message, _ in odd(posts)] == [
        "an item of `tags` is a text in 120 places and a number in 1",
        "`image.src` is a text in 60 places and a list in 1",
    ]


def test_every_post_of_a_small_site_satisfies_its_schema_read_from_text() -> None:
    contents = ["title: 012\nDate: 2024-01-01", "title: yes\nx: {y: [1, {z: ~}]}", "Title: x", "title: 1_000"]
    schema = Schema("x", {"$id": "urn:x", **schema_of(contents, "jekyll", closed=True)}, None)
    for one in front_matters(contents, "jekyll"):
        assert list(validate(one.source, one, schema, FLAVORS["jekyll"])) == []


def test_a_post_is_named_by_its_path() -> None:
    inference = Inference(FLAVORS["gfm"])
    inference.add(Path("a").joinpath("b.md").as_posix(), {"k": [1]})
    assert inference.root.keys["k"].seen.examples == [("a/b.md", ("k",))]
