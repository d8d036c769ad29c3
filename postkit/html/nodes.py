"""Walking the tree by blocks: what is a block, what stands between, where an anchor goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from postkit.html import policy
from postkit.html.errors import CannotSayError
from postkit.html.tree import Comment, Element, Node, Text

STRAYS = frozenset({"ol", "p", "ul"})
"""Blocks that belong to the item before them where they stand between two."""
_HOLDS_TEXT = frozenset(
    {"ul", "ol", "li", "blockquote", "p", "table", "thead", "tbody", "tr", "td", "th", *policy.HEADINGS}
)


def is_block(node: Node) -> bool:
    """Tell whether a node is a block element."""
    return isinstance(node, Element) and (
        node.tag in policy.BLOCKS or node.tag in policy.KEPT_BLOCKS or node.tag in policy.UNWRAPPED_BLOCKS
    )


def is_room(node: Node) -> bool:
    """Tell whether a node is a break, or a paragraph without anything in it."""
    if not isinstance(node, Element) or node.tag not in {"br", "p"}:
        return False
    return not any(shows(child) and not is_room(child) for child in node.children)


def shows(node: Node) -> bool:
    """Tell whether a node is more than blanks."""
    return not isinstance(node, Text) or bool(node.data.strip(" \t\n\f\r"))


def group(nodes: Iterable[Node]) -> Iterator[Element | Sequence[Node]]:
    """Yield block elements one by one, and what stands between them as runs of inline nodes."""
    run: list[Node] = []
    for node in nodes:
        if not is_block(node):
            run.append(node)
            continue
        if any(shows(one) for one in run):
            yield run
        run = []
        if isinstance(node, Element):
            yield node
    if any(shows(one) for one in run):
        yield run


def only_groups(node: Element) -> bool:
    """Tell whether an element only groups others: no attribute but presentation is on it."""
    return node.tag in policy.UNWRAPPED_BLOCKS and not node.objection


def group_through(nodes: Iterable[Node]) -> Iterator[Element | Sequence[Node]]:
    """Yield as `group` does, going into elements that only group."""
    for run in group(nodes):
        if isinstance(run, Element) and only_groups(run):
            yield from group_through(run.children)
        else:
            yield run


def are_comments(run: Sequence[Node]) -> bool:
    """Tell whether nothing but comments shows in a run."""
    return all(isinstance(node, Comment) for node in run if shows(node))


def sayable(node: Element) -> Element:
    """Return an element that Markdown can say, its id as an anchor in its text.

    Raises:
        CannotSayError: If it, or an attribute of it, has to stay.
    """
    if reason := node.objection:
        raise CannotSayError(reason, node)
    return node if node.tag in policy.HEADINGS else with_anchor(node)


def with_anchor(node: Element) -> Element:
    """Return an element whose id stands as an `<a id>` before its first text, or itself without an id.

    What the id pointed at is where its text begins; Markdown has no ids for such blocks.
    """
    anchor = node.attributes.get("id")
    if not anchor:
        return node
    before = Element("a", {"id": anchor})
    return replace(node, children=_anchored(node.children, before) or [*node.children, before])


def _anchored(children: list[Node], anchor: Element) -> list[Node]:
    """Return nodes with an anchor before their first text; an empty list where there is no text."""
    for index, child in enumerate(children):
        if not shows(child) or _is_empty(child) or _is_written(child):
            continue
        if not isinstance(child, Element) or not (child.tag in _HOLDS_TEXT or only_groups(child)):
            return [*children[:index], anchor, *children[index:]]
        if inner := _anchored(child.children, anchor):
            holder = replace(child, children=inner, inside=None)
            return [*children[:index], holder, *children[index + 1 :]]
    return []


def _is_empty(node: Node) -> bool:
    """Tell whether an element is there for nothing but its look, with nothing in it; an icon shows."""
    looks = {"caption", "colgroup", *policy.UNWRAPPED_BLOCKS, *policy.UNWRAPPED_INLINE, *policy.EMPHASIS}
    return (
        isinstance(node, Element)
        and node.tag in looks
        and not policy.may_be_icon(node.tag, node.attributes)
        and not any(shows(child) for child in node.children)
    )


def _is_written(node: Node) -> bool:
    """Tell whether an anchor is one that an outer block's id became: it comes first."""
    return isinstance(node, Element) and node.tag == "a" and node.end is None and not node.children
