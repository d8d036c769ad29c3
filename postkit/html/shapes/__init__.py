"""What programs write, told as plain HTML: each file here knows the idioms of one kind.

Both sides of a proof are read through the shapes, so a shape may say what HTML has a better word
for, but never change what is there: `read_html` holds every one of them to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postkit.html.shapes.base import Shape
from postkit.html.shapes.content import same_content
from postkit.html.tree import Element, Node, parse

SHAPES: Mapping[str, Sequence[Shape]] = {}
"""For a tag, what elements of that tag may be, tried in order."""


def read_html(html: str) -> Element:
    """Return the tree of a piece of HTML, its idioms told as plain HTML.

    Args:
        html: The piece; CRLF counts as two code points in the offsets.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    root = parse(html)
    root.children = _told(root.children)
    return root


def _told(nodes: Sequence[Node]) -> list[Node]:
    return [_element(node) if isinstance(node, Element) else node for node in nodes]


def _element(node: Element) -> Element:
    children = _told(node.children)
    if any(new is not old for new, old in zip(children, node.children, strict=True)):
        node = replace(node, children=children)
    for shape in SHAPES.get(node.tag, ()):
        shaped = shape(node)
        if shaped and same_content(node, shaped.element, shaped.dropped):
            return replace(shaped.element, start=node.start, end=node.end)
    return node
