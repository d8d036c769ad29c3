"""Dates without quotes where a schema wants words: a YAML reader makes no text of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.frontmatter import fixes
from postkit.frontmatter.messages import name_of
from postkit.frontmatter.misread import is_date, reading
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema
from postkit.frontmatter.tree import Text
from postkit.frontmatter.wording import quote
from postkit.frontmatter.written import Warned
from postkit.rules.table import SC003

_OF_TIME = "(?i)date|time|day|publi|updat|modif|creat|expir|start|end|since|until|begin|revi|last|at$"
"""In keys whose schema says `string` for want of a type for dates."""


def unwanted_dates(front_matter: FrontMatter, schemas: Sequence[Schema]) -> Iterator[Warned]:
    """Yield a finding for each plain date under a top-level key that takes words and no numbers.

    Args:
        front_matter: The front matter.
        schemas: The schemas that apply.
    """
    reader = front_matter.flavor.reader
    if front_matter.kind != "yaml" or not reader.makes_dates:
        return
    for key, value in front_matter.data.items():
        plain = isinstance(value, Text) and not value.quoted
        if not plain or not is_date(value) or re.search(_OF_TIME, key) or reading(str(value), reader):
            continue
        place = front_matter.locate((key,))
        if place and any(_wants_words(schema, key, front_matter) for schema in schemas):
            message = f"{name_of((key,))} is a date, {quote(value)}; it should be a text"
            fix = fixes.into_text(front_matter, place.value, value)
            yield Warned(Diagnostic(SC003, place.value, message, "put it in quotes", fix), (place.value,))


def _wants_words(schema: Schema, key: str, front_matter: FrontMatter) -> bool:
    dates = front_matter.flavor.reader.dates
    return key in schema.known and schema.accepts(key, "words", dates) and not schema.accepts(key, 1, dates)
