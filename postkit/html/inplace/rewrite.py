"""One leaf, rewritten: its tags as Markdown where that reads alike, its text byte for byte as it was."""

from __future__ import annotations

from dataclasses import dataclass, field

from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html import policy
from postkit.html.attribute_lists import without_lists
from postkit.html.errors import CannotSayError
from postkit.html.inline import write_source
from postkit.html.inplace.kramdown import has_attribute_lines
from postkit.html.inplace.objections import is_unsafe, objection
from postkit.html.inplace.pairs import Tag, pair_tags
from postkit.html.inplace.row import Row
from postkit.html.inplace.source import MARGINS, LeafSource
from postkit.html.portable import objection as objection_to
from postkit.html.prove import Rewriting
from postkit.html.spelling import Spelling
from postkit.markdown.leaves import Leaf
from postkit.site.post import Post


@dataclass(frozen=True, slots=True)
class Stay:
    """A tag that stays, and why.

    Attributes:
        tag: The tag.
        reason: In plain words, as a clause.
        unbalanced: Whether it closes nothing or is not closed.
        differs: Whether its Markdown would read differently.
    """

    tag: Tag
    reason: str
    unbalanced: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What becomes of a leaf.

    Attributes:
        change: The bytes that change and what stands there instead; None where nothing does.
        stays: The tags that stay although Markdown has words for them.
    """

    change: Rewriting | None = None
    stays: list[Stay] = field(default_factory=list)


def rewrite(post: Post, leaf: Leaf, spelling: Spelling) -> Rewritten:
    """Return a leaf's inline content with its tags as Markdown.

    Args:
        post: The post.
        leaf: A leaf of it in which tags stand.
        spelling: What the engine takes and the site's writers want.
    """
    source = LeafSource(post, leaf)
    tags, wrong = pair_tags(leaf)
    sayable = [tag for tag in tags if tag.name in policy.SAYABLE]
    stays = [Stay(tag, reason, unbalanced=True) for tag, reason in wrong if tag.name in policy.SAYABLE]
    if reason := objection(leaf, source, tags, post.flavor, unbalanced=bool(wrong)):
        told = [Stay(tag, reason, differs=True) for tag in sayable if _has_markdown(tag)][:1]
        return Rewritten(None, stays or told)
    loose = any(tag.name in policy.BLOCKS | policy.KEPT_BLOCKS for tag in tags)
    listed = post.flavor.dialect is Dialect.KRAMDOWN and has_attribute_lines(source.text)
    row = Row(source, leaf, post.flavor, spelling, parts=leaf.top and not (wrong or loose or listed))
    for tag in tags:
        try:
            row.say(tag)
        except CannotSayError as error:
            row.keep(tag)
            if tag in sayable and (tag.name == "img" or not source.is_empty(tag.inside)):
                stays.append(Stay(tag, error.reason, differs=error.differs))
    text = write_source(
        row.tokens(),
        spelling,
        references=leaf.kind != "Heading",
        in_cell=leaf.kind == "TableCell",
    )
    plain = without_lists(text, spelling.treatment)
    if is_unsafe(source.text, plain, post.flavor, parted=row.parted) or _parts_engines(source.text, plain):
        return Rewritten(
            None,
            [
                Stay(tag, "what its tags leave would be read as something else", differs=True)
                for tag in sayable[:1]
            ],
        )
    return Rewritten(_difference(source, text, post.body.start), stays)


def _has_markdown(tag: Tag) -> bool:
    """Tell whether a tag might be said; an anchor has no Markdown, a break is as good as any."""
    return tag.name != "br" and (tag.name != "a" or "href" in tag.attributes)


def _parts_engines(old: str, new: str) -> bool:
    """Tell whether engines would read a text differently from one another that they all read alike."""
    if old == new:
        return False
    before, after = (MARGINS.sub("\n", text) for text in (old, new))
    return objection_to(after) is not None and objection_to(before) is None


def _difference(source: LeafSource, new: str, body: int) -> Rewriting | None:
    """Return the bytes of the masked body that really change, and their new text; None if none do."""
    old = source.text
    if old == new:
        return None
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    start = source.span.start + len(old[:first].encode()) - body
    end = source.span.end - len(old[len(old) - last :].encode()) - body
    return Span(start, end), new[first : len(new) - last]


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
