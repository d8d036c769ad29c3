"""Highlighted code is told as the code that it is: its text exactly, its numbers and colours away."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit import convert
from postkit.html.code import code_language, code_text
from postkit.html.shapes import SHAPES, read_html
from postkit.html.tree import Element, parse
from tests.html.highlighters import IN_PRE, UNFOLDED, WITHOUT_GUTTER, WITHOUT_LANGUAGE, WRITERS

_CODE = ("def greet(name):", "    if name <= '&lt;':", "", "        print(name)  # **no** _mark_", "greet(1)")
_SIGNS = st.sampled_from([*"ab1 \t<>&\"'`*_#{}[]();=|\\~$%:-+./", "\u00e9", "\u3000", "\u4f60"])
_LINES = st.lists(st.text(_SIGNS, max_size=12), min_size=2, max_size=8)


def _told(html: str) -> list[Element]:
    """Return the code blocks of a piece of HTML that is nothing else to a reader."""
    root = read_html(html)
    left = [one for one in root.elements() if one.tag not in {"pre", "code", "div"}]
    return [] if left else [one for one in root.elements() if one.tag == "pre"]


@pytest.mark.parametrize("name", WRITERS)
def test_code_of_a_highlighter_is_a_fence_in_its_language(name: str) -> None:
    (pre,) = _told(WRITERS[name](_CODE))
    assert (code_text(pre) or "").strip("\n").split("\n") == list(_CODE)
    assert code_language(pre) == ("" if name in WITHOUT_LANGUAGE else "python")


@pytest.mark.parametrize("name", IN_PRE)
@given(lines=_LINES)
@settings(max_examples=60, deadline=None)
def test_every_sign_and_blank_of_code_is_kept(name: str, lines: list[str]) -> None:
    lines = ["x", *lines, "y"]
    if name in {"asp_net", "chroma_inline"}:
        # Behind a number, blanks alone are an empty line.
        lines = [line if line.strip() else "" for line in lines]
    (pre,) = _told(WRITERS[name](lines))
    assert (code_text(pre) or "").rstrip("\n").split("\n") == lines


@pytest.mark.parametrize("name", UNFOLDED)
@given(lines=st.lists(st.text(st.sampled_from('ab1<>&"`*_#{}();= '), max_size=12), min_size=2, max_size=8))
@settings(max_examples=60, deadline=None)
def test_no_break_spaces_that_stand_for_blanks_are_blanks(name: str, lines: list[str]) -> None:
    lines = ["x", *(line.rstrip() for line in lines), "y"]
    (pre,) = _told(WRITERS[name](lines))
    assert (code_text(pre) or "").rstrip("\n").split("\n") == lines


@pytest.mark.parametrize("name", sorted(WRITERS.keys() - WITHOUT_GUTTER))
def test_numbers_that_are_not_those_of_the_lines_are_not_dropped(name: str) -> None:
    html = WRITERS[name](_CODE)
    assert _told(html)
    number = "11" if name == "pygments" else "3"
    place = re.compile(rf"""(?<=[>\n"]){number}(?=[<\n"])|(?<= ){number}(?=[:\n])""")
    assert place.search(html)
    for wrong in ("33", "three", "", f"{number}a", f"-{number}"):
        assert not _told(place.sub(wrong, html)), wrong


def test_an_id_that_something_links_to_is_not_dropped() -> None:
    html = WRITERS["gist"](_CODE)
    assert _told(html)
    assert not _told(f'{html}<p><a href="#file-a-py-LC3">line 3</a></p>')
    post = f"See [line 3](#file-a-py-LC3).\n\n{html}\n"
    assert convert(post, flavor="gfm").text == post


@pytest.mark.parametrize(
    "html",
    [
        (
            '<table class="highlighttable"><tr><td class="linenos"><pre>1</pre></td><td class="code"><pre>'
            '<a href="/u">a</a></pre></td></tr></table>'
        ),
        "<table><tr><td>1</td><td><pre>a</pre></td></tr></table>",
        '<table><tr><td class="gutter"><pre>1 a</pre></td><td class="code"><pre>a</pre></td></tr></table>',
        (
            '<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre>a</pre></td><td>b</td>'
            "</tr></table>"
        ),
        '<div class="highlight" id="usage"><pre>a <b>b</b></pre></div>',
        '<div class="highlight"><p>Not code at all.</p></div>',
        "<pre>a <b>b</b></pre>",
        '<pre class="prettyprint">a <a href="/u">b</a></pre>',
        "<p><code>make</code> and<br><code>make install</code></p>",
        (
            '<div style="font-family: Courier New">I like <span style="color: red">red</span> and<br>'
            '<span style="color: blue">blue</span> flowers</div>'
        ),
        (
            '<div style="font-family: Georgia"><span style="color: red">a</span> = '
            '<span style="color: blue">b</span>;<br>c = d;</div>'
        ),
        '<figure class="highlight"><img src="i.png"><figcaption>a</figcaption></figure>',
    ],
)
def test_what_may_be_more_than_code_stays_what_it_is(html: str) -> None:
    assert read_html(html) == parse(html)


@pytest.mark.parametrize(
    ("attributes", "language"),
    [
        ('class="language-ruby"', "ruby"),
        ('class="lang-js prettyprint"', "js"),
        ('class="prettyprint lang-js linenums"', "js"),
        ('class="brush: csharp; toolbar: false"', "csharp"),
        ('class="brush:jscript"', "javascript"),
        ('class="lang:php decode:true"', "php"),
        ('class="lang:default decode:true"', ""),
        ('class="highlight-source-shell"', "shell"),
        ('class="hljs javascript"', "javascript"),
        ('class="php"', "php"),
        ('class="src src-lisp"', "lisp"),
        ('class="wide box"', ""),
        ('class="language-plaintext"', ""),
        ('class="language-none"', ""),
        ('data-lang="go"', "go"),
        ('data-enlighter-language="generic"', ""),
        ('lang="php"', "php"),
        ('lang="es"', ""),
        ('lang="cs"', ""),
        ('lang="zh-CN"', ""),
    ],
)
def test_a_language_is_what_a_class_or_an_attribute_surely_names(attributes: str, language: str) -> None:
    (pre,) = (one for one in parse(f"<pre {attributes}>a</pre>").elements())
    assert code_language(pre) == language


def test_deep_and_long_html_takes_no_time_to_speak_of() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>x</td></tr>" for number in range(5000))
    nested = "<div class=highlight>" * 90 + "<pre>a</pre>" + "</div>" * 90
    lines = "".join(f'<span class="lnum">{number}: </span>a\n' for number in range(1, 20000))
    for html in (f"<table class=highlight>{rows}</table>", nested, f"<pre>{lines}</pre>", "<code><br>" * 50):
        assert read_html(html).children


def test_the_shapes_are_known_for_each_tag_that_frames_code() -> None:
    assert {"table", "pre", "figure", "div", "p", "blockquote", "code", "notextile"} <= SHAPES.keys()
