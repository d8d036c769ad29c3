"""Regions: the stretches of a body that are HTML by the flavor's own block rules.

CommonMark's HTML block ends at a blank line; kramdown's reaches to its closing tag and is raw
inside. A region is a row of top-level HTML blocks whose tags close one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html.balance import Balance
from postkit.html.frames import frames
from postkit.html.hidden import hidden_spans
from postkit.html.kramdown import FIRST_TAG
from postkit.html.nodes import shows
from postkit.html.policy import (
    BLOCKS,
    FORMATTING,
    KEPT_BLOCKS,
    KRAMDOWN_SPANS,
    UNWRAPPED_BLOCKS,
    UNWRAPPED_INLINE,
)
from postkit.html.tree import Element, parse
from postkit.html.trouble import Trouble, Troubles, split_text
from postkit.markdown.document import Block
from postkit.site.post import Post

MAX_BLOCKS = 1000
"""How many blocks one region may span; so one tag that is never closed costs linear time."""

_SAYS_NOTHING = UNWRAPPED_BLOCKS | UNWRAPPED_INLINE | {"p"}
_CONTAINERS = frozenset({"List", "BlockQuote"})
_UNFINISHED = re.compile(r"</?([A-Za-z][\w:-]*)[^<>]*\Z")
_FOLD_IN_LINE = re.compile(rb"<!--\s*more\s*-->[ \t]*[^\s]|[^\s][ \t]*<!--\s*more\s*-->")
_INDENTED_FENCE = re.compile(rb"^[ \t]+(?:```|~~~)", re.MULTILINE)
_CONTINUED_BY_TAG = re.compile(r"\n[ \t>]+</?[A-Za-z]")
"""A line of an item or quote that begins with a tag: marked takes it, and more, for a block of HTML."""
_LAZY_TAG = re.compile(r"\n {0,3}</?[A-Za-z][^\n]*>[ \t\r]*(?:\n|\Z)")
"""A tag alone on a line that an item or quote may or may not go on with: engines differ on that."""


class Region(NamedTuple):
    """A stretch of HTML.

    Attributes:
        span: Its bytes in the source, from its first tag to its last character that shows.
        html: Its masked text, line ends as LF.
        trouble: Why it must stay; None where it may be converted.
        returns: How many bytes a line end has in the source beside its LF: 1 for CRLF.
    """

    span: Span
    html: str
    trouble: Trouble | None = None
    returns: int = 0

    def byte_offset(self, index: int) -> int:
        """Return the byte offset in the source of a code point of `html`."""
        before = self.html[:index]
        # Where every line ends with CRLF, each has one byte that `html` lacks.
        offset = self.span.start + len(before.encode()) + before.count("\n") * self.returns
        return min(offset, self.span.end)


class Layout(NamedTuple):
    """Where a body is HTML.

    Attributes:
        regions: Those that hold tags, in order.
        trusted: The byte offset in the source up to which text between them is Markdown for sure.
        hidden: Spans in the source that template tags make something of.
    """

    regions: list[Region]
    trusted: int
    hidden: Sequence[Span] = ()


def lay_out(post: Post) -> Layout:
    """Find the regions of a post, and how far its text is what it looks like.

    Args:
        post: The post; an HTML or MDX file has no regions.
    """
    if post.is_html or post.is_mdx:
        return Layout([], post.body.start)
    blocks = post.document.blocks
    troubles = Troubles(post)
    hidden = hidden_spans(post)
    found: list[Region] = []
    leak: Trouble | None = None
    broken: Trouble | None = None
    trusted = post.body.start if troubles.has_stray_fence else _end_of_trust(post)
    passed_over = frames(post)
    index = 0
    while index < len(blocks):
        count, was = 1, leak or broken
        if index in passed_over:
            pass
        elif blocks[index].kind != "HtmlBlock":
            leak = leak or _leak(post, blocks[index].span)
            if _is_unclear_to_marked(post, blocks[index]):
                hidden.append(blocks[index].span)
            if blocks[index].kind in _CONTAINERS and _LAZY_TAG.search(post.masked_slice(blocks[index].span)):
                trusted = min(trusted, blocks[index].span.start)
        else:
            count, trouble = _extent(post, index)
            span = Span(blocks[index].span.start, blocks[index + count - 1].span.end)
            text = post.masked_slice(span)
            broken = broken or _unfinished(text)
            if FIRST_TAG.match(text):
                trouble = trouble or broken or _around(post, leak, text) or troubles.of(index, span.end, text)
                if any(span.overlaps(one) for one in hidden):
                    trouble = Trouble("the template tag around it may not read it as Markdown")
                found.append(_region(span, text, trouble))
            broken = broken or split_text(text)
            leak = leak or (_leak(post, span) if trouble else None)
        if (leak or broken) and not was and post.flavor.dialect.reads_to_end_tag:
            trusted = min(trusted, blocks[index].span.start)
        index += count
    return Layout(found, trusted, hidden)


def _unfinished(text: str) -> Trouble | None:
    """Return what is wrong with HTML that ends inside of a tag, which kramdown goes on with."""
    found = _UNFINISHED.search(text)
    return Trouble(f"`<{found[1]}` is not finished before the HTML ends", unbalanced=True) if found else None


def _is_unclear_to_marked(post: Post, block: Block) -> bool:
    return (
        post.flavor.dialect is Dialect.MARKED
        and block.kind in _CONTAINERS
        and _CONTINUED_BY_TAG.search(post.masked_slice(block.span)) is not None
    )


def _end_of_trust(post: Post) -> int:
    """Return how far all engines take the same text for code and HTML.

    A fence that is indented kramdown may not end; where a fold stands inside a line, Hugo begins anew.
    """
    ends = [_FOLD_IN_LINE.search(post.masked_bytes)]
    if post.flavor.dialect is Dialect.KRAMDOWN:
        ends.append(_INDENTED_FENCE.search(post.masked_bytes))
    return min((post.body.start + end.start() for end in ends if end), default=post.body.end)


def _around(post: Post, leak: Trouble | None, text: str) -> Trouble | None:
    """Return what goes on into a region so that it matters.

    Browsers take what is open into a paragraph too; they do not where loose text becomes one.
    kramdown and Python-Markdown take all that follows into the element; Hexo looks for `</code>`.
    """
    if leak is None or post.flavor.dialect is not Dialect.COMMONMARK:
        return leak
    blocks = (
        isinstance(node, Element) and node.tag in BLOCKS for node in parse(text).children if shows(node)
    )
    return None if all(blocks) else leak


def _region(span: Span, text: str, trouble: Trouble | None) -> Region:
    shown = text.rstrip()
    end = span.end - len(text[len(shown) :].encode())
    html = shown.replace("\r\n", "\n").replace("\r", "\n")
    return Region(Span(span.start, end), html, trouble, int("\r\n" in shown))


def _extent(post: Post, index: int) -> tuple[int, Trouble | None]:
    """Return how many blocks from this one close all tags, or 1 and what is wrong with it."""
    blocks = post.document.blocks
    balance = Balance()
    start = blocks[index].span.start
    for count, block in enumerate(blocks[index : index + MAX_BLOCKS], 1):
        gap = post.masked_slice(Span(start, block.span.start))
        if not post.flavor.dialect.reads_to_end_tag and (block.kind != "HtmlBlock" or gap.strip()):
            break
        balance.feed(post.masked_slice(Span(start, block.span.end)))
        start = block.span.end
        if balance.stray:
            return 1, Trouble(f"`</{balance.stray}>` closes nothing that is open there", unbalanced=True)
        if not balance.open:
            return count, None
    return 1, Trouble(f"`<{balance.open[-1]}>` is not closed before the HTML ends", unbalanced=True)


def _leak(post: Post, span: Span) -> Trouble | None:
    """Return what goes on behind a block because a tag in it is not closed.

    Browsers reopen formatting elements in every block that follows; kramdown takes all that
    follows into an HTML block that is not closed.
    """
    balance = Balance()
    pieces = post.html_in(span)
    for piece in pieces:
        balance.feed(post.masked_slice(piece.span))
    raw = post.flavor.dialect.reads_to_end_tag
    # What opens outside of a paragraph ends with no paragraph.
    block = any(piece.block for piece in pieces)
    going_on = [
        tag
        for tag in balance.open
        if tag in FORMATTING
        or (raw and tag not in KRAMDOWN_SPANS)
        or ((block or tag in BLOCKS | KEPT_BLOCKS) and tag not in _SAYS_NOTHING)
    ]
    return Trouble(f"a `<{going_on[0]}>` before it is never closed", unbalanced=True) if going_on else None
