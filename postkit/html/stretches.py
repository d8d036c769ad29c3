"""HTML whose tags do not all close one another, cut so that each part reads alike by itself.

A browser closes paragraphs, items and cells by itself (HTML standard §13.1.2.4) and passes over most
end tags that close nothing. A container that is open at the end, or closed without being open, goes
on beyond the HTML: its tag stays, and what stands before and behind it is HTML of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import turbohtml
from turbohtml import TokenType

from postkit.html.policy import CONTAINERS
from postkit.html.tree import VOID, Element, Text, TooDeepError, parse
from postkit.html.trouble import Trouble

_FRAMES = CONTAINERS | {"fieldset", "form"}
"""Containers whose tags may stand alone: each begins a block of HTML in CommonMark."""
_TABLE = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_LISTS = frozenset({"ol", "ul"})
_LAYOUT = _FRAMES | _TABLE | _LISTS | {"body", "dd", "dl", "dt", "html", "li"}
"""Elements of a site's layout that an end tag in a post may close."""
_BLOCK_TAGS = (
    _FRAMES
    | _LAYOUT
    | {
        *(
            "base",
            "basefont",
            "col",
            "colgroup",
            "dialog",
            "dir",
            "frame",
            "frameset",
            "h1",
            "h2",
            "h3",
            "h4",
        ),
        *("h5", "h6", "head", "hr", "iframe", "legend", "link", "menu", "menuitem", "noframes", "optgroup"),
        *("option", "p", "param", "summary", "title", "track"),
    }
)
"""Tags with which a block of HTML begins that ends at a blank line (CommonMark §4.6, condition 6)."""
_FIRST_TAG = re.compile(r"\s*</?([A-Za-z][^\s/>]*)")
_PROBE = "\ue000"
_PROBE_PARAGRAPH = f"<p>{_PROBE}</p>"
_START_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_LINE_END = re.compile(r"\r\n?|\n")


class Stretch(NamedTuple):
    """A part of some HTML.

    Attributes:
        start: Its first code point.
        end: The code point past it.
        trouble: Why it stays, if it does.
        is_tag: Whether it is the lone tag of a container.
    """

    start: int
    end: int
    trouble: Trouble | None = None
    is_tag: bool = False


class _Leak(NamedTuple):
    """What is open at the end of some HTML.

    Attributes:
        chain: The elements, outermost first.
        start: The code point from which on something is open.
        name: The tag at fault.
    """

    chain: list[Element]
    start: int
    name: str


def stretches(html: str) -> list[Stretch]:
    """Cut HTML so that each part that may be converted begins and ends with nothing open.

    Args:
        html: The text of one or more blocks of HTML in a row.
    """
    try:
        found = _cut(html)
    except TooDeepError:
        return [Stretch(0, len(html), Trouble("it is nested too deep"))]
    staying = [one for one in found if one.trouble]
    if all(_begins_block(html, one) for one in staying):
        return found
    # Alone it would be the beginning of something else than it is within the HTML.
    return [Stretch(0, len(html), staying[0].trouble)]


def _begins_block(html: str, stretch: Stretch) -> bool:
    first = _FIRST_TAG.match(html, stretch.start)
    return first is not None and first[1].lower() in _BLOCK_TAGS


def _cut(html: str) -> list[Stretch]:
    found: list[Stretch] = []
    start = 0
    for name, begin, end in (*_closing_layout(html), ("", len(html), len(html))):
        found += (Stretch(one.start + start, one.end + start, *one[2:]) for one in _parts(html[start:begin]))
        last = found[-1]
        if last.trouble and not last.is_tag:
            # What is open there the site's own end tag may close, or not.
            return [*found[:-1], Stretch(last.start, len(html), last.trouble)]
        if name:
            trouble = Trouble(f"`</{name}>` closes nothing that is open there", unbalanced=True)
            found.append(Stretch(begin, end, trouble, is_tag=True))
        start = end
    return found


def _parts(html: str) -> Iterator[Stretch]:
    """Yield the parts of HTML in which no end tag closes something outside."""
    leak = _leak(html)
    if leak is None:
        yield Stretch(0, len(html))
        return
    tags = [_START_TAG.match(html, one.start) for one in leak.chain if one.tag in _FRAMES]
    place = 0
    if tags and len(tags) == len(leak.chain):
        for one, tag in zip(leak.chain, tags, strict=True):
            if tag is None or one.start < place:
                break
            yield Stretch(place, one.start)
            yield Stretch(*tag.span(), _never_closed(one.tag), is_tag=True)
            place = tag.end()
        else:
            yield Stretch(place, len(html))
            return
    yield Stretch(place, max(place, leak.start))
    yield Stretch(max(place, leak.start), len(html), _never_closed(leak.name))


def _never_closed(name: str) -> Trouble:
    what = f"`<{name}>`" if name else "a comment"
    return Trouble(f"{what} is not closed before the HTML ends", unbalanced=True)


def _leak(html: str) -> _Leak | None:
    """Return what goes on into a paragraph behind some HTML; None if nothing does.

    Browsers close a paragraph there; formatting elements they open again (§13.2.4.3).
    """
    root = parse(html + _PROBE_PARAGRAPH)
    chain: list[Element] = []
    node = root
    while node.children and isinstance(last := node.children[-1], Element):
        chain.append(last)
        node = last
    found = node.children and isinstance(last := node.children[-1], Text) and last.data == _PROBE
    probe = next(
        (index for index, one in enumerate(chain) if one.tag == "p" and one.start == len(html)), None
    )
    if not found or probe is None:
        return _Leak([], _origin(root, chain[0].tag) if chain else 0, chain[0].tag if chain else "")
    if len(chain) == 1:
        return None
    around, again = chain[:probe], chain[probe + 1 :]
    first = (around or again)[0]
    start = first.start if first in around and first.tag in _FRAMES else _origin(root, first.tag)
    return _Leak([] if again else around, start, first.tag)


def _origin(root: Element, name: str) -> int:
    """Return where the outermost element begins in which one of this name is never closed."""
    for child in root.children:
        if isinstance(child, Element) and child.tag not in VOID:
            inner = (child, *child.elements())
            if any(one.tag == name and one.end is None for one in inner):
                return child.start
    return 0


def _closing_layout(html: str) -> list[tuple[str, int, int]]:
    """Return the end tags that close an element of the site's layout, if it has one: name, start, end."""
    root = parse(html)
    closed = {one.inside[1] for one in root.elements() if one.inside}
    in_tables, in_lists = _Cover(), _Cover()
    for one in root.elements():
        if one.inside and one.tag in _TABLE | _LISTS:
            in_lists.add(*one.inside)
            if one.tag in _TABLE:
                in_tables.add(*one.inside)
    found: list[tuple[str, int, int]] = []
    for name, start, end in _end_tags(html):
        # No end tag reaches out of a table, and that of an item not out of a list (§13.2.4.2).
        inside = in_lists if name == "li" else in_tables
        if name in _LAYOUT and start not in closed and not inside.holds(start):
            found.append((name, start, end))
    return found


class _Cover:
    """The outermost of some nested stretches, given in the order of their beginnings."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        if not self._ends or start >= self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)

    def holds(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


def _end_tags(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield the end tags that the tokenizer finds: name, start, end."""
    lines = [0, *(match.end() for match in _LINE_END.finditer(html))]
    for token in turbohtml.tokenize(html):
        if token.type is TokenType.END_TAG and token.tag:
            start = lines[token.line - 1] + token.col
            yield token.tag, start, html.find(">", start) + 1
