"""Lists of definitions, for the engines that have a syntax of their own for them: kramdown and goldmark.

Both read `term`, then a line `: text` for each definition, and blank lines between entries; a blank
line before a `:` makes paragraphs of the text behind it. Measured on kramdown 2.4, goldmark 1.8.
"""

from __future__ import annotations

from typing import NamedTuple

from postkit.html.errors import CannotSayError
from postkit.html.inline import term
from postkit.html.lists import RULE, Item, Writer, indented, is_loose, read_item
from postkit.html.nodes import only_groups, shows
from postkit.html.piece import Kind, Piece, reasons
from postkit.html.spelling import Spelling
from postkit.html.tree import Element
from postkit.markdown.mask import is_only_tags

_NOT_INSIDE = frozenset({Kind.CONTAINER, Kind.HTML, Kind.RULE})
_MARKER = ": "


class _Entry(NamedTuple):
    """A term and its definitions."""

    term: str
    items: list[Item]


def write_definitions(writer: Writer, node: Element, spelling: Spelling) -> Piece | None:
    """Return a list of definitions; None if nothing is in it.

    Args:
        writer: Writes the blocks in definitions.
        node: The `<dl>`.
        spelling: The engine's.

    Raises:
        CannotSayError: If the engines read no list like it alike.
    """
    entries = _entries(writer, node, spelling)
    if not entries:
        return None
    items = [item for entry in entries for item in entry.items]
    loose = is_loose(node, items)
    gap = "\n\n" if loose else "\n"
    texts = [
        gap.join([entry.term, *(indented(one.pieces, _MARKER, spelling, loose=loose) for one in entry.items)])
        for entry in entries
    ]
    kept = [reason for item in items for reason in reasons(item.pieces)]
    return Piece([node], "\n\n".join(texts), Kind.DEFINITIONS, kept)


def _entries(writer: Writer, node: Element, spelling: Spelling) -> list[_Entry]:
    entries: list[_Entry] = []
    for part in _parts(node):
        if part.tag == "dt":
            if entries and not entries[-1].items:
                raise CannotSayError("two terms share a definition", part)
            entries.append(_Entry(_term(part, spelling), []))
        elif not entries:
            raise CannotSayError("a definition has no term", part)
        else:
            entries[-1].items.append(_definition(writer, part, spelling))
    if entries and not entries[-1].items:
        raise CannotSayError("a term has no definition", node)
    return entries


def _parts(node: Element) -> list[Element]:
    """Return the terms and definitions of a list, those too that an element groups."""
    parts: list[Element] = []
    for child in node.children:
        if not shows(child):
            continue
        if isinstance(child, Element) and child.tag in {"dt", "dd"}:
            if child.objection:
                raise CannotSayError(child.objection, child)
            parts.append(child)
        elif isinstance(child, Element) and only_groups(child):
            parts += _parts(child)
        else:
            element = child if isinstance(child, Element) else node
            raise CannotSayError("something other than a term or definition stands in a `<dl>`", element)
    return parts


def _term(node: Element, spelling: Spelling) -> str:
    text = term(node.children, spelling)
    if not text or is_only_tags(text):
        raise CannotSayError("a term has no text of its own", node)
    # pulldown-cmark, which proves conversions, needs no blank behind a colon.
    return spelling.escaped(":") + text[1:] if text.startswith(":") else text


def _definition(writer: Writer, node: Element, spelling: Spelling) -> Item:
    item = read_item(writer, node, spelling)
    if any(piece.kind is Kind.DEFINITIONS for piece in item.pieces):
        raise CannotSayError("a list of definitions stands in a definition", node)
    # What is read as HTML there would be a block beside the list the next time.
    if any(piece.kind in _NOT_INSIDE or piece.text == RULE for piece in item.pieces):
        raise CannotSayError("HTML that stays stands in a definition", node)
    return item
