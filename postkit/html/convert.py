"""The check of this room: each region of HTML is a finding, with a proved conversion as its fix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.html.accepting import accepted, allowed, whole_is_good, words_are_good
from postkit.html.attribute_lists import without_lists
from postkit.html.conversion import Conversion, convertible, stays, stays_for, stays_in_text
from postkit.html.footnotes import rewrite_footnotes
from postkit.html.in_use import markers_of
from postkit.html.inplace.pairs import first_sayable
from postkit.html.inplace.rewrite import rewrite
from postkit.html.neighbours import joined
from postkit.html.nested import DIFFERS, convert_nested, first_line
from postkit.html.page import POSTS_ALONE, Pages, objection_to_body, refusal, whole_body
from postkit.html.prove import Change
from postkit.html.region import Layout, Region, lay_out
from postkit.html.regions import Regions, change_of
from postkit.html.spelling import Spelling, spelling_of
from postkit.html.staying import unlisting
from postkit.html.style import AS_USUAL, Style
from postkit.html.template_tags import bare_tags
from postkit.html.treatment import Treatment
from postkit.html.verbatim import Verbatim, verbatim_elements
from postkit.markdown.leaves import leaves_with_html
from postkit.rules import table as rules
from postkit.site.post import Post

_REST_DIFFERS = "the rest of the post would read differently"


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
    layout = layout._replace(regions=joined(post, layout.regions))
    spelling = unlisting(post, spelling_of(post.flavor, style, markers_of(post, style)))
    elements = _outside(layout, verbatim_elements(post, spelling))
    layout = _without(layout, elements)
    regions = Regions(post, spelling, by_peer=by_peer)
    elsewhere = [
        *_in_text(post, layout, spelling),
        *_nested(post, layout, regions, spelling),
        *(_verbatim(post, one) for one in elements),
    ]

    def propose(*, proved: bool) -> list[Conversion]:
        found = [*_in_regions(layout, regions, proved=proved), *elsewhere]
        return [_suited(post, one, pages, spelling.treatment) for one in found] if post.is_html else found

    found = propose(proved=False)
    good = [one for one in found if one.changes]
    # The proof of the whole holds those of its regions and pieces, which tell what is at fault.
    if good and not whole_is_good(post, good, spelling.treatment):
        differing = good
        if not words_are_good(post, good, spelling.treatment):
            found = propose(proved=True)
        good = allowed(post, [one for one in found if one.changes], spelling.treatment, refused=differing)
    if not good and not prove_with and not post.is_html:
        yield from _footnotes(post, layout, spelling)
    yield from _told(post, found, good, prove_with, spelling.treatment)


def _in_regions(layout: Layout, regions: Regions, *, proved: bool) -> Iterator[Conversion]:
    """Yield what would become of regions."""
    last: Conversion | None = None
    for region in layout.regions:
        yield (last := regions.convert(region, last, proved=proved))


def _nested(post: Post, layout: Layout, regions: Regions, spelling: Spelling) -> Iterator[Conversion]:
    """Yield what would become of regions in lists and quotes."""
    for span, rewriting, kept in convert_nested(post, layout, regions.say, spelling.treatment):
        differs = () if kept or rewriting else (stays(rules.HTM003, first_line(post, span), DIFFERS),)
        yield Conversion(span, None, rewriting, kept or differs)


def _told(
    post: Post,
    found: Sequence[Conversion],
    good: Sequence[Conversion],
    prove_with: str | None,
    treatment: Treatment,
) -> Iterator[Diagnostic]:
    """Yield the findings on what changes, if an engine that is asked agrees, and on what stays."""
    agreed, reason = accepted(post, good, prove_with, treatment) if prove_with and good else (good, "")
    good_spans, agreed_spans = {one.span for one in good}, {one.span for one in agreed}
    for one in sorted(found, key=lambda one: one.span):
        if one.changes and one.span not in agreed_spans:
            yield stays(rules.HTM003, one.span, reason if one.span in good_spans else _REST_DIFFERS)
            continue
        if one.changes:
            yield convertible(post, one)
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


def _verbatim(post: Post, one: Verbatim) -> Conversion:
    if not one.text:
        place = first_line(post, one.span)
        return Conversion(one.span, kept=(stays(rules.HTM002, place, one.reason),))
    if one.inline:
        place = one.span.shift(-post.body.start)
        return Conversion(one.span, Change(place, one.html, one.text, inline=True))
    return Conversion(one.span, change_of(post, Region(one.span, one.html), one.text))


def _footnotes(post: Post, layout: Layout, spelling: Spelling) -> Iterator[Diagnostic]:
    """Yield the finding for a post's footnotes, which change all together."""
    if edits := rewrite_footnotes(post, layout, spelling):
        unmask, newline = post.masked.unmask, post.source.newline
        changes = [Edit(span, unmask(text).replace("\n", newline).encode()) for span, text in edits]
        fix = Fix("write them as Markdown", tuple(changes))
        message = "these footnotes can be Markdown"
        yield Diagnostic(rules.HTM001, edits[0][0], message, "run `postkit convert`", fix)


def _suited(post: Post, one: Conversion, pages: Pages, treatment: Treatment) -> Conversion:
    """Return what becomes of an HTML post: nothing where an engine would not read its new body alike."""
    if one.change is None:
        return one
    change = one.change._replace(text=bare_tags(post, one.change.text))
    if reason := objection_to_body(post, without_lists(change.text, treatment), pages):
        return Conversion(one.span, kept=(stays(rules.HTM003, one.span, reason),))
    return one._replace(change=change)


def _in_text(post: Post, layout: Layout, spelling: Spelling) -> Iterator[Conversion]:
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
            if tag := first_sayable(leaf):
                yield Conversion(leaf.span, kept=(stays_for(layout.distrust, tag),))
            continue
        found = rewrite(post, leaf, spelling)
        if found.change or found.stays:
            kept = tuple(stays_in_text(stay) for stay in found.stays)
            yield Conversion(span, None, found.change, kept)
