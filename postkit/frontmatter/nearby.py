"""Names that are nearly known ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from postkit.frontmatter.twins import latin

_SHORTEST = 4
"""In code points; shorter names are near too many others."""


def nearest(name: str, known: Iterable[str], *, wrong: bool = False) -> str | None:
    """Return the one known name that a name is most likely meant to be.

    Letters in another case or script and other word separators always count as near; else one slip
    of the keyboard, two in names of eight letters and more. A plural is a name of its own, and so is
    a name of three letters, but where the name is wrong in any case.

    Args:
        name: The name as written.
        known: The names that it may be.
        wrong: Whether the name is known to be none that is allowed.

    Returns:
        The name, or None where none is near or two are equally near.
    """
    ranked = sorted((_distance(name, other, wrong=wrong), other) for other in known if other != name)
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
def _distance(one: str, other: str, *, wrong: bool = False) -> int:
    far = len(one) + len(other)
    first, second = _folded(one), _folded(other)
    if first == second:
        return 0
    shortest = min(len(first), len(second))
    if wrong and (first + "es" == second or second + "es" == first):
        return 1
    if wrong and shortest >= _SHORTEST - 1:
        return OSA.distance(first, second, score_cutoff=2)
    if shortest < _SHORTEST or first + "s" == second or second + "s" == first:
        return far
    return OSA.distance(first, second, score_cutoff=2)


def _folded(name: str) -> str:
    return latin(name).casefold().replace("-", "").replace("_", "").replace(" ", "")
