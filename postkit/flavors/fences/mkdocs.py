"""MkDocs's fences, and its MultiMarkdown lines; measured on MkDocs 1.6.1 (`mkdocs/utils/meta.py`)."""

from __future__ import annotations

import re

from postkit.flavors.fences.common import looks_like_a_key, unclosed
from postkit.flavors.reader import Fences, Flaw, FlawKind

_LINE = r"(?:\r\n|\n|\r)"
_OPEN = re.compile(rf"---[ \t]*{_LINE}")
_CLOSE = re.compile(rf"(?<=[\r\n])(?:\.\.\.|---)[ \t]*{_LINE}")
_CLOSE_AT_END = re.compile(r"(?<=[\r\n])(?:\.\.\.|---)[ \t]*\Z")
_BLANK_LINES = re.compile(r"[\r\n]*")
_KEY = r" {0,3}[A-Za-z0-9_-]+:"
_METADATA = re.compile(_KEY)
_METADATA_LINE = re.compile(rf"(?:{_KEY}|(?: {{4}}|\t)[ \t]*\S)[^\r\n]*(?:{_LINE}|\Z)")
_AFTER_METADATA = re.compile(rf"(?:[ \t]+{_LINE})?[\r\n]*")
_PRINTED = "MkDocs then reads no key and prints the block in the page, silently"


def find_mkdocs(text: str) -> Fences | None:
    """Find front matter as MkDocs does: `---` on the first line, closed by a line `---` or `...`.

    The closing line must end; the blank lines after it belong to the block. Without an opening
    fence the lines `key: value` up to the first other line are metadata (MultiMarkdown's).

    Args:
        text: The text of a post without BOM.
    """
    opening = _OPEN.match(text)
    start = opening.end() if opening else 0
    closing = _CLOSE.search(text, start + 1) if opening else None
    if closing:
        body = _BLANK_LINES.match(text, closing.end())
        block = (0, body.end() if body else closing.end())
        return Fences("yaml", block, (start, closing.start()), if_broken=_PRINTED, if_no_keys=_PRINTED)
    if opening is None:
        return _metadata(text)
    return _unclosed(text, start)


def _unclosed(text: str, start: int) -> Fences | None:
    """Say that a block is not closed, or that its closing line is the last and does not end."""
    if at_once := _CLOSE.match(text, start):
        return Fences("yaml", (0, at_once.end()), (start, start), if_no_keys=_PRINTED)
    if not looks_like_a_key(text, start):
        return None
    last = _CLOSE_AT_END.search(text, start)
    if last is None:
        return unclosed("yaml", text, 0, start, "MkDocs prints it as text")
    message = "the closing fence has no line end after it, so MkDocs prints the block as text"
    repair = (len(text), len(text), "\r\n" if "\r\n" in text else "\n")
    flaw = Flaw(FlawKind.UNCLOSED, last.span(), message, "end the last line", repair)
    return Fences("yaml", (0, len(text)), (start, last.start()), flaw)


def _metadata(text: str) -> Fences | None:
    """Find lines `key: value` at the top; the blank lines after them belong to the block."""
    if not _METADATA.match(text):
        return None
    end = 0
    while end < len(text) and (match := _METADATA_LINE.match(text, end)):
        end = match.end()
    body = _AFTER_METADATA.match(text, end)
    return Fences("metadata", (0, body.end() if body else end), (0, end))
