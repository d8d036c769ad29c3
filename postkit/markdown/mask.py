"""Masking: each template tag becomes an inert token of the same byte length.

A token is a private-use character of plane 15 or 16 (4 bytes in UTF-8, the length of the shortest
tag `{{}}`), padded with `x`; line ends inside the tag stay. The last of these characters stand for
tags that readers see. So a Markdown or HTML parser sees a word, byte offsets stay true, and order
and parent of the tags can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from postkit.flavors.base import TagSyntax

_PRIVATE_USE = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_RUN = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010dfff]")
_FIRST, _FIRST_SHOWN, _LAST = 0xF0000, 0x10E000, 0x10FFFD
_BLANK_LINE = re.compile(r"(?>\r\n?|\n)[ \t]*[\r\n]")
_NOT_LINE_END = re.compile(r"[^\r\n]+")
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

    @property
    def shown(self) -> Masked:
        """The same text with those tags alone that no engine replaces, so that readers see them."""
        tags = {token: tag for token, tag in self.tags.items() if ord(token) >= _FIRST_SHOWN}
        return Masked(self.text, tags)

    def unmask(self, text: str) -> str:
        """Return a text made from the masked one with the tags back in place of their tokens."""
        return self._with(text, lambda token: self.tags[token])

    def shorten(self, text: str) -> str:
        """Return a text made from the masked one with each token as its first character alone."""
        return self._with(text, str)

    def _with(self, text: str, written: Callable[[str], str]) -> str:
        if not self.tags:
            return text
        return _TOKEN.sub(lambda match: self._replaced(match, written), text)

    def _replaced(self, match: re.Match[str], written: Callable[[str], str]) -> str:
        tag = self.tags.get(match[0][0])
        if tag is None:
            return match[0]
        token, found = _token(match[0][0], tag), match[0]
        if found.startswith(token):
            return written(token[0]) + found[len(token) :]
        end = 0
        for _ in range(token.count("x")):
            end = found.find("x", end) + 1
            if not end:
                return found  # damaged: what is left of it shows, and is no tag
        return written(token[0]) + found[max(end, 1) :]


_TOKEN = re.compile(r"[\U000f0000-\U000ffffd\U00100000-\U0010fffd](?:x|\s+(?=x))*")
"""A token and any `x` that follows it by chance; white space inside may have been folded."""

_TAG_AT_END = re.compile(rf"{_PRIVATE_USE.pattern}[x\r\n]*\Z")


def mask(text: str, syntaxes: Sequence[TagSyntax]) -> Masked:
    """Replace every template tag of a text by a token.

    Args:
        text: The body of a post.
        syntaxes: The flavor's tag syntaxes, tried in order at each place.
    """
    run, shown = _characters(_FIRST, _FIRST_SHOWN, text), _characters(_FIRST_SHOWN, _LAST + 1, text)
    parts: list[str] = []
    tags: dict[str, str] = {}
    done = 0
    for start, end, runs in _find_tags(text, syntaxes):
        character = next(run if runs else shown, None)
        if character is None:
            break
        tag = text[start:end]
        tags[character] = tag
        parts += (text[done:start], _token(character, tag))
        done = end
    return Masked("".join((*parts, text[done:])), tags)


def _characters(first: int, end: int, text: str) -> Iterator[str]:
    """Yield the private-use characters from one code point to before another that a text does not have."""
    taken = set(_PRIVATE_USE.findall(text))
    yield from (one for one in map(chr, range(first, end)) if _PRIVATE_USE.match(one) and one not in taken)


def _token(character: str, tag: str) -> str:
    """Return the token of a tag: the same bytes, with the line ends that the tag has."""
    filler = _NOT_LINE_END.sub(lambda run: "x" * len(run[0].encode()), tag)
    return character + filler.replace("x", "", 4)


@lru_cache(maxsize=16)
def _opener(syntaxes: tuple[TagSyntax, ...]) -> re.Pattern[str]:
    # Without groups, so that `re` looks for nothing but the characters that openers begin with.
    return re.compile("|".join(syntax.open for syntax in syntaxes))


def _find_tags(text: str, syntaxes: Sequence[TagSyntax]) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each tag, and whether the engine replaces it."""
    if not syntaxes:
        return
    opener = _opener(tuple(syntaxes))
    ahead = _Ahead(text)
    position = 0
    while match := opener.search(text, position):
        syntax = next(one for one in syntaxes if re.compile(one.open).match(text, match.start()))
        end = _tag_end(text, match.end(), syntax, ahead)
        if end is None:
            position = match.end()
            continue
        yield match.start(), end, syntax.runs
        position = end


class _Ahead:
    """Finds the next match of a pattern at or after a place; places are asked for in order.

    What was found stays the answer until it is passed, so a text full of openers without a closer
    takes no longer than any other.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[re.Pattern[str], tuple[int, int]] = {}

    def find(self, pattern: re.Pattern[str], position: int) -> tuple[int, int]:
        """Return start and end of the match; the length of the text plus one where there is none."""
        found = self._found.get(pattern)
        if found is None or found[0] < position:
            match = pattern.search(self.text, position)
            nowhere = len(self.text) + 1
            found = self._found[pattern] = match.span() if match else (nowhere, nowhere)
        return found


def _tag_end(text: str, inside: int, syntax: TagSyntax, ahead: _Ahead) -> int | None:
    """Return where a tag ends that opens before `inside`, or None where it never does.

    A blank line before its closer shows that it does not, and a tag of nothing but a line end is
    too short for a token.
    """
    close, end = ahead.find(re.compile(re.escape(syntax.close)), inside)
    if end > len(text) or ahead.find(_BLANK_LINE, inside)[1] <= close:
        return None
    if close > inside and not text[inside:close].strip("\r\n"):
        return None
    name = _NAME.match(text, inside, close)
    if name and name[1] in syntax.opaque and text[close - 1] != "/":
        closing = ahead.find(re.compile(syntax.end.replace("{name}", name[1])), end)[1]
        if closing <= len(text):
            return closing
    return end


def is_only_tags(text: str) -> bool:
    """Tell whether a masked text is nothing but template tags and blanks, and not all tags are seen."""
    return bool(_RUN.search(text)) and not _TOKEN.sub("", text).strip()


def count_openers(text: str, syntaxes: Sequence[TagSyntax]) -> int:
    """Return how many tags open in a masked text that never close: some engines stop at one."""
    return len(_opener(tuple(syntaxes)).findall(text)) if syntaxes else 0


def has_tag(text: str) -> bool:
    """Tell whether a template tag stands in a masked text."""
    return bool(_PRIVATE_USE.search(text))


def starts_with_tag(text: str) -> bool:
    """Tell whether a masked text begins with a template tag."""
    return bool(_PRIVATE_USE.match(text))


def ends_with_tag(text: str) -> bool:
    """Tell whether a masked text ends with a template tag, or with what could be one's filler."""
    return bool(_TAG_AT_END.search(text))
