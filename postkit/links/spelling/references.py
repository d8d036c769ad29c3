"""Character references: the one escape that every engine reads in a destination.

kramdown 2.4 keeps a backslash in a destination as it is, so none is written but for a backslash
itself: cmark resolves references first, and then takes `&#92;(` for an escaped parenthesis.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from postkit.links.spelling.units import changed, units
from postkit.site.post import Post

_NAMES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_AMBIGUOUS = re.compile(r"&(?=#?\w+;)")
_ALONE = re.compile(r"&(?!amp;)")

MARKS: Final = r"`|$<>\[\]{}"
"""What would end a code span, part cells, begin mathematics, a tag, a label or a template tag."""


class Escapes(NamedTuple):
    """How a kind of text is escaped.

    Attributes:
        pattern: What is more than one character and says something else.
        decode: Tells what such an escape says.
        never: What is never written as it is.
        rather_not: What is written as it is only if the grammar allows it where it stands.
        ampersands: Whether `&` is a reference wherever it stands.
        backslash: How a backslash is written that is among the characters above.
    """

    pattern: re.Pattern[str]
    decode: Callable[[str], str]
    never: re.Pattern[str]
    rather_not: re.Pattern[str]
    ampersands: bool = False
    backslash: str = "&#92;"


def spellings(post: Post, old: str, value: str, escapes: Escapes) -> Iterator[str]:
    """Yield texts that may say a value, the one nearest to what the writer wrote first.

    Args:
        post: The post.
        old: The text as written, its template tags masked.
        value: What it is to say.
        escapes: How such a text is escaped.
    """
    before, middle, after = changed(units(old, escapes.pattern, escapes.decode, post.masked.tags), value)
    every = "&amp;" in old and not _ALONE.search(old)
    every = every or (escapes.ampersands and not _ALONE.search(old))
    soft = _referring(middle, every=every)
    yield before + _written(soft, escapes.never, escapes.backslash) + after
    hard = _referring(middle, every=True)
    yield before + _written(hard, escapes.rather_not, escapes.backslash) + after
    yield _written(_referring(value, every=True), escapes.rather_not, escapes.backslash)


def _referring(value: str, *, every: bool) -> str:
    return value.replace("&", "&amp;") if every else _AMBIGUOUS.sub("&amp;", value)


def _written(text: str, characters: re.Pattern[str], backslash: str) -> str:
    names = {**_NAMES, "\\": backslash}
    return characters.sub(lambda match: names.get(match[0]) or f"&#{ord(match[0])};", text)
