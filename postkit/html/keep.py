"""HTML that stays as it was, as a block of its own that every engine reads alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postkit.html import policy
from postkit.html.errors import CannotSayError
from postkit.html.tree import Element, Node

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_LINE_ENDS = re.compile(r"[ \t]*\n[ \t]*")
_MARKER = re.compile(r"\n[ \t]*(?:[-+*#>|:~`={\[]|\d+[.)])")
"""A line in a list's HTML that kramdown would look for blocks in."""
_PRESERVED = re.compile(r"<(?:pre|script|style|textarea)\b|<!--", re.IGNORECASE)
_WHOLE_LINES = frozenset({"pre", "script", "style"})
"""Elements that CommonMark's HTML block holds up to their end tag, blank lines and all."""


def source_of(html: str, node: Element, error: CannotSayError, *, nested: bool) -> str:
    """Return the source of an element that stays; its blank lines go, where they show nowhere.

    Args:
        html: The region.
        node: The element.
        error: Why it stays.
        nested: Whether it stands in a list or quote, where no blank line may be in it.

    Raises:
        CannotSayError: `error`, if it cannot stand as an HTML block in every engine.
    """
    if node.end is None or node.tag not in policy.KEPT_BLOCKS:
        raise error
    text = html[node.start : node.end]
    if nested and _MARKER.search(text):
        raise error
    # An element that is told otherwise than its source is another one there.
    whole = node.tag in _WHOLE_LINES and text[1:].lower().startswith(node.tag)
    return text if whole and not nested else _without_blank_lines(text, error)


def run_as_block(
    html: str, parent: Element, run: Sequence[Node], error: CannotSayError, *, nested: bool
) -> str:
    """Return loose inline content as a `<div>` of its own: that is what it was to a reader.

    Args:
        html: The region.
        parent: The element that it stands in.
        run: All nodes between two blocks.
        error: Why it stays.
        nested: Whether it stands in a list or quote.

    Raises:
        CannotSayError: `error`, if the source of the run cannot be told.
    """
    elements = [node for node in run if isinstance(node, Element)]
    if parent.inside is None or any(node.end is None for node in elements):
        raise error
    first = next(index for index, node in enumerate(parent.children) if node is run[0])
    before = parent.children[first - 1] if first else None
    after = next(iter(parent.children[first + len(run) :]), None)
    start = before.end if isinstance(before, Element) else parent.inside[0]
    end = after.start if isinstance(after, Element) else parent.inside[1]
    if start is None:
        raise error
    text = html[start:end].strip()
    if nested and _MARKER.search(text):
        raise error
    return f"<div>{_without_blank_lines(text, error)}</div>"


def opening_tag(html: str, node: Element, error: CannotSayError) -> str:
    """Return the start tag of a container, on one line, that tells kramdown to read Markdown in it.

    Raises:
        CannotSayError: `error`, if it has no place in the source.
    """
    if node.inside is None:
        raise error
    tag = _LINE_ENDS.sub(" ", html[node.start : node.inside[0]])
    if tag.endswith("/>"):
        raise error
    value = "block" if node.tag == "center" else "1"
    return f'{tag[:-1].rstrip()} markdown="{value}">'


def _without_blank_lines(text: str, error: CannotSayError) -> str:
    """Return HTML without blank lines, at which CommonMark would end it."""
    if not _BLANK_LINES.search(text):
        return text
    if _PRESERVED.search(text):
        raise error
    return _BLANK_LINES.sub("\n", text)
