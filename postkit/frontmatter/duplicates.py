"""Keys that stand twice in one mapping."""

from __future__ import annotations

import re

from postkit.frontmatter.tree import Entry, Node, Problem, plain
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM007

_COMMA = re.compile(r"[ \t]*,[ \t]*\r?\n")


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
            _cut(text, one, two, flow=mapping.flow) if equal and name == other_name else None,
        )


def _cut(text: str, one: Entry, two: Entry, *, flow: bool) -> tuple[int, int] | None:
    """Return the range whose removal leaves one of two equal entries, the first if it can be."""
    start, end = _ends(two)
    if "#" in text[start:end] or "&" in text[start:end]:
        return None
    if not flow:
        return _lines(text, start, end)
    for entry in (two, one):
        line, after = text.rfind("\n", 0, _ends(entry)[0]) + 1, _COMMA.match(text, _ends(entry)[1])
        if after and line and not text[line : _ends(entry)[0]].strip():
            return line, after.end()
    comma = text.rfind(",", 0, start)
    before = text[text.rfind("\n", 0, max(comma, 0)) + 1 : start]
    is_next = comma != -1 and "#" not in before and not text[comma + 1 : start].strip()
    return (comma, end) if is_next else None


def _ends(entry: Entry) -> tuple[int, int]:
    return (entry.key or (entry.node.start, entry.node.end))[0], entry.node.end


def _lines(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the whole lines of an entry, or None where anything else stands on them."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    after = len(text) if (stop := text.find("\n", end)) == -1 else stop + 1
    if text[line:start].strip(" ") or text[end:after].strip():
        return None
    return line, after
