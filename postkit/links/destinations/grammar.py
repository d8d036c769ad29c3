"""CommonMark's grammar of link destinations and titles, over bytes (spec 0.31, sections 4.7 and 6.3)."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

GAP: Final = re.compile(rb"[ \t]*(?:\r?\n[ \t>]*|\r(?!\n)[ \t>]*)?")
"""White space with at most one line end; `>` since the next line may begin inside a quote."""

_ANGLE = re.compile(rb"<((?:[^<>\\\r\n]|\\.)*+)>")
_BARE_PART = re.compile(rb"[^\\()\x00-\x20\x7f]++|\\[()!-/:-@\[-`{-~]|\\")
_TITLE = re.compile(
    rb"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)",
    re.DOTALL,
)
ESCAPE: Final = re.compile(
    r"\\([!-/:-@\[-`{-~])|&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]*));"
)


def destination_at(data: bytes, start: int) -> tuple[int, int] | None:
    """Find a destination that begins at a place.

    Args:
        data: Markdown.
        start: The byte at which it begins, `<` included.

    Returns:
        Where it begins and ends without `<` and `>`; None where no destination can begin.
    """
    if data.startswith(b"<", start):
        angle = _ANGLE.match(data, start)
        return angle.span(1) if angle else None
    depth, place = 0, start
    while place < len(data):
        if part := _BARE_PART.match(data, place):
            place = part.end()
        elif data[place] == 0x28:
            depth, place = depth + 1, place + 1
        elif data[place] == 0x29 and depth:
            depth, place = depth - 1, place + 1
        else:
            break
    return (start, place) if depth == 0 else None


def closes(data: bytes, place: int) -> bool:
    """Tell whether what follows a destination is an optional title and the `)` that ends the data.

    Args:
        data: A link, up to its last byte.
        place: Where its destination has ended.
    """
    gap = GAP.match(data, place)
    after = gap.end() if gap else place
    title = _TITLE.match(data, after) if after > place else None
    if title:
        gap = GAP.match(data, title.end())
        after = gap.end() if gap else title.end()
    return after == len(data) - 1 and data.endswith(b")")


def decode(text: str) -> str:
    """Return a text with its backslash escapes and character references resolved (spec 2.4, 2.5)."""
    return ESCAPE.sub(_decoded, text) if "\\" in text or "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    escaped, decimal, hexadecimal, name = match.groups()
    if escaped is not None:
        return str(escaped)
    if name is not None:
        return html5.get(f"{name};", match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    valid = 0 < code < 0xD800 or 0xDFFF < code < 0x110000
    return chr(code) if valid else "\ufffd"
