"""Regions: the stretches of a body that are HTML by the flavor's own block rules.

CommonMark's HTML block ends at a blank line; kramdown's reaches to its closing tag and is raw
inside. A region is a row of top-level HTML blocks whose tags close one another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html.balance import Balance
from postkit.html.policy import FORMATTING, KRAMDOWN_SPANS, UNWRAPPED_BLOCKS, UNWRAPPED_INLINE
from postkit.site.post import Post

MAX_BLOCKS = 1000
"""How many blocks one region may span; so one tag that is never closed costs linear time."""

_FIRST_TAG = re.compile(r"\s*(?:<!--.*?-->\s*)*<([A-Za-z][^\s/>]*)", re.DOTALL)

_ITS_DEFINITION = re.compile(rb"(?:[ \t\r]*\n)* {0,3}:(?=\s|\Z)")
_ATTRIBUTES_BEFORE = re.compile(r"^ {0,3}\{:[^\n]*\}\s*\Z", re.MULTILINE)
_ATTRIBUTES_AFTER = re.compile(rb"(?:[ \t\r]*\n)* {0,3}\{:")
_SAYS_NOTHING = UNWRAPPED_BLOCKS | UNWRAPPED_INLINE | {"p"}
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|(?P<tag><[A-Za-z])", re.DOTALL | re.IGNORECASE)
_KRAMDOWN_TAG = re.compile(
    r"<(?>[^\W\d][\w.:-]*)(?>(?:\s+[^\W\d][\w.:-]*(?:\s*=\s*(?:\w+|\"[^\"]*\"|'[^']*'))?)*)\s*/?>"
)
_HIDDEN_DEFINITION = re.compile(r"(?:</\w+>|-->) {0,3}\[([^\]\n]+)\]:")
_ABBREVIATION = re.compile(r"(?:^|</\w+>|-->) {0,3}\*\[(.+?)\]:", re.MULTILINE)

_DIVIDER = r"<!--\s*more\s*-->"
_DIVIDER_IN_TEXT = re.compile(
    rf"[^\s>][ \t]*{_DIVIDER}|{_DIVIDER}[ \t]*[^\s<]"
    rf"|<(?!/(?:p|div|center|[uo]l|blockquote|pre|table|h\d)>)[^<>]*>[ \t]*{_DIVIDER}"
    rf"|{_DIVIDER}[ \t]*<(?!(?:p|div|center|[uo]l|blockquote|pre|table|h\d)[\s>])"
)
"""A `<!--more-->` with something other than whole blocks before or behind it on its line."""
_BLANK_LINE_IN_PRE = re.compile(r"(?<!\A)<pre\b(?:(?!</pre\s*>).)*?\n[ \t\r]*\n", re.DOTALL | re.IGNORECASE)


class Trouble(NamedTuple):
    """Why a region must stay as it is.

    Attributes:
        reason: In plain words, as a clause.
        unbalanced: Whether a tag is at fault that closes nothing or is not closed.
    """

    reason: str
    unbalanced: bool = False


class Region(NamedTuple):
    """A stretch of HTML.

    Attributes:
        span: Its bytes in the source, from its first tag to its last character that shows.
        html: Its masked text, line ends as LF.
        trouble: Why it must stay; None where it may be converted.
    """

    span: Span
    html: str
    trouble: Trouble | None = None


def regions(post: Post) -> Iterator[Region]:
    """Yield the regions of a post that hold tags, in order."""
    if post.is_html or post.is_mdx:
        return
    blocks = post.document.blocks
    words = _defined_words(post)
    leak: Trouble | None = None
    index = 0
    while index < len(blocks):
        count = 1
        if blocks[index].kind != "HtmlBlock":
            leak = leak or _leak(post, blocks[index].span)
        else:
            count, trouble = _extent(post, index)
            span = Span(blocks[index].span.start, blocks[index + count - 1].span.end)
            text = post.masked_slice(span)
            if first := _FIRST_TAG.match(text):
                trouble = trouble or leak or _trouble(post, index, span.end, text, first[1].lower(), words)
                yield _region(span, text, trouble)
            leak = leak or _split_text(text) or (_leak(post, span) if trouble else None)
        index += count


def _region(span: Span, text: str, trouble: Trouble | None) -> Region:
    shown = text.rstrip()
    end = span.end - len(text[len(shown) :].encode())
    return Region(Span(span.start, end), shown.replace("\r\n", "\n").replace("\r", "\n"), trouble)


def _split_text(text: str) -> Trouble | None:
    return Trouble("Hugo splits the text at its `<!--more-->`") if _DIVIDER_IN_TEXT.search(text) else None


def _extent(post: Post, index: int) -> tuple[int, Trouble | None]:
    """Return how many blocks from this one close all tags, or 1 and what is wrong with it."""
    blocks = post.document.blocks
    balance = Balance()
    start = blocks[index].span.start
    for count, block in enumerate(blocks[index : index + MAX_BLOCKS], 1):
        gap = post.masked_slice(Span(start, block.span.start))
        if post.flavor.dialect is not Dialect.KRAMDOWN and (block.kind != "HtmlBlock" or gap.strip()):
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
    raw = post.flavor.dialect is Dialect.KRAMDOWN
    # What opens outside of a paragraph ends with no paragraph.
    block = any(piece.block for piece in pieces)
    going_on = [
        tag
        for tag in balance.open
        if tag in FORMATTING or (raw and tag not in KRAMDOWN_SPANS) or (block and tag not in _SAYS_NOTHING)
    ]
    return Trouble(f"a `<{going_on[0]}>` before it is never closed", unbalanced=True) if going_on else None


def _trouble(post: Post, index: int, end: int, text: str, first: str, words: list[str]) -> Trouble | None:
    """Return why the region cannot be read as plain HTML under this flavor."""
    if "markdown=" in text:
        return Trouble("an attribute `markdown=` makes the engine read Markdown inside")
    if split := _split_text(text):
        return split
    if _ITS_DEFINITION.match(post.masked_bytes, end - post.body.start):
        return Trouble("the `:` after it would make it a definition list's term")
    if post.flavor.dialect is Dialect.KRAMDOWN:
        return _kramdown_trouble(post, index, end, text, first, words)
    if _BLANK_LINE_IN_PRE.search(text):
        return Trouble("a blank line inside `<pre>` ends the HTML there")
    return None


def _kramdown_trouble(
    post: Post, index: int, end: int, text: str, first: str, words: list[str]
) -> Trouble | None:
    if first in KRAMDOWN_SPANS:
        return Trouble(f"kramdown takes `<{first}>` for the beginning of a paragraph")
    if tag := _tag_as_text(text):
        return Trouble(f"kramdown shows {quoted(tag)} as text, for how its attributes are written")
    if word := next((word for word in words if word in text), None):
        return Trouble(f"it holds {quoted(word)}, which is defined for Markdown alone")
    after_html = index > 0 and post.document.blocks[index - 1].kind == "HtmlBlock"
    if not after_html and not follows_blank_line(post, post.document.blocks[index].span.start):
        return Trouble("no blank line stands before it, so kramdown reads it as part of the text")
    if not precedes_blank_line(post, end):
        return Trouble("no blank line stands after it, so kramdown reads on")
    before = post.masked_slice(post.document.blocks[index - 1].span) if index else ""
    if _ATTRIBUTES_BEFORE.search(before) or _ATTRIBUTES_AFTER.match(post.masked_bytes, end - post.body.start):
        return Trouble("kramdown puts the attributes beside it on it")
    return None


def _tag_as_text(html: str) -> str | None:
    """Return the first start tag that kramdown 2.4 does not take for one (`HTML_TAG_RE`)."""
    position = 0
    while match := _MARKUP.search(html, position):
        position = match.end()
        if match["tag"]:
            tag = _KRAMDOWN_TAG.match(html, match.start())
            if tag is None:
                return html[match.start() : html.find(">", position) + 1]
            position = tag.end()
    return None


def _defined_words(post: Post) -> list[str]:
    """Return the words that mean more in kramdown's Markdown than in its HTML.

    Abbreviations (kramdown 2.4, `ABBREV_DEFINITION_START`), and link definitions behind a tag,
    which pulldown-cmark takes for HTML.
    """
    if post.flavor.dialect is not Dialect.KRAMDOWN:
        return []
    text = post.masked.text
    return [*_ABBREVIATION.findall(text), *(f"[{label}]" for label in _HIDDEN_DEFINITION.findall(text))]


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
