"""The tree of a piece of HTML as browsers build it (WHATWG), with source offsets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import turbohtml

from postkit.html.treatment import PLAIN, Treatment

VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
"""Elements that have no end tag (HTML standard §13.1.2)."""


@dataclass(slots=True)
class Text:
    """Characters, references decoded."""

    data: str


@dataclass(slots=True)
class Comment:
    """A comment without its delimiters."""

    data: str


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        tag: In lower case.
        attributes: Values with references decoded; None for a name without a value.
        children: In order.
        start: Code-point offset of its start tag in the parsed text, from 0.
        end: Offset past its end tag (past the start tag of a void element); None where the
            source never closes it.
        inside: Offsets of its content: past its start tag, and of its end tag; None where the
            source does not have both.
        treatment: What becomes of it and of its attributes.
    """

    tag: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    start: int = 0
    end: int | None = None
    inside: tuple[int, int] | None = None
    treatment: Treatment = PLAIN

    @property
    def objection(self) -> str:
        """Why it stays HTML although Markdown may have words for its tag; empty where it need not."""
        return self.treatment.objection(self.tag, self.attributes)

    @property
    def foreign(self) -> list[str]:
        """The names of its attributes that Markdown cannot say and that may not be dropped."""
        return self.treatment.foreign(self.tag, self.attributes)

    @property
    def listed(self) -> dict[str, str]:
        """Its attributes that go into an attribute list."""
        return self.treatment.listed(self.tag, self.attributes)

    def elements(self) -> Iterator[Element]:
        """Yield the elements below this one, in document order."""
        pending = self.children[::-1]
        while pending:
            node = pending.pop()
            if isinstance(node, Element):
                yield node
                pending += node.children[::-1]

    def text(self) -> str:
        """Return the characters below this element."""
        parts: list[str] = []
        for child in self.children:
            if isinstance(child, Element):
                parts.append(child.text())
            elif isinstance(child, Text):
                parts.append(child.data)
        return "".join(parts)


Node = Element | Text | Comment

MAX_DEPTH = 100
"""Elements nested deeper than this are refused, so that no walk overflows the stack."""


class TooDeepError(Exception):
    """The HTML is nested deeper than `MAX_DEPTH`."""


def parse(html: str) -> Element:
    """Return the tree of an HTML fragment under a root named `#root`.

    Args:
        html: The fragment; CRLF counts as two code points in the offsets.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    root = grow(parse_fragment(html).children)
    root.inside = (0, len(html))
    return root


def parse_fragment(html: str) -> turbohtml.Element:
    """Return the parser's own tree of an HTML fragment; CRLF counts as two code points in the offsets."""
    # turbohtml folds CRLF into one code point; a blank of the same length keeps offsets true.
    text = html.replace("\r\n", " \n").replace("\0", "\ufffd")
    return turbohtml.parse_fragment(text, source_locations=True)


def grow(nodes: Iterable[turbohtml.Node]) -> Element:
    """Return the tree of some of the parser's nodes under a root named `#root`.

    Args:
        nodes: The nodes, in order.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    return Element("#root", children=_children(nodes, 0))


def _children(nodes: Iterable[turbohtml.Node], depth: int) -> list[Node]:
    if depth > MAX_DEPTH:
        raise TooDeepError
    children: list[Node] = []
    for child in nodes:
        if isinstance(child, turbohtml.Text):
            children.append(Text(child.data))
        elif isinstance(child, turbohtml.Element):
            children.append(_element(child, depth))
        elif isinstance(child, turbohtml.Comment):
            children.append(Comment(child.data))
    return children


def _element(node: turbohtml.Element, depth: int) -> Element:
    tag = node.tag.lower()
    location = node.source_location
    start, end, inside = 0, None, None
    if location is not None:
        first, last = location.start_tag, location.end_tag
        start = first.start_offset
        if last is not None:
            end = last.end_offset
            inside = (first.end_offset, last.start_offset)
        elif tag in VOID:
            end = first.end_offset
    attributes: dict[str, str | None] = {}
    for name, value in node.attrs.items():
        attributes[name] = " ".join(value) if isinstance(value, list) else value
    return Element(tag, attributes, _children(node.children, depth + 1), start, end, inside)
