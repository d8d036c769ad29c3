"""Items without a list around them, which browsers draw as those of a bullet list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from postkit.html.nodes import shows
from postkit.html.shapes.base import Row
from postkit.html.tree import Element, Node

_LISTS = frozenset({"dir", "menu", "ol", "ul"})


def stray_items(parent: str, nodes: Sequence[Node]) -> Row | None:
    """Return nodes with each row of items that no list holds as a list; None where there is none.

    Args:
        parent: The tag of the element that holds them.
        nodes: Its content.
    """
    if parent in _LISTS or not any(_is_item(node) for node in nodes):
        return None
    row = Row([], [])
    for in_list, run in groupby(nodes, key=lambda node: _is_item(node) or not shows(node)):
        members = list(run)
        items = [node for node in members if isinstance(node, Element)]
        if in_list and items:
            row.nodes.append(Element("ul", {}, members, items[0].start, items[-1].end))
        else:
            row.nodes.extend(members)
    return row


def _is_item(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "li"
