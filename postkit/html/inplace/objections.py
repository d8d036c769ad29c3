"""Why a leaf is left alone: engines do not all take it for what it is, or would not any more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postkit.flavors.base import Dialect, Flavor
from postkit.html import policy
from postkit.html.escape import escape_line_starts, is_symbol
from postkit.html.inplace import kramdown, marked
from postkit.html.inplace.pairs import Tag
from postkit.html.inplace.source import MARGIN, LeafSource
from postkit.html.spelling import spelling_of
from postkit.markdown.leaves import Leaf

_ODD_BACKSLASH = re.compile(r"\\[ \t]|://\S*\\")
_MARKERS = re.compile(r"[*_~]+")
_TILDE_BESIDE_MARKER = re.compile(r"[*_]~(?!~)|(?<!~)~[*_]")
_TABLE_LINE = re.compile(r"(?=[^\n]*\|)[\s|:-]*\Z")
_TASK = re.compile(r"\[[ xX]\]")
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?(?:(?=\n)|\Z)")


def objection(
    leaf: Leaf, source: LeafSource, tags: Sequence[Tag], flavor: Flavor, *, unbalanced: bool
) -> str:
    """Return why engines may not take a leaf for what it is here; empty if all do.

    Args:
        leaf: The leaf.
        source: Its source.
        tags: The tags in it.
        flavor: The engine that counts.
        unbalanced: Whether a tag in it is not closed or closes nothing.
    """
    if leaf.kind == "Heading" and leaf.id is None and flavor.heading_attributes:
        return "the heading's id is made of what is written"
    found = _in_characters(leaf, source, tags) or _in_lines(leaf, source)
    if not found and flavor.dialect is Dialect.KRAMDOWN:
        return kramdown.objection(leaf, source, unbalanced=unbalanced)
    if not found and flavor.dialect is Dialect.MARKED:
        return marked.objection(source, unbalanced=unbalanced)
    return found


def _in_characters(leaf: Leaf, source: LeafSource, tags: Sequence[Tag]) -> str:
    notes = [part for part in leaf.parts if part.kind == "FootnoteReference"]
    if any(note.depth for note in notes) or (notes and re.search(r"[\[\]]", source.bare)):
        return "engines differ on a footnote inside of a mark"
    struck = any(policy.EMPHASIS.get(tag.name) == "del" for tag in tags)
    # One alone strikes nothing.
    if source.bare.count("~") > (0 if struck else 1) or _TILDE_BESIDE_MARKER.search(source.text):
        return "engines read its `~` in different ways"
    if _ODD_BACKSLASH.search(source.text):
        return "engines read its backslash in different ways"
    if any(_touches_symbol(source.text, found) for found in _MARKERS.finditer(source.text)):
        return "engines of different age differ on a symbol beside a marker"
    return "engines read its `[^` in different ways" if "[^" in source.bare else ""


def _touches_symbol(text: str, marker: re.Match[str]) -> bool:
    """Tell whether a symbol such as `￥` stands beside a marker (punctuation in CommonMark 0.31)."""
    beside = text[max(marker.start() - 1, 0) : marker.end() + 1]
    return any(is_symbol(one) for one in beside if not one.isascii())


def _in_lines(leaf: Leaf, source: LeafSource) -> str:
    later = [MARGIN.sub("", line) for line in source.text.split("\n")[1:]]
    if source.lines_below.lstrip().startswith(":") or any(line.startswith(":") for line in later):
        return "a line of it may be a definition"
    if any(escape_line_starts(line) != line or _TABLE_LINE.match(line) for line in later):
        return "engines differ on whether one of its lines begins a block"
    if not leaf.top and any(line.startswith("<") for line in later):
        return "engines differ on whether it ends at a line that begins with a tag"
    return ""


def is_unsafe(old: str, new: str, flavor: Flavor, *, parted: int) -> bool:
    """Tell whether engines may take a leaf's new text, or a line of it, for something else.

    Args:
        old: The leaf's text.
        new: What would stand there.
        flavor: The engine that counts.
        parted: How many blank lines part it on purpose.
    """
    if len(_BLANK_LINE.findall(new)) != parted or _TILDE_BESIDE_MARKER.search(new):
        return True
    if _TASK.match(new) and not _TASK.match(old):
        return True
    lines = set(old.split("\n"))
    changed = (MARGIN.sub("", line) for line in new.split("\n") if line not in lines)
    spelling = spelling_of(flavor)
    if any(escape_line_starts(line, spelling) != line for line in changed):
        return True
    if flavor.dialect is Dialect.MARKED:
        return marked.begins_with_tag(new)
    return flavor.dialect is Dialect.KRAMDOWN and bool(kramdown.own_line(new))
