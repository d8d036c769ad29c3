"""Text in brackets that is no link: where links that went wrong are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postkit.core.span import Span
from postkit.links.destinations.prose import Spans, no_prose
from postkit.site.post import Post

_TOKEN = re.compile(rb"\\[\x21-\x7e]|[\[\]]|\n[ \t>]*\r?\n")
_FOLLOWED = re.compile(rb"\](?:[ \t]*\r?\n?[ \t>]*\(|\[|\xef\xbc\x88)")
_FOLLOWING = frozenset({"Inline", "Reference", "Collapsed"})
_LONGEST = 1000


class Bracketed(NamedTuple):
    """Text in brackets that is no link by itself.

    Attributes:
        start: The byte of `[` in the source, or of a `!` before it.
        text: The bytes between the brackets.
        end: The byte after `]`.
    """

    start: int
    text: Span
    end: int


class Prose:
    """The body of a post, with what in it is text.

    Args:
        post: The post, readable.
    """

    def __init__(self, post: Post) -> None:
        self.post = post
        self.data = post.masked_bytes
        self.base = post.body.start
        self.none = no_prose(post)
        self._links = Spans(link.span for link in post.document.links)
        self.bracketed = list(_bracketed(self))
        """Text in brackets that is no link, the inner before the outer."""

    def slice(self, span: Span) -> str:
        """Return the text of a span of the source, template tags masked."""
        return self.post.masked_slice(span)

    def is_linked(self, place: int) -> bool:
        """Tell whether a byte of the source lies in a link."""
        return place in self._links

    def follows_word(self, place: int) -> bool:
        """Tell whether a letter, digit or closing bracket stands right before a byte of the source."""
        before = self.data[max(place - self.base - 4, 0) : place - self.base].decode(errors="ignore")
        return bool(before) and (before[-1].isalnum() or before[-1] in "_])}\\")

    def match(self, pattern: re.Pattern[bytes], place: int) -> re.Match[bytes] | None:
        """Match a pattern at a byte of the source, if text stands there."""
        return None if place in self.none else pattern.match(self.data, place - self.base)


def _bracketed(prose: Prose) -> Iterator[Bracketed]:
    """Yield text in brackets, where more brackets than those of links are followed by what makes a link."""
    data, base = prose.data, prose.base
    followed = sum(match.start() + base not in prose.none for match in _FOLLOWED.finditer(data))
    if followed <= sum(link.kind in _FOLLOWING for link in prose.post.document.links):
        return
    links = {link.span.start + link.image: link.span.end for link in prose.post.document.links}
    opened: list[int] = []
    position = 0
    while token := _TOKEN.search(data, position):
        place, position = token.start() + base, token.end()
        if (end := prose.none.end_of(place)) is not None:
            position = end - base
        elif token[0] == b"[":
            opened.append(place)
        elif token[0] == b"]" and opened:
            start = opened.pop()
            if start in links:
                position = max(position, links[start] - base)
            elif place - start <= _LONGEST:
                marked = data[start - base - 1 : start - base] == b"!"
                yield Bracketed(start - marked, Span(start + 1, place), place + 1)
        elif token[0][:1] == b"\n":
            opened.clear()
