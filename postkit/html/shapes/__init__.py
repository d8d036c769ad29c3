"""What programs write, told as plain HTML: each file here knows the idioms of one kind.

Both sides of a proof are read through the shapes, so a shape may say what HTML has a better word
for, but never change what is there: `read_html` holds every one of them to that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postkit.html import policy
from postkit.html.shapes.base import Shape, Shaped
from postkit.html.shapes.code import CODE
from postkit.html.shapes.content import lost_ids, same_content
from postkit.html.shapes.layout import layout_table
from postkit.html.shapes.leftovers import is_emptied, without_leftovers
from postkit.html.shapes.stray_items import stray_items
from postkit.html.shapes.word_lists import word_lists
from postkit.html.treatment import PLAIN, Treatment
from postkit.html.tree import Element, Node, Text, parse

SHAPES: Mapping[str, Sequence[Shape]] = {**CODE, "table": (*CODE["table"], layout_table)}
"""For a tag, what elements of that tag may be, tried in order."""

_ROWS = (word_lists, stray_items)
"""What the content of an element may be, by its tag."""


def read_html(html: str, treatment: Treatment = PLAIN) -> Element:
    """Return the tree of a piece of HTML, its idioms told as plain HTML.

    Args:
        html: The piece; CRLF counts as two code points in the offsets.
        treatment: What becomes of tags and attributes; a tag that is kept is not told otherwise.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    return tell(parse(html), treatment)


def tell(root: Element, treatment: Treatment) -> Element:
    """Return a tree with its idioms told as plain HTML.

    Args:
        root: The tree, which is changed.
        treatment: What becomes of tags and attributes; a tag that is kept is not told otherwise.
    """
    _treat(root, treatment)
    root.children = _told(root.tag, root.children, _linked(root))
    _treat(root, treatment)
    return root


def _treat(root: Element, treatment: Treatment) -> None:
    """Note what becomes of all elements, which is nothing unusual if nothing is noted."""
    if treatment is not PLAIN:
        root.treatment = treatment
        for element in root.elements():
            element.treatment = treatment


def _linked(root: Element) -> frozenset[str]:
    """Return the ids that links lead to; one without a text leads nobody anywhere."""
    links = (one for one in root.elements() if one.tag == "a")
    return frozenset(
        href[1:]
        for one in links
        if (href := one.attributes.get("href") or "").startswith("#") and not _is_own(one, href[1:])
    )


def _is_own(link: Element, name: str) -> bool:
    """Tell whether a link is where it leads to, or has no text."""
    return name in {link.attributes.get("name"), link.attributes.get("id")} or not link.text().strip()


def _told(parent: str, nodes: Sequence[Node], linked: frozenset[str]) -> list[Node]:
    """Return nodes told otherwise, without leftovers; of text alone there is nothing to tell."""
    if all(isinstance(node, Text) for node in nodes):
        return list(nodes)
    told: list[Node] = []
    for node in nodes:
        new = _element(node, linked) if isinstance(node, Element) else node
        if new is node or not is_emptied(node, new):
            told.append(new)
    told = without_leftovers(told)
    for row_shape in _ROWS:
        row = row_shape(parent, told)
        if row and _may_be_row(told) and same_content(_row(told), _row(row.nodes), row.dropped):
            told = row.nodes
    return told


def _row(nodes: list[Node]) -> Element:
    return Element("#row", {}, nodes)


def _may_be_row(nodes: Sequence[Node]) -> bool:
    return all(_may_be_told(node) for node in nodes if isinstance(node, Element))


def _element(node: Element, linked: frozenset[str]) -> Element:
    children = _told(node.tag, node.children, linked)
    if [id(child) for child in children] != [id(child) for child in node.children]:
        node = replace(node, children=children)
    for shape in SHAPES.get(node.tag, ()) if _may_be_told(node) else ():
        shaped = shape(node)
        if shaped and _is_same(node, shaped) and linked.isdisjoint(lost_ids(shaped.dropped, shaped.unnamed)):
            return replace(shaped.element, start=node.start, end=node.end)
    return node


def _is_same(node: Element, shaped: Shaped) -> bool:
    return same_content(node, shaped.element, shaped.dropped, shaped.unnamed)


def _may_be_told(node: Element) -> bool:
    """Tell whether neither an element nor a part of the table that it is has to stay by the settings."""
    if node.treatment is PLAIN:
        return True
    parts = (one for one in node.elements() if one.tag in policy.TABLE_PARTS)
    return not any(one.treatment.keeps(one.tag, one.attributes) for one in (node, *parts))
