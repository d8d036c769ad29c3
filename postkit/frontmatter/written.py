"""The scalars of a front matter as they are written, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.tree import Entry, Node

Path = tuple[str | int, ...]


class Written(NamedTuple):
    """A scalar and its place.

    Attributes:
        path: Keys and list indices from the top.
        key: The bytes of its key; None for a list's item.
        value: Its bytes, quotes and tag included.
        node: What the reader made of it.
        plain: Whether it stands on one line without quotes, tag or anchor.
        flow: Whether it stands in brackets or braces.
    """

    path: Path
    key: Span | None
    value: Span
    node: Node
    plain: bool
    flow: bool


class Warned(NamedTuple):
    """A finding of the second look, and the places of which it says all that is to be said."""

    finding: Diagnostic
    covers: tuple[Span, ...]


def scalars(front_matter: FrontMatter) -> Iterator[Written]:
    """Yield every scalar once, where it is written: an alias is not the place of its value.

    Args:
        front_matter: The front matter, read.
    """
    if front_matter.tree is None:
        return
    root, offsets = front_matter.tree
    for path, entry, flow in _walk((), Entry(None, root), flow=False, seen=set()):
        node = entry.node
        value = Span(offsets[node.start], offsets[node.end])
        key = Span(offsets[entry.key[0]], offsets[entry.key[1]]) if entry.key else None
        plain = node.raw is not None and front_matter.source.slice(value) == node.raw
        yield Written(path, key, value, node, plain, flow)


def _walk(path: Path, entry: Entry, *, flow: bool, seen: set[int]) -> Iterator[tuple[Path, Entry, bool]]:
    node = entry.node
    if id(node) in seen:
        return
    seen.add(id(node))
    flow = flow or node.flow
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _walk((*path, name), child, flow=flow, seen=seen)
    elif isinstance(node.value, list):
        for index, item in enumerate(node.value):
            yield from _walk((*path, index), Entry(None, item), flow=flow, seen=seen)
    else:
        yield path, entry, flow
