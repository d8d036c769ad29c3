"""Keys that stand twice in one mapping."""

from __future__ import annotations

from postkit.frontmatter.tree import Entry, Node, Problem, plain
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM007


class Duplicates:
    """Notes every key as it comes and makes problems of those that come again.

    Args:
        one_case: Keys that differ only in case are one key.
        last_key_wins: The engine accepts them and the last value counts.
    """

    def __init__(self, *, one_case: bool = False, last_key_wins: bool = True) -> None:
        self._one_case = one_case
        self._last_key_wins = last_key_wins
        self._pairs: list[tuple[Node, tuple[str, Entry], tuple[str, Entry]]] = []

    def see(self, seen: dict[str, tuple[str, Entry]], mapping: Node, name: str, entry: Entry) -> None:
        """Note a key of a mapping that is being built.

        Args:
            seen: The keys of this mapping until now; the new one is added.
            mapping: The mapping.
            name: The key.
            entry: Its place and value.
        """
        first = seen.setdefault(name.lower() if self._one_case else name, (name, entry))
        if first[1] is not entry:
            self._pairs.append((mapping, first, (name, entry)))

    def problems(self, text: str) -> list[Problem]:
        """Return a problem for each key that came again.

        Args:
            text: The content, to find the lines that a fix removes.
        """
        return [self._problem(text, *pair) for pair in self._pairs]

    def _problem(
        self, text: str, mapping: Node, first: tuple[str, Entry], second: tuple[str, Entry]
    ) -> Problem:
        (name, one), (other_name, two) = first, second
        start, end = two.key or (two.node.start, two.node.end)
        equal = repr(plain(one.node)) == repr(plain(two.node))
        if name != other_name:
            message = f"{quote(other_name)} and {quote(name)} are one key: case does not count here"
        elif self._last_key_wins:
            message = f"the key {quote(name)} stands twice; only the last value counts"
        else:
            message = f"the key {quote(name)} stands twice; the engine refuses the post"
        return Problem(
            FM007,
            start,
            end,
            message,
            "remove one of the two" if equal else "keep the value that is meant and remove the other",
            (*(one.key or (one.node.start, one.node.end)), "first here"),
            _lines(text, start, two.node.end) if equal and name == other_name and not mapping.flow else None,
        )


def _lines(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole lines of an entry, or None where anything else stands on them."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    after = len(text) if (stop := text.find("\n", end)) == -1 else stop + 1
    if text[line:start].strip(" ") or text[end:after].strip() or "#" in text[start:end]:
        return None
    return line, after
