"""The check of this room: each region of HTML is a finding, with a proved conversion as its fix."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.edit import Edit, Fix
from postkit.core.span import Span
from postkit.html.attribute_lists import without_lists
from postkit.html.errors import CannotSayError
from postkit.html.footnotes import rewrite_footnotes
from postkit.html.in_use import markers_of
from postkit.html.inplace.pairs import first_sayable
from postkit.html.inplace.rewrite import Stay, rewrite
from postkit.html.lines import begins_line, ends_line, newlines_after, newlines_before
from postkit.html.nested import DIFFERS, convert_nested, first_line
from postkit.html.page import (
    POSTS_ALONE,
    SUFFIX,
    Pages,
    objection_to_body,
    refusal,
    whole_body,
)
from postkit.html.piece import LIST_BREAK, Piece, join, reasons
from postkit.html.pieces import convert_pieces
from postkit.html.prove import Change, Rewriting, new_body, other_headings_keep_ids, whole_body_reads_alike
from postkit.html.region import Layout, Region, lay_out
from postkit.html.spelling import Spelling, spelling_of
from postkit.html.staying import StayingHeadings
from postkit.html.style import AS_USUAL, Style
from postkit.html.template_tags import bare_tags
from postkit.html.treatment import Treatment
from postkit.html.tree import Element, TooDeepError
from postkit.html.trouble import Trouble
from postkit.html.verbatim import Verbatim, verbatim_elements
from postkit.markdown.document import Block
from postkit.markdown.leaves import Leaf, leaves_with_html
from postkit.markdown.scan import scan
from postkit.rules import table as rules
from postkit.site.post import Post

STAYS = "stays HTML: "
"""How the message of a finding on HTML that stays begins; the reason follows."""

_ATTRIBUTE_ID = "{text} {#{id}}"
_REST_DIFFERS = "the rest of the post would read differently"
_ANCHOR_ID = '<a id="{id}"></a>{text}'


class _Conversion(NamedTuple):
    """What became of a stretch of the body: what changes there, if anything, and what stays of it."""

    span: Span
    change: Change | None = None
    rewriting: Rewriting | None = None
    kept: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        return self.change is not None or self.rewriting is not None


def check(
    post: Post,
    style: Style = AS_USUAL,
    *,
    by_peer: bool = False,
    prove_with: str | None = None,
    pages: Pages = POSTS_ALONE,
) -> Iterator[Diagnostic]:
    """Yield a finding for each region of HTML, for tags in Markdown text, and for each piece that stays.

    Args:
        post: The post; the body of an HTML file is one region, an MDX file has nothing to convert.
        style: What the site's writers want.
        by_peer: Whether html2text alone proposes the Markdown of regions.
        prove_with: The name of an installed engine that must read a post as before, too.
        pages: What the conversion of an HTML file hangs on.

    Raises:
        RequestError: If that engine cannot be asked.
    """
    if post.is_html and (refused := refusal(post, pages)):
        yield refused
        return
    layout = whole_body(post) if post.is_html else lay_out(post)
    spelling = spelling_of(post.flavor, style, markers_of(post, style))
    elements = _outside(layout, verbatim_elements(post, spelling))
    layout = _without(layout, elements)
    found = [*_in_regions(post, layout, spelling, by_peer=by_peer), *_in_text(post, layout, spelling)]
    found += _in_nested(post, layout, spelling, by_peer=by_peer)
    found += (_verbatim(post, one) for one in elements)
    if post.is_html:
        found = [_suited(post, one, pages, spelling.treatment) for one in found]
    treatment = spelling.treatment
    allowed = _allowed([one for one in found if one.changes], partial(_whole_is_good, post, treatment))
    accepted: Sequence[_Conversion] = allowed
    reason = ""
    if prove_with and allowed:
        accepted, reason = _accepted(post, allowed, prove_with, treatment)
    good = [{one.span for one in conversions} for conversions in (allowed, accepted)]
    if not allowed and not prove_with and not post.is_html:
        yield from _footnotes(post, layout, spelling)
    for one in sorted(found, key=lambda one: one.span):
        if one.changes and one.span not in good[1]:
            yield _stays(rules.HTM003, one.span, reason if one.span in good[0] else _REST_DIFFERS)
            continue
        if one.changes:
            yield _convertible(post, one)
        yield from one.kept


def _without(layout: Layout, elements: Sequence[Verbatim]) -> Layout:
    """Return a layout without what only looks like HTML, as it is code."""
    if not elements:
        return layout
    spans = [one.span for one in elements]
    regions = [one for one in layout.regions if not any(one.span.overlaps(span) for span in spans)]
    return layout._replace(regions=regions, hidden=[*layout.hidden, *spans])


def _outside(layout: Layout, elements: Sequence[Verbatim]) -> list[Verbatim]:
    """Return the elements with code that stand in no region, which keeps those that it holds."""
    regions = [one.span for one in layout.regions]
    return [
        one
        for one in elements
        if not any(span.start < one.span.start and one.span.end <= span.end for span in regions)
    ]


def _verbatim(post: Post, one: Verbatim) -> _Conversion:
    if not one.text:
        line = post.masked_slice(one.span).split("\n", 1)[0]
        place = Span(one.span.start, one.span.start + len(line.encode()))
        return _Conversion(one.span, kept=(_stays(rules.HTM002, place, one.reason),))
    if one.inline:
        place = one.span.shift(-post.body.start)
        return _Conversion(one.span, Change(place, one.html, one.text, inline=True))
    return _Conversion(one.span, _change(post, Region(one.span, one.html), one.text))


def _footnotes(post: Post, layout: Layout, spelling: Spelling) -> Iterator[Diagnostic]:
    """Yield the finding for a post's footnotes, which change all together."""
    if edits := rewrite_footnotes(post, layout, spelling):
        unmask, newline = post.masked.unmask, post.source.newline
        changes = [Edit(span, unmask(text).replace("\n", newline).encode()) for span, text in edits]
        fix = Fix("write them as Markdown", tuple(changes))
        message = "these footnotes can be Markdown"
        yield Diagnostic(rules.HTM001, edits[0][0], message, "run `postkit convert`", fix)


