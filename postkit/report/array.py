"""A JSON array, or what holds one, written item by item as the findings come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source

Items = Callable[[Source, Sequence[Diagnostic]], Iterable[str]]
"""Returns the items for the findings of one post, each as JSON."""


class Array:
    """A reporter of a format that is an array of items.

    Args:
        items: Makes the items of one post.
        before: What stands before the first item, with the opening bracket.
        after: What stands behind the last, with the closing bracket.
    """

    def __init__(self, items: Items, *, before: str = "[", after: str = "]\n") -> None:
        self._items = items
        self._before = before
        self._after = after
        self._open = False

    def post(self, source: Source, diagnostics: Sequence[Diagnostic]) -> str:
        """Return the next items of the array, with what goes before them."""
        parts: list[str] = []
        for item in self._items(source, diagnostics):
            parts.append(f"{',' if self._open else self._before}\n  {item}")
            self._open = True
        return "".join(parts)

    def end(self) -> str:
        """Return what closes the array; an empty array if there were no findings."""
        return f"\n{self._after}" if self._open else f"{self._before}{self._after}"
