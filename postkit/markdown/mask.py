"""Masking: each template tag becomes an inert token of the same byte length.

A token is a private-use character of plane 15 or 16 (4 bytes in UTF-8, the length of the shortest
tag `{{}}`), padded with `x`; line ends inside the tag stay. So a Markdown or HTML parser sees a
word, byte offsets stay true, and order and parent of the tags can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from postkit.flavors.base import TagSyntax

_PRIVATE_USE = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_NAME = re.compile(r"\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose template tags are tokens.

    Attributes:
        text: The masked text, as many UTF-8 bytes long as the original.
        tags: Each token's first character with the tag it stands for, in order.
    """

    text: str
    tags: dict[str, str] = field(default_factory=dict)

    def unmask(self, text: str) -> str:
        """Return a text made from the masked one with the tags back in place of their tokens."""
        if not self.tags:
            return text
        return _TOKEN.sub(self._restore, text)

    def _restore(self, match: re.Match[str]) -> str:
        tag = self.tags.get(match[0][0])
        if tag is None:
            return match[0]
        filler = match[0][1:]
        end = 0
        for _ in range(_token(match[0][0], tag).count("x")):
            end = filler.find("x", end) + 1
        return tag + filler[end:]


_TOKEN = re.compile(r"[\U000f0000-\U000ffffd\U00100000-\U0010fffd](?:x|\s+(?=x))*")
"""A token and any `x` that follows it by chance; white space inside may have been folded."""


def mask(text: str, syntaxes: Sequence[TagSyntax]) -> Masked:
    """Replace every template tag of a text by a token.

    Args:
        text: The body of a post.
        syntaxes: The flavor's tag syntaxes, tried in order at each place.
    """
    taken = set(_PRIVATE_USE.findall(text))
    tokens = _characters(taken)
    parts: list[str] = []
    tags: dict[str, str] = {}
    done = 0
    for (start, end), character in zip(_find_tags(text, syntaxes), tokens, strict=False):
        tag = text[start:end]
        tags[character] = tag
        parts += (text[done:start], _token(character, tag))
        done = end
    return Masked("".join((*parts, text[done:])), tags)


def _characters(taken: set[str]) -> Iterator[str]:
    for plane in (0xF0000, 0x100000):
        for code in range(plane, plane + 0xFFFE):
            if chr(code) not in taken:
                yield chr(code)


def _token(character: str, tag: str) -> str:
    """Return the token of a tag: the same bytes, line ends where the tag has them."""
    filler = "".join(c if c in "\r\n" else "x" * len(c.encode()) for c in tag)
    return character + filler[4:]


@lru_cache(maxsize=16)
def _opener(syntaxes: tuple[TagSyntax, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"({syntax.open})" for syntax in syntaxes))


def _find_tags(text: str, syntaxes: Sequence[TagSyntax]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each tag; linear, since a closer that is missing is looked for once."""
    if not syntaxes:
        return
    opener = _opener(tuple(syntaxes))
    missing: set[str] = set()
    position = 0
    while match := opener.search(text, position):
        syntax = syntaxes[(match.lastindex or 1) - 1]
        end = _tag_end(text, match.end(), syntax, missing)
        if end is None:
            position = match.end()
            continue
        yield match.start(), end
        position = end


def _tag_end(text: str, inside: int, syntax: TagSyntax, missing: set[str]) -> int | None:
    """Return where a tag ends that opens before `inside`, or None where it never does."""
    if syntax.close in missing:
        return None
    close = text.find(syntax.close, inside)
    if close < 0:
        missing.add(syntax.close)
        return None
    if _BLANK_LINE.search(text, inside, close):
        return None
    end = close + len(syntax.close)
    name = _NAME.match(text, inside)
    if name and name[1] in syntax.opaque and text[close - 1] != "/":
        pattern = syntax.end.replace("{name}", name[1])
        if pattern not in missing:
            if closing := re.compile(pattern).search(text, end):
                return closing.end()
            missing.add(pattern)
    return end


def is_only_tags(text: str) -> bool:
    """Tell whether a masked text consists of nothing but template tags and blanks."""
    return bool(_PRIVATE_USE.search(text)) and not _TOKEN.sub("", text).strip()
