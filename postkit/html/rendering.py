"""A post before and after its conversion as pages, with what changed and what stayed HTML marked.

Markdown is rendered by pulldown-cmark; a region of HTML stands in it as the flavor's engine hands
it to a browser, so what kramdown takes raw is raw. Marks are comments, which change nothing of what a
browser makes of unbalanced tags: `<!--postkit changed 3-->` and `<!--postkit /changed 3-->` stand
around the same stretch on both sides, `<!--postkit kept 0,2-->` before a block in which the first and
the third finding say that HTML stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.core.span import Span
from postkit.html.prove import render_around
from postkit.html.region import Region, lay_out
from postkit.html.tree import Element, Text, TooDeepError, parse
from postkit.markdown.parser import render
from postkit.site.post import Post

TAG_OPENS, TAG_ENDS = "\ufdd0", "\ufdd1"
"""Noncharacters around a template tag, for who shows the page to make something visible of it."""

_HIDDEN = frozenset({"script", "style", "template", "title"})


class Sides(NamedTuple):
    """A post before and after its conversion, as HTML that still holds all that the post holds.

    Attributes:
        title: Its title; empty where its front matter has none.
        before: The page as it was.
        after: The page as it is; None where nothing changed.
        same_text: Whether both show the same characters, blanks aside.
    """

    title: str
    before: str
    after: str | None
    same_text: bool


class _Unit(NamedTuple):
    """A top-level block, or a region of them; bytes are counted from the body's start.

    Attributes:
        line: Where its first line begins.
        span: Its bytes.
        html: What stands there on the page; None where it is Markdown.
        text: Its source.
    """

    line: int
    span: Span
    html: str | None
    text: str


class _Side:
    """A post with each template tag as one character, so that no tag is taken apart.

    Args:
        post: The post.
    """

    def __init__(self, post: Post) -> None:
        self.tags = {ord(token): tag for token, tag in post.masked.tags.items()}
        self._full = post
        if self.tags:
            start = post.source.data[: post.body.start]
            data = start + post.masked.shorten(post.masked.text).encode()
            post = Post(Source(post.source.path, data), post.flavor, post.path)
        self.post = post
        self.units = [] if post.is_html else _units(post)
        self.texts = [unit.text.translate(self.tags) for unit in self.units]

    def keeping(self, kept: Sequence[Diagnostic]) -> dict[int, list[int]]:
        """Return for each unit in which HTML stays the numbers of the findings, by the unit's number."""
        found: dict[int, list[int]] = {}
        number = 0
        for index, place in enumerate(self._places(kept)):
            while number < len(self.units) and self.units[number].span.end <= place:
                number += 1
            if number < len(self.units):
                found.setdefault(number, []).append(index)
        return found

    def _places(self, kept: Iterable[Diagnostic]) -> Iterator[int]:
        """Yield where findings stand in the body with its short tags."""
        masked, data = self._full.masked, self._full.masked_bytes
        done = short = 0
        for one in kept:
            place = max(one.span.start - self._full.body.start, done)
            short += len(masked.shorten(data[done:place].decode(errors="ignore")).encode())
            done = place
            yield short

    def page(self, keeping: Mapping[int, Sequence[int]], changed: Sequence[range]) -> str:
        """Return the HTML with its marks; without them where they would not come out whole.

        Args:
            keeping: Which findings a unit has, by the unit's number.
            changed: The units that changed, stretch by stretch.
        """
        page = self._rendered(list(self._marked(keeping, changed)))
        return page.translate({one: f"{TAG_OPENS}{escape(tag)}{TAG_ENDS}" for one, tag in self.tags.items()})

    def _rendered(self, marked: Sequence[tuple[Span, str]]) -> str:
        if self.post.is_html:
            return self.post.masked.text
        flavor = self.post.flavor
        attributes, definitions = flavor.heading_attributes, flavor.definition_lists
        regions = [(unit.span, unit.html) for unit in self.units if unit.html is not None]
        for stretches in (marked, regions):
            page = render_around(
                self.post.masked_bytes,
                stretches,
                heading_attributes=attributes,
                definition_lists=definitions,
            )
            if page is not None:
                return page
        return render(self.post.masked.text, heading_attributes=attributes, definition_lists=definitions)

    def _marked(
        self, keeping: Mapping[int, Sequence[int]], changed: Sequence[range]
    ) -> Iterator[tuple[Span, str]]:
        """Yield what is HTML on the page before Markdown is rendered: regions, and marks around units."""
        opens = {units.start: number for number, units in enumerate(changed) if units}
        closes = {units.stop - 1: number for number, units in enumerate(changed) if units}
        for number, unit in enumerate(self.units):
            findings = ",".join(map(str, keeping.get(number, ())))
            before = f"<!--postkit changed {opens[number]}-->" if number in opens else ""
            behind = ""
            if findings:
                before += f"<!--postkit kept {findings}-->"
                behind = f"<!--postkit /kept {findings}-->"
            if number in closes:
                behind += f"<!--postkit /changed {closes[number]}-->"
            if before:
                yield Span(unit.line, unit.line), before
            if unit.html is not None:
                yield unit.span, unit.html
            if behind:
                yield Span(unit.span.end, unit.span.end), behind


def render_sides(before: Post, after: Post | None, kept: Sequence[Diagnostic]) -> Sides:
    """Return both sides of a post.

    Args:
        before: The post as it was.
        after: The post as it is; None where nothing changed.
        kept: The findings on HTML that stays in it as it is, in the order of their places.
    """
    title = before.front_matter.data.get("title", "")
    name = str(title) if isinstance(title, (str, int, float)) else ""
    old = _Side(before)
    if after is None:
        return Sides(name, old.page(old.keeping(kept), []), None, same_text=True)
    new = _Side(after)
    changed = [one for one in SequenceMatcher(None, old.texts, new.texts).get_opcodes() if one[0] != "equal"]
    was = old.page({}, [range(one[1], one[2]) for one in changed])
    is_now = new.page(new.keeping(kept), [range(one[3], one[4]) for one in changed])
    shown = _shown(was)
    return Sides(name, was, is_now, same_text=shown is not None and shown == _shown(is_now))


def _units(post: Post) -> list[_Unit]:
    """Return the blocks and regions of a body in order."""
    regions = lay_out(post).regions
    body, base = post.masked_bytes, post.body.start
    units: list[_Unit] = []
    pieces = [*((one.span, one.html) for one in regions), *_between(regions, post)]
    for span, html in sorted(pieces, key=lambda piece: piece[0]):
        inside = span.shift(-base)
        line = body.rfind(b"\n", 0, inside.start) + 1
        if body[line : inside.start].strip() or (units and units[-1].span.end > line):
            line = inside.start  # HTML before it ends in its line
        units.append(_Unit(line, inside, html, post.masked_slice(span).strip()))
    return units


def _between(regions: Iterable[Region], post: Post) -> Iterator[tuple[Span, None]]:
    """Yield the spans of the blocks outside of regions."""
    left = iter(regions)
    region = next(left, None)
    for block in post.document.blocks:
        while region and region.span.end <= block.span.start:
            region = next(left, None)
        if region is None or not region.span.overlaps(block.span):
            yield block.span, None


def _shown(page: str) -> str | None:
    """Return the characters that a page shows, without blanks; None where it is nested too deep."""
    parts: list[str] = []

    def walk(element: Element) -> None:
        for child in element.children:
            if isinstance(child, Text):
                parts.append(child.data)
            elif isinstance(child, Element) and child.tag not in _HIDDEN:
                walk(child)

    try:
        walk(parse(page))
    except TooDeepError:
        return None
    return "".join("".join(parts).split())
