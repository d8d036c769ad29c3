"""A region as pieces: what Markdown can say becomes Markdown, what it cannot stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postkit.flavors.base import Dialect, Flavor
from postkit.html.attribute_lists import without_lists
from postkit.html.blocks import BlockWriter
from postkit.html.engine_proof import is_asked
from postkit.html.errors import CannotSayError
from postkit.html.keep import source_of
from postkit.html.kramdown import check_loose_text
from postkit.html.peer import proved_by_peer
from postkit.html.piece import Kind, Piece, join
from postkit.html.portable import objection
from postkit.html.prove import reads_alike
from postkit.html.shapes import read_html
from postkit.html.spelling import Spelling
from postkit.html.treatment import Treatment
from postkit.html.tree import Element, Node

_DIFFERS = "its Markdown would read differently"


def convert_pieces(
    html: str,
    flavor: Flavor,
    spelling: Spelling,
    heading_id: str,
    staying: Mapping[str, str],
    *,
    in_markdown: bool = True,
    proved: bool = True,
) -> list[Piece]:
    """Return the pieces of a region's HTML, each with its Markdown where that is proved.

    Args:
        html: The region's HTML, masked.
        flavor: The engine.
        spelling: What it takes and the site's writers want.
        heading_id: How it writes a heading's id: a template with `{id}`.
        staying: Tags of headings that stay, each with the reason.
        in_markdown: Whether the HTML stands in Markdown, where an engine may look for more of it.
        proved: Whether each piece must read alike by itself, or that is left to the proof of the whole body
            where every engine reads all of it alike.

    Raises:
        CannotSayError: If a piece can neither be said nor stand by itself.
    """
    root = read_html(html, spelling.treatment)
    kramdown = in_markdown and flavor.dialect is Dialect.KRAMDOWN
    if kramdown:
        check_loose_text(root)
    writer = BlockWriter(html, spelling, heading_id, staying=staying, loose_is_markdown=kramdown)
    pieces = writer.pieces(root)
    said = join((piece for piece in pieces if piece.said), spelling)
    if not proved and not is_asked(flavor.dialect) and _is_portable(said, flavor, spelling.treatment):
        return pieces
    pieces = [_best(html, piece, flavor, spelling) for piece in pieces]
    if not reads_alike(root, join(pieces, spelling), flavor):
        raise CannotSayError(_DIFFERS, differs=True)
    return pieces


def _best(html: str, piece: Piece, flavor: Flavor, spelling: Spelling) -> Piece:
    """Return a piece that is proved by itself: as it is, in html2text's words, or as the HTML that it was.

    Raises:
        CannotSayError: If it is none of these.
    """
    if not piece.said or _is_proved(piece, flavor, spelling.treatment):
        return piece
    # The peer knows of no way to keep a heading from being listed.
    text = None if spelling.unlists else proved_by_peer(piece.nodes, flavor, spelling)
    if text is not None:
        return Piece(piece.nodes, text, piece.kind)
    return as_html(html, piece.nodes, _DIFFERS)


def as_html(html: str, nodes: Sequence[Node], reason: str) -> Piece:
    """Return a block of a region as the HTML that it was, since its Markdown differs.

    Args:
        html: The region.
        nodes: The block, or a run of loose inline content.
        reason: Why it stays.

    Raises:
        CannotSayError: If it cannot stand by itself, as loose content cannot.
    """
    first = nodes[0]
    element = first if isinstance(first, Element) and len(nodes) == 1 else None
    error = CannotSayError(reason, element, differs=True)
    if element is None:
        raise error
    return Piece([element], source_of(html, element, error, nested=False), Kind.HTML, [error])


def _is_proved(piece: Piece, flavor: Flavor, treatment: Treatment) -> bool:
    old = Element("#root", children=list(piece.nodes), treatment=treatment)
    return reads_alike(old, piece.text, flavor) and _is_portable(piece.text, flavor, treatment)


def _is_portable(text: str, flavor: Flavor, treatment: Treatment) -> bool:
    """Tell whether every engine reads a Markdown text alike."""
    # Python-Markdown, which is asked itself, takes other spellings than the rest.
    return flavor.dialect is Dialect.PYTHON_MARKDOWN or (
        objection(
            without_lists(text, treatment),
            heading_attributes=flavor.heading_attributes,
            definition_lists=flavor.definition_lists,
        )
        is None
    )
