from __future__ import annotations

import time

import pytest

from tests.links.faults import diagnostics, faults, fixed


def dead(text: str, flavor: str = "gfm") -> list[str]:
    return [at for code, at in faults(text, flavor) if code == "LNK005"]


TEXT = "[a][x]\n\n[x]: one\n[y]: other\n[X ]: two 't'\n[x]: <three>\n"


@pytest.mark.parametrize("flavor", ["gfm", "hugo", "hexo", "eleventy", "astro"])
def test_the_first_counts_in_commonmark(flavor: str) -> None:
    assert dead(TEXT, flavor) == ["[X ]: two 't'", "[x]: <three>"]


@pytest.mark.parametrize("flavor", ["jekyll", "mkdocs"])
def test_the_last_counts_in_kramdown_and_python_markdown(flavor: str) -> None:
    assert dead(TEXT, flavor) == ["[x]: one", "[X ]: two 't'"]


def test_the_engines_agree() -> None:
    # kramdown is asked in the tests of the oracles; it is not needed to run these.
    markdown = pytest.importorskip("markdown")
    cmarkgfm = pytest.importorskip("cmarkgfm")
    assert 'href="one"' in cmarkgfm.github_flavored_markdown_to_html(TEXT)
    assert 'href="three"' in markdown.markdown(TEXT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x]: a\n\n> [x]: b\n", ["[x]: b"]),
        ("- [x]: a\n- [x]: b\n", ["[x]: b"]),
        ("> - [x]:\n>   a\n\n1. [x]: b\n", ["[x]: b"]),
        ("[x]: a\n[x]:\n  b\n  'c'\n", ["[x]:\n  b\n  'c'"]),
        ("[ẞ]: a\n[ss]: b\n", ["[ss]: b"]),
        ("[a  b]: a\n[A\nB]: b\n", ["[A\nB]: b"]),
        ("[x]: a\r\n[x]: b\r\n", ["[x]: b"]),
    ],
)
def test_wherever_it_stands(text: str, expected: list[str]) -> None:
    assert dead(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[x]: a\n[y]: a\n",
        "[x]: a\n\ntext\n[x]: b\n",
        "[x]: a\n\n```\n[x]: b\n```\n\n    [x]: c\n",
        "[x]: a\n\n<div>\n[x]: b\n</div>\n",
        "[x]: a\n\n<!--\n[x]: b\n-->\n",
        "[x]: a\n\n[x]: b c\n",
        "[x]: a\n\n- item\n  [x]: b\n",
        "[^1]: a\n[^1]: b\n",
        "[x]: a\n\n[x] text\n\n# [x]: b\n",
        "[x]: a\n\n\\[x]: b\n",
    ],
)
def test_what_is_no_second_definition(text: str) -> None:
    assert dead(text) == []


def test_an_equal_one_is_deleted() -> None:
    text = "[a][x]\n\n[x]: one 't'\n[y]: two\n[x]: <one> 't'\n\nmore\n"
    assert fixed(text) == "[a][x]\n\n[x]: one 't'\n[y]: two\n\nmore\n"
    assert fixed(text, "jekyll") == "[a][x]\n\n[y]: two\n[x]: <one> 't'\n\nmore\n"


@pytest.mark.parametrize("text", ["[x]: a\n[x]: b\n", "[x]: a\n> [x]: a\n", "[x]: a 't'\n[x]: a\n"])
def test_another_one_is_left(text: str) -> None:
    assert len(dead(text)) == 1
    assert fixed(text, unsafe=True) == text


def test_the_one_that_counts_is_named() -> None:
    text = "[x]: a\n[x]: b\n"
    (finding,) = diagnostics(text)
    assert [text[slice(*one.span)] for one in finding.related] == ["[x]: a"]
    (finding,) = diagnostics(text, "jekyll")
    assert [text[slice(*one.span)] for one in finding.related] == ["[x]: b"]


@pytest.mark.parametrize(
    "text",
    [
        "[a]: b\n" * 8_000,
        "> " * 50 + ("[a]: b\n" + "> " * 50) * 500,
        "[a]: <" * 10_000,
        "[a]: b '" * 8_000,
        "[a]: b\n[a]: " + "(" * 60_000,
        "[a]: b\n" + "- " * 5_000 + "[a]: b",
    ],
    ids=range(6),
)
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.process_time()
    faults(text)
    assert time.process_time() - start < 5
