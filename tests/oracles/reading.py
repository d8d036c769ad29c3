"""What a reader sees of a page, written apart from postkit: html5lib builds the tree, this walks it.

A page is a list of events: the beginning and end of blocks, and runs of text with the set of what
they are inside of. Presentation (classes, styles, sizes) is not seen, nor which of `<b>` and
`<strong>` was meant.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

_SAME = {"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code"}
_MARKS = {
    "strong",
    "em",
    "del",
    "code",
    "sub",
    "sup",
    "u",
    "mark",
    "kbd",
    "small",
    "ins",
    "cite",
    "abbr",
    "q",
}
_UNSEEN = {"span", "font", "div", "center", "html", "head", "body", "tbody", "thead"}
_BLOCKS = {
    *("p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "iframe", "figure", "figcaption"),
    *("script", "style", "form", "details", "summary", "section", "article", "aside", "video"),
}


def read(html: str) -> list[Any]:
    """Return the events of a page."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    walk = _Walk()
    walk.children(tree, frozenset())
    walk.flush()
    return walk.events


class _Walk:
    def __init__(self) -> None:
        self.events: list[Any] = []
        self._run: list[Any] = []

    def children(self, node: Element, marks: frozenset[str]) -> None:
        self._text(node.text, marks)
        for child in node:
            if isinstance(child.tag, str):
                self._element(child, marks)
            self._text(child.tail, marks)

    def _element(self, node: Element, marks: frozenset[str]) -> None:
        tag = _SAME.get(str(node.tag), str(node.tag))
        if tag == "pre":
            self.flush()
            self.events.append(("pre", _pre_text(node).strip("\n")))
        elif tag == "br":
            self._run.append("<br>")
        elif tag == "img":
            alt = " ".join((node.get("alt") or "").split())
            self._run.append(
                ("img", unquote(node.get("src") or "").strip(), alt, node.get("title") or "", marks)
            )
        elif tag == "a":
            href = node.get("href")
            inner = (
                marks | {f"a {unquote(href).strip()} {node.get('title') or ''}"}
                if href is not None
                else marks
            )
            if name := node.get("id") or node.get("name"):
                self._run.append(("anchor", name))
            self.children(node, inner)
        elif tag in _UNSEEN:
            if tag in {"div", "center"}:
                self.flush()
            self.children(node, marks)
            if tag in {"div", "center"}:
                self.flush()
        elif tag in _BLOCKS:
            self._block(node, tag)
        else:
            self.children(node, marks | {tag})

    def _block(self, node: Element, tag: str) -> None:
        self.flush()
        if tag == "p":
            self.children(node, frozenset())
            self.flush()
            return
        if tag == "tr" and not "".join(node.itertext()).strip() and not node.findall(".//img"):
            return
        self.events.append(("open", "td" if tag == "th" else tag))
        if tag[0] == "h" and node.get("id"):
            self._run.append(("anchor", node.get("id")))
        self.children(node, frozenset())
        self.flush()
        self.events.append(("close", tag))

    def _text(self, text: str | None, marks: frozenset[str]) -> None:
        if text:
            self._run.append((text, marks))

    def flush(self) -> None:
        """End a run of text: its words with their marks, split where a reader sees a gap."""
        words: list[Any] = []
        for item in self._run:
            if isinstance(item, tuple) and len(item) == 2 and isinstance(item[1], frozenset):
                for word in re.split(r"(\s+)", item[0]):
                    if not word:
                        continue
                    words.append(" " if word.isspace() else (word, item[1]))
            else:
                words.append(item)
        for chunk in _chunks(words):
            if chunk:
                self.events.append(("text", chunk))
        self._run = []


def _chunks(words: list[Any]) -> list[list[Any]]:
    """Split at two breaks in a row, fold blanks, join letters with equal marks."""
    chunks: list[list[Any]] = [[]]
    breaks = 0
    for word in words:
        last = chunks[-1]
        if word == "<br>":
            breaks += 1
        elif word == " ":
            if last and last[-1] != " " and last[-1][0] != "anchor" and not breaks:
                last.append(" ")
        else:
            if breaks > 1 and last:
                chunks.append([])
            elif breaks and last:
                last.append("<br>")
            breaks = 0
            _add(chunks[-1], word)
    return [_without_blanks_at_breaks(chunk) for chunk in chunks]


def _add(chunk: list[Any], word: Any) -> None:
    last = chunk[-1] if chunk else None
    if last is not None and last != "<br>" and len(word) == len(last) == 2 and last[1] == word[1]:
        chunk[-1] = (last[0] + word[0], word[1])
    else:
        chunk.append(word)


def _without_blanks_at_breaks(chunk: list[Any]) -> list[Any]:
    """Drop the blanks that nobody sees: before a break, and at the end, anchors not counted."""
    kept: list[Any] = []
    at_end = True
    for one in reversed(chunk):
        if one == " " and at_end:
            continue
        if one[0] != "anchor":
            at_end = one == "<br>"
        kept.append(one)
    return kept[::-1]


def _pre_text(node: Element) -> str:
    parts = [node.text or ""]
    for child in node:
        parts.append("\n" if child.tag == "br" else _pre_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
