"""Plain scalars that an engine reads otherwise than they look; what engines read was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.misread import reading
from postkit.frontmatter.read import read
from tests.frontmatter.second_look import WAYS, diagnostics, look, post, schema

MISREAD = [
    ("jekyll", "a: yes", "2:4-7", "`yes` is read as `true`", "a: 'yes'"),
    ("jekyll", "a: Off # c", "2:4-7", "`Off` is read as `false`", "a: 'Off' # c"),
    ("hugo", "toc: no", "2:6-8", "`no` is read as a text, not as `false`", "toc: 'no'"),
    ("astro", "toc: yes", "2:6-9", "`yes` is read as a text, not as `true`", "toc: 'yes'"),
    ("jekyll", "a: 012", "2:4-7", "`012` is read as the number 10", "a: '012'"),
    ("hugo", "a: 012", "2:4-7", "`012` is read as the number 10", "a: '012'"),
    ("hexo", "a: 012", "2:4-7", "`012` is read as the number 12", "a: '012'"),
    ("eleventy", "a: 08", "2:4-6", "`08` is read as the number 8", "a: '08'"),
    ("hugo", "a: 0o12", "2:4-8", "`0o12` is read as the number 10", "a: '0o12'"),
    ("jekyll", "a: 1_000", "2:4-9", "`1_000` is read as the number 1000", "a: '1_000'"),
    ("jekyll", "a: 1,000", "2:4-9", "`1,000` is read as the number 1000", "a: '1,000'"),
    ("jekyll", "a: 12:30", "2:4-9", "`12:30` is read as the number 750", "a: '12:30'"),
    ("mkdocs", "a: 16:9", "2:4-8", "`16:9` is read as the number 969", "a: '16:9'"),
    ("jekyll", "a: 1.10", "2:4-8", "`1.10` is read as the number 1.1", "a: '1.10'"),
    ("hugo", "版本: 1.10", "2:5-9", "`1.10` is read as the number 1.1", "版本: '1.10'"),
    ("gfm", "version: 3.0", "2:10-13", "`3.0` is read as the number 3", "version: '3.0'"),
    ("astro", "a: 1e3", "2:4-7", "`1e3` is read as the number 1000", "a: '1e3'"),
    ("astro", "a: +0800", "2:4-9", "`+0800` is read as the number 800", "a: '+0800'"),
    ("gfm", "a: =", "2:4-5", "`=` stops the reader of the front matter", "a: '='"),
    (
        "jekyll",
        "a: 2022-02-30",
        "2:4-14",
        "`2022-02-30` is no day of the calendar and is read as a text",
        None,
    ),
    (
        "astro",
        "a: 2022-02-30",
        "2:4-14",
        "`2022-02-30` is no day of the calendar and becomes 2022-03-02",
        None,
    ),
    (
        "hexo",
        "a: 2022-13-01",
        "2:4-14",
        "`2022-13-01` is no day of the calendar and becomes 2023-01-01",
        None,
    ),
    ("mkdocs", "a: 2022-06-31", "2:4-14", "`2022-06-31` is no day of the calendar and stops", None),
    ("jekyll", "a:\n  b:\n  - x\n  - 1.10", "5:5-9", "`1.10` is read", "a:\n  b:\n  - x\n  - '1.10'"),
    ("hugo", "a: x\ty z", "2:4-9", "`x\\ty z` loses its tabs and is read as `xy z`", "a: x y z"),
    ("hugo", "a: [b\t\tc, d]", "2:5-9", "`b\\t\\tc` loses its tabs and is read as `bc`", "a: [b c, d]"),
    ("hugo", "a: 12\t34", "2:4-9", "`12\\t34` loses its tabs and is read as the number 1234", "a: 12 34"),
    ("jekyll", "a: {b: 1.10, c: 2}", "2:8-12", "`1.10` is read", "a: {b: '1.10', c: 2}"),
    ("jekyll", "tags: [null, a]", "2:8-12", "`null` is read as no value", "tags: ['null', a]"),
    (
        "hugo",
        "tags:\n- true\n- a",
        "3:3-7",
        "`true` is read as the truth value `true`",
        "tags:\n- 'true'\n- a",
    ),
]


@pytest.mark.parametrize(("newline", "bom"), WAYS, ids=["lf", "crlf", "lf-bom", "crlf-bom"])
@pytest.mark.parametrize(("flavor", "content", "place", "message", "fixed"), MISREAD)
def test_a_misread_value_is_named_with_its_reading(
    flavor: str, content: str, place: str, message: str, fixed: str | None, newline: str, bom: str
) -> None:
    (found,) = look(flavor, content, newline=newline, bom=bom)
    assert (found.place, found.code, found.safety) == (place, "FM008", "unsafe")
    assert found.message.startswith(message)
    assert fixed is None or found.fixed == fixed


LEFT_ALONE = [
    "weight: 10",
    "year: 2022",
    "rating: 3.5",
    "rating: 4.0",
    "sitemap:\n  priority: 1.0",
    "lat: 51.50",
    "project_weight: 1.0",
    "draft: true",
    "layout: ~",
    "image: null",
    "image:",
    "a: 1.2.3",
    "a: 1.10.0",
    "a: v1.10",
    "a: '1.10'",
    'a: "yes"',
    "a: 2022-02-09",
    "a: 2022-02-09T17:49:45Z",
    "a: 2024-02-29",
    "a: y",
    "a: none",
    "a: +5",
    "a: .5",
    "a: -1",
    "a: .inf",
    "a: yes we can",
    "a: 12:30 to 14:00",
    "a: |\n  012\n  yes",
    "tags: [2022, jekyll]",
    "tags: [a, b]",
    "tags: [true, false]",
    "a: !!str 1.10",
]


@pytest.mark.parametrize("flavor", sorted(FLAVORS))
@pytest.mark.parametrize("content", LEFT_ALONE)
def test_what_everybody_means_is_left_alone(flavor: str, content: str) -> None:
    assert not [one for one in look(flavor, content) if one.code == "FM008"]


@pytest.mark.parametrize("flavor", ["hugo", "astro", "hexo", "eleventy"])
@pytest.mark.parametrize(
    "content", ["lang: no", "languages: [en, no]", "a: 12:30", "a: 1,000", "a: [yes, x]"]
)
def test_a_text_that_looks_like_one_is_left_alone(flavor: str, content: str) -> None:
    assert not look(flavor, content)


ROWS = json.loads((Path(__file__).parents[1] / "facts" / "frontmatter.vectors.json").read_bytes())
COLUMNS = {name: name for name in FLAVORS} | {"gfm": "python-frontmatter"}
AS_THEY_LOOK = {"+5", "+1", "+1.5", ".5", "-.5", "+.5", "-0", "+0"}
"""Numbers that print without their sign or with a zero more; nobody takes them for anything else."""


def _numbers() -> list[Any]:
    return [
        pytest.param(flavor, row["text"], row[column]["value"], id=f"{flavor}-{row['text']}")
        for row in ROWS
        if row["group"] == "scalar" and row["text"][:1] not in {"!", "&", '"', "'", "|", ">", "[", "{"}
        for flavor, column in COLUMNS.items()
        if row[column].get("type") in {"int", "float"} and type(row[column]["value"]) in {int, float}
    ]


@pytest.mark.parametrize(("flavor", "text", "engine"), _numbers())
def test_the_number_named_is_the_engines(flavor: str, text: str, engine: float) -> None:
    said = reading(text, FLAVORS[flavor].reader)
    printed = str(int(engine)) if float(engine).is_integer() and abs(engine) < 1e15 else repr(engine)
    if text in {printed, *AS_THEY_LOOK}:
        assert said is None
    else:
        assert said is not None
        assert said.words == f"is read as the number {printed}"


def _texts() -> list[Any]:
    return [
        pytest.param(flavor, row["text"], id=f"{flavor}-{row['text'][:30]!r}")
        for row in ROWS
        if row["group"] == "scalar"
        for flavor, column in COLUMNS.items()
        if row[column].get("value") == row["text"]
    ]


@pytest.mark.parametrize(("flavor", "text"), _texts())
def test_a_text_that_stays_one_is_doubted_only_as_a_truth_value_or_a_date(flavor: str, text: str) -> None:
    said = reading(text, FLAVORS[flavor].reader)
    assert said is None or (said.is_text and ("not as `" in said.words or "calendar" in said.words))


@given(
    st.sampled_from(sorted(FLAVORS)), st.from_regex(r"[-+]?[0-9.,:_eExo]{1,8}|yes|No|off|=", fullmatch=True)
)
def test_a_fix_makes_a_text_of_what_is_written(flavor: str, scalar: str) -> None:
    data = post(f"a: 1 # é\nv: {scalar} # c\nz: 2", "\r\n", "\ufeff")
    for one in diagnostics(flavor, data):
        if one.code != "FM008":
            continue
        assert one.fix is not None
        mended = apply_edits(data, one.fix.edits)
        assert mended == data.replace(f"v: {scalar} ".encode(), f"v: '{scalar}' ".encode())
        assert read(Source("_posts/x.md", mended), FLAVORS[flavor]).data["v"] == scalar
        assert not [again for again in diagnostics(flavor, mended) if again.code == "FM008"]


BY_SCHEMA = [
    ("jekyll", "title: 404", {"type": "string"}, "SC003", "`title` is a number, `404`", "title: '404'"),
    ("hugo", "title: 404", {"type": "string"}, "SC003", "`title` is a number, `404`", "title: '404'"),
    ("jekyll", "title: 1.10", {"type": "string"}, "SC003", "`title` is a number", "title: '1.10'"),
    ("jekyll", "title: yes", {"type": "string"}, "SC003", "`title` is `true`", "title: 'yes'"),
    ("jekyll", "title: 2022-02-09", {"type": "string"}, "SC003", "`title` is a date", "title: '2022-02-09'"),
    ("astro", "title: 2022-02-09", {"type": "string"}, "SC003", "`title` is a date", "title: '2022-02-09'"),
    (
        "gfm",
        "title: 2022-02-30",
        {"type": "string"},
        "FM008",
        "`2022-02-30` is no day",
        "title: '2022-02-30'",
    ),
    ("hugo", "title: yes", {"type": "boolean"}, "SC003", "`title` is a text, `yes`", None),
    ("jekyll", "title: 12:30", {}, "FM008", "`12:30` is read as the number 750", "title: '12:30'"),
    ("jekyll", "title: 12:30", {"type": ["string", "number"]}, "FM008", "`12:30` is read", "title: '12:30'"),
]


@pytest.mark.parametrize(("flavor", "content", "keyword", "code", "message", "fixed"), BY_SCHEMA)
def test_one_mistake_is_one_finding(
    tmp_path: Path, flavor: str, content: str, keyword: Any, code: str, message: str, fixed: str | None
) -> None:
    (found,) = look(flavor, content, [schema(tmp_path, title=keyword)])
    assert found.place.startswith("2:8")
    assert (found.code, found.fixed) == (code, fixed)
    assert found.message.startswith(message)


WANTED = [
    ("jekyll", "title: yes", {"type": "boolean"}),
    ("hugo", "title: yes", {"type": "string"}),
    ("hugo", "Title: yes", {"type": "string"}),
    ("jekyll", "title: 1.0", {"type": "number"}),
    ("jekyll", "title: 12:30", {"type": "integer"}),
    ("hugo", "title: 2022-02-09", {"type": "string"}),
    ("jekyll", "title: 2022-02-30", {"type": "string"}),
    ("jekyll", "title: 2022-02-09", {"type": ["string", "number"]}),
    ("jekyll", "title: 2022-02-09", {}),
    ("jekyll", "title: 2022-02-09", {"type": "string", "format": "post-date"}),
    ("jekyll", "title: 2022-02-09", {"type": "string", "pattern": "^[0-9-]+$"}),
]


@pytest.mark.parametrize(("flavor", "content", "keyword"), WANTED)
def test_what_a_schema_asks_for_is_left_alone(
    tmp_path: Path, flavor: str, content: str, keyword: Any
) -> None:
    assert not look(flavor, content, [schema(tmp_path, title=keyword)])


def test_a_key_of_time_may_be_called_a_string(tmp_path: Path) -> None:
    assert not look("jekyll", "updated: 2022-02-09", [schema(tmp_path, updated={"type": "string"})])


def test_many_doubts_take_little_time() -> None:
    content = "\n".join(f"k{number}: 1.10" for number in range(5_000))
    assert len(diagnostics("jekyll", post(content))) == 5_000
    assert not diagnostics("hugo", post("a: " + "1," * 20_000 + " x\nb: " + "1:" * 20_000 + "1"))
