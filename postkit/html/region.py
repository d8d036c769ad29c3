"""Regions: the stretches of a body that are HTML by the flavor's own block rules.

CommonMark's HTML block ends at a blank line; kramdown's reaches to its closing tag and is raw
inside. A region is a part of a row of top-level HTML blocks at whose ends nothing is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html.closings import closings
from postkit.html.departures import Departures, departures
from postkit.html.enclosures import enclosures
from postkit.html.extents import Extent, extent
from postkit.html.frames import frames
from postkit.html.hidden import hidden_spans
from postkit.html.kramdown import FIRST_TAG
from postkit.html.lines import indent_before, with_line_feeds
from postkit.html.open_tags import never_closed, unfinished
from postkit.html.policy import TABLE_PARTS
from postkit.html.trouble import STRAY_FENCE, Trouble, Troubles, split_text
from postkit.markdown.document import Block
from postkit.site.post import Post

_CONTAINERS = frozenset({"List", "BlockQuote"})
_UNCLEAR = Trouble("engines differ on where the HTML before it ends")
_LAZY = Trouble("engines differ on a line with a lone tag in the list or quote that it is in or behind")
_CUT_BY_CODE = Trouble(
    "a blank line ends it, and the engine shows the indented tags behind that as code", unbalanced=True
)
_TAG = re.compile(r"</?[A-Za-z]")
_FOLD_IN_LINE = re.compile(rb"<!--\s*more\s*-->[ \t]*[^\s]|[^\s][ \t]*<!--\s*more\s*-->")
_INDENTED_FENCE = re.compile(rb"^[ \t]+(?:```|~~~)", re.MULTILINE)
_CONTINUED_BY_TAG = re.compile(r"\n[ \t>]+</?[A-Za-z]")
"""A line of an item or quote that begins with a tag: marked takes it, and more, for a block of HTML."""
_LAZY_TAG = re.compile(r"\n {0,3}</?[A-Za-z][^\n]*>[ \t\r]*(?:\n|\Z)")
"""A tag alone on a line that an item or quote may or may not go on with: engines differ on that."""


class Region(NamedTuple):
    """A stretch of HTML.

    Attributes:
        span: Its bytes in the source, from the beginning of its first line, or its first tag where
            more than blanks stand before it, to its last character that shows; beside the tag of a
            container that stays, up to that tag.
        html: Its masked text from its first tag on, line ends as LF.
        trouble: Why it must stay; None where it may be converted.
        returns: How many bytes a line end has in the source beside its LF: 1 for CRLF.
        indent: How many blanks stand in its first line before its first tag.
    """

    span: Span
    html: str
    trouble: Trouble | None = None
    returns: int = 0
    indent: int = 0

    def byte_offset(self, index: int) -> int:
        """Return the byte offset in the source of a code point of `html`."""
        before = self.html[:index]
        # Where every line ends with CRLF, each has one byte that `html` lacks.
        offset = self.span.start + self.indent + len(before.encode()) + before.count("\n") * self.returns
        return min(offset, self.span.end)


class Layout(NamedTuple):
    """Where a body is HTML.

    Attributes:
        regions: Those that hold tags, in order.
        trusted: The byte offset in the source up to which text between them is Markdown for sure.
        hidden: Spans in the source that template tags make something of.
        distrust: Why it is not for sure behind that offset.
    """

    regions: list[Region]
    trusted: int
    hidden: Sequence[Span] = ()
    distrust: Trouble = _UNCLEAR


def lay_out(post: Post) -> Layout:
    """Find the regions of a post, and how far its text is what it looks like.

    Args:
        post: The post; an HTML or MDX file has no regions.
    """
    if post.is_html or post.is_mdx:
        return Layout([], post.body.start)
    walk = _Walk(post)
    blocks = post.document.blocks
    passed_over = frames(post)
    index = 0
    while index < len(blocks):
        if index in passed_over:
            index += 1
        elif blocks[index].kind == "HtmlBlock":
            index += walk.html(index)
        else:
            walk.markdown(blocks[index])
            index += 1
    return Layout(walk.regions(), walk.trusted, walk.hidden, walk.distrust)


class _Walk:
    """Goes through the blocks of a post, and remembers what goes on behind them.

    Args:
        post: The post.

    Attributes:
        trusted: The byte offset in the source up to which text is Markdown for sure.
        distrust: Why it is not for sure behind that offset.
        hidden: Spans in which text is not.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._dialect = post.flavor.dialect
        self._troubles = Troubles(post)
        self._closings = closings(post)
        self._leak: Trouble | None = None
        self._broken: Trouble | None = None
        self._found: list[Region] = []
        self.trusted, self.distrust = post.body.end, _UNCLEAR
        for place, trouble in _ends_of_trust(post, stray_fence=self._troubles.has_stray_fence):
            self._trust_up_to(place, trouble)
        self._departures = (
            departures(post, self._closings) if self._dialect is Dialect.KRAMDOWN else Departures()
        )
        if self._departures.place is not None and self._departures.trouble:
            self._trust_up_to(self._departures.place, self._departures.trouble)
        self.hidden = [*hidden_spans(post), *self._departures.code]

    def markdown(self, block: Block) -> None:
        """Look at a block that is no HTML."""
        was = self._goes_on
        self._leak = self._leak or never_closed(self._post, block.span)
        self._distrust(block.span, was)
        if block.kind in _CONTAINERS:
            text = self._post.masked_slice(block.span)
            if self._dialect is Dialect.MARKED and _CONTINUED_BY_TAG.search(text):
                self.hidden.append(block.span)
            if _LAZY_TAG.search(self._without_html(block.span)):
                self._trust_up_to(block.span.start, _LAZY)

    def _without_html(self, span: Span) -> str:
        """Return the text of a list or quote without the blocks of HTML that stand in it."""
        parts: list[str] = []
        done = span.start
        for piece in self._post.html_in(span):
            if piece.block:
                parts.append(self._post.masked_slice(Span(done, piece.span.start)))
                done = piece.span.end
        return "".join((*parts, self._post.masked_slice(Span(done, span.end))))

    def html(self, index: int) -> int:
        """Look at the HTML that begins with a block; return how many blocks it is."""
        row = extent(self._post, index, self._closings[index])
        was = self._goes_on
        self._broken = self._broken or unfinished(row.text)
        regions = [self._region(index, row, number) for number in range(len(row.parts))]
        found = [region for region in regions if region]
        self._found += found
        self._broken = self._broken or split_text(row.text)
        if any(region.trouble for region in found):
            self._leak = self._leak or never_closed(self._post, row.span)
        self._distrust(row.span, was)
        return row.blocks

    def regions(self) -> list[Region]:
        """Return the regions of all blocks."""
        if not self._leak or self._dialect is not Dialect.COMMONMARK:
            return self._found
        free = [region for region in self._found if not region.trouble]
        around = iter(enclosures(self._post, [region.span for region in free]))
        return [region if region.trouble else region._replace(trouble=next(around)) for region in self._found]

    @property
    def _goes_on(self) -> Trouble | None:
        return self._leak or self._broken

    def _distrust(self, span: Span, was: Trouble | None) -> None:
        """Trust nothing from here on, where something begins to go on that makes HTML of text."""
        if self._goes_on and not was and self._dialect.reads_to_end_tag:
            self._trust_up_to(span.start, self._goes_on)

    def _trust_up_to(self, place: int, trouble: Trouble) -> None:
        if place < self.trusted:
            self.trusted, self.distrust = place, trouble

    def _region(self, index: int, row: Extent, number: int) -> Region | None:
        """Return a part of a row of HTML as a region; None if no tag is in it."""
        part, is_last = row.parts[number], number == len(row.parts) - 1
        if not (FIRST_TAG.match if row.balanced else _TAG.search)(part.text):
            return None
        shown = part.text.rstrip()
        end = part.span.start + len(shown.encode()) if is_last else part.span.end
        html = with_line_feeds(shown)
        trouble = part.trouble or self._trouble(index, row, number)
        if trouble and trouble.unbalanced and self._is_cut_by_code(index + row.blocks):
            trouble = _CUT_BY_CODE
        indent = indent_before(self._post, part.span.start)
        span = Span(part.span.start - indent, end)
        return Region(span, html, trouble, int("\r\n" in shown), indent)

    def _is_cut_by_code(self, index: int) -> bool:
        """Tell whether a block is HTML that is indented behind a blank line, where CommonMark has code."""
        blocks = self._post.document.blocks
        if self._dialect.reads_to_end_tag or index >= len(blocks) or blocks[index].kind != "CodeBlock":
            return False
        return _TAG.match(self._post.masked_slice(blocks[index].span).lstrip()) is not None

    def _trouble(self, index: int, row: Extent, number: int) -> Trouble | None:
        part = row.parts[number]
        if any(part.span.overlaps(one) for one in self.hidden):
            return Trouble("the template tag around it may not read it as Markdown")
        if self._departures.place is not None and part.span.end > self._departures.place:
            return self._departures.trouble
        if self._broken:
            return self._broken
        if self._leak and self._dialect is not Dialect.COMMONMARK:
            return self._leak
        if (first := FIRST_TAG.match(part.text)) and first[1].lower() in TABLE_PARTS:
            return Trouble(f"`<{first[1]}>` stands outside of its table", unbalanced=True)
        # What stands behind a tag does not begin the block.
        text = f"\n{part.text}" if number else part.text
        return self._troubles.of(index, part.span.end, text)


def _ends_of_trust(post: Post, *, stray_fence: bool) -> Iterator[tuple[int, Trouble]]:
    """Yield the places up to which all engines take the same text for code and HTML, and why no further.

    A fence that is indented kramdown may not end; where a fold stands inside a line, Hugo begins anew.
    """
    if stray_fence:
        yield post.body.start, STRAY_FENCE
    if b"<!--" in post.masked_bytes and (fold := _FOLD_IN_LINE.search(post.masked_bytes)):
        yield post.body.start + fold.start(), Trouble("Hugo splits the text at a `<!--more-->` before it")
    if post.flavor.dialect is Dialect.KRAMDOWN and (fence := _INDENTED_FENCE.search(post.masked_bytes)):
        reason = "kramdown may read on in the code of the indented fence before it"
        yield post.body.start + fence.start(), Trouble(reason)
