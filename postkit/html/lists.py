"""Lists → Markdown lists, tight or loose, in the spellings that kramdown and CommonMark read alike.

CommonMark makes a whole list loose for one blank line; kramdown decides item by item, and looks
only at an item's first block. So either no blank line stands in a list, or one between all blocks:
a list with one paragraph, or with text behind a block, has a blank line between all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from postkit.html.errors import CannotSayError
from postkit.html.inline import SPACER, paragraphs, tight
from postkit.html.nodes import STRAYS, are_comments, group_through, is_room, sayable, shows
from postkit.html.piece import LIST_BREAK, LISTS, Kind, Piece, join, reasons
from postkit.html.spelling import COMMON, Spelling
from postkit.html.tree import Comment, Element, Node

_LIST_LINE = re.compile(r"^ {0,3}(?:[-+*]|\d+\.)[ \t]", re.MULTILINE)
_TASK = re.compile(r"\A\[([xX])\](?=\()")
RULE = "<hr>"
"""In an item of a list, which `---` ends in kramdown."""
_GOES_ON = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.FENCE})
"""What another block may follow on the next line."""
_STANDS_LAST = _GOES_ON | LISTS | {Kind.QUOTE, Kind.RULE, Kind.HTML}
"""What may follow on the line after a block in every engine."""
_ANCHORS = re.compile(r'(?:<a (?:id|name)="[^"]*"></a>\s*)+')
"""A paragraph that holds nothing but anchors."""


class Writer(Protocol):
    """Writes the blocks in an item."""

    def element(self, node: Element) -> list[Piece]:
        """Return the pieces of a block element."""

    def run_as_html(self, parent: Element, run: Sequence[Node], error: CannotSayError) -> Piece:
        """Return loose inline content as HTML that stays."""


@dataclass(slots=True)
class Item:
    """An item.

    Attributes:
        pieces: Its blocks.
        bare: Whether it holds text without a paragraph of its own.
        paragraphs: Whether it holds paragraphs, or text behind a block.
    """

    pieces: list[Piece]
    bare: bool = False
    paragraphs: bool = False

    @property
    def begins_with_paragraph(self) -> bool:
        """Whether its first block is text."""
        return bool(self.pieces) and self.pieces[0].kind is Kind.PARAGRAPH


def write_list(writer: Writer, node: Element, spelling: Spelling = COMMON) -> Piece | None:
    """Return a list; None if it has no items.

    Args:
        writer: Writes what is in its items.
        node: The element.
        spelling: The engine's.

    Raises:
        CannotSayError: If its items have no common spelling.
    """
    _check(node)
    items = [read_item(writer, child, spelling) for child in _items(node)]
    if not items:
        return None
    loose = is_loose(node, items)
    if loose and not spelling.opens_items and not all(map(_begins_with_text, items)):
        raise CannotSayError("a list item begins with a block other than a paragraph", node)
    bullet = spelling.markers.bullet
    texts = [
        indented(item.pieces, f"{bullet} " if node.tag == "ul" else f"{number}. ", spelling, loose=loose)
        for number, item in enumerate(items, 1)
    ]
    kind = Kind.BULLETS if node.tag == "ul" else Kind.NUMBERS
    kept = [reason for item in items for reason in reasons(item.pieces)]
    return Piece([node], ("\n\n" if loose else "\n").join(texts), kind, kept)


def _check(node: Element) -> None:
    if node.tag == "ol" and (node.attributes.get("start") or "1") != "1":
        raise CannotSayError("kramdown ignores a list's start number", node)
    if node.tag == "ol" and (node.attributes.get("type") or "1") != "1":
        raise CannotSayError("Markdown numbers no list with letters", node)


def _items(node: Element) -> list[Element]:
    """Return the items; what stands between them belongs to the one before, where it shows.

    A break there is only room.
    """
    items: list[Element] = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(child)
        elif isinstance(child, Element) and child.tag in STRAYS and items:
            items[-1] = replace(items[-1], children=[*items[-1].children, child], inside=None)
        elif isinstance(child, Comment) or (shows(child) and not is_room(child)):
            element = child if isinstance(child, Element) else node
            raise CannotSayError("something other than an item stands in a list", element)
    return items


def read_item(writer: Writer, node: Element, spelling: Spelling) -> Item:
    """Return what is in an item of a list, or of a list of definitions.

    Args:
        writer: Writes its blocks.
        node: The item.
        spelling: The engine's.

    Raises:
        CannotSayError: If its content has no common spelling.
    """
    if node.attributes.get("value"):
        raise CannotSayError("a list item has a number of its own", node)
    node = sayable(node)
    item = Item([])
    for run in group_through(node.children):
        if not isinstance(run, Element):
            _add_text(writer, node, item, run, spelling)
        else:
            item.paragraphs = item.paragraphs or run.tag == "p"
            item.pieces += (_as_in_item(piece) for piece in writer.element(run))
    item.pieces = [piece for piece in item.pieces if piece.text]
    return item


def _shown(texts: Sequence[str]) -> list[str]:
    """Return paragraphs with anchors that stand alone put to one that readers see, as they make none."""
    shown: list[str] = []
    before = ""
    for text in texts:
        if not _ANCHORS.fullmatch(text):
            shown.append(before + text)
            before = ""
        elif shown:
            shown[-1] += text
        else:
            before += text
    return [*shown, before] if before else shown


def _add_text(writer: Writer, node: Element, item: Item, run: Sequence[Node], spelling: Spelling) -> None:
    if are_comments(run):
        raise CannotSayError("a comment stands beside a block in a list item", node)
    try:
        texts = _shown([text for text in paragraphs(run, spelling) if not SPACER.fullmatch(text)])
        if not texts and (text := tight(run, spelling)):
            texts = [text]
    except CannotSayError as error:
        item.pieces.append(writer.run_as_html(node, run, error))
        return
    if texts:
        item.paragraphs = item.paragraphs or bool(item.pieces) or len(texts) > 1
        item.pieces += (Piece(run, text, Kind.PARAGRAPH) for text in texts)
        item.bare = True


def _as_in_item(piece: Piece) -> Piece:
    return replace(piece, text=RULE) if piece.kind is Kind.RULE else piece


def is_loose(node: Element, items: Sequence[Item]) -> bool:
    """Tell whether blank lines stand between the items' blocks.

    Args:
        node: The list.
        items: Its items.

    Raises:
        CannotSayError: If some items must be loose and others must not.
    """
    bare = any(item.bare for item in items)
    paragraphs = any(item.paragraphs for item in items)
    if not paragraphs and all(_fits_tight(item.pieces) for item in items):
        return False
    if bare and not paragraphs:
        raise CannotSayError("a tight list item holds more than a text and a block after it", node)
    if any(item.pieces and _looks_like_list(item.pieces[0]) for item in items):
        raise CannotSayError("code that begins a list item looks like a list", node)
    # kramdown makes the last paragraph bare where an item before begins with something else.
    last = items[-1]
    alone = len(last.pieces) == 1 and last.begins_with_paragraph
    if alone and not all(item.begins_with_paragraph for item in items):
        raise CannotSayError("a list item begins with a block other than a paragraph", node)
    return True


def _begins_with_text(item: Item) -> bool:
    return not item.pieces or item.begins_with_paragraph


def _fits_tight(pieces: Sequence[Piece]) -> bool:
    if len(pieces) == 1 and pieces[0].kind is Kind.TABLE:
        return True
    if any(_looks_like_list(piece) for piece in pieces):
        return False
    return all(piece.kind in _GOES_ON for piece in pieces[:-1]) and all(
        piece.kind in _STANDS_LAST for piece in pieces[-1:]
    )


def _looks_like_list(piece: Piece) -> bool:
    """Tell whether kramdown would look for a list in code: it does up to an item's first blank line."""
    return piece.kind is Kind.FENCE and bool(_LIST_LINE.search(piece.text))


def indented(pieces: Sequence[Piece], marker: str, spelling: Spelling, *, loose: bool) -> str:
    """Return blocks behind a marker, the lines after the first in the column where the first begins.

    Args:
        pieces: The blocks.
        marker: With the blank behind it.
        spelling: The engine's.
        loose: Whether blank lines stand between the blocks.
    """
    marker = marker.ljust(spelling.column)
    text = (join(pieces, spelling) if loose else "\n".join(piece.text for piece in pieces)) or LIST_BREAK
    # goldmark takes `[x](u)` there for a task.
    text = _TASK.sub(lambda match: f"[&#{ord(match[1])};]", text)
    pad = " " * len(marker)
    lines = text.split("\n")
    return "\n".join([marker + lines[0], *(pad + line if line.strip() else "" for line in lines[1:])])
