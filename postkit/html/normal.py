"""The normal form of a document: what a reader sees of it, as plain tuples that compare.

Two pieces of HTML with one normal form are the same document: text, links, images, block
structure, emphasis, code, anchors, comments. Presentation is not part of it. Written apart from
the serialiser on purpose: a thing that the serialiser overlooks is still seen here.

Blocks are tuples whose first member names them; text stands in paragraphs `p`, or `t` where it
is bare in a list item or cell. An inline item carries its marks: the set of what surrounds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from postkit.html import policy
from postkit.html.code import code_language, code_text
from postkit.html.figures import is_image
from postkit.html.nodes import STRAYS, is_room
from postkit.html.table import Grid, read_grid
from postkit.html.tree import Comment, Element, Node, Text

Block = tuple[Any, ...]
Item = tuple[Any, ...]
Marks = frozenset[tuple[str, ...]]

_BLANKS = " \t\n\f\r"
_UNFOLDED = re.compile(rf"[{_BLANKS}](?:[{_BLANKS}]+|(?<! ))")
"""Blanks but for a lone one, which stays what it is."""
_WIDE_BLANKS = re.compile(r"([^\S ]+)")
_LETTERING: Marks = frozenset({("strong",), ("em",)})
_TRANSPARENT_BLOCKS = policy.UNWRAPPED_BLOCKS | {"#root", "body", "html"}
_NO_MARKS: Marks = frozenset()
_POINTS_AT_TEXT = frozenset({"p", "ul", "ol", "li", "blockquote", "table"})
"""Blocks without ids in Markdown, whose id is an anchor before their first text."""
_NOTHING: tuple[Block, ...] = (
    ("ul", "", (), ()),
    ("ol", ("1", "1"), (), ()),
    ("dl", ()),
    ("pre", "", ""),
    *((heading, ()) for heading in policy.HEADINGS),
)
"""Blocks in which a reader sees nothing."""


def normal_form(root: Element) -> tuple[Block, ...]:
    """Return the normal form of a tree."""
    return tuple(_blocks(root.children, "p"))


def normal_url(url: str) -> str:
    """Return a URL with everything percent-encoded that may be."""
    return quote(url.strip(), safe="!#$%&'*+,-./:;=?@_~").replace("%5E", "^").replace("%60", "`")


def _blocks(children: Iterable[Node], bare: str, anchors: Sequence[Item] = ()) -> list[Block]:
    """Return the blocks of some nodes.

    Args:
        children: The nodes.
        bare: What names a paragraph made of loose inline nodes.
        anchors: The ids of the blocks that begin here, which point at the first text.
    """
    gather = _Gather(bare, anchors)
    gather.nodes(children, _NO_MARKS)
    gather.flush()
    return [*gather.blocks, *((bare, (anchor,)) for anchor in gather.anchors)]


class _Gather:
    """Collects inline items until a block ends them."""

    def __init__(self, bare: str, anchors: Sequence[Item] = ()) -> None:
        self.blocks: list[Block] = []
        self.anchors = list(anchors)
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
        chunks = _paragraphs(self._items)
        if len(chunks) > 1:
            name = "p"  # in an item, too, two breaks part paragraphs
        elif name != "p":
            chunks = chunks or [_trim(self._items)]
        for chunk in chunks:
            if chunk:
                self.blocks.append((name, (*self.anchors, *chunk)))
                self.anchors = []
        self._items = []

    def _element(self, node: Element, marks: Marks) -> None:
        tag = node.tag
        if is_image(node) or (tag in _TRANSPARENT_BLOCKS and not node.objection):
            self.flush()
            self.nodes(node.children, marks)
            self.flush()
        elif tag == "p" and not _foreign(node):
            self.flush()
            self.anchors += _anchor(node)
            self.nodes(node.children, marks)
            self.flush("p")
            self._rest("p")
        elif tag in policy.BLOCKS or tag in policy.KEPT_BLOCKS or tag in policy.TABLE_PARTS:
            self.flush()
            if tag not in _POINTS_AT_TEXT and tag not in policy.HEADINGS:
                self._rest(self._bare)
            block = _block(node, [*self.anchors, *_anchor(node)])
            self.anchors = []
            if block not in _NOTHING:
                self.blocks.append(block)
        else:
            self._inline(node, marks)

    def _rest(self, name: str) -> None:
        """Let an anchor that found no text stand by itself."""
        if self.anchors:
            self.blocks.append((name, tuple(self.anchors)))
        self.anchors = []

    def _inline(self, node: Element, marks: Marks) -> None:
        tag, attributes = node.tag, node.attributes
        if tag == "br":
            self._items.append(("br",))
        elif tag == "img":
            src = normal_url(attributes.get("src") or "")
            alt = _UNFOLDED.sub(" ", attributes.get("alt") or "").strip()
            self._items.append(("img", src, alt, attributes.get("title") or "", _foreign(node), marks))
        elif tag in policy.UNWRAPPED_INLINE and not node.objection:
            self.nodes(node.children, marks)
        else:
            anchor = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
            if anchor:
                self._items.append(("anchor", anchor))
            mark = _mark(node)
            if not node.children and policy.may_be_icon(tag, attributes):
                self._items.append(("element", (tag, str(attributes["class"]))))
            elif mark and mark[0].startswith("<") and not node.text().strip():
                self._items.append(("element", mark))
            self.nodes(node.children, marks | {mark} if mark else marks)


def _mark(node: Element) -> tuple[str, ...] | None:
    """Return what an inline element says of its content."""
    if node.tag == "a":
        href = node.attributes.get("href")
        title = node.attributes.get("title") or ""
        return None if href is None else ("a", normal_url(href), title, *_foreign(node))
    if node.tag in policy.EMPHASIS:
        return (policy.EMPHASIS[node.tag], *_foreign(node))
    if node.tag in {"code", "tt"}:
        return ("code", *_foreign(node))
    return (f"<{node.tag}", *(f"{name}={value}" for name, value in sorted(node.attributes.items())))


def _foreign(node: Element) -> tuple[str, ...]:
    """Return the attributes that have to be there, in HTML or in an attribute list."""
    names = sorted({*node.foreign, *node.listed})
    return tuple(f"{name}={_UNFOLDED.sub(' ', node.attributes[name] or '').strip()}" for name in names)


def _anchor(node: Element) -> list[Item]:
    """Return the anchor that the id of a block is, where Markdown can say the block but not its id."""
    anchor = node.attributes.get("id") if node.tag in _POINTS_AT_TEXT else None
    return [("anchor", anchor)] if anchor else []


def _block(node: Element, anchors: Sequence[Item]) -> Block:
    tag = node.tag
    if tag in policy.HEADINGS:
        anchor = node.attributes.get("id")
        items = _trim(_inline_items(node))
        return (tag, (*([("anchor", anchor)] if anchor else []), *anchors, *items), *_foreign(node))
    if tag in {"ul", "ol"}:
        return _list(node, anchors)
    if tag == "blockquote" and not _foreign(node):
        return (tag, tuple(_blocks(node.children, "p", anchors)))
    if tag == "hr":
        return ("hr", *_foreign(node))
    if tag == "pre" and (code := code_text(node)) is not None:
        return ("pre", code_language(node), code.rstrip("\n"), *_foreign(node))
    if tag == "dl":
        parts = ([("p", tuple(anchors))] if anchors else []) + _definitions(node)
        return (tag, tuple(parts), *_foreign(node))
    if tag == "table" and (grid := read_grid(node)) is not None:
        return (*_table(grid, anchors), *_foreign(node))
    everything = sorted((item for item in node.attributes.items() if item[0] != "markdown"), key=str)
    names = _foreign(node) if node.listed else tuple(everything)
    raw = node.text() if tag in {"script", "style", "pre"} else ""
    bare = "p" if tag in policy.CONTAINERS else "t"
    inner = tuple(_blocks(node.children, bare, [one for one in anchors if tag in _POINTS_AT_TEXT]))
    return ("html", tag, names, raw, inner)


def _list(node: Element, anchors: Sequence[Item]) -> Block:
    """Return a list; a block that stands between its items belongs to the item before.

    One paragraph in an item, or text behind a block, makes paragraphs of all text in the items, as in
    a loose list of CommonMark: between them a reader sees only room.
    """
    items: list[Block] = []
    for child in node.children:
        if _is_blank(child) or is_room(child):
            continue
        first, anchors = anchors, ()
        if isinstance(child, Element) and child.tag in STRAYS and items and items[-1][0] == "li":
            name, attributes, blocks = items[-1]
            items[-1] = (name, attributes, (*blocks, *_blocks([child], "t")))
        else:
            items.append(_item(child, first))
    if any(item[0] == "li" and _is_loose(item[2]) for item in items):
        items = [(*item[:2], _loosened(item[2])) if item[0] == "li" else item for item in items]
    start = (node.attributes.get("start") or "1", node.attributes.get("type") or "1")
    return (node.tag, start if node.tag == "ol" else "", _foreign(node), tuple(items))


def _is_loose(blocks: Sequence[Block]) -> bool:
    """Tell whether an item holds a paragraph, or text behind a block."""
    return any(block[0] == "p" or (number and block[0] == "t") for number, block in enumerate(blocks))


def _loosened(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(("p", *block[1:]) if block[0] == "t" else block for block in blocks)


def _item(child: Node, anchors: Sequence[Item]) -> Block:
    if isinstance(child, Element) and child.tag == "li":
        found = [*anchors, *_anchor(child)]
        return ("li", _foreign(child), tuple(_blocks(child.children, "t", found)))
    return ("stray", *_blocks([child], "t", anchors))


def _definitions(node: Element) -> list[Block]:
    """Return the terms and definitions of a list, those too that an element only groups."""
    found: list[Block] = []
    for child in node.children:
        if _is_blank(child):
            continue
        if not isinstance(child, Element):
            found.append(("stray", *_blocks([child], "t")))
        elif child.tag == "dt":
            found.append(("dt", _trim(_inline_items(child)), *_foreign(child)))
        elif child.tag == "dd":
            found.append(("dd", tuple(_blocks(child.children, "t")), *_foreign(child)))
        elif child.tag in _TRANSPARENT_BLOCKS and not child.objection:
            found += _definitions(child)
        else:
            found.append(("stray", *_blocks([child], "t")))
    return found


def _is_blank(node: Node) -> bool:
    return isinstance(node, Comment) or (isinstance(node, Text) and not node.data.strip())


def _table(grid: Grid, anchors: Sequence[Item]) -> Block:
    """Return a table; paragraphs in a cell are what two breaks part."""
    header = _cells(grid.header or (), anchors)
    first = () if header else anchors
    rows = [_cells(row, () if number else first) for number, row in enumerate(grid.rows)]
    return ("table", grid.alignments, header if any(header) else (), tuple(rows))


def _cells(row: Iterable[Element], anchors: Sequence[Item]) -> tuple[Block, ...]:
    return tuple(
        tuple(_blocks(cell.children, "p", () if number else anchors)) for number, cell in enumerate(row)
    )


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
        if item == ("br",) or (pending and item[0] == "text" and not item[1].strip(_BLANKS)):
            pending.append(item)
            continue
        if pending.count(("br",)) > 1:
            chunks.append([])
        else:
            chunks[-1] += pending
        pending = []
        chunks[-1].append(item)
    return [_trim(chunk) for chunk in chunks if not all(_is_space(item) for item in chunk)]


def _is_space(item: Item) -> bool:
    """Tell whether an item is nothing to a reader but room: a blank of any kind, or a break."""
    return item == ("br",) or (item[0] == "text" and (not item[1] or item[1].isspace()))


def _trim(items: list[Item]) -> tuple[Item, ...]:
    """Fold white space as browsers do, join text with equal marks, drop breaks at the edges.

    A blank between two words belongs to the marks that both have: nobody sees whether the blank
    before a bold word is bold. Anchors and comments take no room, so a blank before one counts
    before what follows it.
    """
    folded: list[Item] = []
    gap = False
    for item in items:
        if item[0] == "text":
            text = _UNFOLDED.sub(" ", item[1])
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
    last = _last_shown(folded)
    if last is None and item == ("br",):
        return
    if gap and last is not None and last[0] != "br":
        _add_text(folded, " ", _marks(last) & _marks(item))
    if item[0] == "text":
        _add_text(folded, item[1], item[2])
    else:
        folded.append(item)


def _last_shown(folded: list[Item]) -> Item | None:
    for item in reversed(folded):
        if item[0] not in {"anchor", "comment"}:
            return item
    return None


def _add_text(folded: list[Item], text: str, marks: Marks) -> None:
    if folded and folded[-1][0] == "text" and folded[-1][2] == marks:
        folded[-1] = ("text", folded[-1][1] + text, marks)
    else:
        folded.append(("text", text, marks))


def _marks(item: Item) -> Marks:
    return item[-1] if isinstance(item[-1], frozenset) else _NO_MARKS
