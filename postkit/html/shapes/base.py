"""What a shape is: an idiom of some program, told as plain HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from postkit.html.tree import Element, Node


class Shaped(NamedTuple):
    """An element told otherwise.

    Attributes:
        element: What a reader sees in it, in the words of plain HTML; its place is the old one's.
        dropped: Nodes of the old one that no reader misses, such as the line numbers of code.
        unnamed: Elements of the old one whose ids go, as long as nothing links to them.
    """

    element: Element
    dropped: Sequence[Node] = ()
    unnamed: Sequence[Element] = ()


class Row(NamedTuple):
    """The content of an element told otherwise.

    Attributes:
        nodes: What a reader sees in it.
        dropped: Nodes of the old content that no reader misses.
    """

    nodes: list[Node]
    dropped: list[Node]


Shape = Callable[[Element], Shaped | None]
"""Tells an element otherwise, its content told already; None where it is not of this shape."""
