"""Tells which links of a post stand there as they did before it was edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from postkit.core.span import Span
from postkit.links.destinations.all import destinations
from postkit.links.destinations.kinds import Destination
from postkit.site.post import Post

_AROUND = 80
"""So many bytes on each side tell one link from another."""


def kept(now: Post, then: Post) -> frozenset[Span]:
    """Return which destinations of a post stand there as they did.

    They are compared one by one in the order of the text. Where some have come or gone, only those
    before and behind are taken for kept, as far as the text around them is the same: any other could
    be mistaken for one that was written anew.

    Args:
        now: The post as it is.
        then: The post as it was.
    """
    new, old = list(destinations(now)), list(destinations(then))
    pairs: Iterable[tuple[Destination, Destination]] = zip(new, old, strict=False)
    if len(new) != len(old):
        pairs = _at_both_ends(new, old, list(_surroundings(now, new)), list(_surroundings(then, old)))
    return frozenset(one.span for one, other in pairs if one.written == other.written)


def _at_both_ends(
    new: Sequence[Destination], old: Sequence[Destination], around: Sequence[bytes], was: Sequence[bytes]
) -> Iterator[tuple[Destination, Destination]]:
    """Yield the pairs from the start and from the end whose surroundings are alike."""
    before = _alike(around, was)
    shorter = min(len(new), len(old))
    after = min(_alike(around[::-1], was[::-1]), shorter - before)
    yield from zip(new[:before], old[:before], strict=True)
    yield from zip(new[len(new) - after :], old[len(old) - after :], strict=True)


def _alike(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _surroundings(post: Post, found: Sequence[Destination]) -> Iterator[bytes]:
    """Yield what stands on the line of each destination, without any destination: a fix changes those."""
    data, end = post.source.data, 0
    pieces: list[bytes] = []
    marks: list[int] = []
    for one in found:
        pieces.append(data[end : one.span.start])
        marks.append(len(pieces[-1]) + (marks[-1] if marks else 0))
        end = max(end, one.span.end)
    text = b"".join((*pieces, data[end:]))
    for mark in marks:
        before, after = text[max(0, mark - _AROUND) : mark], text[mark : mark + _AROUND]
        yield before.rpartition(b"\n")[2] + b"\0" + after.partition(b"\n")[0].rstrip(b"\r")
