"""html2text as a proposer: what it writes is taken where it proves, and hostile input costs little."""

from __future__ import annotations

import time

import html2text
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.flavors import FLAVORS
from postkit.html import peer
from postkit.html.peer import MAX_LENGTH, proved_by_peer
from postkit.html.peer_pieces import convert_by_peer
from postkit.html.piece import join
from postkit.html.portable import objection
from postkit.html.prove import reads_alike
from postkit.html.spelling import COMMON
from postkit.html.style import USUAL_MARKERS
from postkit.html.tree import TooDeepError, parse

JEKYLL, HUGO = FLAVORS["jekyll"], FLAVORS["hugo"]
N = MAX_LENGTH - 100


def proved(html: str) -> str | None:
    return proved_by_peer(parse(html).children, JEKYLL)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b> <em>c</em></p>", "a **b** *c*"),
        ("<h3>t</h3>", "### t"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<blockquote><p>a</p></blockquote>", "> a"),
        ("<pre><code>a\n\n  b</code></pre>", "```\na\n\n  b\n```"),
        ("<p>2<sup>10</sup></p>", "2<sup>10</sup>"),
        # Long lines stay whole, letters stay what they are, a no-break space too.
        (f"<p>{'word ' * 40}end</p>", "word " * 40 + "end"),
        ("<p>é “ö” — 標題&nbsp;x</p>", "é “ö” — 標題\N{NO-BREAK SPACE}x"),
        # A link within the page is a link.
        ('<p><a href="#x">a</a></p>', "[a](#x)"),
        ('<p><a href="http://a.example/b">c</a></p>', "[c](http://a.example/b)"),
        # What it leaves out at first is escaped at the second attempt.
        ("<p>snake_case_ and *x*</p>", r"snake\_case\_ and \*x\*"),
        ("<p>&lt;b&gt; is a tag</p>", None),  # it forgets that `<` must be escaped
        ("<p>a<em>b</em>c</p>", None),  # it puts a blank before the emphasis
        ("<p>a <code>`</code></p>", None),
        ('<h2 id="t">t</h2>', None),  # it drops ids
        ("<p>a<!-- said --></p>", None),  # and comments
        ('<pre><code class="language-sh">a</code></pre>', None),  # and languages
        ("<table></table>", None),
        ("", None),
    ],
)
def test_what_it_writes_is_taken_where_it_is_the_same_document(html: str, markdown: str | None) -> None:
    assert proved(html) == markdown


def test_an_address_with_a_blank_is_put_in_brackets() -> None:
    (link,) = parse('<a href="/a b">c</a>').children
    assert "[c](</a b>)" in list(peer._proposals([link], USUAL_MARKERS))


def test_a_template_tag_is_a_word() -> None:
    assert proved("<p>a <b>\U000f0000xxx</b></p>") == "a **\U000f0000xxx**"


def test_each_text_takes_a_new_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    class Counted(html2text.HTML2Text):
        def __init__(self, *, bodywidth: int) -> None:
            super().__init__(bodywidth=bodywidth)
            made.append(self)

    monkeypatch.setattr(html2text, "HTML2Text", Counted)
    assert proved("<p>a</p>") == proved("<p>a</p>") == "a"
    assert len(made) == 2


def test_where_it_fails_nothing_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise IndexError

    monkeypatch.setattr(html2text.HTML2Text, "handle", fail)
    assert proved("<p>a</p>") is None


HOSTILE = {
    "start tags in a start tag": "<a " * N,
    "line ends before a number": f"<p>{chr(10) * N}1.",
    "line ends in code": f"<pre>{chr(10) * N}-x",
    "blanks": f"<p>{' ' * N}1",
    "vertical tabs": f"<p>{chr(11) * N}1.",
    "comments": "<!--" * N,
    "end tags": "</a " * N,
    "ampersands": "&" * (N // 5),
    "a giant reference": f"<p>&#{'1' * N};",
    "lists in lists": "<ul><li>" * 45 + "<li>a" * 1500,
    "quotes in quotes": "<blockquote>" * 60 + "a<br>" * 2000,
    "a wide cell over many rows": f"<table><tr><td>{'b' * 9000}" + "<tr><td>" * 400,
    "many columns": "<table>" + "<tr><td>b" * 200 + "<tr>" + "<td>b" * 400,
    "brackets in an address": f'<a href="{"(" * N}">x</a>',
    "stars": "<p>" + "*" * N,
    "back-ticks": "<p>" + "`" * N,
    "brackets": "<p>" + "[" * N,
    "its own marker": "<p>special_marker_for_table_padding</p><table><tr><td>a</table>",
    "one too many": f"<p>{'a' * (MAX_LENGTH + 1)}</p>",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_is_bounded(html: str) -> None:
    root = parse(html[: MAX_LENGTH + 20])
    start = time.process_time()
    text = proved_by_peer(root.children, JEKYLL)
    # html2text itself takes ten seconds for the first two of them.
    assert time.process_time() - start < 4
    assert text is None or reads_alike(root, text, HUGO)


def test_markdown_nested_too_deep_is_not_taken() -> None:
    # It does not escape `>`: what was text is quotes in quotes.
    assert proved(f"<p>{'&gt; ' * 150}a</p>") is None


def test_deep_nesting_is_refused_by_the_tree() -> None:
    with pytest.raises(TooDeepError):
        convert_by_peer("<div>" * 500, JEKYLL, COMMON, {})


_HTML = st.recursive(
    st.sampled_from(
        ["a", " b ", "*", "_x_", "1.", "<br>", "&lt;i&gt;", "&amp;", "`", "[d](e)", "\U000f0000x"]
    ),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["p", "b", "em", "ul", "li", "a href=/u", "h2", "blockquote", "code", "pre", "td"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(_HTML)
def test_whatever_is_taken_proves_and_is_portable(html: str) -> None:
    root = parse(html)
    text = proved_by_peer(root.children, HUGO)
    if text is not None:
        assert reads_alike(root, text, HUGO)
        assert objection(text, heading_attributes=True) is None


def test_a_region_goes_block_by_block() -> None:
    html = '<p>a</p>\n<h2 id="x">t</h2>\n<ul><li>b</li></ul><ul><li>c</li></ul>'
    pieces = convert_by_peer(html, HUGO, COMMON, {})
    assert join(pieces) == 'a\n\n<h2 id="x">t</h2>\n\n- b\n\n<!-- -->\n\n- c'
    (reason,) = [error for piece in pieces for error in piece.kept]
    assert reason.reason == "html2text's Markdown would read differently"
    assert reason.element is not None
    assert reason.element.tag == "h2"
