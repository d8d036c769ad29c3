"""A region as pieces: what Markdown can say becomes Markdown, what it cannot stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from postkit.flavors.base import Dialect, Flavor
from postkit.html import policy
from postkit.html.blocks import LIST_BREAK, LISTS, BlockWriter, group, shows
from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_line_starts, escape_text
from postkit.html.prove import reads_alike
from postkit.html.tree import Comment, Element, Node, Text, parse
from postkit.markdown.mask import is_only_tags

_INDENTED = re.compile(r"\n(?: {4}| {0,3}\t)[ \t]*\S")
_BLANK_LINE_AT_END = re.compile(r"\n[ \t]*\n[ \t]*\Z")
_DIFFERS = "its Markdown would read differently"


@dataclass(slots=True)
class Piece:
    """One block of a region, or the loose inline content between two.

    Attributes:
        nodes: What it consists of.
        text: What stands for it in the converted region.
        reason: Why it stays HTML; empty where `text` is Markdown.
        differs: Whether it stays because its Markdown would read differently.
    """

    nodes: list[Node]
    text: str = ""
    reason: str = ""
    differs: bool = False

    @property
    def element(self) -> Element | None:
        """Its first element, which a finding points at."""
        return next((node for node in self.nodes if isinstance(node, Element)), None)

    @property
    def list_tag(self) -> str:
        """Its tag if it becomes a Markdown list, which would join such a list beside it; else empty."""
        element = self.element
        return element.tag if element and element.tag in LISTS and not self.reason else ""


def convert_pieces(html: str, writer: BlockWriter, flavor: Flavor) -> list[Piece]:
    """Return the pieces of a region's HTML, each with its Markdown where that is proved.

    Args:
        html: The region's HTML, masked.
        writer: Writes blocks in the flavor's spelling.
        flavor: The engine.

    Raises:
        CannotSayError: If a piece can neither be said nor stand by itself.
    """
    root = parse(html)
    if flavor.dialect is Dialect.KRAMDOWN:
        _check_loose_text(root)
    heading_attributes = flavor.heading_attributes
    pieces = [Piece(nodes) for nodes in _split(root.children)]
    for piece in pieces:
        try:
            piece.text = _markdown(writer, piece)
        except CannotSayError as error:
            piece.text, piece.reason = _as_it_was(html, piece, error), error.reason
    if not reads_alike(root, join(pieces), heading_attributes=heading_attributes):
        _keep_what_differs(html, pieces, heading_attributes=heading_attributes)
        if not reads_alike(root, join(pieces), heading_attributes=heading_attributes):
            raise CannotSayError(_DIFFERS, differs=True)
    return pieces


def _check_loose_text(root: Element) -> None:
    """Raise where kramdown would read Markdown between the elements of a region.

    Its HTML block ends with the closing tag, so what follows is Markdown already.
    """
    runs = list(group(root.children))
    for run in runs:
        if isinstance(run, Element) or _are_comments(run):
            continue
        text = "".join(node.data for node in run if isinstance(node, Text))
        plain = text.strip()
        parted = run is runs[-1] or _BLANK_LINE_AT_END.search(text)
        if len(run) > 1 or not parted or "[" in plain or _escaped(plain) != plain or _INDENTED.search(text):
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


def _markdown(writer: BlockWriter, piece: Piece) -> str:
    blocks = writer.blocks(piece.nodes)
    if any(is_only_tags(block) for block in blocks):
        raise CannotSayError("a template tag is all that stands in a paragraph", piece.element)
    return "\n\n".join(blocks)


def join(pieces: Sequence[Piece]) -> str:
    """Return the text that stands in place of a region: its pieces, a blank line between them."""
    texts: list[str] = []
    last = ""
    for piece in pieces:
        if not piece.text:
            continue
        if last and last == piece.list_tag:
            texts.append(LIST_BREAK)
        texts.append(piece.text)
        last = piece.list_tag
    return "\n\n".join(texts)


def _keep_what_differs(html: str, pieces: list[Piece], *, heading_attributes: bool) -> None:
    """Prove each piece by itself, and keep as HTML what does not read alike."""
    for piece in pieces:
        alone = Element("#root", children=piece.nodes)
        if not piece.reason and not reads_alike(alone, piece.text, heading_attributes=heading_attributes):
            error = CannotSayError(_DIFFERS, piece.element, differs=True)
            piece.text, piece.reason, piece.differs = _as_it_was(html, piece, error), error.reason, True


def _split(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Yield the blocks of a region; a group that only carries presentation is opened."""
    for run in group(nodes):
        if not isinstance(run, Element):
            yield from _apart(run)
        elif run.tag in policy.UNWRAPPED_BLOCKS and not policy.foreign_attributes(run.tag, run.attributes):
            yield from _split(run.children)
        else:
            yield [run]


def _apart(run: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield loose inline content; nothing but comments are pieces of their own."""
    shown = [node for node in run if shows(node)]
    if all(isinstance(node, Comment) for node in shown):
        yield from ([node] for node in shown)
    else:
        yield list(run)


def _as_it_was(html: str, piece: Piece, error: CannotSayError) -> str:
    """Return the source of a piece that stays.

    Raises:
        CannotSayError: If it cannot stand as an HTML block of its own in every engine.
    """
    (node, *others) = piece.nodes
    if isinstance(node, Comment) and not others:
        return f"<!--{node.data}-->"
    if not isinstance(node, Element) or others or node.end is None or node.tag not in policy.KEPT_BLOCKS:
        raise error
    text = html[node.start : node.end]
    has_blank_line = any(not line.strip() for line in text.split("\n"))
    if has_blank_line and node.tag not in {"script", "style", "pre"}:
        raise error
    return text
