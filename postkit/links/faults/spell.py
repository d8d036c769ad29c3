"""How a destination is written so that it says what it should."""

from __future__ import annotations

import re
from html import escape

from postkit.links.destinations.grammar import decode, destination_at
from postkit.links.destinations.kinds import Destination, Kind

_HARD = re.compile(r"[\s<>\"\u201c\u201d\x00-\x1f\x7f]|\]\(")
"""What shows that an address is still wrong, or what cannot stand in every kind of destination."""

_REFERENCE = re.compile(r"&(?=#?\w+;)")


def said_by(found: Destination, value: str) -> str | None:
    """Return the text to put in place of a destination so that it says something else, or None.

    The writer's spelling is kept where only characters go, such as a quote at its end.

    Args:
        found: The destination as it is.
        value: What it should say.
    """
    if found.template or found.tail or _HARD.search(value):
        return None
    if found.kind is Kind.ATTRIBUTE:
        return value if found.written == found.value and "&" not in value else escape(value)
    if found.kind not in (Kind.INLINE, Kind.DEFINITION):
        return value if found.written == found.value else None
    for text in (value, _REFERENCE.sub("&amp;", value)):
        data = text.encode()
        if decode(text) == value and destination_at(data, 0) == (0, len(data)):
            return text
    return None
