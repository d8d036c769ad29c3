"""Where the text of a post is text: neither code nor comment, neither HTML nor mathematics."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain

from postkit.core.offsets import ByteOffsets
from postkit.core.span import Span
from postkit.links.destinations.literal import literal_spans
from postkit.site.post import Post

_CODE = "code|kbd|listing|math|pre|samp|script|style|svg|textarea|tt|var|xmp"
_ELEMENT = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(?P<slash>/?)(?P<name>a|{_CODE})(?=[\s/>])[^<>]*", re.IGNORECASE | re.DOTALL
)
_MATH = re.compile(
    rb"\$(?:\$(?:(?!\n[ \t]*\r?\n).)*?\$\$"
    rb"|(?<![\\$\w]\$)(?=[^\s$])[^$\r\n]*+(?<![\s\\])\$(?!\w))",
    re.DOTALL,
)


class Spans:
    """A set of bytes, as ranges in order that do not touch.

    Args:
        spans: Ranges in any order; they may overlap.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.merged: list[Span] = []
        for span in sorted(spans):
            last = self.merged[-1] if self.merged else None
            if last and span.start <= last.end:
                self.merged[-1] = Span(last.start, max(last.end, span.end))
            else:
                self.merged.append(span)
        self._starts = [span.start for span in self.merged]

    def end_of(self, place: int) -> int | None:
        """Return where the range ends that a byte lies in, or None if it lies in none."""
        index = bisect_right(self._starts, place) - 1
        return self.merged[index].end if index >= 0 and place < self.merged[index].end else None

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.end_of(place) is not None


def code_and_comments(post: Post) -> Spans:
    """Return where code and comments stand, written in Markdown or in HTML.

    Args:
        post: The post, readable.
    """
    return Spans(chain(post.document.code, _elements(post, but="a")))


def no_prose(post: Post) -> Spans:
    """Return where no text stands that a reader could take for a link that is none.

    Links are not among it, since text stands in them, but definitions and autolinks are.

    Args:
        post: The post, readable.
    """
    document, base = post.document, post.body.start
    math = (Span(*match.span()).shift(base) for match in _MATH.finditer(post.masked_bytes))
    return Spans(
        chain(
            document.code,
            literal_spans(post),
            (piece.span for piece in document.html),
            (definition.span for definition in document.definitions),
            (link.span for link in document.links if link.kind in ("Autolink", "Email")),
            _elements(post),
            math,
        )
    )


def _elements(post: Post, but: str = "") -> list[Span]:
    """Return the comments and the elements of HTML that hold code, or a link; one never closed is none."""
    spans: list[Span] = []
    opened: dict[str, tuple[int, int]] = {}
    for piece in post.document.html:
        text = post.masked_slice(piece.span)
        offsets = ByteOffsets(text, piece.span.start)
        for match in _ELEMENT.finditer(text):
            place = offsets.span(match.span())
            if match["name"] is None:
                spans.append(place)
                continue
            name = match["name"].lower()
            start, depth = opened.get(name, (place.end, 0))
            depth += -1 if match["slash"] else 1
            if match["slash"] and depth == 0 and name != but:
                spans.append(Span(start, place.start))
            if depth > 0:
                opened[name] = (start, depth)
            else:
                opened.pop(name, None)
    return spans
