"""The headings of a post as its engine finds them, where that differs from CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postkit.core.span import Span
from postkit.flavors.base import Dialect, Publishing
from postkit.markdown.document import Heading
from postkit.site.post import Post
from postkit.site.written_headings import without_id, written_headings

_AFTER_HTML = re.compile(r"(?:</[\w:-]+[ \t]*>|/>|-->)[ \t\r]*\n(#{1,6}[ \t]+[^\s][^\n]*(?:\n|\Z))")
_LIST_AT_END = re.compile(r"\}[ \t]*#*\s*\Z")


def page_headings(post: Post, how: Publishing) -> Iterable[Heading]:
    """Return the headings of a post in order, each with the text that its id is made of.

    Args:
        post: The post, readable.
        how: How its site is published.
    """
    if how.ids_as_written:
        return written_headings(post)
    if post.flavor.dialect is Dialect.KRAMDOWN:
        return _of_kramdown(post)
    if post.flavor.anchors.descriptions:
        return (heading._replace(text=heading.described) for heading in post.document.headings)
    return post.document.headings


def _of_kramdown(post: Post) -> list[Heading]:
    """Return the headings that kramdown's GFM parser finds: also in the line after a block of HTML."""
    headings = [_with_list(post, heading) for heading in post.document.headings]
    found = list(_after_html(post))
    return sorted([*headings, *found], key=lambda heading: heading.span.start) if found else headings


def _with_list(post: Post, heading: Heading) -> Heading:
    """Give a heading back what looks like a list of attributes: kramdown reads an id there and no more."""
    written = post.masked_slice(heading.span)
    return _read(written, heading.span) if _LIST_AT_END.search(written) else heading


def _after_html(post: Post) -> Iterator[Heading]:
    for piece in post.document.html:
        if piece.block:
            text = post.masked_slice(piece.span)
            for found in _AFTER_HTML.finditer(text):
                start = piece.span.start + len(text[: found.start(1)].encode())
                yield _read(found[1], Span(start, start + len(found[1].encode())))


def _read(written: str, span: Span) -> Heading:
    from postkit.markdown.scan import scan

    heading = scan(written, span.start).headings[0]
    title, identifier = without_id(heading.text)
    return heading._replace(text=title, id=identifier, span=span)
