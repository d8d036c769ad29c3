"""Whatever the bytes are, reading ends soon and never raises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import load_schema

SCHEMAS = {name: load_schema(name, Path()) for name in ("jekyll-post", "hugo-page")}

pieces = st.sampled_from(
    [
        "---",
        "+++",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "\r\n",
        ": ",
        "- ",
        "a",
        "title",
        "&x ",
        "*x",
        "'",
        '"',
        "|",
        "\t",
        "<<",
        "#",
        "= ",
        "1",
        "2022-02-09",
        "é",
        "语",
        "\ufeff",
        "\u2028",
        "...",
        "%",
        "!!str ",
        ",",
        "?",
        "\\",
        "\x00",
    ]
)
texts = st.lists(pieces, max_size=30).map("".join)
fenced = st.tuples(
    st.sampled_from(["---\n", "+++\n", "{\n", ""]), texts, st.sampled_from(["\n---\n", "\n+++\n", ""])
)
datas = st.binary(max_size=60) | texts.map(str.encode) | fenced.map(lambda parts: "".join(parts).encode())


@given(datas, st.sampled_from(sorted(FLAVORS)))
def test_any_bytes_are_read_and_every_span_lies_inside(data: bytes, name: str) -> None:
    source, flavor = Source("x.md", data), FLAVORS[name]
    front_matter = read(source, flavor)
    assert 0 <= front_matter.block.start <= front_matter.body_start <= len(data)
    for finding in check(source, flavor, front_matter, list(SCHEMAS.values())):
        assert 0 <= finding.span.start <= finding.span.end <= max(len(data), 1)
        if finding.fix:
            apply_edits(data, finding.fix.edits)
    for key in front_matter.data:
        place = front_matter.locate((key,))
        assert place is not None
        assert front_matter.content.contains(place.value)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    "data",
    [
        "---\n" + BOMB + "---\n",
        "---\na: " + "[" * 100_000 + "\n---\n",
        "---\na: " + "{a: " * 100_000 + "\n---\n",
        "---\n" + "- " * 100_000 + "\n---\n",
        "---\n" + "".join(" " * depth + "a:\n" for depth in range(500)) + "---\n",
        "+++\na = " + "[" * 100_000 + "\n+++\n",
        "+++\n" + ".".join(["a"] * 100_000) + " = 1\n+++\n",
        "+++\na = " + "[" * 200 + "]" * 200 + "\n+++\n",
        '{\n"a": ' + "[" * 100_000 + "]" * 100_000 + "\n}\n",
        '{\n"a": ' + "[" * 200 + "]" * 200 + "\n}\n",
    ],
    ids=[
        "aliases",
        "flow",
        "flow-map",
        "dashes",
        "block",
        "toml",
        "toml-key",
        "toml-200",
        "json",
        "json-200",
    ],
)
def test_depth_and_aliases_are_bounded(data: str) -> None:
    front_matter = read(Source("x.md", data.encode()), FLAVORS["hugo"])
    assert [problem.code for problem in front_matter.problems] == ["FM001"]
    assert front_matter.data == {}
