"""Destinations of inline links and definitions (CommonMark 0.31, sections 4.7 and 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.flavors.base import Dialect
from postkit.links.destinations.grammar import ESCAPE, decode, destination_at
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.spelling.references import MARKS, Escapes, spellings
from postkit.links.spelling.units import changed, units
from postkit.site.post import Post

_NEVER = rf"{MARKS}\\\"\x00-\x1f\x7f"
_IN_BRACKETS = Escapes(ESCAPE, decode, re.compile(f"[{_NEVER}]"), re.compile(f"[{_NEVER}]"))
_BARE = Escapes(ESCAPE, decode, re.compile(rf"[{_NEVER} ]"), re.compile(rf"[{_NEVER} ()']"))
_NO_APOSTROPHE = {_IN_BRACKETS: re.compile(rf"[{_NEVER}']"), _BARE: re.compile(rf"[{_NEVER} ']")}
_MOST_PARENTHESES = 30
"""A few less than cmark and its kin count before they give up."""

_BLOCKS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir "
    "div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html "
    "iframe legend li link main menu menuitem nav noframes ol optgroup option p param pre script search "
    "section style summary table tbody td textarea tfoot th thead title tr track ul"
)
"""Elements whose tags begin a block even within a paragraph (CommonMark 0.31, section 4.6)."""

_TAG = re.compile(rf"[?!]|/?(?:{_BLOCKS.replace(' ', '|')})(?=[\s/]|\Z)", re.IGNORECASE)
_BLOCK = re.compile(r"[#+*_=~:-]|[0-9]++[.)]\Z")
_BLANKS = (b" ", b"\t", b"\n", b"\r")
_LINE_START = re.compile(rb"[ \t>]*+<?")
"""What may stand before a destination that the line begins with."""


def markdown_spellings(post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield texts that make the destination of an inline link or a definition say a value.

    Args:
        post: The post.
        found: The destination.
        value: What it is to say.

    Yields:
        Texts for its span, template tags masked, each of them proved.
    """
    old, in_brackets = post.masked_slice(found.span), _is_in_brackets(post, found)
    new = changed(units(old, ESCAPE, decode, post.masked.tags), value)
    if not in_brackets and (" " in new.middle or not value) and _takes_brackets(post, found):
        for text in spellings(post, old, value, _escapes(post, found, _IN_BRACKETS)):
            bare = _begun(post, found, text, _TAG)
            if _says(post, f"<{bare}>", value):
                yield f"<{bare}>"
    for text in spellings(post, old, value, _escapes(post, found, _IN_BRACKETS if in_brackets else _BARE)):
        bare = _begun(post, found, text, _TAG if in_brackets else _BLOCK)
        if _says(post, f"<{bare}>" if in_brackets else bare, value):
            yield bare


def _escapes(post: Post, found: Destination, escapes: Escapes) -> Escapes:
    """Return how an engine escapes.

    kramdown and Python-Markdown know no backslash in a destination. In Python-Markdown 3.11 an
    apostrophe may begin a title anywhere, and no definition holds a blank.
    """
    dialect = post.flavor.dialect
    if dialect is Dialect.PYTHON_MARKDOWN:
        fitting = _BARE if found.kind is Kind.DEFINITION else escapes
        return fitting._replace(never=_NO_APOSTROPHE[fitting])
    return escapes if dialect is Dialect.KRAMDOWN else escapes._replace(backslash=r"\\")


def _begun(post: Post, found: Destination, text: str, block: re.Pattern[str]) -> str:
    """Return a text whose first character begins neither a title nor, at the beginning of a line, a block."""
    data, start = post.masked_bytes, found.span.start - post.body.start
    if text.startswith("'"):
        return f"&#39;{text[1:]}"
    if block.match(text) is None:
        return text
    line = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
    return f"&#{ord(text[0])};{text[1:]}" if _LINE_START.fullmatch(data, line, start) else text


def _says(post: Post, text: str, value: str) -> bool:
    """Tell whether a text is one destination, with its `<>` or without, that says a value."""
    data = text.encode()
    span = destination_at(data, 0)
    ends = len(data) - text.startswith("<")
    if span is None or span[1] != ends or ends == 0 or text.count("(") > _MOST_PARENTHESES:
        return False
    return post.masked.unmask(decode(data[slice(*span)].decode())) == value


def _is_in_brackets(post: Post, found: Destination) -> bool:
    """Tell whether a destination stands in `<>`: without them no `>` can follow."""
    return post.source.data.startswith(b">", found.span.end)


def _takes_brackets(post: Post, found: Destination) -> bool:
    """Tell whether `<` may stand where a destination begins: not behind a template tag.

    In kramdown no blank may stand before it in an inline link, and in Python-Markdown none in it in a
    definition.
    """
    before, dialect = post.source.data[found.span.start - 1 : found.span.start], post.flavor.dialect
    if found.kind is Kind.DEFINITION:
        return dialect is not Dialect.PYTHON_MARKDOWN and before in (b":", *_BLANKS)
    return before == b"(" or (dialect is not Dialect.KRAMDOWN and before in _BLANKS)
