"""Footnotes change all together where both ends match, or not at all."""

from __future__ import annotations

import time

import pytest

from postkit import convert
from postkit.flavors import FLAVORS
from postkit.html.footnotes.proof import Sides, are_the_same
from postkit.html.treatment import PLAIN

_BODY = "A deep well.[^1] Dug[^2]\n\n[^1]: By Anna.\n\n[^2]: By Bo.\n"
_REFERENCES = (
    '<sup id="r{0}"><a href="#n{0}">{0}</a></sup>',
    '<sup><a href="#n{0}" name="r{0}">[{0}]</a></sup>',
    '<a href="#n{0}" id="r{0}"><sup>{0}</sup></a>',
    '<a href="#n{0}" name="r{0}">[{0}]</a>',
    '<sup id="r{0}">[{0}](#n{0})</sup>',
    '<a id="r{0}"></a>[\\[{0}\\]](#n{0})',
)
_LISTS = (
    '<ol>\n<li id="n1">By Anna. <a href="#r1">↩</a></li>\n<li id="n2">By Bo. <a href="#r2">↩</a></li>\n</ol>',
    (
        '<ol><li id="n1"><p>By Anna.<a href="#r1">&#8593;</a></p></li>'
        '<li id="n2"><p>By Bo.&nbsp;<a href="#r2">&#8593;</a></p></li></ol>'
    ),
    '<p><a href="#r1" name="n1">[1]</a> By Anna.</p>\n<p><a href="#r2" name="n2">[2]</a> By Bo.</p>',
    (
        '<div id="n1"><p><a href="#r1">[1]</a> By Anna.</p></div>\n'
        '<div id="n2"><p><a href="#r2">[2]</a> By Bo.</p></div>'
    ),
    (
        '<p><a name="n1">[1]</a> By Anna. <a href="#r1">Back</a></p>\n'
        '<p><a name="n2">[2]</a> By Bo. <a href="#r2">Back</a></p>'
    ),
    '1. <a id="n1"></a>By Anna. [back](#r1)\n2. <a id="n2"></a>By Bo. [back](#r2)',
)
_REFERENCE, _NOTES = _REFERENCES[0], _LISTS[0]
_HOSTILE = (
    ("[" * 20_000, _NOTES),
    ('<a id="x"></a>' * 4_000, _NOTES),
    ("<sup>" * 50, _NOTES + " " * 60_000),
    ("", "\n\n".join('1. <a id="n1"></a>' + " " * 200 + "[back](#r1)" for _ in range(300))),
    ("[1](#n1)" * 4_000, '1. <a id="n1"></a>a' + "&nbsp;" * 8_000 + "[back](#r1)"),
    ("<a " * 20_000 + "(#n1)", _NOTES),
)


def _post(reference: str, notes: str) -> str:
    return f"A deep well.{reference.format(1)} Dug{reference.format(2)}\n\n{notes}\n"


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm", "astro"])
@pytest.mark.parametrize("notes", _LISTS)
@pytest.mark.parametrize("reference", _REFERENCES)
def test_what_programs_write_becomes_footnotes(reference: str, notes: str, flavor: str) -> None:
    assert convert(_post(reference, notes), flavor=flavor).text == _BODY


@pytest.mark.parametrize("flavor", ["mkdocs", "hexo", "eleventy"])
def test_engines_without_footnotes_keep_links(flavor: str) -> None:
    assert "[^1]" not in convert(_post(_REFERENCE, _NOTES), flavor=flavor).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</ol>", "</ol>\n\nMore text."),
        ("Dug", "Dug, see [there](#n1)"),
        ("Dug", "Dug, see [there](#r2)"),
        ("#r1", "#r2"),
        ('id="n2"', 'id="n3"'),
        ('href="#n2">2<', 'href="#n2">3<'),
        ('href="#n1">1<', 'href="#n2">1<'),
        ("</ol>", "<li>By nobody.</li></ol>"),
        ("By Bo.", "<ul><li>By Bo.</li></ul>"),
        ("By Bo.", '<span id="bo">By Bo.</span>'),
        ("<ol>", "<h2>Notes</h2>\n<ol>"),
        ("<ol>", '<ol start="2">'),
        ("Dug", "Dug [^a]"),
        (">2</a></sup>", ">2</a></sup>(or so)"),
        (">2</a></sup>", ">2</a></sup>: so"),
        ("A deep", "# A deep"),
        (">↩<", ">as Anna says<"),
        (' <a href="#r2">↩</a>', ""),
    ],
)
def test_footnotes_stay_links(old: str, new: str) -> None:
    text = _post(_REFERENCE, _NOTES)
    assert old in text
    changed = convert(text.replace(old, new), flavor="gfm").text
    assert "[^1]" not in changed
    assert "[^2]" not in changed


def test_numbers_in_another_order_stay() -> None:
    text = _post(_REFERENCE, _NOTES)
    swapped = text.replace(_REFERENCE.format(1), "X").replace(_REFERENCE.format(2), _REFERENCE.format(1))
    assert "[^" not in convert(swapped.replace("X", _REFERENCE.format(2)), flavor="gfm").text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_rest_of_a_post_keeps_its_bytes(newline: str) -> None:
    front = newline.join(["---", "title: 井戸  ", "---", "", "*Text*  ", "", ""])
    notes = _LISTS[-1].replace("By Bo.", "漢字  \n   By Bo.").replace("\n", newline)
    text = f"\ufeff{front}井{_post(_REFERENCES[4], '').strip()}{newline * 2}{notes}{newline * 2}"
    wanted = _BODY.replace("By Bo.", "漢字  \n    By Bo.").replace("\n", newline)
    changed = convert(text, flavor="gfm").text
    assert changed == f"\ufeff{front}井{wanted}{newline}"
    assert convert(changed, flavor="gfm").text == changed


@pytest.mark.parametrize(("before", "notes"), _HOSTILE)
def test_hostile_posts_take_little_time(before: str, notes: str) -> None:
    start = time.process_time()
    convert(f"{before}\n\n{_post(_REFERENCE, notes)}", flavor="gfm")
    assert time.process_time() - start < 10


def _is_proved(new: str) -> bool:
    body = "A deep well.<sup>[1](#n1)</sup> Dug<sup>[2](#n2)</sup>\n\n"
    sides = Sides(
        body, _LISTS[-1], new, {"n1": 1, "n2": 2}, {"r1": 1, "r2": 2}, frozenset({"n1", "n2", "r1", "r2"})
    )
    return are_the_same(sides, FLAVORS["gfm"], PLAIN)


def test_the_same_footnotes_are_proved() -> None:
    assert _is_proved(_BODY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("By Bo", "By Bob"),
        ("By Bo", "*By* Bo"),
        ("By Bo.", "By Bo.\n\n    More."),
        ("By Bo.\n", "By Bo.\n\nMore.\n"),
        ("Dug[^2]", "Dug"),
        ("Dug[^2]", "[^2] Dug"),
        ("Dug[^2]", "`Dug[^2]`"),
        ("well.[^1] Dug[^2]", "well.[^2] Dug[^1]"),
        ("[^1]: By Anna.\n\n[^2]: By Bo.", "[^1]: By Bo.\n\n[^2]: By Anna."),
        ("[^2]: By Bo.", "[^2]: 2. By Bo."),
        ("[^2]: By Bo.\n", ""),
        ("A deep", "A **deep**"),
        ("A deep", "<u>A deep"),
    ],
)
def test_other_footnotes_are_not_proved(old: str, new: str) -> None:
    assert old in _BODY
    assert not _is_proved(_BODY.replace(old, new))
