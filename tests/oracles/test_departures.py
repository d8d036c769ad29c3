"""What kramdown and Hugo read otherwise than CommonMark, asked of the real engines; and that it stays."""

from __future__ import annotations

import html
from html.entities import html5

import pytest

from postkit import convert
from postkit.html.decoding import bare_reference
from tests.oracles.bodies import differences
from tests.oracles.engines import kramdown

_DEPARTURES = [
    # What stays, and what CommonMark's blocks alone would make of it.
    ("jekyll", "<名前>\nabc <em>x</em>", "<名前>\nabc *x*"),
    ("jekyll", "x <名前> <b>a</b>", "x <名前> **a**"),
    ("jekyll", "<_a>\n\nabc <em>x</em>", "<_a>\n\nabc *x*"),
    ("jekyll", "<ul>\n<li>a <名前>b</li>\n</ul>", "- a \\<名前>b"),
    ("jekyll", "<pre>\na <名前>\n</pre>", "```\na <名前>\n```"),
    ("jekyll", "```js a.js\n\n```\ntext <code>a</code> b\n```", "```js a.js\n\n```\ntext `a` b\n```"),
    ("jekyll", "> ```js a.js\n>\n> ```\n> <b>a</b>\n> ```", "> ```js a.js\n>\n> ```\n> **a**\n> ```"),
    ("jekyll", "```a`b\nx <b>a</b>\n```", "```a`b\nx **a**\n```"),
    ("jekyll", "<textarea>a<p>b</textarea>\n\n<p>x</p>", "<textarea>a<p>b</textarea>\n\nx"),
    ("jekyll", "<title>a<p>b</title>\n\nx <b>y</b>", "<title>a<p>b</title>\n\nx **y**"),
    ("jekyll", "    code\n<b>x</b> y", "    code\n**x** y"),
    ("jekyll", "\tcode<br>\ntext<br>\nmore", "\tcode<br>\ntext  \nmore"),
    ("jekyll", "    code\n- a\n\n    <b>x</b>", "    code\n- a\n\n    **x**"),
    ("jekyll", "- a\n\n      code\n  <b>x</b> y", "- a\n\n      code\n  **x** y"),
    (
        "jekyll",
        "a\n<script></script><ul><li>b</li></ul>",
        "a\n\n<script></script>\n\n- b",
    ),
    ("jekyll", "<em>\n\na</em>", "*a*"),
    ("jekyll", "<code>\na\n\nb\n</code>", "`a b`"),
    ("jekyll", "<div>a</div><em>\n\na</em>", "a\n\n*a*"),
    ("jekyll", "<pre>a&ltb</pre>", "```\na<b\n```"),
    ("jekyll", "<p>a &copy 2010</p>", "a © 2010"),
    ("jekyll", "- x\n\n  <pre>a&ltb</pre>", "- x\n\n  ```\n  a<b\n  ```"),
    ("jekyll", 'x <a href="u?a&copy">y</a>', "x [y](u?a©)"),
    (
        "hugo",
        "<p>a</p>\n<!--more-->\n<!-- c -->\n      <style>\nb {}\n</style>",
        "a\n\n<!--more-->\n\n<!-- c -->\n\n<style>\nb {}\n</style>",
    ),
    ("hugo", "<p>a</p>\n<!--more-->\n<!-- c -->\n*b*", "a\n\n<!--more-->\n\n<!-- c -->\n\n\\*b\\*"),
]
_INDENTED = (
    "  <h2>x</h2>",
    "a\n   <pre>\n  b\n</pre>",
    "x\n\n- a\n\n <h3>x</h3>",
    " <p>a</p>\n  <ul><li>b</li></ul>",
)
_REFERENCES = (
    "&lt",
    "&ltb",
    "&copy 2",
    "&nbsp",
    "&#65",
    "&#x41 ",
    "&#X41;",
    "&notit;",
    "&AMP",
    "&lt;",
    "&no",
    "& a",
)


@pytest.mark.parametrize(("flavor", "old", "naive"), _DEPARTURES)
def test_what_an_engine_reads_otherwise_stays(flavor: str, old: str, naive: str) -> None:
    assert differences(flavor, [(f"{old}\n", f"{naive}\n")])
    assert convert(f"{old}\n", flavor=flavor).text == f"{old}\n"


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm"])
def test_indented_html_leaves_no_indent(flavor: str) -> None:
    pairs = [(old, convert(old, flavor=flavor).text) for old in _INDENTED]
    assert not [new for _, new in pairs if "<" in new]
    assert not [str(one) for one in differences(flavor, pairs)]


def test_references_that_kramdown_shows_are_known() -> None:
    texts = [*_REFERENCES, *(f"&{name} " for name in html5 if not name.endswith(";"))]
    read = kramdown([f"<p>a{text}</p>" for text in texts])
    for text, shown in zip(texts, read, strict=True):
        alike = html.unescape(f"a{text}").rstrip() == html.unescape(shown).strip()[3:-4].rstrip()
        assert (bare_reference(f"<p>a{text}</p>") == "") == alike, text


def test_named_references_with_a_semicolon_kramdown_decodes() -> None:
    names = [name for name in html5 if name.endswith(";")]
    for name, shown in zip(names, kramdown([f"<p>a&{name}b</p>" for name in names]), strict=True):
        assert html.unescape(shown).strip() == f"<p>a{html5[name]}b</p>"
        assert bare_reference(f"<p>a&{name}b</p>") == ""
