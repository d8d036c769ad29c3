"""The source of an inline container with what is no text of it covered, offsets kept."""

from __future__ import annotations

import re

from postkit.html.portable.nodes import Document, Node

COVER = "\x01"
"""Stands for each character of code, of a tag, of a link's destination."""

END = "\x03"
"""Stands for the last character of such a thing."""

_ATOMS = frozenset({"Code", "InlineHtml", "Image", "FootnoteReference", "TaskListMarker"})
_TEXT = frozenset({"Text", "SoftBreak", "HardBreak"})
_CHARACTER = re.compile(r"[^\n]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def prose(document: Document, node: Node, *, links: bool = True) -> str:
    """Return the source of a node, atoms covered.

    Args:
        document: The text; it holds no control characters.
        node: A paragraph, heading, cell, or link.
        links: Whether the text of links stays; if not, links are covered whole.
    """
    source = document.source(node)
    if node.kind != "Link" and all(child.kind in _TEXT for child in node.children):
        return source
    covered = list(source)

    def cover(start: int, end: int) -> None:
        begin, over = start - node.start, end - node.start
        covered[begin:over] = _CHARACTER.sub(COVER, source[begin:over])
        covered[over - 1] = END

    if node.kind == "Link":
        cover(node.start, node.start + 1)
        cover(link_tail(document, node), node.end)
    pending = list(node.children)
    while pending:
        child = pending.pop()
        if child.kind in _ATOMS or (child.kind == "Link" and (not links or is_autolink(child))):
            cover(child.start, child.end)
            continue
        if child.kind == "Link":
            cover(child.start, child.start + 1)
            cover(link_tail(document, child), child.end)
        pending += child.children
    return "".join(covered)


def is_autolink(node: Node) -> bool:
    """Tell whether a link is `<…>`."""
    return node.value["link_type"] in {"Autolink", "Email"}


def link_tail(document: Document, node: Node) -> int:
    """Return where the `]` stands that ends the text of a link or an image."""
    begin = node.children[-1].end if node.children else node.start + 1 + (node.kind == "Image")
    return document.text.find("]", begin, node.end)


def without_escapes(text: str) -> str:
    """Return a text with each escaped character covered."""
    return _ESCAPE.sub("\\\\" + COVER, text)
