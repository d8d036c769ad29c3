"""Blank lines around a place in a post."""

from __future__ import annotations

from postkit.site.post import Post


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
