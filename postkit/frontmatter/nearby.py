"""Names that are nearly known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from postkit.frontmatter.twins import latin

_SHORTEST = 4
"""In code points; shorter names are near too many others."""
_SHORTEST_TWIN = 5
_LONG = 8
_WORDS = frozenset(
    {"authored", "commands", "consent", "data", "except", "height", "modifier", "publisher", "rate"}
    | {"stats", "tabs", "undated"}
)
"""Names that people give to keys of their own, though a usual key is but a letter away."""


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
def twin(name: str, present: frozenset[str]) -> str | None:
    """Return the one known name beside which a name stands and of which it is only a slip.

    Nobody needs a key twice, but many need two that are alike: `title2`, `tag` beside `tags`, `stitle`.
    So only other case counts here, two letters in the wrong order, a letter doubled or not, and in
    names of eight letters and more a letter inside that is wrong, missing or too many.

    Args:
        name: The name as written.
        present: The known names that stand beside it.
    """
    found = [other for other in present if other != name and _is_slip(name, other)]
    return found[0] if len(found) == 1 else None


def _same(one: str, two: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(two)))


def _is_slip(name: str, other: str) -> bool:
    one, two = name.casefold(), other.casefold()
    if one == two:
        return True
    if min(len(one), len(two)) < _SHORTEST_TWIN or not (one.isalpha() and two.isalpha()):
        return False
    start = _same(one, two)
    end = _same(one[start:][::-1], two[start:][::-1])
    first, second = one[start : len(one) - end], two[start : len(two) - end]
    if len(first) == len(second) == 2:
        return first == second[::-1]
    if len(first) > 1 or len(second) > 1:
        return False
    # The common end overlaps the common start where a letter is doubled: the start has both.
    doubled = not (first and second) and one[start - 1 : start] == first + second
    inside = start > 0 and end > 0 and min(len(one), len(two)) >= _LONG
    return doubled or inside


@lru_cache(maxsize=4096)
def is_near_any(name: str, known: frozenset[str]) -> bool:
    """Tell whether a name is near at least one of some known names; the same is asked of many posts.

    Args:
        name: The name as written.
        known: The names that it may be.
    """
    return any(_distance(name, other) <= _furthest(name) for other in known if other != name)


def listed_word(value: object, listed: Sequence[object]) -> str | None:
    """Return the one text of a list that a text is most likely meant to be, by case or by a slip.

    Args:
        value: A value that is none of the list.
        listed: What is allowed.
    """
    if not isinstance(value, str) or not value:
        return None
    words = {word for word in listed if isinstance(word, str)}
    same = [word for word in words if word.casefold() == value.casefold()]
    return same[0] if len(same) == 1 else nearest(value, words, wrong=True)


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
    if first in _WORDS or shortest < _SHORTEST or first + "s" == second or second + "s" == first:
        return far
    return OSA.distance(first, second, score_cutoff=2)


def _folded(name: str) -> str:
    return latin(name).casefold().replace("-", "").replace("_", "").replace(" ", "")
