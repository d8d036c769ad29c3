"""A Markdown text as a tree of pulldown-cmark's events, with offsets in code points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from postkit.markdown.parser import may_define, parser

_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_LEAVES = frozenset(
    {"Text", "Code", "InlineHtml", "SoftBreak", "HardBreak", "FootnoteReference", "TaskListMarker"}
)

_GATHERS = frozenset({"DefinitionList", "DefinitionListDefinition", "Item"})

_BEGINS = bytes(int(byte & 0xC0 != 0x80) for byte in range(256))
"""For each byte of UTF-8 how many characters begin with it."""


@dataclass(slots=True)
class Node:
    """A block or an inline construct.

    Attributes:
        kind: pulldown-cmark's name, such as `Paragraph`; `Tight` for the text of a tight item.
        value: What the event carries: a list's start, a heading's level, a text.
        start: The offset of its first character; a block's indentation is before it.
        end: The offset past its last.
        quotes: How many block quotes it stands in.
        children: In order.
    """

    kind: str
    value: Any
    start: int
    end: int
    quotes: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the nodes below this one, in order."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def is_inline(self) -> bool:
        """Whether it stands in a line of text."""
        return self.kind in _INLINE or self.kind in _LEAVES


@dataclass(slots=True)
class Document:
    """A text and its blocks.

    Attributes:
        text: The text, line ends as LF.
        blocks: The blocks at the top level.
        definitions: Start and end of each link reference definition.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        depth: How deep nodes are nested.
        prose: What was made of the source of its nodes, by node, to be asked again.
    """

    text: str
    blocks: list[Node]
    definitions: list[tuple[int, int]]
    heading_attributes: bool
    depth: int
    prose: dict[tuple[int, bool], str] = field(default_factory=dict)

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the line of an offset ends, its line end not counted."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def column(self, node: Node) -> int:
        """Return the column that a block begins in, from 0; tabs reach to multiples of 4."""
        return len(self.text[self.line_start(node.start) : node.start].expandtabs(4))

    def source(self, node: Node) -> str:
        """Return the text of a node."""
        return self.text[node.start : node.end]

    def follows_blank(self, node: Node) -> bool:
        """Tell whether a blank line stands before the first line of a block."""
        start = self.line_start(node.start)
        return start == 0 or self._is_blank(self.line_start(start - 1), node.quotes)

    def precedes_blank(self, node: Node) -> bool:
        """Tell whether a blank line, or the text's end, stands behind the last line of a block."""
        end = self.line_end(max(node.end - 1, 0)) + 1
        return end >= len(self.text) or self._is_blank(end, node.quotes)

    def _is_blank(self, start: int, quotes: int) -> bool:
        line = self.text[start : self.line_end(start)].strip()
        for _ in range(quotes):
            line = line.removeprefix(">").strip()
        return not line


def read(text: str, *, heading_attributes: bool, definition_lists: bool = False) -> Document:
    """Return the tree of a text.

    Args:
        text: The Markdown, line ends as LF.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        definition_lists: Whether a term and a line `: text` below it make a list of definitions.
    """
    defines = definition_lists and may_define(text)
    markdown = parser(heading_attributes=heading_attributes, definition_lists=defines)
    place = _places(text)
    root = Node("Document", None, 0, len(text))
    stack = [root]
    depth = 0
    for event, bounds in markdown.events_with_range(text):
        name, value = _named(event)
        if name == "End":
            closed = stack.pop()
            if closed.kind in _GATHERS:
                _close(closed, text)
            continue
        kind, inner = _named(value) if name == "Start" else (name, value)
        parent = stack[-1]
        node = Node(kind, inner, place[bounds["start"]], place[bounds["end"]], parent.quotes)
        parent.children.append(node)
        if name == "Start":
            node.quotes += kind == "BlockQuote"
            stack.append(node)
            depth = max(depth, len(stack))
    found = markdown.reference_definitions(text).values()
    definitions = [(place[one["span"]["start"]], place[one["span"]["end"]]) for one in found]
    return Document(text, root.children, definitions, heading_attributes, depth)


def _places(text: str) -> list[int] | range:
    """Return for each byte offset the code point offset."""
    if text.isascii():
        return range(len(text) + 1)
    return [0, *accumulate(text.encode().translate(_BEGINS))]


def _named(event: Any) -> tuple[str, Any]:
    """Return the name of an event or a tag, and what it carries."""
    if isinstance(event, str):
        return event, None
    (named,) = event.items()
    return named  # type: ignore[no-any-return]


def _close(node: Node, text: str) -> None:
    """Gather the loose text of a tight item or definition into nodes of kind `Tight`."""
    if node.kind == "DefinitionList":
        if node.children:
            node.end = node.children[-1].end  # the paragraph behind it is counted in
        return
    children: list[Node] = []
    for child in node.children:
        if not child.is_inline:
            children.append(child)
        elif children and children[-1].kind == "Tight":
            children[-1].children.append(child)
            children[-1].end = child.end
        else:
            # A text that begins with an escape begins behind the backslash.
            escaped = child.kind == "Text" and text[child.start - 1] == "\\"
            children.append(Node("Tight", None, child.start - escaped, child.end, node.quotes, [child]))
    node.children = children
