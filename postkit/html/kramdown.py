"""What kramdown 2.4 reads otherwise in HTML, or around it, than a browser or CommonMark does."""

from __future__ import annotations

import re
from functools import cached_property

from postkit.core.printable import quoted
from postkit.html.escape import escape_line_starts, escape_text
from postkit.html.lines import follows_blank_line, precedes_blank_line
from postkit.html.policy import INLINE, KRAMDOWN_SPANS, UNWRAPPED_INLINE
from postkit.html.tree import parse
from postkit.site.post import Post

FIRST_TAG = re.compile(r"\s*(?:<!--.*?-->\s*)*<([A-Za-z][^\s/>]*)", re.DOTALL)
_ATTRIBUTES_BEFORE = re.compile(r"^ {0,3}\{:[^\n]*\}\s*\Z", re.MULTILINE)
_ATTRIBUTES_AFTER = re.compile(rb"(?:[ \t\r]*\n)* {0,3}\{:")
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|(?P<tag><[A-Za-z])", re.DOTALL | re.IGNORECASE)
_KRAMDOWN_TAG = re.compile(
    r"<(?>[^\W\d][\w.:-]*)(?>(?:\s+[^\W\d][\w.:-]*(?:\s*=\s*(?:\w+|\"[^\"]*\"|'[^']*'))?)*)\s*/?>"
)
_HIDDEN_DEFINITION = re.compile(r"(?:</\w+>|-->) {0,3}\[([^\]\n]+)\]:")
_ABBREVIATION = re.compile(r"(?:^|</\w+>|-->) {0,3}\*\[(.+?)\]:", re.MULTILINE)


class Surroundings:
    """A post as kramdown sees it around its HTML.

    Args:
        post: The post.
    """

    def __init__(self, post: Post) -> None:
        self.post = post

    @cached_property
    def defined_words(self) -> list[str]:
        """The words that mean more in kramdown's Markdown than in its HTML.

        Abbreviations (`ABBREV_DEFINITION_START`), and link definitions behind a tag, which
        pulldown-cmark takes for HTML.
        """
        text = self.post.masked.text
        return [*_ABBREVIATION.findall(text), *(f"[{label}]" for label in _HIDDEN_DEFINITION.findall(text))]


def kramdown_reason(around: Surroundings, index: int, end: int, text: str) -> str:
    """Return why kramdown does not read a region as plain HTML; empty where it does.

    Args:
        around: The post.
        index: The number of the region's first block.
        end: The byte offset past its last block.
        text: Its masked text.
    """
    post = around.post
    blocks = post.document.blocks
    first = FIRST_TAG.match(text)
    begins_paragraph = first is not None and first[1].lower() in KRAMDOWN_SPANS
    if begins_paragraph and not _is_plain_inline(text):
        return "kramdown takes it for a paragraph, and reads Markdown in it"
    if tag := _tag_as_text(text):
        return f"kramdown shows {quoted(tag)} as text, for how its attributes are written"
    if word := next((word for word in around.defined_words if word in text), None):
        return f"it holds {quoted(word)}, which is defined for Markdown alone"
    after_html = index > 0 and blocks[index - 1].kind == "HtmlBlock"
    if (begins_paragraph or not after_html) and not follows_blank_line(post, blocks[index].span.start):
        return "no blank line stands before it, so kramdown reads it as part of the text"
    if not precedes_blank_line(post, end):
        return "no blank line stands after it, so kramdown reads on"
    before = post.masked_slice(blocks[index - 1].span) if index else ""
    if _ATTRIBUTES_BEFORE.search(before) or _ATTRIBUTES_AFTER.match(post.masked_bytes, end - post.body.start):
        return "kramdown puts the attributes beside it on it"
    return ""


def _is_plain_inline(html: str) -> bool:
    """Tell whether HTML is inline elements and text in which no engine finds Markdown."""
    root = parse(html)
    if any(element.tag not in INLINE | UNWRAPPED_INLINE for element in root.elements()):
        return False
    text = root.text()
    return "\\" not in html and escape_line_starts(escape_text(text)) == text and "[" not in text


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
