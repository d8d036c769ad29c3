"""What becomes of the regions of a post: Markdown, the HTML that they were, or some of both."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span
from postkit.html.conversion import Conversion, first_line, stays, stays_for, stays_in_region
from postkit.html.errors import CannotSayError
from postkit.html.lines import begins_line, ends_line, newlines_after, newlines_before
from postkit.html.piece import LIST_BREAK, Piece, join, reasons
from postkit.html.pieces import convert_pieces
from postkit.html.prove import Change
from postkit.html.region import Region
from postkit.html.spelling import Spelling
from postkit.html.staying import StayingHeadings
from postkit.html.tree import TooDeepError
from postkit.markdown.document import Block
from postkit.markdown.scan import scan
from postkit.rules import table as rules
from postkit.site.post import Post

_ATTRIBUTE_ID = "{text} {#{id}}"
_ANCHOR_ID = '<a id="{id}"></a>{text}'
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)


class Said(NamedTuple):
    """A region in Markdown.

    Attributes:
        text: Its Markdown, masked; None where all of it stays.
        kept: The findings on what stays.
    """

    text: str | None
    kept: tuple[Diagnostic, ...] = ()


class Regions:
    """Converts the regions of one post.

    Args:
        post: The post.
        spelling: What its engine and its writers want.
        by_peer: Whether html2text alone proposes the Markdown.
    """

    def __init__(self, post: Post, spelling: Spelling, *, by_peer: bool) -> None:
        self._post = post
        self._spelling = spelling
        self._by_peer = by_peer
        self._headings = StayingHeadings(post, unlists=spelling.unlists and not by_peer)
        attributes = post.flavor.heading_attributes and spelling.marks_ids
        self._heading_id = _ATTRIBUTE_ID if attributes else _ANCHOR_ID

    def convert(self, region: Region, last: Conversion | None, *, proved: bool) -> Conversion:
        """Return what becomes of a region that stands by itself.

        Args:
            region: The region.
            last: What became of the region before it.
            proved: Whether each piece is proved by itself; see `convert_pieces`.
        """
        said = self.say(region, proved=proved)
        if said.text is None:
            return Conversion(region.span, kept=said.kept)
        text = _apart_from_lists(self._post, region, said.text, last)
        return Conversion(region.span, change_of(self._post, region, text), kept=said.kept)

    def say(self, region: Region, *, proved: bool = True) -> Said:
        """Return a region in Markdown, wherever it stands.

        Args:
            region: The region.
            proved: Whether each piece is proved by itself; see `convert_pieces`.
        """
        if region.trouble:
            return Said(None, (stays_for(region.trouble, first_line(region)),))
        try:
            pieces = self._pieces(region, proved=proved)
        except CannotSayError as error:
            return Said(None, (stays_in_region(region, error),))
        except TooDeepError:
            return Said(None, (stays(rules.HTM002, first_line(region), "it is nested too deep"),))
        kept = tuple(stays_in_region(region, reason) for reason in reasons(pieces))
        text = join(pieces, self._spelling)
        if pieces and not any(piece.said for piece in pieces) and not _loses_breaks(region.html, text):
            return Said(None, kept)
        return Said(text, kept)

    def _pieces(self, region: Region, *, proved: bool) -> list[Piece]:
        flavor, staying = self._post.flavor, self._headings.of(region)
        in_markdown = not self._post.is_html
        if self._by_peer:
            from postkit.html.peer_pieces import convert_by_peer

            return convert_by_peer(region.html, flavor, self._spelling, staying, in_markdown=in_markdown)
        return convert_pieces(
            region.html,
            flavor,
            self._spelling,
            self._heading_id,
            staying,
            in_markdown=in_markdown,
            proved=proved,
        )


def _loses_breaks(old: str, new: str) -> bool:
    """Tell whether some breaks go, which were nothing but room beside what stays, and nothing else."""
    was, breaks = _BREAK.subn("", old)
    is_now, left = _BREAK.subn("", new)
    return left < breaks and "".join(was.split()) == "".join(is_now.split())


def _apart_from_lists(post: Post, region: Region, text: str, last: Conversion | None) -> str:
    """Part lists in a region's new text from lists beside it, which would become one with them."""
    before, after = _neighbours(post, region)
    if before is None and after is None:
        return text
    kinds = _block_kinds(text)
    if not kinds and before and after and (before.kind == after.kind == "List" or _is_indented(post, after)):
        return LIST_BREAK
    if "List" not in kinds:
        return text
    if last and last.change and before and last.span.overlaps(before.span):
        ends_with_list = _block_kinds(last.change.text)[-1:] == ["List"]
    else:
        ends_with_list = before is not None and before.kind == "List"
    if kinds[0] == "List" and ends_with_list:
        text = f"{LIST_BREAK}\n\n{text}"
    if kinds[-1] == "List" and after and after.kind == "List":
        text += f"\n\n{LIST_BREAK}"
    return text


def _is_indented(post: Post, block: Block) -> bool:
    """Tell whether a block could go on with a list before it."""
    start = block.span.start
    return post.masked_slice(Span(start - 1, start + 1)).strip("\n")[:1] in {" ", "\t"}


def _block_kinds(text: str) -> list[str]:
    return [block.kind for block in scan(text, 0).blocks]


def _neighbours(post: Post, region: Region) -> tuple[Block | None, Block | None]:
    """Return the top-level blocks before and after a region; None where a tag that stays is beside it."""
    blocks = post.document.blocks
    first = bisect_left(blocks, region.span.start, key=lambda block: block.span.start)
    after = bisect_left(blocks, region.span.end, key=lambda block: block.span.start)
    return (
        blocks[first - 1] if first and begins_line(post, region.span.start) else None,
        blocks[after] if after < len(blocks) and ends_line(post, region.span.end) else None,
    )


def change_of(post: Post, region: Region, text: str) -> Change:
    """Return the change of a region, with a blank line on either side of the new text.

    Args:
        post: The post.
        region: The region.
        text: Its Markdown, masked; empty where nothing is to be said.
    """
    if text:
        text = newlines_before(post, region.span.start) + text + newlines_after(post, region.span.end)
    return Change(region.span.shift(-post.body.start), region.html, text)
