"""What is in a piece of HTML, whatever blocks it is in: text, links, images, ids, foreign things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from postkit.html import policy
from postkit.html.tree import Comment, Element, Node, Text

_STRUCTURE = policy.SAYABLE.union(
    policy.TABLE_PARTS, policy.CONTAINERS, policy.UNWRAPPED_BLOCKS, policy.UNWRAPPED_INLINE
)
"""Elements that a shape may put others in the place of."""


def same_content(old: Element, new: Element, dropped: Sequence[Node] = ()) -> bool:
    """Tell whether two trees hold the same things in the same order.

    White space does not count: blocks part words as blanks do.

    Args:
        old: A tree.
        new: What it was made into.
        dropped: Nodes of the old tree that do not count.
    """
    without = {id(node) for node in dropped}
    return list(_joined(_content([old], without))) == list(_joined(_content([new], without)))


def _content(nodes: Iterable[Node], without: set[int]) -> Iterator[Any]:
    """Yield text as strings, all else as tuples."""
    for node in nodes:
        if id(node) in without:
            continue
        if isinstance(node, Text):
            yield "".join(node.data.split())
        elif isinstance(node, Comment):
            yield ("comment", node.data.strip())
        else:
            yield from _of_element(node, without)


def _of_element(node: Element, without: set[int]) -> Iterator[Any]:
    attributes = node.attributes
    if identifier := attributes.get("id") or (attributes.get("name") if node.tag == "a" else None):
        yield ("id", identifier)
    if node.tag == "img":
        yield ("img", attributes.get("src"), attributes.get("alt"), attributes.get("title"))
    elif node.tag == "a" and attributes.get("href") is not None:
        yield ("link", attributes["href"], attributes.get("title"))
        yield from _content(node.children, without)
        yield ("link ends",)
    elif node.tag in _STRUCTURE:
        yield from _content(node.children, without)
    else:
        yield (node.tag, *sorted(attributes.items(), key=str))
        yield from _content(node.children, without)
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
