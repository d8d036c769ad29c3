"""Line ends, and blank lines around a place in a post."""

from __future__ import annotations

import re

from postkit.core.span import Span
from postkit.site.post import Post

_BLANK_LINE = re.compile(rb"[ \t]*\r?\n")
_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)+")


def with_line_feeds(text: str) -> str:
    """Return a text whose line ends are all LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def precedes_blank_line(post: Post, offset: int) -> bool:
    """Tell whether a blank line, or the body's end, stands after the line of a byte offset."""
    data = post.source.data
    end = data.find(b"\n", max(offset - 1, 0))
    if end < 0:
        return True
    after = data.find(b"\n", end + 1)
    return not data[end + 1 : after if after >= 0 else len(data)].strip()


def follows_blank_line(post: Post, offset: int) -> bool:
    """Tell whether a blank line, or the body's start, stands before the line of a byte offset."""
    data, first = post.source.data, post.body.start
    line = data.rfind(b"\n", first, offset)
    if line < 0:
        return not data[first:offset].strip()
    return not data[max(data.rfind(b"\n", first, line) + 1, first) : line].strip()


def begins_line(post: Post, offset: int) -> bool:
    """Tell whether nothing but blanks stands before a byte offset on its line."""
    data, first = post.source.data, post.body.start
    return not data[max(data.rfind(b"\n", first, offset) + 1, first) : offset].strip()


def indent_before(post: Post, offset: int) -> int:
    """Return how many blanks stand before a byte offset on its line; 0 where something else does, too."""
    data, first = post.source.data, post.body.start
    before = data[max(data.rfind(b"\n", first, offset) + 1, first) : offset]
    return 0 if before.strip(b" ") else len(before)


def ends_line(post: Post, offset: int) -> bool:
    """Tell whether nothing but blanks stands behind a byte offset on its line."""
    data = post.source.data
    end = data.find(b"\n", offset)
    return not data[offset : end if end >= 0 else len(data)].strip()


def without_line(post: Post, span: Span) -> Span:
    """Return a stretch with the empty line that it would leave, and the blank lines that it would double.

    Args:
        post: The post.
        span: Bytes that go; what is alone on its lines, beside a blank one, goes with their last line end.
    """
    data, start = post.source.data, span.start
    if data[span.end - 1 : span.end] == b"\n" or not (
        start == post.body.start or data[start - 1 : start] == b"\n"
    ):
        return span
    before, after = follows_blank_line(post, start), precedes_blank_line(post, span.end)
    if not ends_line(post, span.end) or not (before or after):
        return span
    blank = _BLANK_LINES.match(data, span.end) if before else _BLANK_LINE.match(data, span.end)
    return Span(start, blank.end()) if blank else span


def newlines_before(post: Post, offset: int) -> str:
    """Return the line ends that make a blank line stand before a byte offset."""
    if not begins_line(post, offset):
        return "\n\n"
    return "" if follows_blank_line(post, offset) else "\n"


def newlines_after(post: Post, offset: int) -> str:
    """Return the line ends that make a blank line stand behind a byte offset."""
    if not ends_line(post, offset):
        return "\n\n"
    return "" if precedes_blank_line(post, offset) else "\n"
