"""What one pass over a body finds: blocks, headings, links, HTML, code, definitions (spans in bytes)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from postkit.core.span import Span


class Block(NamedTuple):
    """A block at the top level of the body.

    Attributes:
        kind: pulldown-cmark's name, such as `Paragraph`, `HtmlBlock`, `List`.
        span: Its bytes, line end included.
    """

    kind: str
    span: Span


class Heading(NamedTuple):
    """A heading.

    Attributes:
        level: 1 to 6.
        text: Its text, inline markup rendered away; code stands between `VERBATIM` characters,
            since no typographer changes it. Where pictures are dropped, a blank may begin or end it.
        id: The id written in an attribute list, or None.
        span: Its bytes.
        described: Its text with the descriptions of its pictures.
    """

    level: int
    text: str
    id: str | None
    span: Span
    described: str


class Link(NamedTuple):
    """A link or an image written in Markdown.

    Attributes:
        kind: pulldown-cmark's link type: `Inline`, `Reference`, `Collapsed`, `Shortcut`,
            `Autolink` or `Email`.
        image: Whether it is an image.
        destination: The destination as the parser decodes it.
        span: The bytes of the whole construct.
    """

    kind: str
    image: bool
    destination: str
    span: Span


class Html(NamedTuple):
    """A piece of raw HTML: a block, or one inline tag.

    Attributes:
        block: Whether it is an HTML block.
        span: Its bytes.
    """

    block: bool
    span: Span


class Definition(NamedTuple):
    """A link reference definition.

    Attributes:
        label: As the parser keeps it.
        destination: The destination as the parser decodes it.
        span: Its bytes.
    """

    label: str
    destination: str
    span: Span


@dataclass(slots=True)
class Document:
    """A body as pulldown-cmark reads it."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    html: list[Html] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    """Its code spans and code blocks, in order."""
