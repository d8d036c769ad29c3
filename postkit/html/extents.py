"""How far a piece of HTML goes under the flavor's own block rules, and which parts of it may be converted."""

from __future__ import annotations

import re
from typing import NamedTuple

from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html.balance import Balance
from postkit.html.closings import Closing
from postkit.html.stretches import Stretch, stretches
from postkit.html.trouble import Trouble
from postkit.site.post import Post

_OTHER_END = re.compile(r"\s*<(?:[!?]|(?:pre|script|style|textarea)\b)", re.IGNORECASE)
"""How a block of HTML begins that does not end at a blank line (CommonMark §4.6, conditions 1 to 5)."""
_PARAGRAPH_END = re.compile(r"\s*<(?:blockquote|div|h[1-6]|hr|ol|p|pre|table|ul)[\s>]", re.IGNORECASE)
"""How HTML begins that closes a paragraph before it (HTML standard §13.1.2.4)."""
MAX_BLOCKS = 1000
"""How many blocks of HTML in a row are looked at together."""


class Part(NamedTuple):
    """A part of a row of blocks of HTML.

    Attributes:
        span: Its bytes in the source.
        text: Its masked text.
        trouble: Why it stays, told from its tags alone.
        is_tag: Whether it is the lone tag of a container.
    """

    span: Span
    text: str
    trouble: Trouble | None = None
    is_tag: bool = False


class Extent(NamedTuple):
    """A row of blocks of HTML.

    Attributes:
        blocks: How many top-level blocks they are.
        span: Their bytes in the source.
        text: Their masked text.
        parts: What they consist of, in order.
        balanced: Whether all tags in it close one another.
    """

    blocks: int
    span: Span
    text: str
    parts: list[Part]
    balanced: bool = True


def extent(post: Post, index: int, closing: Closing) -> Extent:
    """Return how far the HTML goes that begins with a top-level block.

    Args:
        post: The post.
        index: The number of the block.
        closing: How far its tags reach.
    """
    count, trouble = closing
    is_closed = count == 1 and trouble is None
    if post.flavor.dialect is Dialect.COMMONMARK and not is_closed and _ends_with_paragraph(post, index):
        return _cut(post, index, 1)
    if trouble is None or post.flavor.dialect is not Dialect.COMMONMARK:
        span, text = _text(post, index, count)
        return Extent(count, span, text, [Part(span, text, trouble)], trouble is None)
    alone = _cut(post, index, 1)
    count = _row(post, index)
    if count > 1 and any(part.trouble for part in alone.parts):
        return _cut(post, index, count)
    return alone


def _ends_with_paragraph(post: Post, index: int) -> bool:
    """Tell whether nothing but a paragraph is open at a block's end, and what follows closes it."""
    blocks = post.document.blocks
    balance = Balance()
    balance.feed(post.masked_slice(blocks[index].span))
    if balance.open != ["p"] or balance.stray:
        return False
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return (
        after is None
        or after.kind != "HtmlBlock"
        or _PARAGRAPH_END.match(post.masked_slice(after.span)) is not None
    )


def _cut(post: Post, index: int, count: int) -> Extent:
    span, text = _text(post, index, count)
    parts: list[Part] = []
    start = span.start
    found = stretches(text)
    blocks = post.document.blocks[index : index + count]
    if len(found) > 1 and any(_OTHER_END.match(post.masked_slice(block.span)) for block in blocks):
        # The rest of such a block would no longer be one.
        trouble = next(one.trouble for one in found if one.trouble)
        found = [Stretch(0, len(text), trouble)]
    for one in found:
        inside = text[one.start : one.end]
        end = start + len(inside.encode())
        parts.append(Part(Span(start, end), inside, one.trouble, one.is_tag))
        start = end
    return Extent(count, span, text, parts, balanced=False)


def _text(post: Post, index: int, count: int) -> tuple[Span, str]:
    blocks = post.document.blocks
    span = Span(blocks[index].span.start, blocks[index + count - 1].span.end)
    return span, post.masked_slice(span)


def _row(post: Post, index: int) -> int:
    """Return how many blocks of HTML from this one stand in a row."""
    blocks = post.document.blocks
    start = blocks[index].span.start
    for count, block in enumerate(blocks[index : index + MAX_BLOCKS]):
        if block.kind != "HtmlBlock" or post.masked_slice(Span(start, block.span.start)).strip():
            return count
        start = block.span.end
    return min(len(blocks) - index, MAX_BLOCKS)
