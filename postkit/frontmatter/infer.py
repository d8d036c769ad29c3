"""A JSON Schema from posts that exist; the posts then satisfy it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from postkit.flavors.base import Flavor
from postkit.frontmatter.profile import DATE, OTHER, Example, Profile, Tally

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OURS = frozenset({"$schema", "postkit"})

_DATES_ENOUGH = 3
"""So many texts, all of them dates, are a rule and not a chance."""

_WORDS_MOST, _WORDS_ENOUGH, _WORDS_REPEAT = 12, 20, 5
"""A list to choose from has at most so many words, seen so often in all, and each so often on average."""


class Inference:
    """Learns what front matter is like, post by post; what it remembers does not grow with the posts.

    Args:
        flavor: Its names and dates count.

    Attributes:
        root: The values of the posts' top level.
    """

    def __init__(self, flavor: Flavor) -> None:
        self._flavor = flavor
        self._spellings: dict[str, Counter[str]] = {}
        self.root = Profile()

    @property
    def posts(self) -> int:
        """How many posts were seen."""
        return self.root.seen.count

    def add(self, post: str, data: dict[str, Any]) -> None:
        """Learn from a post.

        Args:
            post: Its name.
            data: Its front matter.
        """
        reader = self._flavor.reader
        self.root.seen.see(Example(post, ()))
        self.root.kinds.setdefault("object", Tally()).see(Example(post, ()))
        for key, value in data.items():
            if key in _OURS:
                continue
            # Where the engine has one case, `Title` and `title` are one key.
            name = key.lower() if reader.one_case else key
            self._spellings.setdefault(name, Counter())[str(key)] += 1
            self.root.see_key(name, value, Example(post, (str(key),)), reader.dates)

    def name_of(self, key: str) -> str:
        """Return a top-level key in its most frequent spelling."""
        return self._spellings[key].most_common(1)[0][0]

    def schema(self, *, title: str, closed: bool) -> dict[str, Any]:
        """Return the schema.

        Args:
            title: Its title.
            closed: Whether it allows no other keys than those that were seen.
        """
        properties = {self.name_of(key): profile for key, profile in self.root.frequent()}
        made = {
            "$schema": _DRAFT,
            "title": title,
            "description": f"Made by `postkit schema infer` from {_posts(self.posts)}.",
            "type": "object",
        }
        below = {
            key: {
                "description": f"In {profile.seen.count:,} of {_posts(self.posts)}.",
                **_value(profile, closed=closed),
            }
            for key, profile in properties.items()
        }
        return made | _mapping(below, properties, self.posts, closed=closed and not self.root.open)


def _posts(count: int) -> str:
    return f"{count:,} post{'' if count == 1 else 's'}"


def _mapping(below: dict[str, Any], keys: dict[str, Profile], count: int, *, closed: bool) -> dict[str, Any]:
    """Return the keywords of a mapping whose keys' schemas are made."""
    required = [key for key, profile in keys.items() if profile.seen.count == count]
    said: dict[str, Any] = {"properties": below}
    if required:
        said["required"] = required
    return said | {"additionalProperties": not closed}


def _value(profile: Profile, *, closed: bool) -> dict[str, Any]:
    """Return the schema of the values at one place."""
    types = _types(profile)
    said: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    if words := _words(profile, types):
        said["enum"] = words
    elif profile.count(DATE) >= _DATES_ENOUGH and not profile.count(OTHER):
        said["format"] = "post-date"
    if profile.items and profile.items.seen.count:
        said["items"] = _value(profile.items, closed=closed)
    if profile.keys:
        count = profile.count("object")
        keys = dict(profile.frequent())
        below = {
            key: {"description": f"In {one.seen.count:,} of {count:,} places.", **_value(one, closed=closed)}
            for key, one in keys.items()
        }
        said |= _mapping(below, keys, count, closed=closed and not profile.open)
    return said


def _types(profile: Profile) -> list[str]:
    """Return the types of the values, the most frequent first; whole numbers are numbers."""
    counts = {kind: tally.count for kind, tally in profile.kinds.items() if kind not in {DATE, OTHER}}
    if "number" in counts:
        counts["number"] += counts.pop("integer", 0)
    return sorted(counts, key=lambda kind: -counts[kind])


def _words(profile: Profile, types: list[str]) -> list[str | None]:
    """Return the texts to choose from, if they are few and seen often enough."""
    texts, seen = profile.texts, profile.count("string")
    if not texts or not set(types) <= {"string", "null"} or profile.count(DATE):
        return []
    if len(texts) > _WORDS_MOST or seen < max(_WORDS_ENOUGH, _WORDS_REPEAT * len(texts)):
        return []
    words = sorted(texts, key=lambda text: (-texts[text].count, text))
    return [*words, *([None] if "null" in types else [])]
