"""What the engines' rules for ids of headings share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from unicodedata import category

Headings = Iterable[tuple[str, str | None]]

Rule = Callable[[Headings], list[str]]
"""Makes the ids of all headings of one page, in order."""

VERBATIM: Final = "\0"
"""Stands before and after text that no typographer changes; Markdown text never holds it."""

DASHES: Final = "---|--"
"""What most typographers make dashes of."""

_CIRCLED_LETTERS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def without_dashes(text: str, dashes: str) -> str:
    """Drop what a typographer turns into signs that no id keeps, outside of verbatim text."""
    parts = text.split(VERBATIM)
    parts[::2] = [re.sub(dashes, "", part) for part in parts[::2]]
    return "".join(parts)


def unique(headings: Headings, slug: Callable[[str], str]) -> list[str]:
    """Make ids and number them until each is unused; an explicit id counts as used."""
    ids: list[str] = []
    counts: dict[str, int] = {}
    for text, explicit in headings:
        base = result = slug(text) if explicit is None else explicit
        while explicit is None and result in counts:
            counts[base] += 1
            result = f"{base}-{counts[base]}"
        counts.setdefault(result, 0)
        ids.append(result)
    return ids


class Table(dict[int, str]):
    """What becomes of each character: filled as characters are met, since Unicode is large."""

    def __init__(self, keep: Callable[[str], bool], dashes: str) -> None:
        super().__init__({ord(char): "-" for char in dashes})
        self._keep = keep

    def __missing__(self, code: int) -> str:
        # Character by character, as Ruby and Go lower text: a final sigma is not told apart.
        lowered = chr(code).lower()
        self[code] = result = "".join(filter(self._keep, lowered))
        return result


def is_word(char: str) -> bool:
    r"""Tell whether a character is `\p{Word}`: Alphabetic, Mark, Decimal_Number, Connector_Punctuation.

    Measured: the same 134,562 code points as Ruby 3.1, and what Unicode 14 added.
    """
    kind = category(char)
    return (
        kind[0] in "LM"
        or kind in ("Nd", "Nl", "Pc")
        or any(first <= ord(char) <= last for first, last in _CIRCLED_LETTERS)
    )
