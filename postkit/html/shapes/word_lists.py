"""Word's lists: paragraphs that say in their style which list and level they are items of.

`<p style="mso-list:l0 level1 lfo1">` begins with a `<span style="mso-list:Ignore">` that draws the
bullet or number; what follows is the item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from postkit.html.nodes import shows
from postkit.html.shapes.base import Row
from postkit.html.tree import Element, Node

_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
_BULLET = re.compile(r"[^\w\s]|[ovqØüà]")
"""A sign, or a letter that Wingdings and Courier draw as one."""
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]")


class _Item(NamedTuple):
    """A paragraph of a list.

    Attributes:
        level: 1 for the outermost list.
        number: Its number; 0 for a bullet.
        node: The item.
        marker: What draws its bullet or number.
    """

    level: int
    number: int
    node: Element
    marker: Element


def word_lists(parent: str, nodes: Sequence[Node]) -> Row | None:
    """Return nodes with Word's paragraphs that are items as lists; None where there are none.

    Args:
        parent: The tag of the element that holds them; a paragraph holds none.
        nodes: Its content.
    """
    if parent == "p" or not any(isinstance(node, Element) and _level(node) for node in nodes):
        return None
    row = Row([], [])
    read = [(node, _item(node) if isinstance(node, Element) else None) for node in nodes]
    for is_list, run in groupby(read, key=lambda one: one[1] is not None or not shows(one[0])):
        pairs = list(run)
        items = [item for _, item in pairs if item]
        lists = _lists(items) if is_list else None
        row.nodes.extend(lists or [node for node, _ in pairs])
        row.dropped.extend(item.marker for item in items if lists)
    return row if row.dropped else None


def _level(node: Element) -> int:
    found = _LEVEL.search(node.attributes.get("style") or "") if node.tag == "p" else None
    return int(found[1]) if found else 0


def _item(node: Element) -> _Item | None:
    """Return the item that a paragraph is; None where it is none, or is numbered with letters."""
    level = _level(node)
    marker = next((one for one in node.elements() if _draws_marker(one)), None) if level else None
    if marker is None:
        return None
    sign = marker.text().strip()
    number = _NUMBER.fullmatch(sign)
    if not number and not _BULLET.fullmatch(sign):
        return None
    identifier = node.attributes.get("id")
    attributes = {"id": identifier} if identifier else {}
    item = replace(_without(node, marker), tag="li", attributes=attributes, inside=None)
    return _Item(level, int(number[1]) if number else 0, item, marker)


def _draws_marker(node: Element) -> bool:
    return node.tag == "span" and _MARKER.search(node.attributes.get("style") or "") is not None


def _without(node: Element, marker: Element) -> Element:
    children = [
        _without(child, marker) if isinstance(child, Element) else child
        for child in node.children
        if child is not marker
    ]
    return replace(node, children=children)


def _lists(items: Sequence[_Item]) -> list[Node] | None:
    """Return the lists that items make, a deeper level in the item before it.

    None where a level is left out, or numbers do not count from one.
    """
    opened: list[Element] = []
    top: list[Node] = []
    for item in items:
        depth = item.level - items[0].level + 1
        if depth < 1 or depth > len(opened) + 1:
            return None
        del opened[depth:]
        tag = "ol" if item.number else "ul"
        if len(opened) < depth or opened[-1].tag != tag:
            del opened[depth - 1 :]
            new = Element(tag, start=item.node.start)
            holder = opened[-1].children[-1] if opened else None
            (holder.children if isinstance(holder, Element) else top).append(new)
            opened.append(new)
        if item.number and item.number != len(opened[-1].children) + 1:
            return None
        opened[-1].children.append(item.node)
        for one in opened:
            one.end = item.node.end
    return top
