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

from tests.oracles.code_reading import with_plain_code
from tests.oracles.layout_reading import with_plain_layout

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
_NOTHING_WITHOUT_CONTENT = {"ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {
    *("p", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "iframe", "figure", "figcaption"),
    *("script", "style", "form", "details", "summary", "section", "article", "aside", "video"),
    *("header", "footer", "main", "nav", "address"),
}


def read(html: str) -> list[Any]:
    """Return the events of a page."""
    tree = with_plain_layout(with_plain_code(html5lib.parse(html, namespaceHTMLElements=False)))
    walk = _Walk()
    walk.children(tree, frozenset())
    walk.flush()
    return [*walk.events, ("ids", sorted(walk.ids, key=lambda one: (one[1], one[0])))]


class _Walk:
    def __init__(self) -> None:
        self.events: list[Any] = []
        self.ids: list[tuple[str, int]] = []
        self._run: list[Any] = []
        self._letters = 0
        self._in_item = False

    def children(self, node: Element, marks: frozenset[str]) -> None:
        in_item = node.tag == "li" or (node.tag in _UNSEEN and self._in_item)
        self._text(node.text, marks)
        for child in node:
            if isinstance(child.tag, str):
                self._in_item = in_item
                self._element(child, marks)
            self._text(child.tail, marks)

    def _element(self, node: Element, marks: frozenset[str]) -> None:
        tag = _SAME.get(str(node.tag), str(node.tag))
        self._note_id(node)
        if tag == "pre":
            self.flush()
            # Nobody sees whether an empty line of code holds blanks.
            text = re.sub(r"(?m)^[ \t]*\xa0[ \t\xa0]*$", "", _pre_text(node)).strip("\n")
            self._count(text)
            if text.strip():
                self.events.append(("pre", text))
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
            self.children(node, inner)
        elif tag in _UNSEEN or _is_image(node):
            if tag in {"div", "center", "figure"}:
                self.flush()
            self.children(node, marks)
            if tag in {"div", "center", "figure"}:
                self.flush()
        elif tag in _BLOCKS:
            self._block(node, tag, marks)
        else:
            self.children(node, marks | {tag})

    def _note_id(self, node: Element) -> None:
        """Note an id as a place in the text: how many letters stand before it."""
        if name := node.get("id") or (node.get("name") if node.tag == "a" else None):
            self.ids.append((name, self._letters))

    def _block(self, node: Element, tag: str, marks: frozenset[str]) -> None:
        self.flush()
        # A block right inside of a list shows as a part of the item before.
        stray = tag in {"ul", "ol", "p"} and self.events[-1:] == [("close", "li")]
        if stray:
            self.events.pop()
        if tag == "p":
            self._paragraph(node, marks, loose=self._in_item or stray)
            if stray:
                self.events.append(("close", "li"))
            return
        if tag == "tr" and _is_blank_row(node):
            for below in node.iterfind(".//*"):
                self._note_id(below)
            return
        self._container(node, "td" if tag == "th" else tag)
        if stray:
            self.events.append(("close", "li"))

    def _container(self, node: Element, name: str) -> None:
        opening = ("open", name)
        self.events.append(opening)
        if name == "ol" and (node.get("start") or "1") != "1":
            self.events.append(("start", node.get("start")))
        self.children(_with_foot_last(node), frozenset())
        self.flush()
        if name in {"ul", "ol"}:
            _spread_looseness(self.events, opening)
        if name == "tr":
            self._without_empty_cells_at_end()
        if self.events[-1] is opening and name in _NOTHING_WITHOUT_CONTENT:
            self.events.pop()
        else:
            self.events.append(("close", name))

    def _without_empty_cells_at_end(self) -> None:
        """Drop the empty cells that engines fill a short row with."""
        while self.events[-2:] == [("open", "td"), ("close", "td")]:
            del self.events[-2:]

    def _paragraph(self, node: Element, marks: frozenset[str], *, loose: bool) -> None:
        before = len(self.events)
        self.children(node, marks)
        self.flush()
        if loose:
            texts = self.events[before:]
            self.events[before:] = [event for text in texts for event in (("loose",), text)]

    def _text(self, text: str | None, marks: frozenset[str]) -> None:
        if text:
            self._count(text)
            self._run.append((text, marks))

    def _count(self, text: str) -> None:
        self._letters += len("".join(text.split()))

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


def _is_blank_row(node: Element) -> bool:
    return not "".join(node.itertext()).strip() and not node.findall(".//img")


def _is_image(node: Element) -> bool:
    """Tell whether an element is a figure that shows one image and has no caption to say more."""
    tags = [str(one.tag) for one in node.iter() if one.tag not in {"a", "p", *_UNSEEN}]
    return tags == ["figure", "img"] and not "".join(node.itertext()).strip()


def _spread_looseness(events: list[Any], opening: Any) -> None:
    """Make all text in a list's items paragraphs if some is, or stands behind a block: only room differs."""
    first = next(index for index in range(len(events) - 1, -1, -1) if events[index] is opening)
    depth, before = 0, None
    texts: list[int] = []
    loose = False
    for index in range(first + 1, len(events)):
        event = events[index]
        depth += {"open": 1, "close": -1}.get(event[0], 0)
        if depth == 1 and event[0] == "text":
            texts.append(index)
            loose = loose or before == ("loose",) or (before is not None and before[0] != "open")
        before = event
    for index in reversed(texts if loose else []):
        if events[index - 1] != ("loose",):
            events.insert(index, ("loose",))


def _with_foot_last(node: Element) -> Element:
    """Put a table's foot where it shows, wherever it stands."""
    for foot in node.findall("tfoot"):
        node.remove(foot)
        node.append(foot)
    return node


def _chunks(words: list[Any]) -> list[list[Any]]:
    """Split at two breaks in a row, fold blanks, join letters with equal marks."""
    chunks: list[list[Any]] = [[]]
    breaks = 0
    for word in words:
        last = chunks[-1]
        if word == "<br>":
            breaks += 1
        elif word == " ":
            if last and last[-1] != " " and not breaks:
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
    """Drop the blanks that nobody sees: before a break, and at the end."""
    kept: list[Any] = []
    at_end = True
    for one in reversed(chunk):
        if one == " " and at_end:
            continue
        at_end = one == "<br>"
        kept.append(one)
    return kept[::-1]


def _pre_text(node: Element) -> str:
    parts = [node.text or ""]
    for child in node:
        parts.append("\n" if child.tag == "br" else _pre_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
