"""How an engine reads front matter: fences, scalars, dates, and what YAML leaves open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol


class Fences(NamedTuple):
    """Where front matter stands in a text; code-point indices from 0, half open.

    `block` reaches from the opening fence to the start of the body, `content` is between the
    fences. `closed` is False where an opening fence has no closing one; `block` and `content`
    then end with the text.
    """

    kind: Literal["yaml", "toml", "json"]
    block: tuple[int, int]
    content: tuple[int, int]
    closed: bool = True


class DateCheck(Protocol):
    """Tells whether a text is a date to an engine, and real on calendar and clock."""

    def __call__(self, text: str, *, quoted: bool) -> bool:
        """Judge a text, which stands in quotes or does not."""


class Dates(NamedTuple):
    """What an engine takes for the date of a post.

    Attributes:
        accepts: Tells whether a text is such a date.
        words: What to write, for hints.
    """

    accepts: DateCheck
    words: str


@dataclass(frozen=True, slots=True)
class Reader:
    """One engine's reader of front matter.

    Args:
        find_fences: Finds front matter in a text without BOM; None where the engine sees none.
        resolve_scalar: Makes a value of a plain (unquoted) YAML scalar.
        dates: What it takes for a date.
        last_key_wins: A YAML key that stands twice is accepted and the last value counts.
        merge_overrides: `<<` replaces keys that stand before it.
        merges_lists: `<<` takes a list of mappings.
        anchor_twice: An anchor may be defined again.
        alias_of_nothing: An alias without an anchor is null.
        obeys_str_tag: `!!str 1` is a text.
        one_case: Keys that differ only in case are one key.
        bom_hides_pages: A BOM hides the front matter of a file outside the post folders.
    """

    find_fences: Callable[[str], Fences | None]
    resolve_scalar: Callable[[str], Any]
    dates: Dates
    last_key_wins: bool = True
    merge_overrides: bool = False
    merges_lists: bool = True
    anchor_twice: bool = False
    alias_of_nothing: bool = False
    obeys_str_tag: bool = True
    one_case: bool = False
    bom_hides_pages: bool = False
