"""Front matter is found and read as real engines do; the rows were produced by running them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import read

ROWS = json.loads((Path(__file__).parents[1] / "facts" / "frontmatter.vectors.json").read_bytes())
COLUMNS = {"jekyll": "jekyll", "hugo": "hugo", "gfm": "python-frontmatter"}

TAGS = "a tag that PyYAML does not know is dropped, not an error"
CORE_TAG = "a value that does not fit its core tag keeps what was written"
CALENDAR = "dates stay strings; the schema's `post-date` judges them"
GO_YAML = "goccy/go-yaml's lexer differs here from libyaml, which reads for us"
TEMPLATE = "a template tag without quotes is reported; Jekyll silently reads an empty mapping"
NOT_FOLLOWED = {
    ("gfm", "2022-02-30"): CALENDAR,
    ("gfm", "2022-13-01"): CALENDAR,
    ("gfm", "2022-00-10"): CALENDAR,
    ("gfm", "2022-02-09 25:00:00"): CALENDAR,
    ("gfm", "2022-02-09 17:61:00"): CALENDAR,
    ("gfm", "2022-02-09 24:00:00"): CALENDAR,
    ("gfm", "0000-00-00"): CALENDAR,
    ("jekyll", "{{ date }}"): TEMPLATE,
    ("jekyll", "{{ page.title }}"): TEMPLATE,
    ("jekyll", "{{x}}"): TEMPLATE,
    ("jekyll", "*x"): "an alias of nothing is reported; Jekyll silently reads null",
    ("hugo", "&x"): GO_YAML,
    ("hugo", '"C:\\Users\\new"'): "an unfinished escape is reported; Hugo reads garbage",
    ("hugo", "{x:1}"): GO_YAML,
    ("hugo", "?"): GO_YAML,
    ("hugo", "x\ty"): GO_YAML,
    ("hugo", "! 1"): GO_YAML,
    ("hugo", "!!merge x"): GO_YAML,
    ("gfm", "="): "the text is kept; PyYAML has no constructor for it",
    ("gfm", "<<"): "the text is kept; PyYAML has no constructor for it",
    ("gfm", "!"): TAGS,
    **{("gfm", text): TAGS for text in ("!x", "!x y", "!important", "!env X", "!local x", "!ruby/sym x")},
    **{
        ("gfm", text): TAGS
        for text in ("!ruby/object:Object {}", "!ruby/regexp /x/", "!!merge x", "!!yaml x")
    },
    **{("gfm", text): TAGS for text in ("!!python/object:os.system x", "!!python/tuple [1, 2]")},
    **{("gfm", text): TAGS for text in ("!!js/function 'function(){}'", "!!js/regexp /x/")},
    **{("gfm", text): TAGS for text in ("!!js/undefined ''", "!!python/name:os.system ''")},
    **{("jekyll", text): CORE_TAG for text in ("!!js/undefined ''", "!!python/name:os.system ''")},
    **{(name, text): CORE_TAG for name in ("hugo", "gfm") for text in ("!!int x", "!!float x", "!!null x")},
    **{(name, "!!float 1"): "1 and 1.0 are one number in JSON" for name in ("hugo", "gfm")},
    **{(name, "!!binary aGk="): "binary data stays text" for name in ("jekyll", "hugo", "gfm")},
    ("hugo", "!!bool yes"): CORE_TAG,
    ("gfm", "!!timestamp x"): CORE_TAG,
    ("gfm", "!!set {a, b}"): "JSON has no sets",
    ("gfm", "!!omap [a: 1]"): "JSON has no tuples",
}


def undo(value: Any) -> Any:
    """Turn the vectors' spelling of what JSON lacks into data; dates become None."""
    if isinstance(value, dict):
        if "$float" in value:
            return float(value["$float"].lower().replace("infinity", "inf"))
        if "$int" in value:
            return int(value["$int"])
        if value.keys() & {"$date", "$datetime"}:
            return "a date"
        return {key: undo(item) for key, item in value.items()}
    return [undo(item) for item in value] if isinstance(value, list) else value


