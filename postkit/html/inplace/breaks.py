"""Line breaks in Markdown text: two blanks at the end of a line, which every engine knows."""

from __future__ import annotations

import re

from postkit.core.span import Span
from postkit.html.escape import escape_line_starts
from postkit.html.inplace.source import LeafSource, without_tags

_LINE_END = re.compile(r"[ \t]*(?=\r?\n)")
_LINE_END_NEAR = re.compile(r"(?:[ \t]*<br\b[^<>]*>)*[ \t]*\r?\n", re.IGNORECASE)
_BREAK_BEFORE = re.compile(r"<br\b[^<>]*>\s*\Z", re.IGNORECASE)
_MORE_BREAKS = re.compile(r"(?:\s*<br\b[^<>]*>)+\s*", re.IGNORECASE)
_BEGINS_LINE = re.compile(r"(?:(?P<ends> {2,}|\\)|[ \t]*)\r?\n(?P<margin>[ \t>]*)\Z")
"""Nothing but a margin before a break on its line; `ends` if the line before ends with a break already."""


def written_break(
    source: LeafSource, tag: Span, *, parts: bool, folds: bool = True
) -> tuple[Span, str] | None:
    """Return the bytes that a `<br>` gives up and what stands there instead; None where it stays.

    Several in a row part paragraphs. At a leaf's end they say nothing, and one that begins it stays.

    Args:
        source: The leaf that it stands in, a paragraph or the text of an item.
        tag: Its bytes.
        parts: Whether a paragraph may end here.
        folds: Whether a line end is a blank; if not, one behind the tag is a break of its own.
    """
    before, after = source.before(tag.start), source.after(tag.end)
    if not without_tags(before).strip() or _BREAK_BEFORE.search(before):
        return None
    start = tag.start - len(before) + len(before.rstrip(" \t"))
    if not after.strip():
        return Span(start, tag.end), ""
    if not folds and _LINE_END_NEAR.match(after):
        return None
    if more := _MORE_BREAKS.match(after):
        return _between_paragraphs(source, tag, after[more.end() :], more.end()) if parts else None
    line_end = _LINE_END.match(after)
    begins = _BEGINS_LINE.search(before)
    if line_end:
        return None if begins else (Span(start, tag.end + line_end.end()), "  ")
    text = after.lstrip(" \t")
    if _begins_block(text) or (begins and (begins["ends"] or not folds)):
        return None
    end = tag.end + len(after) - len(text)
    if begins:
        # It goes to the end of the line before, where a break of Markdown stands.
        return Span(tag.start - len(before) + begins.start(), end), f"  {source.newline}{begins['margin']}"
    return Span(start, end), f"  {source.newline}{source.margin}"


def _between_paragraphs(source: LeafSource, tag: Span, text: str, size: int) -> tuple[Span, str] | None:
    """Return what parts two paragraphs; nothing where the second would be no paragraph."""
    before = source.before(tag.start)
    start = tag.start - len(before) + len(before.rstrip())
    if not text:
        return Span(start, tag.end + size), ""
    return None if _begins_block(text) else (Span(start, tag.end + size), source.newline * 2)


def _begins_block(text: str) -> bool:
    line = text.partition("\n")[0]
    return line.startswith("<") or escape_line_starts(line) != line
