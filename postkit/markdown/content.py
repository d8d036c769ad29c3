"""Where the content of a body stands; between are definitions, marks of blocks, blank lines."""

from __future__ import annotations

from typing import Any

from postkit.core.span import Span
from postkit.markdown.parser import parser

_CONTAINERS = frozenset({"BlockQuote", "FootnoteDefinition", "Item", "List"})


def content_spans(text: str, base: int, *, heading_attributes: bool = False) -> list[Span]:
    """Return the spans of all blocks that hold no blocks, and of the text of tight list items.

    Args:
        text: The masked body, without BOM.
        base: The byte offset of the body in its source.
        heading_attributes: Whether `# a {#id}` gives a heading its id.

    Returns:
        Spans in no order; they may overlap.
    """
    events = parser(heading_attributes=heading_attributes).events_with_range(text)
    return [
        Span(base + bounds["start"], base + bounds["end"])
        for event, bounds in events
        if not _is_container(event)
    ]


def _is_container(event: Any) -> bool:
    if not isinstance(event, dict):
        return False
    tag = event.get("Start", event.get("End"))
    name = next(iter(tag)) if isinstance(tag, dict) else tag
    return name in _CONTAINERS
