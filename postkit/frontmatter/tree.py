"""Front matter as data that knows where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

from postkit.core.diagnostic import Rule

MAX_DEPTH = 100
"""Levels of nesting; front matter of real posts has fewer than ten."""

MAX_SIZE = 100_000
"""Values in one front matter, aliases counted as often as they are used."""

TEXT_OF_ONE = 100
"""So many code points of a text count as one value more: an alias may stand for a long text."""

MAX_MARKS = 50_000
"""Line ends and commas of one front matter: so many values at most, of which a few are real."""


class Text(str):
    """A text scalar that knows whether it stood in quotes.

    Args:
        value: The text.
        quoted: False for a plain scalar, such as a date that YAML readers may take for a date.
    """

    __slots__ = ("quoted",)

    quoted: bool

    def __new__(cls, value: str, *, quoted: bool) -> Self:
        """Make a text of a string."""
        self = super().__new__(cls, value)
        self.quoted = quoted
        return self


class Node:
    """A value and its place.

    Args:
        start: Where it begins, in code points from the start of the content.
        end: Where it ends; for a block collection, the end of its last value.
        value: A scalar, a list of nodes, or a dict of entries.
        raw: A scalar as its parser gave it, before it was taken for a number or a date.
        flow: Whether it is written in brackets or braces.
        size: How many values it holds, itself included.

    Attributes:
        depth: How many levels it has, itself included; 1 until it is given children.
    """

    __slots__ = ("depth", "end", "flow", "raw", "size", "start", "value")

    def __init__(
        self, start: int, end: int, value: Any, raw: str | None = None, *, flow: bool = False, size: int = 1
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.raw = raw
        self.flow = flow
        self.size = size
        self.depth = 1


class Entry(NamedTuple):
    """A key's place and its value; no place where the key is written nowhere by itself."""

    key: tuple[int, int] | None
    node: Node


class Problem(NamedTuple):
    """What a parser found wrong; places in code points from the start of the content.

    Args:
        rule: The rule that is broken.
        start: Where the mistake begins.
        end: Where it ends.
        message: What is wrong.
        hint: What to do about it.
        related: Another place and what to say of it.
        cut: A range whose removal mends it, or None.
        stops: Whether the engine cannot read the content for it, or only reads what nobody means.
    """

    rule: Rule
    start: int
    end: int
    message: str
    hint: str = ""
    related: tuple[int, int, str] | None = None
    cut: tuple[int, int] | None = None
    stops: bool = True


class Parsed(NamedTuple):
    """What a parser made of the content: a tree or None, and what is wrong."""

    root: Node | None
    problems: Sequence[Problem] = ()


def plain(node: Node) -> Any:
    """Return a node as plain Python data.

    Args:
        node: A node within `MAX_DEPTH` and `MAX_SIZE`.
    """
    value = node.value
    if isinstance(value, dict):
        return {key: plain(entry.node) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def find(root: Node, path: tuple[str | int, ...]) -> Entry | None:
    """Return the key's place and the value at a path; None where the path leads nowhere."""
    entry = Entry(None, root)
    for step in path:
        value = entry.node.value
        if isinstance(value, dict) and step in value:
            entry = value[step]
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            entry = Entry(None, value[step])
        else:
            return None
    return entry


def exact(value: Any) -> Any:
    """Return plain data whose texts are exact `str`, which `jsonschema_rs` wants."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {str(key): exact(item) for key, item in value.items()}
    return value
