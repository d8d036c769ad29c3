"""YAML into plain data without places, for the many posts that hold nothing but keys and values."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from postkit.flavors.reader import Reader
from postkit.frontmatter.tree import MAX_DEPTH, Text
from postkit.frontmatter.yaml_reader import load

_LONGEST = 10_000
"""In code points; so many hold no more than the tree may hold, and are soon read twice."""


class _NotSimpleError(Exception):
    """Something that only the tree tells right: it is read once more."""


def simple_data(text: str, reader: Reader) -> dict[str, Any] | None:
    """Return the mapping that the content is, if it is a simple one.

    Args:
        text: The content between YAML fences.
        reader: How the flavor's engine reads.

    Returns:
        The data, of which nothing is to be reported; None where there is an error, an anchor, a
        tag, a merge, a key that stands twice or is no scalar, or anything after the mapping.
    """
    if len(text) > _LONGEST or (reader.tabs_indent and "\n\t" in text):
        return None
    try:
        data = load(text, _Builder(reader).document)
    except (YAMLError, _NotSimpleError):
        return None
    return data if isinstance(data, dict) else None


class _Builder:
    """Makes data of the events of one document."""

    def __init__(self, reader: Reader) -> None:
        self._resolve = reader.resolve_scalar
        self._one_case = reader.one_case
        self._next: Callable[[], Any]

    def document(self, next_event: Callable[[], Any]) -> Any:
        """Return the root of the only document."""
        self._next = next_event
        next_event()
        if type(next_event()) is StreamEndEvent:
            return None
        root = self._value(next_event(), 1)
        next_event()
        if type(next_event()) is not StreamEndEvent:
            raise _NotSimpleError
        return root

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None or depth > MAX_DEPTH:
            raise _NotSimpleError
        if kind is ScalarEvent:
            return Text(event.value, quoted=True) if event.style else _plain(self._resolve, event.value)
        return self._mapping(depth) if kind is MappingStartEvent else self._sequence(depth)

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self._next()) is not MappingEndEvent:
            if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
                raise _NotSimpleError
            key = event.value
            if key in found or key == "<<":
                raise _NotSimpleError
            found[key] = self._value(self._next(), depth + 1)
        if self._one_case and len({key.lower() for key in found}) < len(found):
            raise _NotSimpleError
        return found

    def _sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._value(event, depth + 1))
        return items


@lru_cache(maxsize=1024)
def _plain(resolve: Callable[[str], Any], raw: str) -> Any:
    """Return the value of a plain scalar; posts of one site share many."""
    value = resolve(raw)
    return Text(value, quoted=False) if isinstance(value, str) else value
