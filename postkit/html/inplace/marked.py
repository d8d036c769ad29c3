"""What marked 15, as Hexo runs it, reads otherwise in Markdown text with tags in it than CommonMark does."""

from __future__ import annotations

import re

from postkit.html.inplace.source import LeafSource

_PAIRED = re.compile(r"[*`~<\[\]]|(?<!\w)_|_(?!\w)|<br\b[^<>]*>\s*:", re.IGNORECASE)
_ROW_OF_MARKERS = re.compile(r"\*{3,}|_{3,}")
_TAG_FIRST = re.compile("^[\\s>]*[\U000f0000-\U000ffffd\U00100000-\U0010fffd]", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?:[\[\]]|\r?\n)")


def objection(source: LeafSource, *, unbalanced: bool) -> str:
    """Return why marked may not take a leaf for what it is to others; empty if it does.

    Args:
        source: The leaf's source.
        unbalanced: Whether a tag in it is not closed or closes nothing.
    """
    if unbalanced:
        return "Hexo may take what stands in a tag that is not closed for an address"
    if begins_with_tag(source.text):
        return "a line that begins with a template tag is no Markdown to Hexo"
    if found := _PAIRED.search(source.bare) or _ROW_OF_MARKERS.search(source.text):
        return f"Hexo may pair its `{found[0]}` otherwise"
    if _ESCAPED.search(source.text):
        return "Hexo reads its backslashes in another way"
    return ""


def begins_with_tag(text: str) -> bool:
    """Tell whether a line of a text begins with a template tag, which makes HTML of the line."""
    return bool(_TAG_FIRST.search(text))
