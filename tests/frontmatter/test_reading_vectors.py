"""Front matter is found and read as real engines do; the rows were produced by running them."""

from __future__ import annotations

import base64

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.read import FrontMatter, read
from tests.frontmatter.reading_rows import GROUPS, ROWS, SAYS_SO, Row, cases, rows, same


def reading(row: Row, text: str) -> FrontMatter:
    return read(Source("_posts/x.md", text.encode()), FLAVORS[row.flavor])


@pytest.mark.parametrize("row", cases("scalar"))
def test_scalars_are_read_as_the_engine_reads_them(row: Row) -> None:
    front_matter = reading(row, f"---\nv: {row.text}\n---\nBODY\n")
    if "error" in row.engine:
        assert front_matter.problems
        return
    assert not front_matter.problems
    assert same(front_matter.data["v"], row.engine["value"])


@pytest.mark.parametrize("row", cases("block"))
def test_blocks_are_read_as_the_engine_reads_them(row: Row) -> None:
    front_matter = reading(row, f"---\n{row.text}\n---\nBODY\n")
    codes = {problem.code for problem in front_matter.problems}
    if "error" in row.engine:
        assert codes
        return
    assert codes <= SAYS_SO
    value = row.engine["value"]
    assert same(front_matter.data, value if isinstance(value, dict) else {})


def plain_body(row: Row, text: str) -> str:
    """Return a body without what engines do to line ends and blank lines, which is not the point."""
    if row.flavor in {"gfm", "mkdocs", "hexo"}:
        text = text.replace("\r\n", "\n")
    if row.flavor in {"gfm", "mkdocs"}:
        text = text.replace("\r", "\n")
    if row.flavor == "gfm":
        return text.strip()
    # Astro keeps the blank lines before the block, MkDocs drops those before a body.
    return text.lstrip(" \n\ufeff" if row.flavor in {"astro", "mkdocs"} else "\ufeff")


@pytest.mark.parametrize("row", cases("fence"))
def test_the_body_begins_where_the_engine_lets_it(row: Row) -> None:
    front_matter = reading(row, row.text)
    if "error" in row.engine:
        assert front_matter.problems
        return
    body = row.text.encode()[front_matter.body_start :].decode()
    assert plain_body(row, body) == plain_body(row, row.engine["body"])
    if row.engine["type"] == "map":
        assert same(front_matter.data, row.engine["value"])


@pytest.mark.parametrize("row", cases("fence-b64"))
def test_bytes_that_are_no_utf_8_are_reported_whatever_the_engine_makes_of_them(row: Row) -> None:
    data = base64.b64decode(row.text)
    front_matter = read(Source("_posts/x.md", data), FLAVORS[row.flavor])
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        assert [problem.code for problem in front_matter.problems] == ["FM006"]
        return
    if "error" in row.engine or row.engine["body"].lstrip("\ufeff\n").startswith("---"):
        assert front_matter.problems
    elif row.engine["type"] == "map":
        assert same(front_matter.data, row.engine["value"])


@pytest.mark.parametrize("row", cases("toml"))
def test_toml_is_read_as_the_engine_reads_it(row: Row) -> None:
    front_matter = reading(row, f"+++\n{row.text}\n+++\nBODY\n")
    if "error" in row.engine:
        assert front_matter.problems
        return
    assert not front_matter.problems
    assert same(front_matter.data, row.engine["value"])


@pytest.mark.parametrize("row", cases("json"))
def test_json_is_read_as_the_engine_reads_it(row: Row) -> None:
    text = {
        "eleventy": f"---json\n{row.text}\n---\nBODY\n",
        "hexo": f";;;\n{row.text.removeprefix('{').removesuffix('}')}\n;;;\nBODY\n",
    }.get(row.flavor, f"{row.text}\nBODY\n")
    front_matter = reading(row, text)
    if "error" in row.engine:
        assert front_matter.problems
        return
    assert same(front_matter.data, row.engine["value"])
    if not row.engine["value"] and row.flavor == "hexo":
        assert front_matter.problems  # Hexo says nothing and prints the block
    else:
        assert {problem.code for problem in front_matter.problems} <= SAYS_SO


@pytest.mark.parametrize("group", GROUPS)
def test_rows_that_are_not_followed_exist(group: str) -> None:
    known = {(row.flavor, row.text) for one in ("toml", "json", group) for row in rows(one)}
    assert GROUPS[group].keys() <= known


def test_every_row_belongs_to_a_test() -> None:
    assert {row["group"] for row in ROWS} == {*GROUPS, "date", "meta"}
