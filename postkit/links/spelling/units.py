"""A written text in units, each with what it says: what stays the same is kept as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Unit(NamedTuple):
    """A piece of a text that cannot be parted: a character, an escape, a reference, a template tag.

    Attributes:
        text: As it is written.
        value: What it says.
    """

    text: str
    value: str


class Changed(NamedTuple):
    """A text that is to say something else.

    Attributes:
        before: What stays at its beginning, as written.
        middle: What is new: the value, not yet written.
        after: What stays at its end, as written.
    """

    before: str
    middle: str
    after: str


def units(
    text: str, escape: re.Pattern[str], decode: Callable[[str], str], tags: Mapping[str, str]
) -> list[Unit]:
    """Return a text in its units.

    Args:
        text: The text as written, its template tags masked.
        escape: What is more than one character and says something else.
        decode: Tells what such an escape says.
        tags: The template tags by the first character of their tokens.
    """
    found: list[Unit] = []
    position = 0
    while position < len(text):
        tag = tags.get(text[position])
        if tag is not None:
            # A token has as many bytes as its tag, and its first character has four of them.
            token = text[position : position + len(tag.encode()) - 3]
            found.append(Unit(token, tag))
        else:
            match = escape.match(text, position)
            found.append(Unit(match[0], decode(match[0])) if match else Unit(text[position], text[position]))
        position += len(found[-1].text)
    return found


def said(parts: Sequence[Unit]) -> str:
    """Return what some units say."""
    return "".join(one.value for one in parts)


def changed(parts: Sequence[Unit], value: str) -> Changed:
    """Return what of a text stays where it is to say something else.

    Args:
        parts: The units of the text.
        value: What it is to say.
    """
    first, start = 0, 0
    while first < len(parts) and value.startswith(parts[first].value, start):
        start += len(parts[first].value)
        first += 1
    last, end = len(parts), len(value)
    while last > first and value.endswith(parts[last - 1].value, start, end):
        last -= 1
        end -= len(parts[last].value)
    before = "".join(one.text for one in parts[:first])
    return Changed(before, value[start:end], "".join(one.text for one in parts[last:]))
