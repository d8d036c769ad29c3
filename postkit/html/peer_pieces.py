"""A region in html2text's Markdown alone, block by block; a block whose Markdown does not prove stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postkit.flavors.base import Dialect, Flavor
from postkit.html.errors import CannotSayError
from postkit.html.kramdown import check_loose_text
from postkit.html.nodes import group
from postkit.html.peer import proved_by_peer
from postkit.html.piece import Kind, Piece, join
from postkit.html.pieces import as_html
from postkit.html.prove import reads_alike
from postkit.html.shapes import read_html
from postkit.html.spelling import Spelling
from postkit.html.tree import Element, Node

_KINDS = {"ul": Kind.BULLETS, "ol": Kind.NUMBERS}
_DIFFERS = "html2text's Markdown would read differently"


def convert_by_peer(
    html: str, flavor: Flavor, spelling: Spelling, staying: Mapping[str, str], *, in_markdown: bool = True
) -> list[Piece]:
    """Return the pieces of a region's HTML, each with html2text's Markdown where that is proved.

    Args:
        html: The region's HTML, masked.
        flavor: The engine.
        spelling: What it takes and the site's writers want.
        staying: Tags of headings that stay, each with the reason.
        in_markdown: Whether the HTML stands in Markdown, where an engine may look for more of it.

    Raises:
        CannotSayError: If a piece can neither be said nor stand by itself.
    """
    root = read_html(html, spelling.treatment)
    if in_markdown and flavor.dialect is Dialect.KRAMDOWN:
        check_loose_text(root)
    heading = next((one for one in root.elements() if one.tag in staying), None)
    if heading:
        raise CannotSayError(staying[heading.tag], heading, differs=True)
    pieces = [
        _piece(html, [run] if isinstance(run, Element) else run, flavor, spelling)
        for run in group(root.children)
    ]
    if not reads_alike(root, join(pieces, spelling), flavor):
        raise CannotSayError(_DIFFERS, differs=True)
    return pieces


def _piece(html: str, nodes: Sequence[Node], flavor: Flavor, spelling: Spelling) -> Piece:
    """Return a block as Markdown, or as the HTML that it was."""
    text = proved_by_peer(nodes, flavor, spelling)
    if text is None:
        return as_html(html, nodes, _DIFFERS)
    tag = nodes[0].tag if isinstance(nodes[0], Element) else ""
    return Piece(nodes, text, _KINDS.get(tag, Kind.PARAGRAPH))
