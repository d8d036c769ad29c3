"""The source of an inline container with what is no text of it covered, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node

COVER = "\x01"
"""Stands for each character of code, of a tag, of a link's destination."""

END = "\x03"
"""Stands for the last character of such a thing."""

_ATOMS = frozenset({"Code", "InlineHtml", "Image", "FootnoteReference", "TaskListMarker"})
_SIGNS = re.compile(r"[`<\[]")
"""What begins every such thing, one or another of it, and every link."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def prose(document: Document, node: Node, *, links: bool = True) -> str:
    """Return the source of a node, atoms covered.

    Args:
        document: The text; it holds no control characters.
        node: A paragraph, heading, cell, or link.
        links: Whether the text of links stays; if not, links are covered whole.
    """
    key = (id(node), links)
    if key not in document.prose:
        document.prose[key] = _prose(document, node, links=links)
    return document.prose[key]


def _prose(document: Document, node: Node, *, links: bool) -> str:
    source = document.source(node)
    if not _SIGNS.search(source):
        return source
    parts: list[str] = []
    done = node.start
    covered = _link if node.kind == "Link" else _atoms
    for start, end in covered(document, node, links=links):
        parts += (document.text[done:start], _cover(document.text[start:end]))
        done = end
    return "".join((*parts, document.text[done : node.end]))


def _atoms(document: Document, node: Node, *, links: bool) -> Iterator[tuple[int, int]]:
    """Yield where the things stand below a node that are no text, in order."""
    for child in node.children:
        if child.kind in _ATOMS or (child.kind == "Link" and (not links or is_autolink(child))):
            yield child.start, child.end
        elif child.kind == "Link":
            yield from _link(document, child, links=links)
        elif child.children:
            yield from _atoms(document, child, links=links)


def _link(document: Document, link: Node, *, links: bool) -> Iterator[tuple[int, int]]:
    """Yield what is no text of a link: its bracket, the things in its text, and what stands behind that."""
    yield link.start, link.start + 1
    yield from _atoms(document, link, links=links)
    yield link_tail(document, link), link.end


def _cover(source: str) -> str:
    """Return what stands for a thing: as many characters, its line ends as they are."""
    return "\n".join(COVER * len(line) for line in source[:-1].split("\n")) + END


def is_autolink(node: Node) -> bool:
    """Tell whether a link is `<…>`."""
    return node.value["link_type"] in {"Autolink", "Email"}


def link_tail(document: Document, node: Node) -> int:
    """Return where the `]` stands that ends the text of a link or an image."""
    begin = node.children[-1].end if node.children else node.start + 1 + (node.kind == "Image")
    return document.text.find("]", begin, node.end)


def without_escapes(text: str) -> str:
    """Return a text with each escaped character covered."""
    return _ESCAPE.sub("\\\\" + COVER, text) if "\\" in text else text
