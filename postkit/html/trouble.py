"""Why a region of HTML must stay, told from its source and what stands around it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from postkit.flavors.base import Dialect
from postkit.html.kramdown import Surroundings, kramdown_reason
from postkit.html.marked import marked_reason
from postkit.site.post import Post

_ITS_DEFINITION = re.compile(rb"(?:[ \t\r]*\n)* {0,3}:(?=\s|\Z)")
_DIVIDER = r"<!--\s*more\s*-->"
_DIVIDER_IN_TEXT = re.compile(
    rf"[^\s>][ \t]*{_DIVIDER}|{_DIVIDER}[ \t]*[^\s<]"
    rf"|<(?!/(?:p|div|center|[uo]l|blockquote|pre|table|h\d)>)[^<>]*>[ \t]*{_DIVIDER}"
    rf"|{_DIVIDER}[ \t]*<(?!(?:p|div|center|[uo]l|blockquote|pre|table|h\d)[\s>])"
)
"""A `<!--more-->` with something other than whole blocks before or behind it on its line."""
_DIVIDER_BEFORE_OTHER = re.compile(
    rf"\S\s*{_DIVIDER}\s*<(?:[!?]|(?:pre|script|style|textarea)\b)", re.IGNORECASE
)
"""A `<!--more-->` in HTML before what ends by another rule where it begins a block (CommonMark §4.6)."""
_BLANK_LINE_IN_PRE = re.compile(r"(?<!\A)<pre\b(?:(?!</pre\s*>).)*?\n[ \t\r]*\n", re.DOTALL | re.IGNORECASE)
_WITHOUT_FENCES = frozenset({"HtmlBlock", "Paragraph", "Table", "Heading"})
_FENCE_LINE = re.compile(r"^[^\S\n]*(?:[-*+>]|\d+\.)?[^\S\n]*(?:`{3}|~{3})", re.MULTILINE)


class Trouble(NamedTuple):
    """Why a region must stay as it is.

    Attributes:
        reason: In plain words, as a clause.
        unbalanced: Whether a tag is at fault that closes nothing or is not closed.
    """

    reason: str
    unbalanced: bool = False


_SPLIT = Trouble("Hugo splits the text at its `<!--more-->`")
STRAY_FENCE = Trouble("the engine looks for code at lines of backticks or tildes in HTML and text")


class Troubles:
    """Judges the regions of one post.

    Args:
        post: The post.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._looks_for_fences = post.flavor.dialect in {Dialect.PYTHON_MARKDOWN, Dialect.MARKED}
        self._surroundings = Surroundings(post) if post.flavor.dialect is Dialect.KRAMDOWN else None

    @cached_property
    def has_stray_fence(self) -> bool:
        """Whether the engine takes a line for a fence that is none to CommonMark."""
        blocks = self._post.document.blocks if self._looks_for_fences else []
        return any(
            _FENCE_LINE.search(self._post.masked_slice(one.span))
            for one in blocks
            if one.kind in _WITHOUT_FENCES
        )

    def of(self, index: int, end: int, text: str) -> Trouble | None:
        """Return why a region with balanced tags cannot be read as plain HTML under the flavor.

        Args:
            index: The number of its first block.
            end: The byte offset past its last block.
            text: Its masked text.
        """
        if "markdown=" in text:
            return Trouble("an attribute `markdown=` makes the engine read Markdown inside")
        if split := split_text(text):
            return split
        if _ITS_DEFINITION.match(self._post.masked_bytes, end - self._post.body.start):
            return Trouble("the `:` after it would make it a definition list's term")
        if self.has_stray_fence:
            return STRAY_FENCE
        if self._post.flavor.dialect is Dialect.MARKED:
            reason = marked_reason(self._post, index, end, text)
            return Trouble(reason) if reason else self._in_pre(text)
        if self._surroundings:
            reason = kramdown_reason(self._surroundings, index, end, text)
            return Trouble(reason) if reason else None
        if self._post.flavor.dialect.reads_to_end_tag:
            return None
        splits = "<!--" in text and _DIVIDER_BEFORE_OTHER.search(text)
        return _SPLIT if splits else self._in_pre(text)

    def _in_pre(self, text: str) -> Trouble | None:
        found = _BLANK_LINE_IN_PRE.search(text)
        return Trouble("a blank line inside `<pre>` ends the HTML there") if found else None


def split_text(text: str) -> Trouble | None:
    """Return the trouble with a `<!--more-->` inside of text, if there is one."""
    return _SPLIT if "<!--" in text and _DIVIDER_IN_TEXT.search(text) else None
