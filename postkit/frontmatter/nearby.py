"""Names that are nearly known ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

_SHORTEST = 4
"""In code points; shorter names are near too many others."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one known name that a name is most likely meant to be.

    Letters in another case and other word separators always count as near; else one slip of the
    keyboard, two in names of eight letters and more. A plural is a name of its own.

    Args:
        name: The name as written.
        known: The names that it may be.

    Returns:
        The name, or None where none is near or two are equally near.
    """
    ranked = sorted((_distance(name, other), other) for other in known if other != name)
    if not ranked or ranked[0][0] > _furthest(name):
        return None
    if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
        return None
    return ranked[0][1]


@lru_cache(maxsize=4096)
def is_near_any(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is near at least one of some known names; the same is asked of many posts.

    Args:
        name: The name as written.
        known: The names that it may be.
    """
    return any(_distance(name, other) <= _furthest(name) for other in known if other != name)


def _furthest(name: str) -> int:
    return 2 if len(name) >= 8 else 1


@lru_cache(maxsize=4096)
def _distance(one: str, other: str) -> int:
    far = len(one) + len(other)
    first, second = _folded(one), _folded(other)
    if first == second:
        return 0
    if min(len(first), len(second)) < _SHORTEST or first + "s" == second or second + "s" == first:
        return far
    return OSA.distance(first, second, score_cutoff=2)


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
