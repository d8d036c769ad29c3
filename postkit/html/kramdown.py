"""What kramdown 2.4 reads otherwise in HTML, or around it, than a browser or CommonMark does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.html.decoding import bare_reference
from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_line_starts, escape_text
from postkit.html.lines import follows_blank_line, precedes_blank_line
from postkit.html.nodes import group, is_room, shows
from postkit.html.policy import INLINE, KRAMDOWN_SPANS, UNWRAPPED_INLINE
from postkit.html.tree import Comment, Element, Node, Text, parse
from postkit.markdown.document import Block
from postkit.site.post import Post

FIRST_TAG = re.compile(r"\s*(?:<!--.*?-->\s*)*<([A-Za-z][^\s/>]*)", re.DOTALL)
_ATTRIBUTES_BEFORE = re.compile(r"(?:\A|\n[ \t]*\n)(?: {0,3}\{:[^\n]*\}\s*)+\Z")
"""Lists behind a blank line; others belong to the block right before them."""
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|(?P<tag><[A-Za-z])", re.DOTALL | re.IGNORECASE)
_NAME = r"[^\W\d][\w.:·-]*"
START_TAG = rf"<(?>{_NAME})(?>(?:\s+{_NAME}(?:\s*=\s*(?:\w+|\"[^\"]*\"|'[^']*'))?)*)\s*/?>"
"""A start tag to kramdown (`HTML_TAG_RE`); its name begins with a letter of any script."""
_KRAMDOWN_TAG = re.compile(START_TAG)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_NEAR = 1000
"""So many bytes before a region are looked at."""
_FENCES = ("```", "~~~")
_IN_PARAGRAPH = re.compile(r"\s*<(?:!--|script\b)", re.IGNORECASE)
_INDENTED = re.compile(r"\n(?: {4}| {0,3}\t)[ \t]*[^ \t\n]")
_BLANK_LINE_AT_END = re.compile(r"\n[ \t]*\n[ \t]*\Z")
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
    if reference := bare_reference(text):
        return f"kramdown shows {quoted(reference)} as it is written"
    if word := next((word for word in around.defined_words if word in text), None):
        return f"it holds {quoted(word)}, which is defined for Markdown alone"
    if not follows_blank_line(post, blocks[index].span.start) and (
        begins_paragraph or index == 0 or not _ends_before_html(post, blocks[index - 1], blocks[index])
    ):
        return "no blank line stands before it, so kramdown reads it as part of the text"
    if not precedes_blank_line(post, end):
        return "no blank line stands after it, so kramdown reads on"
    before = post.masked_bytes[: blocks[index].span.start - post.body.start][-_NEAR:].decode(errors="replace")
    # Those behind a blank line belong to what follows them, whatever stands before it.
    if _ATTRIBUTES_BEFORE.search(before):
        return "kramdown puts the attributes beside it on it"
    return ""


def _ends_before_html(post: Post, block: Block, html: Block) -> bool:
    """Tell whether a block is the same to kramdown whether a blank line parts it from HTML or not.

    The tag of a block ends a paragraph (`LAZY_END_HTML_START`), a comment or a script does not;
    tables and mathematics need a blank line.
    """
    if post.masked_slice(Span(block.span.end, html.span.start)).strip():
        return False  # a definition
    if block.kind in {"HtmlBlock", "Heading", "Rule"}:
        return True
    text = post.masked_slice(block.span)
    if block.kind == "CodeBlock":
        return text.startswith(_FENCES)
    goes_on = _IN_PARAGRAPH.match(post.masked_slice(html.span)) is not None
    return block.kind == "Paragraph" and not goes_on and "|" not in text and "$$" not in text


def _is_plain_inline(html: str) -> bool:
    """Tell whether HTML is inline elements and text in which no engine finds Markdown."""
    root = parse(html)
    if any(element.tag not in INLINE | UNWRAPPED_INLINE for element in root.elements()):
        return False
    return "\\" not in html and _is_plain(root.text())


def _is_plain(text: str) -> bool:
    """Tell whether kramdown finds no Markdown in a text that is not escaped."""
    return "[" not in text and escape_line_starts(escape_text(text)) == text


def check_loose_text(root: Element) -> None:
    """Raise where kramdown would read Markdown between the elements of a region.

    Its HTML block ends with the closing tag, so what follows is Markdown already.

    Args:
        root: The region's HTML.

    Raises:
        CannotSayError: If there is something that it would not take for plain text.
    """
    texts = [node.data for node in root.children if isinstance(node, Text)]
    if any(_INDENTED.search(text) for text in texts):
        raise CannotSayError("kramdown takes an indented line between its elements for code", differs=True)
    runs = list(group(root.children))
    for run in runs:
        if isinstance(run, Element) or _are_comments(run):
            continue
        text = "".join(node.text() if isinstance(node, Element) else node.data for node in run)
        plain = text.strip()
        if all(is_room(node) or not shows(node) for node in run):
            continue  # a paragraph of breaks, in which there is nothing to read
        if any(isinstance(node, Element) and _BLANK_LINE.search(node.text()) for node in run):
            raise CannotSayError("kramdown ends an inline element at a blank line in it", differs=True)
        parted = run is runs[-1] or _BLANK_LINE_AT_END.search(text)
        if len(run) > 1 or not parted or not _is_plain(plain):
            raise CannotSayError("kramdown reads what stands between its elements as Markdown", differs=True)


def _are_comments(run: Sequence[Node]) -> bool:
    """Tell whether a run holds nothing but comments that are blocks, as they are without a blank before."""
    before = ""
    for node in run:
        if isinstance(node, Comment):
            if before.endswith((" ", "\t")):
                return False
            before = ""
        elif shows(node):
            return False
        elif isinstance(node, Text):
            before += node.data
    return True


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
