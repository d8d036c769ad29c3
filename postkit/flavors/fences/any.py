"""Fences where the engine is not known; measured on python-frontmatter 1.3."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import EOL, json_end, looks_like_a_key, unclosed
from postkit.flavors.reader import Fences, Kind

_OPEN = re.compile(r"\s*(?:(?P<yaml>-{3,})|(?P<toml>\+{3,})|(?P<json>\{))[^\S\r\n]*" + EOL)
_CLOSE = {
    "yaml": re.compile(r"(?<=[\r\n])-{3,}[^\S\r\n]*" + EOL),
    "toml": re.compile(r"(?<=[\r\n])\+{3,}[^\S\r\n]*" + EOL),
}
_REST_OF_LINE = re.compile(r"[ \t]*" + EOL)


def find_any(text: str) -> Fences | None:
    """Find front matter where the engine is not known.

    YAML as python-frontmatter reads it: blanks may come before, a fence is a line of three or
    more `-` with blanks after it. TOML between lines of `+++`, and JSON from a line `{` to its
    matching brace at the end of a line. An opening fence on the first line that is never closed
    is reported: of `---`, where a key follows it.

    Args:
        text: The text of a post without BOM.
    """
    opening = _OPEN.match(text)
    if opening is None:
        return None
    if opening["json"]:
        return _json(text, opening.start("json"))
    kind: Kind = "yaml" if opening["yaml"] else "toml"
    start, content = opening.start(kind), opening.end()
    closing = _CLOSE[kind].search(text, content)
    if closing:
        place = (content, closing.start())
        return Fences(kind, (start, closing.end()), place, may_be_rules=kind == "yaml")
    meant = kind == "toml" or looks_like_a_key(text, content)
    return unclosed(kind, text, start, content) if meant and start == 0 else None


def _json(text: str, start: int) -> Fences | None:
    end = json_end(text, start)
    if end is None:
        return unclosed("json", text, start, start) if start == 0 else None
    rest = _REST_OF_LINE.match(text, end)
    return Fences("json", (start, rest.end()), (start, end)) if rest else None
