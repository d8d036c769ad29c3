"""What the values at one place of many posts' front matter are like; bounded in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from postkit.flavors.reader import Dates

MAX_TEXTS = 60
"""So many different texts at one place are remembered; with more, none is."""

MAX_KEYS = 2_000
"""So many different keys of one mapping are remembered; the mapping is open if it has more."""

_LONGEST = 40
"""A longer text is no word of a list to choose from; in code points."""

_EXAMPLES = 3
"""So many posts are remembered of each kind of value."""

DATE, OTHER = "date", "other text"
"""Kinds of texts, beside JSON Schema's types of values."""


class Example(NamedTuple):
    """Where a value stands: the post's name, and keys and indices in its front matter."""

    post: str
    path: tuple[str | int, ...]


@dataclass(slots=True)
class Tally:
    """How often something was seen, and where first."""

    count: int = 0
    examples: list[Example] = field(default_factory=list)

    def see(self, example: Example) -> None:
        """Count it once more."""
        self.count += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(example)


@dataclass(slots=True)
class Profile:
    """The values at one place.

    Attributes:
        seen: How often there was a value.
        kinds: Values by JSON Schema's names of types; texts once more as dates or other texts.
        texts: Texts, as far as they are few and short; None if they are not.
        keys: The keys of mappings, in the order in which they were first seen.
        items: The items of lists.
        open: Whether mappings have more keys than are remembered.
    """

    seen: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)
    texts: dict[str, Tally] | None = field(default_factory=dict)
    keys: dict[str, Profile] = field(default_factory=dict)
    items: Profile | None = None
    open: bool = False

    def count(self, kind: str) -> int:
        """Return how many values are of a kind."""
        return self.kinds[kind].count if kind in self.kinds else 0

    def see(self, value: Any, where: Example, dates: Dates) -> None:
        """Take a value into account, with all that is in it.

        Args:
            value: A value of front matter; texts know whether they were quoted.
            where: Its place.
            dates: What the flavor's engine takes for a date.
        """
        self.seen.see(where)
        self._see(type_of(value), where)
        if isinstance(value, str):
            is_date = dates.accepts(value, quoted=getattr(value, "quoted", False))
            self._see(DATE if is_date else OTHER, where)
            self._see_text(str(value), where)
        elif isinstance(value, list):
            self.items = self.items or Profile()
            for index, item in enumerate(value):
                self.items.see(item, Example(where.post, (*where.path, index)), dates)
        elif isinstance(value, dict):
            for key, below in value.items():
                self.see_key(key, below, Example(where.post, (*where.path, key)), dates)

    def see_key(self, key: str, value: Any, where: Example, dates: Dates) -> None:
        """Take a key of a mapping and its value into account."""
        if key not in self.keys:
            if len(self.keys) >= MAX_KEYS:
                self.open = True
                return
            self.keys[str(key)] = Profile()
        self.keys[key].see(value, where, dates)

    def _see(self, kind: str, where: Example) -> None:
        self.kinds.setdefault(kind, Tally()).see(where)

    def _see_text(self, text: str, where: Example) -> None:
        if self.texts is None:
            return
        self.texts.setdefault(text, Tally()).see(where)
        if len(text) > _LONGEST or len(self.texts) > MAX_TEXTS:
            self.texts = None

    def frequent(self) -> Iterator[tuple[str, Profile]]:
        """Yield the keys with their values, the most frequent first."""
        yield from sorted(self.keys.items(), key=lambda pair: -pair[1].seen.count)


def type_of(value: Any) -> str:
    """Return the name that JSON Schema has for a value's type."""
    if value is None:
        return "null"
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in kinds if isinstance(value, kind)), "object")
