"""What goes on behind a block of a post because a tag in it is not closed, or not even finished."""

from __future__ import annotations

import re

from postkit.core.span import Span
from postkit.html.balance import Balance
from postkit.html.policy import (
    BLOCKS,
    FORMATTING,
    KEPT_BLOCKS,
    KRAMDOWN_SPANS,
    UNWRAPPED_BLOCKS,
    UNWRAPPED_INLINE,
)
from postkit.html.trouble import Trouble
from postkit.site.post import Post

_SAYS_NOTHING = UNWRAPPED_BLOCKS | UNWRAPPED_INLINE | {"p"}
_UNFINISHED = re.compile(r"</?([A-Za-z][\w:-]*)[^<>]*\Z")


def never_closed(post: Post, span: Span) -> Trouble | None:
    """Return what goes on behind a block because a tag in it is not closed.

    Browsers reopen formatting elements in every block that follows; kramdown takes all that
    follows into an HTML block that is not closed.

    Args:
        post: The post.
        span: The block's bytes in the source.
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


def unfinished(text: str) -> Trouble | None:
    """Return what is wrong with HTML that ends inside of a tag, which kramdown goes on with."""
    found = _UNFINISHED.search(text)
    return Trouble(f"`<{found[1]}` is not finished before the HTML ends", unbalanced=True) if found else None
