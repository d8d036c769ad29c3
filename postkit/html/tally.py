"""The account of a conversion: how much HTML a post had and has, what stays and why, what was dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.html.conversion import STAYS
from postkit.html.counting import Tags, count
from postkit.html.treatment import PLAIN, Treatment
from postkit.rules import table as rules
from postkit.site.post import Post

__all__ = ["KEPT", "Kept", "Tags", "Tally", "count_tags", "tally"]

KEPT = frozenset({rules.HTM002, rules.HTM003, rules.HTM004})
"""The rules of HTML that stays."""


class Kept(NamedTuple):
    """A finding on HTML that stays.

    Attributes:
        code: `HTM002`, `HTM003` or `HTM004`.
        reason: Why, as a clause.
        line: Where in the post as it is after the conversion, from 1.
    """

    code: str
    reason: str
    line: int


class Tally(NamedTuple):
    """What a conversion made of one post; small, and cheap to hand to another process.

    Attributes:
        before: Tags before.
        after: Tags after.
        converted: How many stretches became Markdown: regions of HTML, and texts with tags in them.
        kept: What stays.
        dropped: How many attributes are gone that Markdown has no place for, by name.
    """

    before: Tags
    after: Tags
    converted: int
    kept: tuple[Kept, ...]
    dropped: Mapping[str, int]


def tally(
    before: Post, after: Post, left: Iterable[Diagnostic], converted: int, treatment: Treatment = PLAIN
) -> Tally:
    """Return the account of a conversion.

    Args:
        before: The post as it was.
        after: The post as it is; the same object if nothing changed.
        left: The findings on it.
        converted: How many fixes of `HTM001` were applied in all rounds.
        treatment: Which attributes the site's settings drop.
    """
    was = count(before, treatment)
    now = was if after is before else count(after, treatment)
    kept = tuple(
        Kept(one.code, one.message.removeprefix(STAYS), after.source.position(one.span.start).line)
        for one in left
        if one.rule in KEPT
    )
    return Tally(was.tags(), now.tags(), converted, kept, dict(was.attributes - now.attributes))


def count_tags(post: Post) -> Tags:
    """Return how many tags a post has that Markdown has words for; none in one that does not decode."""
    return count(post, PLAIN).tags()
