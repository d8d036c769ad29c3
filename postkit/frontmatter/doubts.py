"""The second look at front matter that could be read: what an engine takes for something else.

A mistake that a schema speaks of too is reported once: keys that are not what they seem and values
that are cut explain the schema's error, a schema that names the type explains the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span
from postkit.frontmatter.comments import cut_values
from postkit.frontmatter.keys import strange_keys
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema
from postkit.frontmatter.trapped import trapped
from postkit.frontmatter.undated import unwanted_dates
from postkit.frontmatter.values import misread_values
from postkit.frontmatter.written import Warned
from postkit.rules.table import FM009, FM010

_BETTER_THAN_SCHEMA = frozenset({FM009, FM010})


def with_doubts(
    front_matter: FrontMatter, schemas: Sequence[Schema], known: frozenset[str], found: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield the findings of the schemas and those of the second look, each mistake once.

    Args:
        front_matter: The front matter, which could be read.
        schemas: The schemas that apply.
        known: The keys that they name.
        found: What they say of it.
    """
    said: list[Warned] = []
    covered: set[Span] = set()
    for warned in _doubts(front_matter, schemas, known):
        if covered.isdisjoint(warned.covers):
            said.append(warned)
            covered.update(warned.covers)
    explained = {span for one in said if one.finding.rule in _BETTER_THAN_SCHEMA for span in one.covers}
    left = [one for one in found if one.span not in explained]
    spoken = {one.span for one in left}
    yield from left
    for one in said:
        if one.finding.rule in _BETTER_THAN_SCHEMA or not spoken.intersection(one.covers):
            yield one.finding


def _doubts(front_matter: FrontMatter, schemas: Sequence[Schema], known: frozenset[str]) -> Iterator[Warned]:
    """Yield what is doubtful, the more telling first where two speak of one place."""
    yield from cut_values(front_matter)
    yield from strange_keys(front_matter, known)
    yield from unwanted_dates(front_matter, schemas)
    yield from trapped(front_matter)
    yield from misread_values(front_matter, schemas)
