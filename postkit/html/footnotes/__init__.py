"""Footnotes that a program or a writer made of links and anchors → footnotes of Markdown.

They are looked for once all other HTML of a post is Markdown or stays. All of a post's footnotes
change together, or none: where each reference leads to one note and that note back to it, where
nothing else leads to either, where they are numbered as an engine would number them, and where the
notes are the last thing in the post, which is where engines put them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from postkit.core.span import Span
from postkit.html.escape import escape_line_starts
from postkit.html.footnotes.notes import Notes, find_notes
from postkit.html.footnotes.proof import Sides, are_the_same
from postkit.html.footnotes.references import Reference, find_references
from postkit.html.portable import objection
from postkit.html.prove import replace
from postkit.html.region import Layout
from postkit.html.spelling import Spelling
from postkit.html.treatment import Treatment
from postkit.markdown.document import Block
from postkit.markdown.scan import scan
from postkit.site.post import Post

_LEADS_AWAY = re.compile(r"\(#|href=[\"']?#")


class _Found(NamedTuple):
    """Footnotes that may be Markdown's, and where the text before the notes ends (code points)."""

    body: str
    references: Sequence[Reference]
    notes: Notes


def rewrite_footnotes(post: Post, layout: Layout, spelling: Spelling) -> list[tuple[Span, str]]:
    """Return what changes so that a post's footnotes are Markdown's; nothing where that is not proved.

    Args:
        post: The post, in which nothing else is left to convert.
        layout: Where it is HTML.
        spelling: What its engine takes and the site's writers want.

    Returns:
        Bytes of the source and what would stand there instead, line ends as LF, in order.
    """
    text = post.masked.text
    if post.flavor.footnotes is None or "[^" in text or not _LEADS_AWAY.search(text):
        return []
    found = _find(post, spelling)
    if found is None:
        return []
    texts = [_plain(post, note.text, spelling) for note in found.notes.items]
    edits = _edits(post, found, texts)
    if not all(texts) or not _is_markdown(layout, [span for span, _ in edits]):
        return []
    return edits if _is_proved(post, found, edits, spelling.treatment) else []


def _find(post: Post, spelling: Spelling) -> _Found | None:
    """Return the footnotes of a post if each reference has its note and each note its reference."""
    notes = find_notes(post, spelling)
    if notes is None:
        return None
    numbers = {one: number for number, note in enumerate(notes.items, 1) for one in note.ids}
    body = post.masked_bytes[: notes.start].decode()
    references = find_references(body, numbers)
    if references is None or [one.number for one in references] != list(range(1, len(notes.items) + 1)):
        return None
    pairs = zip(references, notes.items, strict=True)
    if not all(note.back in one.ids and note.number in {None, one.number} for one, note in pairs):
        return None
    return _Found(body, references, notes)


def _is_markdown(layout: Layout, spans: Sequence[Span]) -> bool:
    """Tell whether all references stand in Markdown, and the notes, which come last, in nothing unclear."""
    hidden = [*(region.span for region in layout.regions), *layout.hidden]
    unclear = [*(region.span for region in layout.regions if region.trouble), *layout.hidden]
    *references, notes = spans
    return (
        notes.end <= layout.trusted
        and not any(notes.overlaps(one) for one in unclear)
        and not any(span.overlaps(one) for span in references for one in hidden)
    )


def _plain(post: Post, text: str, spelling: Spelling) -> str:
    """Return a note's text if it is nothing but paragraphs that every engine reads alike; else nothing."""
    first, *rest = text.split("\n")
    # Behind an anchor it began no line.
    text = "\n".join([escape_line_starts(first, spelling), *rest])
    flavor = post.flavor
    attributes, definitions = flavor.heading_attributes, flavor.definition_lists
    if objection(text, heading_attributes=attributes, definition_lists=definitions):
        return ""
    return text if {block.kind for block in scan(text, 0).blocks} == {"Paragraph"} else ""


def _edits(post: Post, found: _Found, notes: Sequence[str]) -> list[tuple[Span, str]]:
    edits: list[tuple[Span, str]] = []
    place = size = post.body.start
    done = 0
    for one in found.references:
        place = size + len(found.body[done : one.start].encode())
        size = place + len(found.body[one.start : one.end].encode())
        done = one.end
        edits.append((Span(place, size), one.text))
    start = post.body.start + _start_of_notes(post, found)
    end = post.body.start + len(post.masked_bytes.rstrip())
    return [*edits, (Span(start, end), _written(notes))]


def _start_of_notes(post: Post, found: _Found) -> int:
    """Return where the notes begin, with the line before them where the engine draws one itself."""
    before = _blocks_before(post, found.notes.start)
    if before and before[-1].kind == "Rule" and post.flavor.footnotes and post.flavor.footnotes.rule:
        return before[-1].span.start - post.body.start
    return found.notes.start


def _blocks_before(post: Post, start: int) -> list[Block]:
    return [block for block in post.document.blocks if block.span.start - post.body.start < start]


def _written(notes: Sequence[str]) -> str:
    texts = []
    for number, note in enumerate(notes, 1):
        first, *rest = note.split("\n")
        lines = [f"[^{number}]: {first}", *(f"    {line}" if line.strip() else "" for line in rest)]
        texts.append("\n".join(lines))
    return "\n\n".join(texts)


def _is_proved(post: Post, found: _Found, edits: Sequence[tuple[Span, str]], treatment: Treatment) -> bool:
    start = edits[-1][0].start - post.body.start
    blocks = _blocks_before(post, start)
    if blocks and blocks[-1].kind == "Heading":
        return False  # which would be the notes' title
    new = replace(post.masked_bytes, [(span.shift(-post.body.start), text) for span, text in edits])
    pairs = list(zip(found.references, found.notes.items, strict=True))
    sides = Sides(
        post.masked_bytes[:start].decode(),
        post.masked_bytes[found.notes.start :].decode(),
        new,
        {reference.target: reference.number for reference, _ in pairs},
        {note.back: reference.number for reference, note in pairs},
        frozenset().union(*(reference.ids | note.ids for reference, note in pairs)),
    )
    return are_the_same(sides, post.flavor, treatment)
