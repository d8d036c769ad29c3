"""One pass of pulldown-cmark over a body: its events become a `Document`."""

from __future__ import annotations

from typing import Any

from postkit.core.span import Span
from postkit.flavors.headings import VERBATIM
from postkit.markdown.document import Block, Definition, Document, Heading, Html, Link
from postkit.markdown.parser import parser

_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


def scan(text: str, base: int, *, heading_attributes: bool = False) -> Document:
    """Find the blocks, headings, links, HTML, code and definitions of a body.

    Args:
        text: The masked body, without BOM.
        base: The byte offset of the body in its source.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
    """
    markdown = parser(heading_attributes=heading_attributes)
    walk = _Walk()
    for event, bounds in markdown.events_with_range(text):
        walk.take(event, Span(base + bounds["start"], base + bounds["end"]))
    for label, found in markdown.reference_definitions(text).items():
        span = Span(base + found["span"]["start"], base + found["span"]["end"])
        walk.document.definitions.append(Definition(label, found["dest"], span))
    return walk.document


class _Walk:
    """Collects what the events tell; `take` is given each event with its byte span."""

    def __init__(self) -> None:
        self.document = Document()
        self._depth = 0
        self._images = 0
        self._heading: tuple[int, str | None] | None = None
        self._text: list[str] = []
        self._described: list[str] = []

    def take(self, event: Any, span: Span) -> None:
        if isinstance(event, str):
            if event in {"SoftBreak", "HardBreak"} and self._heading:
                self._add(" ")
            elif event == "Rule" and self._depth == 0:
                self.document.blocks.append(Block(event, span))
            return
        ((name, value),) = event.items()
        if name == "Start":
            self._start(value, span)
        elif name == "End":
            self._end(value, span)
        elif name == "InlineHtml":
            self.document.html.append(Html(block=False, span=span))
        elif name == "Code":
            self.document.code.append(span)
            self._add(VERBATIM, value, VERBATIM)
        elif name == "Text":
            self._add(value)

    def _add(self, *texts: str) -> None:
        """Keep what is shown in a heading, and apart from it what describes its pictures."""
        if self._heading:
            self._described += texts
            if not self._images:
                self._text += texts

    def _start(self, tag: Any, span: Span) -> None:
        kind: str = tag if isinstance(tag, str) else next(iter(tag))
        value: Any = None if isinstance(tag, str) else tag[kind]
        if kind in _INLINE:
            if kind in {"Link", "Image"}:
                self._images += kind == "Image"
                link = Link(value["link_type"], kind == "Image", value["dest_url"], span)
                self.document.links.append(link)
            return
        if self._depth == 0:
            self.document.blocks.append(Block(kind, span))
        self._depth += 1
        if kind == "HtmlBlock":
            self.document.html.append(Html(block=True, span=span))
        elif kind == "CodeBlock":
            self.document.code.append(span)
        elif kind == "Heading":
            self._heading, self._text, self._described = (int(value["level"][1]), value["id"]), [], []

    def _end(self, tag: Any, span: Span) -> None:
        kind = tag if isinstance(tag, str) else next(iter(tag))
        if kind in _INLINE:
            self._images -= kind == "Image"
            return
        self._depth -= 1
        if kind == "Heading" and self._heading:
            level, identifier = self._heading
            text, described = "".join(self._text), "".join(self._described)
            self.document.headings.append(Heading(level, text, identifier, span, described))
            self._heading = None
