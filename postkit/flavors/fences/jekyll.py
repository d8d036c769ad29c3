"""Jekyll's fences; measured on Jekyll 4.4 (`document.rb`)."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import looks_like_a_key, unclosed
from postkit.flavors.reader import Fences

_OPEN = re.compile(r"---[ \t\r\f\v]*\n")
_CLOSE = re.compile(r"\n(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|\Z)")
"""With the end of the line above, since a search for one character is quick."""
_SPACE = re.compile(r"[ \t\r\n\f\v]*")
_NAMELESS = "Jekyll then publishes it without its keys"
_NO_MAPPING = "Jekyll then publishes a post without its keys, and stops at a page"


def find_jekyll(text: str) -> Fences | None:
    """Find front matter as Jekyll does: `---` on the very first line, closed by `---` or `...`.

    The blank lines after the closing fence belong to the block. An opening fence that is never
    closed makes the whole file a body to Jekyll; it is reported where a key follows it.

    Args:
        text: The text of a post without BOM.
    """
    opening = _OPEN.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSE.search(text, start - 1)
    if closing is None:
        if not looks_like_a_key(text, start):
            return None
        return unclosed("yaml", text, 0, start, "Jekyll prints it as text")
    space = _SPACE.match(text, closing.end())
    body = space.end() if space else closing.end()
    if body < len(text):
        body = text.rfind("\n", 0, body) + 1
    place = (start, closing.start() + 1)
    return Fences("yaml", (0, body), place, if_broken=_NAMELESS, if_no_mapping=_NO_MAPPING)
