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


def begins_line(post: Post, offset: int) -> bool:
    """Tell whether nothing but blanks stands before a byte offset on its line."""
    data, first = post.source.data, post.body.start
    return not data[max(data.rfind(b"\n", first, offset) + 1, first) : offset].strip()


def ends_line(post: Post, offset: int) -> bool:
    """Tell whether nothing but blanks stands behind a byte offset on its line."""
    data = post.source.data
    end = data.find(b"\n", offset)
    return not data[offset : end if end >= 0 else len(data)].strip()


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
