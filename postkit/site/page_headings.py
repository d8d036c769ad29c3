"""The headings of a post as its engine finds them, where that differs from CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.flavors.headings import VERBATIM
from postkit.flavors.publishing.record import Publishing
from postkit.markdown.document import Heading
from postkit.site.post import Post
from postkit.site.written_headings import without_id, written_headings

_AFTER_HTML = re.compile(rb"(?:</[\w:-]+[ \t]*>|/>|-->)[ \t\r]*\n(#{1,6}[ \t]+[^\s][^\n]*(?:\n|\Z))")
_LIST_AT_END = re.compile(r"\}[ \t]*(?:\s#+|\n[ >\t]*(?:-+|=+))?\s*\Z")
_ATTRIBUTE = r"""(?:[#.][^\s{}]+|[\w:.-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))"""
_GOLDMARK_LIST = re.compile(rf"\{{[ ]*{_ATTRIBUTE}(?:[ ,]+{_ATTRIBUTE})*[ ]*\}}[ \t]*(?:\n.*)?\s*\Z")
_ADDRESS = re.compile(r"(?<![^\s*_~(])(?:https?://|ftp://|www\.)[^\s<]+")


def page_headings(post: Post, how: Publishing) -> Iterable[Heading]:
    """Return the headings of a post in order, each with the text that its id is made of.

    Args:
        post: The post, readable.
        how: How its site is published.
    """
    if how.ids_as_written:
        return written_headings(post)
    if post.flavor.dialect is Dialect.KRAMDOWN:
        return filter(_has_words, _of_kramdown(post))
    if post.flavor.anchors.descriptions:
        return filter(_has_words, (_of_goldmark(post, heading) for heading in post.document.headings))
    return post.document.headings


def _has_words(heading: Heading) -> bool:
    """Tell whether there is anything in a heading; an empty one gets no id."""
    return bool(heading.described or heading.id)


def _of_goldmark(post: Post, heading: Heading) -> Heading:
    """Give a heading the text that Hugo 0.168 takes: with what describes pictures, without addresses.

    A list at its end with anything but ids, classes and values is text to goldmark.
    """
    written = post.masked_slice(heading.span)
    brace = written.rfind("{")
    if brace >= 0 and _LIST_AT_END.search(written) and not _GOLDMARK_LIST.match(written, brace):
        heading = _without_list(written, heading)
    parts = heading.described.split(VERBATIM)
    parts[::2] = [_ADDRESS.sub("", part) for part in parts[::2]]
    return heading._replace(text=VERBATIM.join(parts))


def _of_kramdown(post: Post) -> list[Heading]:
    """Return the headings that kramdown's GFM parser finds: also in the line after a block of HTML."""
    at_top = {block.span.start for block in post.document.blocks}
    headings = [
        _with_id(post.masked_slice(heading.span), heading)
        for heading in post.document.headings
        if heading.span.start not in at_top or not _is_indented(post, heading.span)
    ]
    found = list(_after_html(post))
    return sorted([*headings, *found], key=lambda heading: heading.span.start) if found else headings


def _is_indented(post: Post, span: Span) -> bool:
    """Tell whether a blank stands before the signs of a heading: it is a paragraph to kramdown then."""
    data, at = post.masked_bytes, span.start - post.body.start
    return at > 0 and data.startswith(b"#", at) and data[at - 1] in b" \t"


def _with_id(written: str, heading: Heading) -> Heading:
    """Take an id off the end of a heading as kramdown does: it knows no other list there."""
    if not _LIST_AT_END.search(written):
        return heading
    whole = _without_list(written, heading)
    if written.rstrip().endswith("#"):
        return whole  # It looks for an id before it takes closing signs off.
    title, identifier = without_id(whole.text)
    return whole._replace(text=title, id=identifier)


def _after_html(post: Post) -> Iterator[Heading]:
    body, data = post.body.start, post.masked_bytes
    for piece in post.document.html:
        if piece.block:
            for found in _AFTER_HTML.finditer(data, piece.span.start - body, piece.span.end - body):
                span = Span(found.start(1), found.end(1)).shift(body)
                written = found[1].decode()
                yield _with_id(written, _without_list(written, Heading(1, "", None, span, "")))


def _without_list(written: str, heading: Heading) -> Heading:
    """Read a heading by itself, with no list of attributes."""
    from postkit.markdown.scan import scan

    found = scan(written, heading.span.start).headings
    return found[0]._replace(span=heading.span) if found else heading
