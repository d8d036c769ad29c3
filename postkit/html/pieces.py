"""A region as pieces: what Markdown can say becomes Markdown, what it cannot stays as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from postkit.flavors.base import Dialect, Flavor
from postkit.html.blocks import BlockWriter
from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_line_starts, escape_text
from postkit.html.keep import source_of
from postkit.html.nodes import group, shows
from postkit.html.peer import proved_by_peer
from postkit.html.piece import Kind, Piece, join
from postkit.html.portable import objection
from postkit.html.prove import reads_alike
from postkit.html.spelling import spelling_of
from postkit.html.tree import Comment, Element, Node, Text, parse

_INDENTED = re.compile(r"\n(?: {4}| {0,3}\t)[ \t]*[^ \t\n]")
_BLANK_LINE_AT_END = re.compile(r"\n[ \t]*\n[ \t]*\Z")
_DIFFERS = "its Markdown would read differently"


def convert_pieces(html: str, flavor: Flavor, heading_id: str, staying: Mapping[str, str]) -> list[Piece]:
    """Return the pieces of a region's HTML, each with its Markdown where that is proved.

    Args:
        html: The region's HTML, masked.
        flavor: The engine.
        heading_id: How it writes a heading's id: a template with `{id}`.
        staying: Tags of headings that stay, each with the reason.

    Raises:
        CannotSayError: If a piece can neither be said nor stand by itself.
    """
    root = parse(html)
    kramdown = flavor.dialect is Dialect.KRAMDOWN
    if kramdown:
        check_loose_text(root)
    spelling = spelling_of(flavor)
    writer = BlockWriter(html, spelling, heading_id, staying=staying, loose_is_markdown=kramdown)
    pieces = [_best(html, piece, flavor) for piece in writer.pieces(root)]
    if not reads_alike(root, join(pieces, spelling), flavor):
        raise CannotSayError(_DIFFERS, differs=True)
    return pieces


def _best(html: str, piece: Piece, flavor: Flavor) -> Piece:
    """Return a piece that is proved by itself: as it is, in html2text's words, or as the HTML that it was.

    Raises:
        CannotSayError: If it is none of these.
    """
    if not piece.said or _is_proved(piece, flavor):
        return piece
    if (text := proved_by_peer(piece.nodes, flavor)) is not None:
        return Piece(piece.nodes, text, piece.kind)
    (node, *others) = piece.nodes
    element = node if isinstance(node, Element) and not others else None
    error = CannotSayError(_DIFFERS, element, differs=True)
    if element is None:
        raise error
    return Piece([element], source_of(html, element, error, nested=False), Kind.HTML, [error])


def _is_proved(piece: Piece, flavor: Flavor) -> bool:
    old = Element("#root", children=list(piece.nodes))
    if not reads_alike(old, piece.text, flavor):
        return False
    # Python-Markdown, which is asked itself, takes other spellings than the rest.
    return flavor.dialect is Dialect.PYTHON_MARKDOWN or (
        objection(piece.text, heading_attributes=flavor.heading_attributes) is None
    )


def check_loose_text(root: Element) -> None:
    """Raise where kramdown would read Markdown between the elements of a region.

    Its HTML block ends with the closing tag, so what follows is Markdown already.
    """
    texts = [node.data for node in root.children if isinstance(node, Text)]
    if any(_INDENTED.search(text) for text in texts):
        raise CannotSayError("kramdown takes an indented line between its elements for code", differs=True)
    runs = list(group(root.children))
    for run in runs:
        if isinstance(run, Element) or _are_comments(run):
            continue
        text = "".join(node.text() if isinstance(node, Element) else node.data for node in run)
        plain = text.strip()
        parted = run is runs[-1] or _BLANK_LINE_AT_END.search(text)
        if len(run) > 1 or not parted or "[" in plain or _escaped(plain) != plain:
            raise CannotSayError("kramdown reads what stands between its elements as Markdown", differs=True)


def _are_comments(run: Sequence[Node]) -> bool:
    """Tell whether a run holds nothing but comments that are blocks, as they are without a blank before."""
    before = ""
    for node in run:
        if isinstance(node, Comment):
            if before.endswith((" ", "\t")):
                return False
            before = ""
        elif shows(node):
            return False
        elif isinstance(node, Text):
            before += node.data
    return True


def _escaped(text: str) -> str:
    return escape_line_starts(escape_text(text))
