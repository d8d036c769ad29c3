"""What kramdown 2.4 reads otherwise in Markdown text with tags in it than CommonMark does."""

from __future__ import annotations

import re

from postkit.core.printable import quoted
from postkit.html import policy
from postkit.html.decoding import bare_reference
from postkit.html.inplace.source import LeafSource
from postkit.markdown.leaves import Leaf

_PAIRED = re.compile(r"\*|(?<!\w)_|_(?!\w)|`")
_ROW_OF_MARKERS = re.compile(r"\*{4,}|_{4,}")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_BRACKET = re.compile(r"[\[\]]")
_BLANK_CODE = re.compile(r"`(?: |[^`]* `\Z)", re.DOTALL)
_TAG_FIRST = re.compile(r"^[\s>]*<([A-Za-z][\w:-]*)(?=\s|/?>)", re.MULTILINE)
_OWN_LINES = (
    (r"\\(?:<[^<>]*>|[ \t])*\r?$", "kramdown shows a backslash at a line's end inside of tags"),
    # As it stands, or when the tag before it goes.
    (r"(?:^|<[^<>]*>)[\s>]*(?:\{:|\^[ \t]*$)", "kramdown takes a line of it for an instruction"),
    (r"^[\s>]*\*\[[^\]\n]*\]:", "kramdown takes a line of it for an abbreviation"),
)


_ATTRIBUTE_LINE = r"\{:(?!:)[^{}<>\n`*\[\]]*\}[ \t]*"
_ATTRIBUTE_LINES = re.compile(rf"\A(?:[\s>]*{_ATTRIBUTE_LINE}\r?\n)+|(?:\r?\n[ \t>]*{_ATTRIBUTE_LINE})+\Z")
"""Attribute lists on the lines before or behind the text of a paragraph, which kramdown gives it."""


def objection(leaf: Leaf, source: LeafSource, *, unbalanced: bool) -> str:
    """Return why kramdown may not take a leaf for what it is to others; empty if it does.

    Args:
        leaf: The leaf.
        source: Its source.
        unbalanced: Whether a tag in it is not closed or closes nothing.
    """
    if unbalanced:
        return "kramdown shows a tag in it as text"
    if leaf.kind != "TableCell" and "|" in source.bare:
        return "kramdown may take its `|` for a table"
    if found := _PAIRED.search(source.bare) or _ROW_OF_MARKERS.search(source.text):
        return f"kramdown may pair its `{found[0]}` otherwise"
    if _BRACKET.search(source.bare) and any(part.value == "Link" for part in leaf.parts):
        return "kramdown may pair its brackets otherwise"
    if _same_mark_inside(leaf):
        return "kramdown reads no emphasis inside emphasis of the same kind"
    if any(part.kind == "Code" and _BLANK_CODE.match(source.slice(part.span)) for part in leaf.parts):
        return "kramdown takes no backtick beside a blank"
    if source.lines_below.lstrip(" \t").startswith("<"):
        return "no blank line stands after it, so kramdown reads on"
    # In an item they may be those of the item or of its list.
    instruction = "" if leaf.top else _instruction(source.text)
    return instruction or own_line(source.text) or _reference_in_tag(source.text)


def has_attribute_lines(text: str) -> bool:
    """Tell whether kramdown gives attributes to a paragraph, which must stay one then."""
    return bool(_ATTRIBUTE_LINES.search(text))


def _reference_in_tag(text: str) -> str:
    reference = bare_reference("".join(_TAG.findall(text)))
    return f"kramdown shows {quoted(reference)} as it is written" if reference else ""


def _same_mark_inside(leaf: Leaf) -> bool:
    """Tell whether a mark of Markdown stands inside one of its kind."""
    around: list[str] = []
    for part in leaf.parts:
        if part.kind == "Start":
            if part.value in around:
                return True
            around.append(part.value)
        elif part.kind == "End":
            around.pop()
    return False


def own_line(text: str) -> str:
    """Return what kramdown makes of a line of a paragraph that others do not; empty if nothing.

    Args:
        text: The paragraph.
    """
    for match in _TAG_FIRST.finditer(text):
        if match[1].lower() not in policy.KRAMDOWN_SPANS:
            return f"kramdown takes `<{match[1]}>` for the beginning of a block"
    return _instruction(_ATTRIBUTE_LINES.sub("", text))


def _instruction(text: str) -> str:
    return next((reason for pattern, reason in _OWN_LINES if re.search(pattern, text, re.MULTILINE)), "")
