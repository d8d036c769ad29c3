"""Simple YAML is read without its tree, and gives what the tree gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors import FLAVORS
from postkit.flavors.base import Flavor
from postkit.frontmatter import yaml_reader
from postkit.frontmatter.tree import MAX_DEPTH, Text, plain
from postkit.frontmatter.yaml_data import simple_data

flavors = pytest.mark.parametrize("flavor", FLAVORS.values(), ids=FLAVORS)

PIECES = (
    *(
        "title: ",
        "Title: ",
        "tags:\n",
        "- ",
        "  - ",
        "  a: ",
        "x",
        "1",
        "012",
        "yes",
        "~",
        "2024-03-01",
        "é",
        "\n",
    ),
    *(
        "'q'",
        '"q"',
        "'",
        '"',
        "|\n",
        ">-\n",
        "  text\n",
        "[a, b]",
        "{a: 1}",
        "[",
        "]",
        "{",
        "}",
        ",",
        ": ",
        "? ",
    ),
    *(
        "&a ",
        "*a",
        "!!str ",
        "!!int ",
        "! ",
        "!x ",
        "<<: ",
        "# c",
        " #c",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\t",
        "\r\n",
    ),
)
yaml = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def told(value: Any) -> Any:
    """Return data in a form whose equality asks for types, order and quotes too."""
    if isinstance(value, dict):
        return ["mapping", *((name, told(item)) for name, item in value.items())]
    if isinstance(value, list):
        return ["list", *map(told, value)]
    return (type(value), repr(value), isinstance(value, Text) and value.quoted)


@pytest.mark.parametrize("flavor", FLAVORS.values(), ids=FLAVORS)
@given(text=yaml)
def test_what_is_simple_is_what_the_tree_says_and_has_no_problem(flavor: Flavor, text: str) -> None:
    data = simple_data(text, flavor.reader)
    if data is not None:
        parsed = yaml_reader.parse(text, flavor.reader)
        assert parsed.problems == []
        assert parsed.root is not None
        assert told(plain(parsed.root)) == told(data)


@flavors
def test_a_usual_post_is_simple(flavor: Flavor) -> None:
    text = "title: 'Lakes: a walk'\ndate: 2024-03-01\ntags: [walk, lake]\nauthor:\n  name: Ann\n  age: 30\n"
    data = simple_data(text, flavor.reader)
    assert data == {
        "title": "Lakes: a walk",
        "date": "2024-03-01",
        "tags": ["walk", "lake"],
        "author": {"name": "Ann", "age": 30},
    }
    assert data["title"].quoted
    assert not data["date"].quoted


@flavors
@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: &x 1\nb: *x\n",
        "&x a: 1\n",
        "a: !!str 1\n",
        "!!str a: 1\n",
        "a: &x {b: 1}\nc:\n  <<: *x\n",
        "<<: 1\n",
        "[a]: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: 'open\n",
        "- a\n",
        "words\n",
        "",
        "# comment\n",
        f"a: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n",
        f"a: {'x' * 10_000}\n",
    ],
)
def test_what_needs_the_tree_is_left_to_it(flavor: Flavor, text: str) -> None:
    assert simple_data(text, flavor.reader) is None


def test_keys_of_one_case_and_tabs_are_left_to_the_tree_where_they_matter() -> None:
    hugo, jekyll = FLAVORS["hugo"].reader, FLAVORS["jekyll"].reader
    assert simple_data("Date: 1\ndate: 2\n", hugo) is None
    assert simple_data("Date: 1\ndate: 2\n", jekyll) == {"Date": 1, "date": 2}
    for flavor in FLAVORS.values():
        if flavor.reader.tabs_indent:
            assert simple_data("a:\n\tb: 1\n", flavor.reader) is None