def _in_regions(post: Post, layout: Layout, spelling: Spelling, *, by_peer: bool) -> list[_Conversion]:
    found: list[_Conversion] = []
    headings = StayingHeadings(post)
    for region in layout.regions:
        last = found[-1] if found else None
        found.append(_convert(post, region, last, headings, spelling, by_peer=by_peer))
    return found


def _suited(post: Post, one: _Conversion, pages: Pages, treatment: Treatment) -> _Conversion:
    """Return what becomes of an HTML post: nothing where an engine would not read its new body alike."""
    if one.change is None:
        return one
    change = one.change._replace(text=bare_tags(post, one.change.text))
    if reason := objection_to_body(post, without_lists(change.text, treatment), pages):
        return _Conversion(one.span, kept=(_stays(rules.HTM003, one.span, reason),))
    return one._replace(change=change)


def _in_text(post: Post, layout: Layout, spelling: Spelling) -> Iterator[_Conversion]:
    """Yield what becomes of tags inside paragraphs, headings, items and cells."""
    if not any(not piece.block for piece in post.document.html):
        return
    regions = [*(region.span for region in layout.regions), *layout.hidden]
    for leaf in leaves_with_html(
        post.masked.text, post.body.start, heading_attributes=post.flavor.heading_attributes
    ):
        span = leaf.span
        if any(span.overlaps(one) for one in regions):
            continue
        if span.end > layout.trusted:
            yield from _distrusted(leaf, layout.distrust)
            continue
        found = rewrite(post, leaf, spelling)
        if found.change or found.stays:
            kept = tuple(_stays_in_text(stay) for stay in found.stays)
            yield _Conversion(span, None, found.change, kept)


def _distrusted(leaf: Leaf, trouble: Trouble) -> Iterator[_Conversion]:
    """Yield the finding on the first tag of a leaf that an engine may not read as Markdown."""
    if tag := first_sayable(leaf):
        rule = rules.HTM004 if trouble.unbalanced else rules.HTM003
        yield _Conversion(leaf.span, kept=(_stays(rule, tag, trouble.reason),))


def _in_nested(post: Post, layout: Layout, spelling: Spelling, *, by_peer: bool) -> Iterator[_Conversion]:
    """Yield what becomes of blocks of HTML in lists and quotes."""
    headings = StayingHeadings(post)

    def say(region: Region) -> tuple[str | None, tuple[Diagnostic, ...]]:
        pieces, kept = _said(post, region, headings, spelling, by_peer=by_peer)
        return None if pieces is None else join(pieces, spelling), kept

    for span, rewriting, kept in convert_nested(post, layout, say, spelling.treatment):
        differs = () if kept or rewriting else (_stays(rules.HTM003, first_line(post, span), DIFFERS),)
        yield _Conversion(span, None, rewriting, kept or differs)


def _convert(
    post: Post,
    region: Region,
    last: _Conversion | None,
    headings: StayingHeadings,
    spelling: Spelling,
    *,
    by_peer: bool,
) -> _Conversion:
    pieces, kept = _said(post, region, headings, spelling, by_peer=by_peer)
    if pieces is None:
        return _Conversion(region.span, kept=kept)
    text = _apart_from_lists(post, region, join(pieces, spelling), last)
    return _Conversion(region.span, _change(post, region, text), kept=kept)


def _said(
    post: Post, region: Region, headings: StayingHeadings, spelling: Spelling, *, by_peer: bool
) -> tuple[list[Piece] | None, tuple[Diagnostic, ...]]:
    """Return the pieces of a region, None where all of it stays, and the findings on what stays."""
    if region.trouble:
        rule = rules.HTM004 if region.trouble.unbalanced else rules.HTM003
        return None, (_stays(rule, _place(region), region.trouble.reason),)
    try:
        pieces = _pieces(post, region, headings.of(region), spelling, by_peer=by_peer)
    except CannotSayError as error:
        return None, (_kept(region, error),)
    except TooDeepError:
        return None, (_stays(rules.HTM002, _place(region), "it is nested too deep"),)
    kept = tuple(_kept(region, reason) for reason in reasons(pieces))
    return (None if pieces and not any(piece.said for piece in pieces) else pieces), kept


