"""What is in a piece of HTML, whatever blocks it is in: text, links, images, ids, foreign things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from postkit.html import policy
from postkit.html.tree import Comment, Element, Node, Text

_STRUCTURE = policy.SAYABLE.union(
    policy.TABLE_PARTS, policy.CONTAINERS, policy.UNWRAPPED_BLOCKS, policy.UNWRAPPED_INLINE, {"notextile"}
)
"""Elements that a shape may put others in the place of."""


def same_content(
    old: Element, new: Element, dropped: Sequence[Node] = (), unnamed: Sequence[Element] = ()
) -> bool:
    """Tell whether two trees hold the same things in the same order.

    White space does not count: blocks part words as blanks do.

    Args:
        old: A tree.
        new: What it was made into.
        dropped: Nodes of the old tree that do not count.
        unnamed: Elements of the old tree whose ids do not count.
    """
    without = {id(node) for node in dropped}
    nameless = {id(node) for node in unnamed}
    was, is_now = (_content([tree], without, nameless) for tree in (old, new))
    return list(_joined(was)) == list(_joined(is_now))


def lost_ids(dropped: Iterable[Node], unnamed: Iterable[Element]) -> Iterator[str]:
    """Yield the ids that go with nodes and from elements.

    Args:
        dropped: Nodes that go with all that is in them.
        unnamed: Elements whose own ids go.
    """
    gone = (node for node in dropped if isinstance(node, Element))
    for element in chain(unnamed, *((node, *node.elements()) for node in gone)):
        if name := _id(element):
            yield name


def _id(element: Element) -> str | None:
    attributes = element.attributes
    return attributes.get("id") or (attributes.get("name") if element.tag == "a" else None)


def _content(nodes: Iterable[Node], without: set[int], nameless: set[int]) -> Iterator[Any]:
    """Yield text as strings, all else as tuples."""
    for node in nodes:
        if id(node) in without:
            continue
        if isinstance(node, Text):
            yield "".join(node.data.split())
        elif isinstance(node, Comment):
            yield ("comment", node.data.strip())
        else:
            yield from _of_element(node, without, nameless)


def _of_element(node: Element, without: set[int], nameless: set[int]) -> Iterator[Any]:
    attributes = node.attributes
    if id(node) not in nameless and (identifier := _id(node)):
        yield ("id", identifier)
    if node.tag == "img":
        yield ("img", attributes.get("src"), attributes.get("alt"), attributes.get("title"))
    elif node.tag == "a" and attributes.get("href") is not None:
        yield ("link", attributes["href"], attributes.get("title"))
        yield from _content(node.children, without, nameless)
        yield ("link ends",)
    elif node.tag in _STRUCTURE:
        yield from _content(node.children, without, nameless)
    else:
        yield (node.tag, *sorted(attributes.items(), key=str))
        yield from _content(node.children, without, nameless)
        yield (f"{node.tag} ends",)


def _joined(content: Iterable[Any]) -> Iterator[Any]:
    """Yield the same with texts that follow each other as one."""
    text: list[str] = []
    for one in content:
        if isinstance(one, str):
            text.append(one)
            continue
        if joined := "".join(text):
            yield joined
        text = []
        yield one
    if joined := "".join(text):
        yield joined
