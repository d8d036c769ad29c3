"""Character references that browsers decode and kramdown 2.4 does not."""

from __future__ import annotations

import re
from html import unescape

from postkit.html.tree import Text, parse

_REFERENCE = re.compile(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+)|[A-Za-z][A-Za-z0-9]*);?")
_RAW = frozenset({"script", "style"})


def bare_reference(html: str) -> str:
    """Return a character reference that browsers decode and kramdown does not; empty where there is none.

    Without `;`, as `&copy 2010`, or as `&#X41;` it is text to kramdown (`HTML_ENTITY_RE`); browsers
    decode such ones, but not all in attributes (HTML standard §13.2.5.73).

    Args:
        html: Some HTML.
    """
    found = [match for match in _REFERENCE.finditer(html) if _is_text_to_kramdown(match[0])]
    if not found or _shown(html) == _shown(_REFERENCE.sub(_as_text, html)):
        return ""
    return found[0][0]


def _is_text_to_kramdown(reference: str) -> bool:
    written_so = not reference.endswith(";") or reference.startswith("&#X")
    return written_so and unescape(reference) != reference


def _as_text(match: re.Match[str]) -> str:
    return f"&amp;{match[0][1:]}" if _is_text_to_kramdown(match[0]) else match[0]


def _shown(html: str) -> list[str | None]:
    """Return what the elements of some HTML hold and have as attributes; scripts and styles hold nothing."""
    shown: list[str | None] = []
    for element in (root := parse(html), *root.elements()):
        if element.tag not in _RAW:
            shown += (child.data for child in element.children if isinstance(child, Text))
            shown += element.attributes.values()
    return shown
