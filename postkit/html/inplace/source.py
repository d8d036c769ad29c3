"""The source of one leaf, looked up by byte offsets of its post."""

from __future__ import annotations

import re
from functools import cached_property

from postkit.core.span import Span
from postkit.markdown.leaves import Leaf
from postkit.site.post import Post

_NEAR = 400
"""So many bytes are looked at before and behind a tag; an address is no longer."""

_NO_MARGIN = re.compile(r"[^\s>]")
MARGIN = re.compile(r"\A[\s>]*")
"""What stands before the text of a line: blanks, and the marks of quotes."""

_TAG = re.compile(r"<[^<>]*>")
MARGINS = re.compile(r"\n[\s>]*")


def without_tags(text: str) -> str:
    """Return what a text shows when its tags are gone."""
    return _TAG.sub("", text)


class LeafSource:
    """The masked text of a leaf.

    Args:
        post: The post.
        leaf: The leaf.
    """

    def __init__(self, post: Post, leaf: Leaf) -> None:
        self._post = post
        self._leaf = leaf
        self.span = leaf.span
        self.text = post.masked_slice(leaf.span)
        self.newline = post.source.newline
        self._held: dict[re.Pattern[str], bool] = {}

    def slice(self, span: Span) -> str:
        """Return the masked text of a byte span."""
        return self._post.masked_slice(span)

    def is_empty(self, span: Span) -> bool:
        """Tell whether nothing stands in a byte span but blanks."""
        return not self.slice(span).strip()

    def before(self, offset: int) -> str:
        """Return what stands right before a byte offset, inside the leaf."""
        return self.slice(Span(max(self.span.start, offset - _NEAR), offset))

    def after(self, offset: int) -> str:
        """Return what stands right behind a byte offset, inside the leaf."""
        return self.slice(Span(offset, min(self.span.end, offset + _NEAR)))

    @cached_property
    def bare(self) -> str:
        """The characters that are text although no backslash says so, a blank for what is between."""
        pieces = []
        for part in self._leaf.parts:
            if part.kind == "Text":
                text = self.slice(part.span)
                escaped = self.slice(Span(part.span.start - 1, part.span.start)) == "\\"
                pieces.append(text[1:] if escaped else text)
            else:
                pieces.append("" if part.kind == "InlineHtml" else " ")
        return "".join(pieces)

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern is found in the bare characters; looked for once."""
        if pattern not in self._held:
            self._held[pattern] = bool(pattern.search(self.bare))
        return self._held[pattern]

    @cached_property
    def lines_below(self) -> str:
        """The beginning of what follows the leaf's last line."""
        end = min(self._post.body.end, self.span.end + _NEAR)
        return self.slice(Span(self.span.end, end)).partition("\n")[2]

    @property
    def margin(self) -> str:
        """What a new line of the leaf begins with: the marks of its quotes, blanks for those of its lists."""
        body = self._post.body.start
        line = self._post.masked_bytes.rfind(b"\n", 0, self.span.start - body) + 1
        return _NO_MARGIN.sub(" ", self.slice(Span(line + body, self.span.start)))
