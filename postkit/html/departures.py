"""Where kramdown 2.4 begins to read a body otherwise than CommonMark does, so that nothing behind is sure.

Regions and text are found by CommonMark's rules; they hold for kramdown as long as both see the same
blocks. Each of these parts the two until the end of the body, or until the next blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.html.closings import Closing
from postkit.html.kramdown import START_TAG
from postkit.html.lines import indent_before
from postkit.html.policy import KRAMDOWN_SPANS
from postkit.html.trouble import Trouble
from postkit.markdown.document import Block
from postkit.site.post import Post

_TAG_TO_KRAMDOWN = re.compile(rf"(?!<[A-Za-z]){START_TAG}")
"""A tag whose name no browser takes for one, so that it is text there."""
_CODE = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_RAW = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TEXT_ELEMENT = re.compile(r"<(textarea|title)\b[^>]*>", re.IGNORECASE)
_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("textarea", "title")}
_TAG = re.compile(r"<[A-Za-z/!?]")
_MARKS = r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*"
_FENCE_OF_WORDS = re.compile(_MARKS + r"(?:`{3,}|~{3,})[ \t]*[^\s`]+[ \t]+[^\s`]", re.MULTILINE)
"""A fence in CommonMark; kramdown takes one word behind it (`FENCED_CODEBLOCK_MATCH`)."""
_FENCE_OF_ONE_WORD = re.compile(_MARKS + r"(`{3,}|~{3,})[ \t]*(?:[^\s`]*`\S*)[ \t\r]*$", re.MULTILINE)
"""A fence in kramdown; CommonMark takes no backtick behind it."""
_FENCES = ("```", "~~~")
_PARAGRAPH_TAGS = "|".join(sorted({*KRAMDOWN_SPANS, "script"})).encode()
_END_OF_CODE = re.compile(
    rb"^(?:[ \t\r]*(?:\n|\Z)| {0,3}</?(?!(?:" + _PARAGRAPH_TAGS + rb")\b)[A-Za-z])", re.MULTILINE
)
"""Where indented code ends: at a blank line, or at the tag of a block (`CODEBLOCK_MATCH`)."""
_CODE_IN_ITEM = re.compile(r"\n[ \t>]*\n([ \t>]{5,})(?![-*+] |\d+[.)] |[ \t>])[^\n]*\n(?!\1|[ \t>]*\n)")
"""An indented line behind a blank one in an item or a quote, and one right below that is less indented."""


class Departures(NamedTuple):
    """Where kramdown reads otherwise.

    Attributes:
        place: The byte offset in the source from which on it may be anything; None if there is none.
        trouble: Why.
        code: Spans in the source that it takes for code.
    """

    place: int | None = None
    trouble: Trouble | None = None
    code: tuple[Span, ...] = ()


def departures(post: Post, reach: Mapping[int, Closing]) -> Departures:
    """Return where kramdown departs from CommonMark's blocks.

    Args:
        post: The post.
        reach: How far the tags of each block of HTML reach; up to there all is HTML to kramdown.
    """
    code: list[Span] = []
    blocks = post.document.blocks
    index = 0
    while index < len(blocks):
        block = blocks[index]
        following = index + (reach[index].blocks if index in reach else 1)
        text = post.masked_slice(Span(block.span.start, blocks[following - 1].span.end))
        if reason := _reason(block, text):
            return Departures(block.span.start, Trouble(reason), tuple(code))
        if block.kind == "CodeBlock" and not text.startswith(_FENCES) and following < len(blocks):
            run = _run_on(post, blocks[following].span.start)
            code += (run,) if run else ()
            if across := next(_across(blocks, following, run), None) if run else None:
                reason = "kramdown reads on in the indented code before it"
                return Departures(across.span.start, Trouble(reason), tuple(code))
        elif block.kind in {"List", "BlockQuote"} and _CODE_IN_ITEM.search(text):
            code.append(block.span)
        index = following
    return Departures(code=tuple(code))


def _reason(block: Block, text: str) -> str:
    """Return why kramdown does not read on behind a block as CommonMark does; empty where it does."""
    if block.kind == "CodeBlock":
        text = text.split("\n", 1)[0]
    if block.kind != "HtmlBlock" and _FENCE_OF_WORDS.search(text):
        return "kramdown takes a fence before it, with more than one word on its line, for text"
    if block.kind == "CodeBlock":
        return ""
    if block.kind != "HtmlBlock" and _FENCE_OF_ONE_WORD.search(text):
        return "kramdown may take a line of backticks for the beginning of code"
    if not _TAG_TO_KRAMDOWN.search(text) and not _TEXT_ELEMENT.search(text):
        return ""
    shown = _RAW.sub("", text) if block.kind == "HtmlBlock" else _CODE.sub("", text)
    if found := _TAG_TO_KRAMDOWN.search(shown):
        return f"kramdown takes {quoted(found[0])} for a tag that is never closed"
    if name := _text_element_with_tags(shown):
        return f"kramdown may show the end tag of a `<{name}>` as text"
    return ""


def _text_element_with_tags(text: str) -> str:
    """Return the name of an element of nothing but text (HTML standard §13.1.2) in which tags stand."""
    for match in _TEXT_ELEMENT.finditer(text):
        name = match[1].lower()
        end = _END[name].search(text, match.end())
        inside = text[match.end() : end.start() if end else len(text)]
        if not end or _TAG.search(inside):
            return name
    return ""


def _run_on(post: Post, start: int) -> Span | None:
    """Return what kramdown takes into indented code from the line behind it."""
    line = start - indent_before(post, start) - post.body.start
    end = _END_OF_CODE.search(post.masked_bytes, line)
    if end is None:
        return Span(start, post.body.end)
    return Span(start, post.body.start + end.start()) if end.start() > line else None


def _across(blocks: list[Block], index: int, run: Span) -> Iterator[Block]:
    """Yield the blocks that begin in a run of code and go on behind it."""
    while index < len(blocks) and blocks[index].span.start < run.end:
        if blocks[index].span.end > run.end + 1:
            yield blocks[index]
        index += 1
