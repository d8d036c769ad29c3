"""What marked 15, as Hexo runs it, reads otherwise around HTML than CommonMark does."""

from __future__ import annotations

import re
from bisect import bisect_left

from postkit.html.lines import follows_blank_line
from postkit.html.nodes import is_block, shows
from postkit.html.tree import parse
from postkit.markdown.mask import starts_with_tag
from postkit.site.post import Post

_SEEN_BY_HEXO = re.compile(
    r"(?<![`\\])(?P<ticks>`+)|<!--.*?(?:-->|\Z)|(?P<tag>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL
)
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n\r?\n")
_ENDS_PARAGRAPH = re.compile(r"</?[a-z]|<!--")


def marked_reason(post: Post, index: int, end: int, text: str) -> str:
    """Return why marked does not read a region as what it is to others; empty where it does.

    Args:
        post: The post.
        index: The number of the region's first block.
        end: The byte offset past its last block.
        text: Its masked text.
    """
    blocks = post.document.blocks
    start = blocks[index].span.start
    line = post.masked_bytes.rfind(b"\n", 0, start - post.body.start) + 1 + post.body.start
    if start != line:
        return "it is indented, and Hexo may not read on where its Markdown begins"
    unclear = _UNDERLINE.search(text) or not _ENDS_PARAGRAPH.match(text)
    if unclear and not follows_blank_line(post, start):
        return "no blank line stands before it, so Hexo reads it as part of the text"
    loose = any(not is_block(node) for node in parse(text).children if shows(node))
    if loose and _has_tag_beside(post, index, end):
        return "Hexo makes no paragraph of the template tag beside it"
    return ""


def _has_tag_beside(post: Post, index: int, end: int) -> bool:
    """Tell whether a line of the block before or behind begins with a template tag, a comment to Hexo."""
    blocks = post.document.blocks
    after = bisect_left(blocks, end, key=lambda block: block.span.start)
    beside = (*blocks[max(index - 1, 0) : index], *blocks[after : after + 1])
    lines = (line for block in beside for line in post.masked_slice(block.span).split("\n"))
    return any(starts_with_tag(line.lstrip(" \t>")) for line in lines)


def visible_tags(body: str) -> list[str]:
    """Return the template tags that Hexo finds in a body, in order: those in code spans it passes over.

    Backticks pair as `escapeAllSwigTags` of Hexo 8 pairs them: before Markdown is read, one behind a
    backslash aside, up to as many again in the same paragraph.

    Args:
        body: The text, tags and all.
    """
    found: list[str] = []
    position = 0
    while match := _SEEN_BY_HEXO.search(body, position):
        position = match.end()
        if match["ticks"]:
            closing = re.compile(rf"(?<!`){match['ticks']}(?!`)").search(body, position)
            blank = _BLANK_LINE.search(body, position)
            if closing and not (blank and blank.start() < closing.start()):
                position = closing.end()
        elif match["tag"]:
            found.append(match["tag"])
    return found
