"""What is written for MkDocs and Hexo, whose engines take some spellings otherwise, is read as it was."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

import postkit
from postkit import convert
from tests.oracles.bodies import converted, differences
from tests.oracles.engines import mkdocs
from tests.oracles.fuzz_convert import BODIES
from tests.oracles.measure_hexo import bodies, changed, read_hexo
from tests.oracles.measure_spellings import FACTS, spelling, wanted
from tests.oracles.reading import read

REGENERATE = (
    "postkit writes something else for Hexo now; measure it, see the head of tests/oracles/measure_hexo.py"
)

STAYS = {
    "mkdocs": {
        r"<img src=\"(?!/|https?:|data:)": "MkDocs resolves relative addresses in Markdown",
        r"<(?:details|section|aside)>": "Python-Markdown reads no Markdown in a block of HTML",
        r"<li>.*<(?:pre|blockquote|ul)>": "Python-Markdown takes no fence in an item, nests by blank lines",
        r"```|~~~": "Python-Markdown reads fences in HTML too",
        r"<pre><code>\t": "Python-Markdown turns tabs into blanks",
        r"<p>(?:[\xa0\u2002\u2003\u3000]|&nbsp;)": "Python-Markdown drops a wide blank at a line's start",
    },
    "hexo": {
        r"<img src=\"(?!https?:)": "Hexo puts the site's root before a path",
        r"```|~~~": "Hexo reads fences in HTML too",
        r"<li><h1>": "marked makes no paragraph of text behind a heading in an item",
        r"<pre><code>[ \t]": "Hexo drops blanks that all lines of code begin with",
    },
}
"""What stays HTML for these two although it is converted for the rest, and why."""


def _kept(flavor: str) -> set[str]:
    return {want for want in wanted() if spelling(want, flavor) == f"{want}\n"}


@pytest.mark.parametrize("flavor", STAYS)
def test_what_stays_for_one_engine_alone_has_a_reason(flavor: str) -> None:
    more = _kept(flavor) - _kept("gfm")
    assert len(more) < 60
    unnamed = [html for html in more if not any(re.search(one, html, re.DOTALL) for one in STAYS[flavor])]
    assert not unnamed
    for pattern in STAYS[flavor]:
        assert any(re.search(pattern, html, re.DOTALL) for html in more), pattern


def test_mkdocs_reads_every_spelling_as_wanted() -> None:
    pairs = [(want, text) for want in wanted() if (text := spelling(want, "mkdocs")) != f"{want}\n"]
    assert len(pairs) > 700
    pages = mkdocs([text for _, text in pairs])
    wrong = [(want, page) for (want, _), page in zip(pairs, pages, strict=True) if read(page) != read(want)]
    assert not wrong


@pytest.mark.parametrize("kind", BODIES)
def test_random_pages_read_as_before_and_change_once(kind: str) -> None:
    pairs = converted(BODIES[kind](300, 7), "mkdocs")
    assert len(pairs) > 80
    assert not [str(one) for one in differences("mkdocs", pairs)]
    assert not [new for _, new in pairs if convert(new, flavor="mkdocs").text != new]


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FACTS / "spellings-hexo.vectors.json").read_bytes())["rows"]
    return rows


def test_hexo_was_asked_about_what_is_written_now() -> None:
    now = dict(changed(bodies()))
    stored = {row["old"]: row["new"] for row in _rows()}
    assert {old: now.get(old) for old in stored} == stored, REGENERATE
    # What is no row stops Hexo as it stands.
    assert len(now) - len(stored) < 60, REGENERATE


def test_hexo_reads_every_conversion_as_before() -> None:
    assert len(_rows()) > 900
    assert not [row for row in _rows() if read_hexo(row["old_html"]) != read_hexo(row["new_html"])]


def test_the_comparison_with_hexo_can_fail() -> None:
    assert read_hexo("<p>a<br>b</p>") != read_hexo("<p>a b</p>")
    assert read_hexo('<p><img src="/i.png"></p>') != read_hexo('<p><img src="/blog/i.png"></p>')


CASES = {
    "a relative address": '<p>See <a href="sub/o.md">o</a> &amp; <img src="i.png" alt="i">.</p>',
    "an absolute one": '<p>See <a href="https://a.example/x">o</a>.</p>',
}


def test_addresses_that_an_engine_would_resolve_stay() -> None:
    relative, absolute = CASES.values()
    assert (
        convert(relative, flavor="mkdocs").text == 'See <a href="sub/o.md">o</a> & <img src="i.png" alt="i">.'
    )
    assert convert(relative, flavor="hexo").text == 'See [o](sub/o.md) & <img src="i.png" alt="i">.'
    for flavor in STAYS:
        assert convert(absolute, flavor=flavor).text == "See [o](https://a.example/x)."


@pytest.mark.parametrize("address", ["/a%2Fb", "/%E9", "https://A.example/", "https://a.example/?q", "a%b"])
def test_hexo_keeps_links_whose_address_it_would_write_anew(address: str) -> None:
    text = f'<p>a <a href="{address}">b</a></p>'
    assert convert(text, flavor="hexo").text == f'a <a href="{address}">b</a>'


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("{% codeblock %}\n<p>a</p>\n{% endcodeblock %}\n", True),
        ("{% note %}\n\na <b>b</b>\n\n{% endnote %}\n", True),
        ("{% img /i.png %}\n\n<p>a</p>\n", False),
        ("{{ x }} a <b>b</b>\n", True),
        ("a {{ x }} <b>b</b>\n", False),
        ("<p>{{ x }} <b>b</b></p>\n", True),
    ],
)
def test_template_tags_hide_text_from_hexo(text: str, is_kept: bool) -> None:
    assert (convert(text, flavor="hexo").text == text) == is_kept


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("<h1>a</h1>\n", True),
        ("Text.\n\n<h1>a</h1>\n", False),
        ("---\ntitle: x\n---\n<h1>a</h1>\n", False),
        ("[TOC]\n\n<h2>a</h2>\n", True),
        ("<p>Note: a</p>\n", True),
        ('<div markdown="1">\n<p>a</p>\n</div>\n', True),
    ],
)
def test_mkdocs_makes_more_of_some_markdown(text: str, is_kept: bool) -> None:
    assert (convert(text, flavor="mkdocs").text == text) == is_kept


def test_a_page_too_long_for_python_markdown_stays() -> None:
    text = "<p>a</p>\n\n" + "word " * 50_000
    assert convert(text, flavor="mkdocs").text == text
    assert "would read differently" in postkit.check(text, flavor="mkdocs")[0].message
