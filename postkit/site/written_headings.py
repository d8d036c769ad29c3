"""Headings as kramdown's own parser finds them, with their text as it is written.

Source: kramdown 2.4, `parser/kramdown/header.rb` and `block_boundary.rb`. It wants a blank line
above a heading and its list of attributes, no blank before its signs, and none after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.span import Span
from postkit.markdown.document import Heading
from postkit.site.post import Post

_SIGNS = re.compile(r"(#{1,6})[ \t]*([^ \t\n][^\n]*)")
_UNDERLINED = re.compile(r"([^\n]*)\n[ >\t]*([-=])[-=]*\s*")
_LINES = re.compile(rb"^(?:#[^\n]*\n?|(?P<indent>[ ]{0,3})[^\s][^\n]*\n[-=]+[ \t\r]*(?:\n|\Z))", re.MULTILINE)
_ID = re.compile(r"[\t ]\{#((?:[^\W\d]|:)[\w.:\-·]*)\}\Z")
_LAST_SIGNS = re.compile(r"(?<!\\)#+\Z")
_BLANK = re.compile(rb"[ >\t\r]*\^?[ \t\r]*")
_ATTRIBUTES = re.compile(rb"[ >\t]*\{:(?!:)[^\n]*\}[ \t\r]*")
_QUOTE_OR_ITEM = re.compile(rb"(?:[ \t]*(?:>|[-*+]|\d+\.))*[ \t]*")
_FAR = 2000
_TEXT = frozenset({"Paragraph", "Heading"})
_MOST_LISTS = 8


def written_headings(post: Post) -> Iterator[Heading]:
    """Yield the headings of a post in order: each text without its id and the signs at its end.

    Args:
        post: The post, readable.
    """
    body, data = post.body.start, post.masked_bytes
    for span in sorted({*_at_top(post), *_inside(post)}):
        if _stands_alone(data, span.start - body):
            text = data[span.start - body : span.end - body].decode(errors="replace").rstrip()
            if found := _read(text):
                level, title, identifier = found
                yield Heading(level, title, identifier, span, title)


def _at_top(post: Post) -> Iterator[Span]:
    """Yield the lines of paragraphs and headings at the top level that may be a heading."""
    start, data = post.body.start, post.masked_bytes
    for block in post.document.blocks:
        if block.kind in _TEXT:
            line = data.rfind(b"\n", 0, block.span.start - start) + 1
            for found in _LINES.finditer(data, line, block.span.end - start):
                yield Span(start + found.start() + len(found["indent"] or b""), start + found.end())


def _inside(post: Post) -> Iterator[Span]:
    """Yield the headings in lists and quotes."""
    at_top = {block.span.start for block in post.document.blocks}
    return (heading.span for heading in post.document.headings if heading.span.start not in at_top)


def _stands_alone(data: bytes, at: int) -> bool:
    """Tell whether a heading begins a line, quote or item, and the line above ends a block."""
    line = data.rfind(b"\n", 0, at) + 1
    marks = data[line:at]
    if len(marks) > _FAR or not _QUOTE_OR_ITEM.fullmatch(marks):
        return False
    if marks.strip(b" \t>"):
        return True
    for _ in range(_MOST_LISTS):
        end = max(line - 1, 0)
        line = data.rfind(b"\n", 0, end) + 1
        above = data[line : min(end, line + _FAR)]
        # A list behind a block is that block's own.
        if b">" in marks and not above.lstrip(b" \t").startswith(b">"):
            return True
        if not _ATTRIBUTES.fullmatch(above):
            return _BLANK.fullmatch(above) is not None
    return False


def _read(text: str) -> tuple[int, str, str | None] | None:
    """Return level, title and explicit id of a heading, or None where kramdown sees none."""
    if signs := _SIGNS.fullmatch(text):
        title, identifier = without_id(signs[2].rstrip())
        title = _LAST_SIGNS.sub("", title).rstrip()
        return (len(signs[1]), title, identifier) if title else None
    underlined = _UNDERLINED.fullmatch(text)
    if underlined is None:
        return None
    return 1 if underlined[2] == "=" else 2, *without_id(underlined[1].rstrip())


def without_id(title: str) -> tuple[str, str | None]:
    """Take an id such as `{#a}` off the end of a heading as kramdown does: it takes no other list there.

    Args:
        title: The heading.
    """
    found = _ID.search(title)
    return (title[: found.start()].rstrip(), found[1]) if found else (title, None)