def _pieces(
    post: Post, region: Region, staying: Mapping[str, str], spelling: Spelling, *, by_peer: bool
) -> list[Piece]:
    if by_peer:
        from postkit.html.peer_pieces import convert_by_peer

        return convert_by_peer(region.html, post.flavor, spelling, staying, in_markdown=not post.is_html)
    attributes = post.flavor.heading_attributes and spelling.marks_ids
    heading_id = _ATTRIBUTE_ID if attributes else _ANCHOR_ID
    return convert_pieces(
        region.html, post.flavor, spelling, heading_id, staying, in_markdown=not post.is_html
    )


def _apart_from_lists(post: Post, region: Region, text: str, last: _Conversion | None) -> str:
    """Part lists in a region's new text from lists beside it, which would become one with them."""
    kinds = _block_kinds(text)
    before, after = _neighbours(post, region)
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


def _change(post: Post, region: Region, text: str) -> Change:
    """Return the change of a region, with a blank line on either side of the new text."""
    if text:
        text = newlines_before(post, region.span.start) + text + newlines_after(post, region.span.end)
    return Change(region.span.shift(-post.body.start), region.html, text)


def _allowed(
    wanted: Sequence[_Conversion], is_good: Callable[[Sequence[_Conversion]], bool]
) -> list[_Conversion]:
    """Return the conversions under which the whole body reads as before.

    All at once where that is true, which it nearly always is; else half by half, each on top of
    those that were good.
    """
    good: list[_Conversion] = []
    batches = [list(wanted)] if wanted else []
    while batches:
        batch = batches.pop()
        if is_good([*good, *batch]):
            good += batch
        elif len(batch) > 1:
            middle = len(batch) // 2
            batches += (batch[middle:], batch[:middle])
    return good


def _whole_is_good(post: Post, treatment: Treatment, conversions: Sequence[_Conversion]) -> bool:
    changes, rewritings = _parted(conversions)
    return whole_body_reads_alike(post, changes, rewritings, treatment) and other_headings_keep_ids(
        post, changes, rewritings
    )


def _parted(conversions: Sequence[_Conversion]) -> tuple[list[Change], list[Rewriting]]:
    changes = sorted(one.change for one in conversions if one.change)
    return changes, sorted(one.rewriting for one in conversions if one.rewriting)


def _accepted(
    post: Post, allowed: Sequence[_Conversion], prove_with: str, treatment: Treatment
) -> tuple[Sequence[_Conversion], str]:
    """Return the conversions under which an engine reads the body as before, and why others stay."""
    from postkit.html.engines import NoAnswerError, Prover, with_words

    prover = Prover(prove_with, treatment)
    old = with_words(post.masked, post.masked.text)

    def is_good(conversions: Sequence[_Conversion]) -> bool:
        new = with_words(post.masked, new_body(post, *_parted(conversions)))
        return prover.alike(old, new, old_is_html=post.is_html) and (
            conversions == allowed or _whole_is_good(post, treatment, conversions)
        )

    try:
        return _allowed(allowed, is_good), f"{prover.title} reads its Markdown differently"
    except NoAnswerError:
        return [], f"{prover.title} gives no answer on this post"


def _convertible(post: Post, one: _Conversion) -> Diagnostic:
    if one.change:
        span, text = one.span, one.change.text
    else:
        assert one.rewriting is not None  # noqa: S101 (one of the two changes)
        span, text = one.rewriting[0].shift(post.body.start), one.rewriting[1]
    written = post.masked.unmask(text)
    if one.change:
        written = written.replace("\n", post.source.newline)
    suffix = SUFFIX if post.is_html else ""
    fix = Fix("write it as Markdown", (Edit(span, written.encode()),), suffix=suffix)
    return Diagnostic(rules.HTM001, span, "this HTML can be Markdown", "run `postkit convert`", fix)


def _kept(region: Region, error: CannotSayError) -> Diagnostic:
    rule = rules.HTM003 if error.differs else rules.HTM002
    return _stays(rule, _place(region, error.element), error.reason)


def _stays_in_text(stay: Stay) -> Diagnostic:
    rule = rules.HTM004 if stay.unbalanced else rules.HTM003 if stay.differs else rules.HTM002
    return _stays(rule, stay.tag.span, stay.reason)


def _stays(rule: Rule, span: Span, reason: str) -> Diagnostic:
    return Diagnostic(rule, span, f"{STAYS}{reason}")


def _place(region: Region, element: Element | None = None) -> Span:
    """Return the bytes of an element's first line, or of the region's."""
    start = element.start if element else 0
    end = region.html.find("\n", start)
    return Span(region.byte_offset(start), region.byte_offset(end if end >= 0 else len(region.html)))
