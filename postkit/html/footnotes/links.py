"""Links within a page as Markdown or HTML writes them, and the anchors beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

ANCHOR = r"<a\s+(?:id|name)=(?:\"[^\"<>]*\"|'[^'<>]*')\s*></a>"
"""An empty anchor."""
LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]\\\n]|\\.){1,60})\]\((?P<target>#[^\s()<>]+)(?: \"[^\"\n]*\")?\)"
    r"|<a\s(?P<attributes>[^<>]*)>(?P<content>(?:[^<\n]|</?sup\b[^<>]*>){1,60})</a>"
)
"""A link with a short text."""
_ATTRIBUTE = re.compile(r"\b(?P<name>id|name|href)=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_SUP = re.compile(r"</?sup\b[^<>]*>")


class Link(NamedTuple):
    """A link to a place in the same page.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        target: The id that it leads to.
        text: What it shows, blanks folded.
    """

    start: int
    end: int
    target: str
    text: str


def links(text: str, position: int = 0) -> Iterator[Link]:
    """Yield the links of a text to places in the same page, those in Markdown and those in HTML."""
    for match in LINK.finditer(text, position):
        if link := as_link(match):
            yield link


def as_link(match: re.Match[str]) -> Link | None:
    """Return what `LINK` found; None if it leads elsewhere."""
    target = match["target"] or _values(match["attributes"], {"href"})
    if isinstance(target, list):
        target = target[0] if len(target) == 1 else ""
    if not target.startswith("#"):
        return None
    shown = _SUP.sub("", match["text"] or match["content"])
    shown = unescape(re.sub(r"\\([\[\]().])", r"\1", shown))
    return Link(match.start(), match.end(), fragment(target), " ".join(shown.split()))


def fragment(target: str) -> str:
    """Return the id that a `#x` leads to."""
    return unquote(unescape(target.removeprefix("#")))


def ids(html: str) -> frozenset[str]:
    """Return the ids, and names of anchors, in the tags of a text."""
    tags = re.findall(r"<[A-Za-z][^<>]*>", html)
    return frozenset(fragment(value) for tag in tags for value in _values(tag, {"id", "name"}))


def _values(attributes: str, names: set[str]) -> list[str]:
    found = _ATTRIBUTE.finditer(attributes)
    return [match["double"] or match["single"] or "" for match in found if match["name"] in names]
