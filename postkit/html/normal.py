"""The normal form of a document: what a reader sees of it, as plain tuples that compare.

Two pieces of HTML with one normal form are the same document: text, links, images, block
structure, emphasis, code, anchors, comments. Presentation is not part of it. Written apart from
the serialiser on purpose: a thing that the serialiser overlooks is still seen here.

Blocks are tuples whose first member names them; text stands in paragraphs `p`, or `t` where it
is bare in a list item or cell. An inline item carries its marks: the set of what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from postkit.html import policy
from postkit.html.code import code_language, code_text
from postkit.html.table import Grid, read_grid
from postkit.html.tree import Comment, Element, Node, Text

Block = tuple[Any, ...]
Item = tuple[Any, ...]
Marks = frozenset[tuple[str, ...]]

_BLANK = re.compile(r"[ \t\n\f\r]+")
_WIDE_BLANKS = re.compile(r"((?:(?! )\s)+)")
_LETTERING: Marks = frozenset({("strong",), ("em",)})
_TRANSPARENT_BLOCKS = policy.UNWRAPPED_BLOCKS | {"#root", "body", "html"}
_NO_MARKS: Marks = frozenset()


def normal_form(root: Element) -> tuple[Block, ...]:
    """Return the normal form of a tree."""
    return tuple(_blocks(root.children, "p"))


def normal_url(url: str) -> str:
    """Return a URL with everything percent-encoded that may be."""
    return quote(url.strip(), safe="!#$%&'*+,-./:;=?@_~").replace("%5E", "^").replace("%60", "`")


def _blocks(children: Iterable[Node], bare: str) -> list[Block]:
    """Return the blocks of some nodes; `bare` names a paragraph made of loose inline nodes."""
    gather = _Gather(bare)
    gather.nodes(children, _NO_MARKS)
    gather.flush()
    return gather.blocks


class _Gather:
    """Collects inline items until a block ends them."""

    def __init__(self, bare: str) -> None:
        self.blocks: list[Block] = []
        self._items: list[Item] = []
        self._bare = bare

    def nodes(self, nodes: Iterable[Node], marks: Marks) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self._items.append(("text", node.data, marks))
            elif isinstance(node, Comment):
                if node.data.strip():
                    self._items.append(("comment", node.data.strip()))
            else:
                self._element(node, marks)

    def flush(self, name: str | None = None) -> None:
        name = name or self._bare
        chunks = _paragraphs(self._items) if name == "p" else [_trim(self._items)]
        self.blocks += [(name, chunk) for chunk in chunks if chunk]
        self._items = []

    def _element(self, node: Element, marks: Marks) -> None:
        tag = node.tag
        if tag in _TRANSPARENT_BLOCKS and not policy.foreign_attributes(tag, node.attributes):
            self.flush()
            self.nodes(node.children, marks)
            self.flush()
        elif tag == "p":
            self.flush()
            self.nodes(node.children, marks)
            self.flush("p")
        elif tag in policy.BLOCKS or tag in policy.KEPT_BLOCKS or tag in policy.TABLE_PARTS:
            self.flush()
            self.blocks.append(_block(node))
        else:
            self._inline(node, marks)

    def _inline(self, node: Element, marks: Marks) -> None:
        tag, attributes = node.tag, node.attributes
        if tag == "br":
            self._items.append(("br",))
        elif tag == "img":
            src = normal_url(attributes.get("src") or "")
            alt = _BLANK.sub(" ", attributes.get("alt") or "").strip()
            self._items.append(("img", src, alt, attributes.get("title") or "", _foreign(node), marks))
        elif tag in policy.UNWRAPPED_INLINE and not policy.foreign_attributes(tag, attributes):
            self.nodes(node.children, marks)
        else:
            anchor = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
            if anchor:
                self._items.append(("anchor", anchor))
            mark = _mark(node)
            if mark and mark[0].startswith("<") and not node.children:
                self._items.append(("element", mark))
            self.nodes(node.children, marks | {mark} if mark else marks)


def _mark(node: Element) -> tuple[str, ...] | None:
    """Return what an inline element says of its content."""
    if node.tag == "a":
        href = node.attributes.get("href")
        title = node.attributes.get("title") or ""
        return None if href is None else ("a", normal_url(href), title, *_foreign(node))
    if node.tag in policy.EMPHASIS:
        return (policy.EMPHASIS[node.tag],)
    if node.tag in {"code", "tt"}:
        return ("code",)
    return (f"<{node.tag}", *(f"{name}={value}" for name, value in sorted(node.attributes.items())))


def _foreign(node: Element) -> tuple[str, ...]:
    names = policy.foreign_attributes(node.tag, node.attributes)
    return tuple(f"{name}={node.attributes[name]}" for name in sorted(names))


def _block(node: Element) -> Block:
    tag = node.tag
    if tag in policy.HEADINGS:
        anchor = node.attributes.get("id")
        items = _trim(_inline_items(node))
        return (tag, (("anchor", anchor), *items) if anchor else items)
    if tag in {"ul", "ol"}:
        start = node.attributes.get("start") or "1"
        items = tuple(_item(child) for child in node.children if not _is_blank(child))
        return (tag, start if tag == "ol" else "", _foreign(node), items)
    if tag == "blockquote":
        return (tag, _foreign(node), tuple(_blocks(node.children, "p")))
    if tag == "hr":
        return ("hr",)
    if tag == "pre" and (code := code_text(node)) is not None:
        return ("pre", code_language(node), code.rstrip("\n"))
    if tag == "table" and (grid := read_grid(node)) is not None:
        return _table(grid)
    names = sorted(node.attributes.items(), key=str)
    raw = node.text() if tag in {"script", "style", "pre"} else ""
    return ("html", tag, tuple(names), raw, tuple(_blocks(node.children, "t")))


def _item(child: Node) -> Block:
    if isinstance(child, Element) and child.tag == "li":
        return ("li", _foreign(child), tuple(_blocks(child.children, "t")))
    return ("stray", *_blocks([child], "t"))


def _is_blank(node: Node) -> bool:
    return isinstance(node, Comment) or (isinstance(node, Text) and not node.data.strip())


def _table(grid: Grid) -> Block:
    rows = [tuple(tuple(_blocks(cell.children, "t")) for cell in row) for row in grid.rows]
    header = tuple(tuple(_blocks(cell.children, "t")) for cell in grid.header or ())
    return ("table", grid.alignments, header if any(header) else (), tuple(rows))


def _inline_items(node: Element) -> list[Item]:
    """Return the items of an element that holds only inline content; a block in it shows."""
    gather = _Gather("t")
    gather.nodes(node.children, _NO_MARKS)
    gather.flush()
    return [item for block in gather.blocks for item in (block[1] if block[0] == "t" else (block,))]


def _paragraphs(items: list[Item]) -> list[tuple[Item, ...]]:
    """Split at two or more breaks in a row, which a reader sees as a paragraph's end."""
    chunks: list[list[Item]] = [[]]
    pending: list[Item] = []
    for item in items:
        if item == ("br",) or (item[0] == "text" and not _BLANK.sub("", item[1]) and pending):
            pending.append(item)
            continue
        if pending.count(("br",)) > 1:
            chunks.append([])
        else:
            chunks[-1] += pending
        pending = []
        chunks[-1].append(item)
    return [_trim(chunk) for chunk in chunks]


