"""The raw tags in a leaf's inline content, each start tag with its end tag."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from postkit.core.span import Span
from postkit.html.policy import SAYABLE
from postkit.html.tree import VOID, Element, parse
from postkit.markdown.leaves import Leaf

_END_TAG = re.compile(r"</([A-Za-z][^\s>]*)")


@dataclass(slots=True)
class Tag:
    """A start tag inside Markdown text.

    Attributes:
        name: In lower case.
        attributes: Values with references decoded; None for a name without a value.
        span: Its bytes.
        index: The number of its part in the leaf.
        marks: The names of the marks of Markdown around it.
        end: The bytes of its end tag; of a void element its own.
        end_index: The number of the end tag's part.
        level: How many tags were open before it.
    """

    name: str
    attributes: Mapping[str, str | None]
    span: Span
    index: int
    marks: tuple[str, ...]
    end: Span
    end_index: int = 0
    level: int = 0

    @property
    def whole(self) -> Span:
        """The bytes of the element, tags included."""
        return Span(self.span.start, self.end.end)

    @property
    def inside(self) -> Span:
        """The bytes between its tags."""
        return Span(self.span.end, max(self.span.end, self.end.start))


def pair_tags(leaf: Leaf) -> tuple[list[Tag], list[tuple[Tag, str]]]:
    """Return the start tags that are void or closed properly, and those that are not, with the reason.

    An end tag counts only under the same marks of Markdown as its start tag.

    Args:
        leaf: The leaf.
    """
    closed: list[Tag] = []
    wrong: list[tuple[Tag, str]] = []
    opened: list[Tag] = []
    marks: list[str] = []
    for index, part in enumerate(leaf.parts):
        if part.kind == "Start":
            marks.append(part.value)
        elif part.kind == "End":
            marks.pop()
            crossing = [tag for tag in opened if len(tag.marks) > len(marks)]
            wrong += [
                (tag, f"`<{tag.name}>` is not closed inside the emphasis around it") for tag in crossing
            ]
            del opened[len(opened) - len(crossing) :]
        elif part.kind == "InlineHtml":
            if end := _END_TAG.match(part.value):
                name = end[1].lower()
                if opened and opened[-1].name == name and opened[-1].marks == tuple(marks):
                    tag = opened.pop()
                    tag.end, tag.end_index = part.span, index
                    closed.append(tag)
                else:
                    stray = Tag(name, {}, part.span, index, tuple(marks), part.span)
                    wrong.append((stray, f"`</{name}>` closes nothing that is open there"))
            elif node := _start_tag(part.value):
                level = len(opened)
                tag = Tag(node.tag, node.attributes, part.span, index, tuple(marks), part.span, level=level)
                (closed if node.tag in VOID else opened).append(tag)
    wrong += [(tag, f"`<{tag.name}>` is not closed in its paragraph") for tag in opened]
    return sorted(closed, key=lambda tag: tag.index), wrong


def _start_tag(html: str) -> Element | None:
    """Return the element of a start tag; None for a comment or a declaration."""
    return next((node for node in parse(html).children if isinstance(node, Element)), None)


def first_sayable(leaf: Leaf) -> Span | None:
    """Return the bytes of the first start tag in a leaf that Markdown has words for, or None."""
    for part in leaf.parts:
        node = _start_tag(part.value) if part.kind == "InlineHtml" else None
        if node and node.tag in SAYABLE and not (node.tag == "a" and "href" not in node.attributes):
            return part.span
    return None
