"""Hugo's fences; measured on Hugo 0.168 (`pagelexer_intro.go`)."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import EOL, json_end, unclosed
from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind

_START = re.compile(r"[ \t\r\n]*")
_EOL = re.compile(r"\r?\n?")
_REST_OF_LINE = re.compile(r"[ \t]*" + EOL)
_CLOSE = {"-": re.compile(r"(?<=[\r\n])---"), "+": re.compile(r"(?<=[\r\n])\+\+\+")}
_STOPS = "Hugo stops there"


def find_hugo(text: str) -> Fences | None:
    """Find front matter as Hugo does: the first character that is no blank decides.

    Hugo stops the build where that character is `-`, `+` or `{` and no front matter follows.

    Args:
        text: The text of a post without BOM.
    """
    blank = _START.match(text)
    start = blank.end() if blank else 0
    first = text[start : start + 1]
    if first == "{":
        return _json(text, start)
    if first not in _CLOSE:
        return None
    kind: Kind = "yaml" if first == "-" else "toml"
    if not text.startswith(first * 3, start):
        return _no_fence(kind, text, start)
    blank_line = _REST_OF_LINE.match(text, start + 3)
    content = blank_line.end() if blank_line else start + 3
    closing = _CLOSE[first].search(text, content)
    if closing is None:
        return unclosed(kind, text, start, content, _STOPS)
    return Fences(kind, (start, _after_eol(text, closing.end())), (content, closing.start()))


def _json(text: str, start: int) -> Fences:
    end = json_end(text, start)
    if end is None:
        return unclosed("json", text, start, start, _STOPS)
    return Fences("json", (start, _after_eol(text, end)), (start, end))


def _no_fence(kind: Kind, text: str, start: int) -> Fences:
    sign = text[start]
    message = f"Hugo takes `{sign}` at the start of a file for front matter, and this is none"
    flaw = Flaw(FlawKind.UNREADABLE, (start, start + 1), message, "put `---` twice before it")
    return Fences(kind, (start, len(text)), (start, len(text)), flaw)


def _after_eol(text: str, index: int) -> int:
    eol = _EOL.match(text, index)
    return eol.end() if eol else index