def _trim(items: list[Item]) -> tuple[Item, ...]:
    """Fold white space as browsers do, join text with equal marks, drop breaks at the end.

    A blank between two words belongs to the marks that both have: nobody sees whether the blank
    before a bold word is bold. Anchors and comments take no room, so a blank before one counts
    before what follows it.
    """
    folded: list[Item] = []
    gap = False
    for item in items:
        if item[0] == "text":
            text = _BLANK.sub(" ", item[1])
            gap = gap or text.startswith(" ")
            if word := text.strip(" "):
                for part in filter(None, _WIDE_BLANKS.split(word)):
                    _add(folded, ("text", part, _seen(part, item[2])), gap=gap)
                    gap = False
                gap = text.endswith(" ")
        elif item[0] in {"anchor", "comment"}:
            folded.append(item)
        else:
            _add(folded, item, gap=gap and item[0] != "br")
            gap = False
    while folded and folded[-1] == ("br",):
        folded.pop()
    return tuple(folded)


def _seen(text: str, marks: Marks) -> Marks:
    """Return the marks that a reader sees on a text: no blank looks bold or slanted."""
    return marks - _LETTERING if text.isspace() else marks


def _add(folded: list[Item], item: Item, *, gap: bool) -> None:
    """Append an item, with one blank before it if there is a gap and something to part it from."""
    last = next((other for other in reversed(folded) if other[0] not in {"anchor", "comment"}), None)
    if gap and last is not None and last[0] != "br":
        _add_text(folded, " ", _marks(last) & _marks(item))
    if item[0] == "text":
        _add_text(folded, item[1], item[2])
    else:
        folded.append(item)


def _add_text(folded: list[Item], text: str, marks: Marks) -> None:
    if folded and folded[-1][0] == "text" and folded[-1][2] == marks:
        folded[-1] = ("text", folded[-1][1] + text, marks)
    else:
        folded.append(("text", text, marks))


def _marks(item: Item) -> Marks:
    return item[-1] if isinstance(item[-1], frozenset) else _NO_MARKS
