"""The proof: old and new are compared as documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from postkit.core.source import Source
from postkit.core.span import Span
from postkit.flavors.base import Dialect, Flavor
from postkit.frontmatter.read import read
from postkit.html.alike import are_alike
from postkit.html.engine_proof import page_reads_alike, says_the_same
from postkit.html.marked import visible_tags
from postkit.html.normal import normal_form
from postkit.html.rendered import read_rendered
from postkit.html.treatment import PLAIN, Treatment
from postkit.html.tree import Element, TooDeepError
from postkit.markdown.mask import count_openers, mask
from postkit.markdown.parser import render
from postkit.markdown.scan import scan
from postkit.site.post import Post


def reads_alike(old: Element, markdown: str, flavor: Flavor) -> bool:
    """Tell whether a Markdown text is the same document as a piece of HTML.

    Args:
        old: The old side, parsed as HTML and not as Markdown.
        markdown: The new side, rendered by pulldown-cmark.
        flavor: The engine; where it is at hand, it is asked too.
    """
    wanted = normal_form(old)
    new = render(
        markdown, heading_attributes=flavor.heading_attributes, definition_lists=flavor.definition_lists
    )
    return wanted == normal_form(read_rendered(new, old.treatment)) and says_the_same(
        wanted, markdown, flavor.dialect, old.treatment
    )


_AFTER = "<p>.</p>"
"""What the page has behind a body: a tag that is still open there goes on in it."""


class Change(NamedTuple):
    """A region and the Markdown that would stand in its place.

    Attributes:
        span: The region's bytes in the masked body, counted from the body's start.
        html: Its HTML, masked.
        text: The Markdown, masked, with the blank lines that it needs around it.
        inline: Whether it stands in a line of text, its HTML as one tag and references.
    """

    span: Span
    html: str
    text: str
    inline: bool = False


Rewriting = tuple[Span, str]
"""Bytes of the masked body in Markdown text, counted from its start, and what would stand there instead."""


def whole_body_reads_alike(
    post: Post,
    changes: Sequence[Change],
    rewritings: Sequence[Rewriting] = (),
    treatment: Treatment = PLAIN,
) -> bool:
    """Tell whether a body keeps its reading when regions, and tags in its text, become Markdown.

    The old side is the body with a placeholder paragraph for each region, rendered, with each
    placeholder then replaced by the region's HTML; so everything around must be as before.

    Args:
        post: The post.
        changes: The regions, in order.
        rewritings: The text, in order.
        treatment: What becomes of tags and attributes.
    """
    body = new_body(post, changes, rewritings)
    if not _same_tags(post, body) or _becomes_front_matter(post, body):
        return False
    if not words_read_alike(post, changes, rewritings, treatment):
        return False
    if post.flavor.dialect is Dialect.MARKED and not _same_visible_tags(post, body):
        return False
    if not page_reads_alike(post.masked.text, body, post.flavor.dialect, treatment):
        return False
    seen = post.masked.shown if post.flavor.runs_tags else post.masked
    if not seen.tags:
        return True
    unmask = seen.unmask
    plain = [one._replace(html=unmask(one.html), text=unmask(one.text)) for one in changes]
    plain_text = [(span, unmask(text)) for span, text in rewritings]
    return _reads_alike(post, unmask(seen.text).encode(), plain, plain_text, treatment)


def words_read_alike(
    post: Post, changes: Sequence[Change], rewritings: Sequence[Rewriting], treatment: Treatment
) -> bool:
    """Tell whether a body keeps its reading where each template tag is a word, as it is in a masked body.

    Args:
        post: The post.
        changes: The regions, in order.
        rewritings: The text, in order.
        treatment: What becomes of tags and attributes.
    """
    return _reads_alike(post, post.masked_bytes, changes, rewritings, treatment)


def _reads_alike(
    post: Post,
    body: bytes,
    changes: Sequence[Change],
    rewritings: Sequence[Rewriting],
    treatment: Treatment,
) -> bool:
    """Compare a body with placeholders, each then replaced by its HTML, and the body with its Markdown."""
    attributes, definitions = post.flavor.heading_attributes, post.flavor.definition_lists
    regions = [(one.span, one.html) for one in changes if not one.inline]
    words = [(one.span, one.html) for one in changes if one.inline]
    old = render_around(body, regions, words, heading_attributes=attributes, definition_lists=definitions)
    if old is None:
        return False
    text = replace(body, _edits(changes, rewritings))
    new = render(text, heading_attributes=attributes, definition_lists=definitions)
    try:
        return are_alike(old + _AFTER, new + _AFTER, treatment)
    except TooDeepError:
        return False


def render_around(
    body: bytes,
    stretches: Sequence[tuple[Span, str]],
    inline: Sequence[tuple[Span, str]] = (),
    *,
    heading_attributes: bool,
    definition_lists: bool,
) -> str | None:
    """Return the HTML of a body in which some stretches are HTML that no Markdown parser looks into.

    Each stretch is rendered as a paragraph with a placeholder, which its HTML then replaces.

    Args:
        body: The body in UTF-8.
        stretches: Byte spans of it, in order, and the HTML of each; an empty span inserts.
        inline: Byte spans in lines of text, and the HTML of each, in which no Markdown can be found.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        definition_lists: Whether a term and a line `: text` below it make a list of definitions.

    Returns:
        The HTML; None where a placeholder does not come out as a paragraph of its own.
    """
    text = body.decode()
    marker = next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in text)
    stands = [(span, f"\n\n{marker}{number}{marker}\n\n") for number, (span, _) in enumerate(stretches)]
    html = render(
        replace(body, sorted([*stands, *inline])),
        heading_attributes=heading_attributes,
        definition_lists=definition_lists,
    )
    parts = re.split(f"<p>{marker}([0-9]+){marker}</p>", html)
    if parts[1::2] != [str(number) for number in range(len(stretches))]:
        return None
    parts[1::2] = [html for _, html in stretches]
    return "".join(parts)


def _same_tags(post: Post, body: str) -> bool:
    """Tell whether a new body has the template tags of the old one.

    Text that was no tag, such as `{&#37; x %}`, must not become one, nor the beginning of one.
    """
    old, syntaxes = post.masked, post.flavor.tags
    new = mask(old.unmask(body), syntaxes)
    return sorted(new.tags.values()) == sorted(old.tags.values()) and (
        count_openers(new.text, syntaxes) <= count_openers(old.text, syntaxes)
    )


def _same_visible_tags(post: Post, body: str) -> bool:
    """Tell whether Hexo runs the tags of a new body that it ran in the old one; in code it does not."""
    unmask = post.masked.unmask
    return not post.masked.tags or visible_tags(unmask(body)) == visible_tags(unmask(post.masked.text))


def _becomes_front_matter(post: Post, body: str) -> bool:
    """Tell whether an engine would look for front matter in a new body, as where it begins with `---`."""
    if post.front_matter.kind is not None:
        return False
    data = post.source.data[: post.body.start] + post.masked.unmask(body).encode()
    return read(Source(post.path, data), post.flavor).block != post.front_matter.block


def new_body(post: Post, changes: Sequence[Change], rewritings: Sequence[Rewriting] = ()) -> str:
    """Return the masked body with the Markdown in place of the regions, and of the tags in text."""
    return replace(post.masked_bytes, _edits(changes, rewritings))


def _edits(changes: Sequence[Change], rewritings: Sequence[Rewriting]) -> list[Rewriting]:
    return sorted([*((change.span, change.text) for change in changes), *rewritings])


def replace(data: bytes, changes: Sequence[tuple[Span, str]]) -> str:
    """Return a text with some byte spans replaced.

    Args:
        data: The text in UTF-8.
        changes: Spans in order, and what stands there instead.
    """
    parts: list[bytes] = []
    done = 0
    for span, text in changes:
        parts += (data[done : span.start], text.encode())
        done = span.end
    return b"".join((*parts, data[done:])).decode()


def other_headings_keep_ids(
    post: Post, changes: Sequence[Change], rewritings: Sequence[Rewriting] = ()
) -> bool:
    """Tell whether the headings outside the regions keep the ids that the flavor gives them.

    A heading that was HTML has no automatic id; written as Markdown it gets one, and a later
    heading of the same text would be counted on.
    """
    regions = {change.span for change in changes}
    around = [heading for heading in post.document.headings if not _is_in(post, heading.span, regions)]
    old = [(heading.text, heading.id) for heading in around]
    if not old:
        return True
    inside: list[Span] = []
    moved = 0
    for span, text in _edits(changes, rewritings):
        size = len(text.encode())
        if span in regions:
            inside.append(Span(span.start, span.start + size).shift(moved))
        moved += size - (span.end - span.start)
    headings = scan(
        new_body(post, changes, rewritings), 0, heading_attributes=post.flavor.heading_attributes
    ).headings
    ids = post.flavor.heading_ids([(heading.text, heading.id) for heading in headings])
    others = [
        identifier
        for heading, identifier in zip(headings, ids, strict=True)
        if not any(span.overlaps(heading.span) for span in inside)
    ]
    return others == post.flavor.heading_ids(old)


def _is_in(post: Post, span: Span, regions: set[Span]) -> bool:
    """Tell whether a span in the source is in a stretch that is no Markdown after all."""
    place = span.shift(-post.body.start)
    return any(place.overlaps(region) for region in regions)
