"""Layout tables, leftovers and Word's lists, as pages have them, and what only looks like them."""

from __future__ import annotations

import pytest

from postkit.html.normal import normal_form
from postkit.html.shapes import read_html
from postkit.html.shapes.content import same_content
from postkit.html.tree import Element, Text, parse


def alike(old: str, new: str) -> bool:
    """Tell whether two pieces of HTML are one document once their idioms are told."""
    return normal_form(read_html(old)) == normal_form(read_html(new))


def item(text: str, marker: str, level: int = 1, **more: str) -> str:
    """Return a paragraph as Word writes an item."""
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    return (
        f'<p class="MsoListParagraph" style="mso-list:l0 level{level} lfo1"{attributes}>'
        f'<span style="mso-list:Ignore">{marker}<span>&nbsp;&nbsp;</span></span>{text}</p>'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    {
        "one cell": ("<table><tr><td>a <b>b</b></td></tr></table>", "<p>a <b>b</b></p>"),
        "one cell, its id": ('<table><tr><td id="x">a</td></tr></table>', '<p><a id="x"></a>a</p>'),
        "for presentation": (
            '<table role="presentation"><tr><td>a</td><td>b</td></tr></table>',
            "<p>a</p><p>b</p>",
        ),
        "a column of blocks": (
            "<table><tr><td><h2>a</h2></td></tr><tr><td>b</td></tr></table>",
            "<h2>a</h2><p>b</p>",
        ),
        "a table in a table": (
            "<table><tr><td>a<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table></td></tr></table>",
            "<p>a</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        ),
        "an image with its caption": (
            '<table class="tr-caption-container"><tr><td><img src="a"></td></tr><tr><td>b</td></tr></table>',
            '<p><img src="a"></p><p>b</p>',
        ),
        "Word's own tags": ("<p>a <st1:place>b</st1:place><o:p></o:p></p>", "<p>a b</p>"),
        "an empty paragraph of Word": ("<p>a</p><p><o:p>&nbsp;</o:p></p>", "<p>a</p>"),
        "a condition": ("<p>a<!--[if gte mso 9]><xml>x</xml><![endif]--></p>", "<p>a</p>"),
        "a condition that readers meet": ("<p><![if !supportLists]>a<![endif]></p>", "<p>a</p>"),
        "a bookmark": ('<p>a<a name="_GoBack"></a></p>', "<p>a</p>"),
        "a style sheet of Word": ("<style>p.MsoNormal {mso-style-parent:''}</style><p>a</p>", "<p>a</p>"),
        "a pixel": ('<p>a</p><p><a href="u"><img src="t" width="1" height="1px"></a></p>', "<p>a</p>"),
        "a list": (item("a", "·") + item("b", "§"), "<ul><li>a</li><li>b</li></ul>"),
        "numbers": (item("a", "1.") + item("b", "2)"), "<ol><li>a</li><li>b</li></ol>"),
        "levels": (
            item("a", "·") + item("b", "o", 2) + item("c", "·"),
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        "numbers in bullets": (
            item("a", "·") + item("b", "1.", 2) + item("c", "2.", 2),
            "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>",
        ),
        "two lists": (
            item("a", "·") + item("b", "1."),
            "<ul><li>a</li></ul><ol><li>b</li></ol>",
        ),
        "an item with an id": (item("a", "·", id="x"), '<ul><li id="x">a</li></ul>'),
    }.values(),
)
def test_an_idiom_is_what_it_says(old: str, new: str) -> None:
    assert alike(old, new)


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><th>a</th></tr><tr><td>b</td></tr></table>",
        "<table><caption>c</caption><tr><td>a</td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        '<table border="1"><tr><td><h2>a</h2></td><td>b</td></tr></table>',
        "<table><tr><td><h2>a</h2></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        '<table><tr id="x"><td>a</td></tr></table>',
        '<p><img src="t" width="1" height="1" alt="a"></p>',
        '<p><img src="t" width="10" height="1"></p>',
        '<p><img src="t" width="1"></p>',
        '<p><a name="here"></a>a</p>',
        "<p><!-- if only -->a</p>",
        "<style>p {color: red}</style><p>a</p>",
        item("a", "a)") + item("b", "b)"),
        item("a", "2.") + item("b", "3."),
        item("a", "·") + item("b", "·", 3),
        item("a", "·", 2) + item("b", "·"),
        '<p style="mso-list:l0 level1 lfo1">· a</p>',
    ],
)
def test_what_only_looks_like_one_stays_what_it_is(html: str) -> None:
    assert normal_form(read_html(html)) == normal_form(parse(html))


@pytest.mark.parametrize(
    "other",
    [
        '<p>a <b>b</b> <img src="c"> <a href="d">e</a><a id="f"></a></p>',
        '<p>a <b>x</b> <img src="c"> <a href="d">e</a><a id="f"></a></p>',
        '<p>a <b>b</b> <img src="x"> <a href="d">e</a><a id="f"></a></p>',
        '<p>a <b>b</b> <img src="c"> <a href="x">e</a><a id="f"></a></p>',
        '<p>a <b>b</b> <img src="c"> <a href="d"></a>e<a id="f"></a></p>',
        '<p>a <b>b</b> <img src="c"> <a href="d">e</a><a id="x"></a></p>',
        '<p>b <b>a</b> <img src="c"> <a href="d">e</a><a id="f"></a></p>',
        '<p>a <b>b</b> <img src="c"> <a href="d">e</a><a id="f"></a></p><iframe></iframe>',
    ],
)
def test_content_that_is_lost_moved_or_changed_is_seen(other: str) -> None:
    old = '<p>a <b>b</b> <img src="c"> <a href="d">e</a><a id="f"></a></p>'
    # The first is the same with or without its end; every other one differs.
    assert same_content(parse(old), parse(other)) is (other == old)


def test_what_is_dropped_does_not_count() -> None:
    number = Text("1")
    old = Element("p", {}, [number, Text("a")])
    assert same_content(old, Element("p", {}, [Text("a")]), [number])
    assert not same_content(old, Element("p", {}, [Text("a")]))
