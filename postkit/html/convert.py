"""The check of this room: each region of HTML is a finding, with a proved conversion as its fix."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.edit import Edit, Fix
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html import policy
from postkit.html.blocks import LIST_BREAK, BlockWriter
from postkit.html.errors import CannotSayError
from postkit.html.lines import follows_blank_line, precedes_blank_line
from postkit.html.pieces import Piece, convert_pieces, join
from postkit.html.prove import Change, other_headings_keep_ids, whole_body_reads_alike
from postkit.html.region import Region, regions
from postkit.html.tree import Element, TooDeepError
from postkit.markdown.document import Block
from postkit.markdown.scan import scan
from postkit.rules import table as rules
from postkit.site.post import Post

_ATTRIBUTE_ID = "{text} {#{id}}"
_CONTENTS = re.compile(r"^ {0,3}\{:[^}\n]*\btoc\b", re.MULTILINE)
_ANCHOR_ID = '<a id="{id}"></a>{text}'


@dataclass(frozen=True, slots=True)
class _Conversion:
    """What became of a region: its change, or None where it stays, and what stays of it."""

    region: Region
    change: Change | None
    kept: tuple[Diagnostic, ...]


def check(post: Post) -> Iterator[Diagnostic]:
    """Yield a finding for each region of HTML and for each piece of it that stays.

    Args:
        post: The post; an HTML or MDX file has no regions.
    """
    found: list[_Conversion] = []
    for region in regions(post):
        found.append(_convert(post, region, found[-1] if found else None))
    allowed = _allowed(post, [one.change for one in found if one.change])
    for one in found:
        if one.change is not None and one.change not in allowed:
            yield _stays(rules.HTM003, one.region, "the rest of the post would read differently")
            continue
        if one.change is not None:
            yield _convertible(post, one.region, one.change)
        yield from one.kept


def _convert(post: Post, region: Region, last: _Conversion | None) -> _Conversion:
    if region.trouble:
        rule = rules.HTM004 if region.trouble.unbalanced else rules.HTM003
        return _Conversion(region, None, (_stays(rule, region, region.trouble.reason),))
    try:
        pieces = _pieces(post, region)
    except CannotSayError as error:
        rule = rules.HTM003 if error.differs else rules.HTM002
        return _Conversion(region, None, (_stays(rule, region, error.reason, error.element),))
    except TooDeepError:
        return _Conversion(region, None, (_stays(rules.HTM002, region, "it is nested too deep"),))
    kept = tuple(_kept(region, piece) for piece in pieces if piece.reason)
    if all(piece.reason for piece in pieces):
        return _Conversion(region, None, kept)
    text = _apart_from_lists(post, region, join(pieces), last)
    return _Conversion(region, _change(post, region, text), kept)


def _pieces(post: Post, region: Region) -> list[Piece]:
    attributes = post.flavor.heading_attributes
    contents = post.flavor.dialect is Dialect.KRAMDOWN and bool(_CONTENTS.search(post.masked.text))
    writer = BlockWriter(_ATTRIBUTE_ID if attributes else _ANCHOR_ID, contents=contents)
    return convert_pieces(region.html, writer, post.flavor)


def _apart_from_lists(post: Post, region: Region, text: str, last: _Conversion | None) -> str:
    """Part lists in a region's new text from lists beside it, which would become one with them."""
    kinds = _block_kinds(text)
    if "List" not in kinds:
        return text
    before, after = _neighbours(post, region)
    if last and last.change and before and last.region.span.overlaps(before.span):
        ends_with_list = _block_kinds(last.change.text)[-1:] == ["List"]
    else:
        ends_with_list = before is not None and before.kind == "List"
    if kinds[0] == "List" and ends_with_list:
        text = f"{LIST_BREAK}\n\n{text}"
    if kinds[-1] == "List" and after and after.kind == "List":
        text += f"\n\n{LIST_BREAK}"
    return text


def _block_kinds(text: str) -> list[str]:
    return [block.kind for block in scan(text, 0).blocks]


def _neighbours(post: Post, region: Region) -> tuple[Block | None, Block | None]:
    """Return the top-level blocks before and after a region."""
    blocks = post.document.blocks
    first = bisect_left(blocks, region.span.start, key=lambda block: block.span.start)
    after = bisect_left(blocks, region.span.end, key=lambda block: block.span.start)
    return blocks[first - 1] if first else None, blocks[after] if after < len(blocks) else None


def _change(post: Post, region: Region, text: str) -> Change:
    """Return the change of a region, with a blank line on either side of the new text."""
    if text and not follows_blank_line(post, region.span.start):
        text = "\n" + text
    if text and not precedes_blank_line(post, region.span.end):
        text += "\n"
    return Change(region.span.shift(-post.body.start), region.html, text)


def _allowed(post: Post, changes: Sequence[Change]) -> list[Change]:
    """Return the changes under which the whole body reads as before.

    All at once where that is true, which it nearly always is; else each is tried on top of those
    that were good.
    """
    if not changes or _whole_is_good(post, changes):
        return list(changes)
    good: list[Change] = []
    for change in changes:
        if _whole_is_good(post, [*good, change]):
            good.append(change)
    return good


def _whole_is_good(post: Post, changes: Sequence[Change]) -> bool:
    return whole_body_reads_alike(post, changes) and other_headings_keep_ids(post, changes)


def _convertible(post: Post, region: Region, change: Change) -> Diagnostic:
    text = post.masked.unmask(change.text).replace("\n", post.source.newline)
    fix = Fix("write it as Markdown", (Edit(region.span, text.encode()),))
    return Diagnostic(
        rules.HTM001,
        region.span,
        "this HTML can be Markdown",
        "run `postkit convert`",
        fix,
    )


def _kept(region: Region, piece: Piece) -> Diagnostic:
    rule = rules.HTM003 if piece.differs else rules.HTM002
    return _stays(rule, region, piece.reason, piece.element)


def _stays(rule: Rule, region: Region, reason: str, element: Element | None = None) -> Diagnostic:
    return Diagnostic(rule, _place(region, element), f"stays HTML: {reason}")


def _place(region: Region, element: Element | None) -> Span:
    """Return the bytes of an element's first line, or of the region's."""
    start = element.start if element and element.tag not in policy.SAYABLE | policy.KEPT_BLOCKS else 0
    end = region.html.find("\n", start)
    return Span(region.byte_offset(start), region.byte_offset(end if end >= 0 else len(region.html)))
