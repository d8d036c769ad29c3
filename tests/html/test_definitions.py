"""Lists of definitions: written where the engine has them, and nowhere else."""

from __future__ import annotations

import pytest

from postkit import convert
from postkit.html.portable import objection

_HTML = "<dl>\n<dt>Bow</dt>\n<dd>The <b>front</b>.</dd>\n</dl>\n"


@pytest.mark.parametrize("flavor", ["jekyll", "hugo"])
def test_engines_that_have_them(flavor: str) -> None:
    assert convert(_HTML, flavor=flavor).text == "Bow\n: The **front**.\n"


@pytest.mark.parametrize("flavor", ["gfm", "astro", "eleventy", "mkdocs", "hexo"])
def test_engines_that_have_none(flavor: str) -> None:
    assert convert(_HTML, flavor=flavor).text == _HTML


@pytest.mark.parametrize(
    "inner",
    [
        "<dt>a</dt><dt>b</dt><dd>c</dd>",
        "<dt>a</dt>",
        "<dd>a</dd>",
        "<dt></dt><dd>a</dd>",
        "<dt>a</dt><dd id='x'>b</dd>",
        "<dt>a</dt><dd>b</dd>text",
        "<dt>a</dt><dd>b</dd><!-- c -->",
        "<dt><p>a</p><p>b</p></dt><dd>c</dd>",
        "<dt>a</dt><dd>b<dl><dt>c</dt><dd>d</dd></dl></dd>",
        "<dt>{% include a %}</dt><dd>b</dd>",
    ],
)
def test_lists_that_stay(inner: str) -> None:
    assert convert(f"<dl>{inner}</dl>\n", flavor="jekyll").text == f"<dl>{inner}</dl>\n"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a\n: b\n\nc\n: d\n: e", True),
        ("a\n\n: b\n\n  c\n\nd\n\n: e", True),
        ("a\n: b\n  - c\n\nd", True),
        ("a\nb\n: c", False),
        ("a\n: b\n\nc\n\n: d", False),
        ("a\n:\n\nb\n: c", False),
        ("a\n: b\n\n  c", False),
        ("a\n: b\\/c", False),
        ("a\\/b\n: c", False),
        ("a\n: | b", False),
    ],
)
def test_what_kramdown_and_hugo_read_alike(text: str, fits: bool) -> None:
    assert (objection(text, definition_lists=True) is None) is fits
    assert objection(text) is not None


@pytest.mark.parametrize("flavor", ["jekyll", "hugo"])
def test_a_colon_without_a_blank_defines_nothing(flavor: str) -> None:
    smile = convert("<p>a</p><p>:smile: <b>x</b></p>\n\n:x: y\n", flavor=flavor).text
    assert smile == "a\n\n:smile: **x**\n\n:x: y\n"
    terms = convert("<dl><dt>:a</dt><dd>b</dd><dt>:c</dt><dd>d</dd></dl>\n", flavor=flavor).text
    assert terms == "\\:a\n: b\n\n\\:c\n: d\n"
