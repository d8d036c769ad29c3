"""Values that a blank and `#` cut short, since a comment begins there.

Most comments are meant as such. A value counts as cut where the `#` stands after one blank and
before a letter or digit, which is how people write `#5` and `#tag` and seldom a comment, and where
the value is a text in words:

- the `#` is followed by a number (`Issue #5 is fixed`), unless the value is one word and the key
  is no title;
- or the key holds prose, such as `title` and `description`;
- or nothing stands before it, and it is a number, a colour, or an item of a list (`- #tag`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.span import Span
from postkit.frontmatter.misread import is_date
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.wording import quote
from postkit.frontmatter.written import Warned, Written, scalars
from postkit.rules.table import FM010

_MAYBE = re.compile(rb"#(?<=[ \t]#)(?<![ \t\r\n][ \t]#)[\w\x80-\xff]")
"""Begins with `#`, which is rare, so that a search passes over the rest quickly."""
# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_CUT = r" (?P<lost>#(?P<word>\w[^\r\n]*))"
_COMMENT = r"[ \t]#(?=[ \t])"
_NUMBER = r"\d+(?!\w)"
_COLOUR = r"(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})[ \t]*(?:#.*)?"
_PROSE = (
    r"(?i)(?:sub)?title|headline|heading|description|summary|excerpt|caption|teaser|lead|deck|kicker|abstract"
    r"|tagline|intro|alt|quote"
)


def cut_values(front_matter: FrontMatter) -> Iterator[Warned]:
    """Yield a finding for each YAML value that a comment cuts short and hardly is meant to.

    Args:
        front_matter: The front matter.
    """
    data = front_matter.source.data[front_matter.content.start : front_matter.content.end]
    if front_matter.kind != "yaml" or not _MAYBE.search(data):
        return
    for scalar in scalars(front_matter):
        if not scalar.plain or scalar.flow or not isinstance(scalar.node.value, (str, type(None))):
            continue
        start = scalar.value.end
        line_end = re.compile(rb"[\r\n]|\Z").search(front_matter.source.data, start)
        rest = front_matter.source.slice(Span(start, line_end.start() if line_end else start))
        match = re.fullmatch(_CUT, rest)
        if match and _is_text(scalar, match["word"]):
            yield _warned(scalar, re.split(_COMMENT, match["lost"], maxsplit=1)[0].rstrip())


def _is_text(scalar: Written, word: str) -> bool:
    raw, last = scalar.node.raw or "", scalar.path[-1] if scalar.path else ""
    in_prose = re.fullmatch(_PROSE, str(last)) is not None
    if not raw:
        return isinstance(last, int) or any((in_prose, re.match(_NUMBER, word), re.fullmatch(_COLOUR, word)))
    if not isinstance(scalar.node.value, str) or is_date(raw):
        return False
    if in_prose:
        return True
    return bool(re.match(_NUMBER, word)) and (" " in raw or isinstance(last, int))


def _warned(scalar: Written, lost: str) -> Warned:
    raw = scalar.node.raw or ""
    blank = " " if raw else ""
    hash_sign = scalar.value.end + 1
    whole = Span(scalar.value.start if raw else hash_sign, hash_sign + len(lost.encode()))
    left = f"only {quote(raw)} is left" if raw else "nothing is left"
    text = f"{raw}{blank}{lost}".replace("'", "''")
    certain = re.fullmatch(_PROSE, str(scalar.path[-1])) and re.match(_NUMBER, lost[1:])
    safety = Safety.SAFE if certain else Safety.UNSAFE
    finding = Diagnostic(
        FM010,
        Span(hash_sign, whole.end),
        f"{quote(lost)} is a comment and no part of the value: {left}",
        "put the whole value in quotes, or two blanks before a comment",
        Fix("put the whole value in quotes", (Edit(whole, f"'{text}'".encode()),), safety),
    )
    return Warned(finding, (scalar.value, *((scalar.key,) if scalar.key else ())))
