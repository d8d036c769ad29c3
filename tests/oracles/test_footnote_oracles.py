"""Footnotes through the real engines: references and notes paired, old and new pages show the same."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest

from postkit import convert
from tests.oracles.engines import COMMON

_REFERENCE = '<sup id="r{0}"><a href="#n{0}">{0}</a></sup>'
_BODIES = (
    (
        f"<p>A <b>deep{_REFERENCE.format(1)}</b> well!{_REFERENCE.format(2)}</p>\n<ol>\n"
        '<li id="n1">By <i>Anna</i>. <a href="#r1">↩</a></li>\n'
        '<li id="n2">- By Bo. <a href="#r2">↩</a></li>\n</ol>\n'
    ),
    (
        f"Text\n\n- one{_REFERENCE.format(1)}\n- two\n\n> three{_REFERENCE.format(2)}.\n\n| a |\n| --- |\n"
        f"| four{_REFERENCE.format(3)} |\n\n"
        '<ol><li id="n1"><p>x</p><p>y <a href="#r1">↩</a></p></li>'
        '<li id="n2"><p>1. z <a href="#r2">↩</a></p></li>'
        '<li id="n3"><p><code>a|b</code> <a href="/c">c</a> <a href="#r3">↩</a></p></li></ol>\n'
    ),
    '<div id="d"><p>中文' + _REFERENCE.format(1) + "。</p></div>\n"
    '<div class="footnotes"><hr><ol><li id="n1">漢字<b>「x」</b>的 <a href="#r1">↩</a></li></ol></div>\n',
)


@pytest.mark.parametrize("flavor", COMMON)
def test_pages_show_the_same(flavor: str) -> None:
    changed = [convert(body, flavor=flavor).text for body in _BODIES]
    assert all("[^1]: " in text for text in changed)
    pages = COMMON[flavor]([*_BODIES, *changed])
    for number, old in enumerate(pages[: len(_BODIES)]):
        assert _shown(pages[len(_BODIES) + number]) == _shown(old)


def _shown(page: str) -> list[str]:
    """Return the words of a page, references with their numbers, links back left out."""
    words: list[str] = []
    _walk(html5lib.parse(page, namespaceHTMLElements=False), words)
    text = " ".join("".join(words).replace("\N{NO-BREAK SPACE}", " ").split())
    return re.sub(r" ([.。])", r"\1", text).split()


def _walk(node: Element, words: list[str]) -> None:
    shown = "".join(node.itertext()).strip()
    leads = node.tag == "a" and (node.get("href") or "").startswith("#")
    if node.tag == "sup" and shown.isdecimal():
        words.append(f"⟦{shown}⟧")
    elif not leads:
        # A block begins a new word, whichever way its source is laid out.
        words.append(" " if node.tag in {"p", "li", "td", "th", "div", "ol"} else "")
        words.append(node.text or "")
        for child in node:
            _walk(child, words)
            words.append(child.tail or "")