def scalar_rows() -> list[Any]:
    return [
        pytest.param(flavor, row["text"], row[column], id=f"{flavor}-{row['text'][:40]!r}")
        for row in ROWS
        if row["group"] == "scalar"
        for flavor, column in COLUMNS.items()
        if (flavor, row["text"]) not in NOT_FOLLOWED
    ]


@pytest.mark.parametrize(("flavor", "text", "engine"), scalar_rows())
def test_scalars_are_read_as_the_engine_reads_them(flavor: str, text: str, engine: dict[str, Any]) -> None:
    source = Source("_posts/x.md", f"---\nv: {text}\n---\nBODY\n".encode())
    front_matter = read(source, FLAVORS[flavor])
    if "error" in engine:
        assert front_matter.problems
        return
    assert not front_matter.problems
    got = front_matter.data["v"]
    want = undo(engine["value"])
    if "a date" in repr(want):
        assert repr(got).strip("[]'") in text
    else:
        assert repr(got) == repr(want)  # 1 is not True, and nan is nan


UNCLOSED = "an opening fence that is never closed is reported; the engine shows it as text"
TOML = "TOML is read without the package that python-frontmatter wants"
FENCES_NOT_FOLLOWED = {
    **{
        ("gfm", text): "read with utf-8-sig"
        for text in ("\ufeff---\na: 1\n---\nBODY\n", "\ufeff\n---\na: 1\n---\nBODY\n")
    },
    **{("gfm", f"{start}\na = 1\n{end}\nBODY\n"): TOML for start, end in (("+++", "+++"), ("\n+++", "+++"))},
    **{("gfm", f"{start}\na = 1\n{end}\nBODY\n"): TOML for start, end in (("+++ ", "+++"), ("+++", "++++"))},
    ("gfm", "+++\na = 1\n---\nBODY\n"): UNCLOSED,
    **{
        (flavor, text): UNCLOSED
        for flavor in ("jekyll", "gfm")
        for text in ("---\na: 1\n", "---\na: 1\nBODY no close\n", "---\na: 1\n+++\nBODY\n")
    },
    **{
        (flavor, text): UNCLOSED
        for flavor in ("jekyll", "gfm")
        for text in ("---\na: 1\n ---\nBODY\n", "---\na: 1\n---BODY\n")
    },
    ("jekyll", "---\na: 1\n----\nBODY\n"): UNCLOSED,
    ("hugo", "---\nnull\n---\nBODY\n"): "`null` alone is taken for an empty block",
    ("gfm", "---\na: 1\n...\nBODY\n"): UNCLOSED,
}


def fence_rows() -> list[Any]:
    return [
        pytest.param(flavor, row["text"], row[column], id=f"{flavor}-{row['text'][:40]!r}")
        for row in ROWS
        if row["group"] == "fence"
        for flavor, column in COLUMNS.items()
        if (flavor, row["text"]) not in FENCES_NOT_FOLLOWED
    ]


@pytest.mark.parametrize(("flavor", "text", "engine"), fence_rows())
def test_the_body_begins_where_the_engine_lets_it(flavor: str, text: str, engine: dict[str, Any]) -> None:
    front_matter = read(Source("_posts/x.md", text.encode()), FLAVORS[flavor])
    if "error" in engine:
        assert front_matter.problems
        return
    body = text.encode()[front_matter.body_start :].decode()
    want = engine["body"]
    if flavor == "gfm":  # python-frontmatter strips the body and reads with universal newlines
        assert body.replace("\r\n", "\n").replace("\r", "\n").strip() == want.strip()
    else:
        assert body.lstrip("\ufeff") == want.lstrip("\ufeff")
    if engine["type"] == "map":
        assert front_matter.data == undo(engine["value"])


@pytest.mark.parametrize("key", [*FENCES_NOT_FOLLOWED, *NOT_FOLLOWED], ids=repr)
def test_rows_that_are_not_followed_exist(key: tuple[str, str]) -> None:
    assert any(row["text"] == key[1] for row in ROWS)
