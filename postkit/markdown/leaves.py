"""The inline content of blocks: where text, tags and marks of Markdown stand in each leaf (spans in bytes).

A leaf is what holds inline content and no block: a paragraph, a heading, a table cell, the text of
a tight list item (CommonMark 0.31 §5 "leaf blocks", the cell of GFM's tables beside them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from postkit.core.span import Span
from postkit.markdown.parser import parser

_MARKS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_WITH_TEXT = frozenset({"Paragraph", "Heading", "TableCell"})


class Part(NamedTuple):
    """A piece of a leaf's inline content.

    Attributes:
        kind: pulldown-cmark's name: `Text`, `Code`, `InlineHtml`, `SoftBreak`, `HardBreak`,
            `FootnoteReference`, or for a mark `Start` and `End`.
        value: The decoded text, the tag as it is written, or the name of the mark.
        span: Its bytes; of a mark, those of the whole construct.
        depth: How many marks of Markdown are around it.
    """

    kind: str
    value: str
    span: Span
    depth: int


@dataclass(slots=True)
class Leaf:
    """A block with inline content.

    Attributes:
        kind: `Paragraph`, `Heading`, `TableCell`, or `Item` for the text of a tight list item.
        top: Whether it is a block of the body itself, in no list or quote.
        id: The id that a heading has in an attribute list, or None.
        parts: Its content, in order.
    """

    kind: str
    top: bool
    id: str | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The bytes from its first part to its last."""
        return Span(self.parts[0].span.start, self.parts[-1].span.end)

    @property
    def has_html(self) -> bool:
        """Whether a raw tag stands in it."""
        return any(part.kind == "InlineHtml" for part in self.parts)


def leaves_with_html(text: str, base: int, *, heading_attributes: bool = False) -> Iterator[Leaf]:
    """Yield the leaves of a body in which raw tags stand.

    Args:
        text: The masked body, without BOM.
        base: The byte offset of the body in its source.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
    """
    walk = _Walk()
    for event, bounds in parser(heading_attributes=heading_attributes).events_with_range(text):
        done = walk.take(event, Span(base + bounds["start"], base + bounds["end"]))
        if done is not None and done.has_html:
            yield done


def nested_html(text: str, base: int) -> Iterator[list[Span]]:
    """Yield the blocks of HTML that stand in lists and quotes: the bytes of each line without their marks.

    Args:
        text: The masked body, without BOM.
        base: The byte offset of the body in its source.
    """
    depth = 0
    lines: list[Span] | None = None
    for event, bounds in parser().events_with_range(text):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in {"Start", "End"} and _kind(value) not in _MARKS:
            depth += 1 if name == "Start" else -1
        if name == "Start" and value == "HtmlBlock" and depth > 1:
            lines = []
        elif name == "Html" and lines is not None:
            lines.append(Span(base + bounds["start"], base + bounds["end"]))
        elif name == "End" and value == "HtmlBlock" and lines is not None:
            if lines:
                yield lines
            lines = None


class _Walk:
    """Gathers inline events into leaves; `take` is given each event with its byte span."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._leaf: Leaf | None = None
        self._depth = 0

    def take(self, event: Any, span: Span) -> Leaf | None:
        """Take one event; return the leaf that it ends, if it ends one."""
        if isinstance(event, str):
            if event != "Rule":
                self._add(event, "", span)
            return None
        ((name, value),) = event.items()
        if name == "Start":
            return self._start(_kind(value), value, span)
        if name == "End":
            return self._end(_kind(value), span)
        self._add(name, value if isinstance(value, str) else "", span)
        return None

    def _start(self, kind: str, value: Any, span: Span) -> Leaf | None:
        if kind in _MARKS:
            self._add("Start", kind, span)
            self._depth += 1
            return None
        done, self._leaf = self._leaf, None
        if kind in _WITH_TEXT:
            identifier = value["Heading"]["id"] if kind == "Heading" else None
            self._leaf = Leaf(kind, not self._blocks, identifier)
        self._blocks.append(kind)
        return done if done is not None and done.parts else None

    def _end(self, kind: str, span: Span) -> Leaf | None:
        if kind in _MARKS:
            self._depth -= 1
            self._add("End", kind, span)
            return None
        self._blocks.pop()
        done, self._leaf = self._leaf, None
        return done if done is not None and done.parts else None

    def _add(self, kind: str, value: str, span: Span) -> None:
        if self._blocks[-1:] == ["Item"] and self._leaf is None:
            self._leaf = Leaf("Item", top=False)
        if self._leaf is not None:
            self._leaf.parts.append(Part(kind, value, span, self._depth))


def _kind(tag: Any) -> str:
    return tag if isinstance(tag, str) else str(next(iter(tag)))
