"""How an engine reads front matter: fences, scalars, dates, and what YAML leaves open."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Literal, NamedTuple, Protocol

Kind = Literal["yaml", "toml", "json", "metadata"]
"""The language of front matter; `metadata` is MultiMarkdown's lines `key: value`, all texts."""


class FlawKind(StrEnum):
    """What is wrong with the fences of front matter."""

    UNCLOSED = "unclosed"
    HIDDEN = "hidden"
    UNREADABLE = "unreadable"
    CODE = "code"


class Flaw(NamedTuple):
    """Why an engine does not read front matter as it is meant.

    Attributes:
        kind: What is wrong.
        place: Where, in code-point indices from 0, half open.
        message: What is wrong, in words.
        hint: What to do about it.
        repair: A range and the text that mends it when put there, or None.
    """

    kind: FlawKind
    place: tuple[int, int]
    message: str
    hint: str
    repair: tuple[int, int, str] | None = None


class Fences(NamedTuple):
    """Where front matter stands in a text; code-point indices from 0, half open.

    Attributes:
        kind: Its language.
        block: From the opening fence to the start of the body.
        content: Between the fences; to the end of the text where no fence closes it.
        flaw: Why the content is not read; None where it is.
        if_broken: What the engine does where the content cannot be parsed, if no one would notice.
        if_no_keys: What the engine does where the content holds no keys; empty where no harm is done.
        if_no_mapping: What the engine does where the content is a list or one value, if that is
            not what it does with what is broken or holds no keys.
        optional: Whether there is no front matter at all if the content is no mapping.
        may_be_rules: Whether the fences may be thematic breaks with prose between them.
    """

    kind: Kind
    block: tuple[int, int]
    content: tuple[int, int]
    flaw: Flaw | None = None
    if_broken: str = ""
    if_no_keys: str = ""
    if_no_mapping: str = ""
    optional: bool = False
    may_be_rules: bool = False


class DateCheck(Protocol):
    """Tells whether a text is a date to an engine, and real on calendar and clock."""

    def __call__(self, text: str, *, quoted: bool) -> bool:
        """Judge a text, which stands in quotes or does not."""


class NameDate(NamedTuple):
    """A date in a file's name that is no day of the calendar.

    Attributes:
        written: The date as the name has it.
        day: Its year, month and day, the year with all its digits.
        becomes: The day that the engine makes of it; None where it stops.
    """

    written: str
    day: tuple[int, int, int]
    becomes: str | None


class Dates(NamedTuple):
    """What an engine takes for the date of a post.

    Attributes:
        accepts: Tells whether a text is such a date.
        words: What to write, for hints.
        in_name: Finds the date of a post without a `date` in a path below the site's root, if it is
            no day of the calendar; None where no name is asked for a date.
    """

    accepts: DateCheck
    words: str
    in_name: Callable[[str], NameDate | None] | None = None


class Trap(NamedTuple):
    """A value that an engine accepts and takes for something else than the writer means.

    Attributes:
        about: Whether it is a date that is read otherwise, or a value that has no such effect.
        keys: The top-level keys that it concerns, in lower case where case does not count.
        hits: Tells whether a value is such a one; texts have `quoted`.
        message: What the engine does with it; `{value}` stands for the value.
        hint: What to write.
        repair: `quote` puts it in quotes, `list` makes items of it at its commas, another text
            takes its place; None where only a person knows. Each wants a person's look.
        except_in: A folder in which the value is as good as any other.
    """

    about: Literal["date", "effect"]
    keys: frozenset[str]
    hits: Callable[[Any], bool]
    message: str
    hint: str
    repair: str | None = None
    except_in: str = ""


class Reader(NamedTuple):
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
        makes_dates: Plain `2022-02-09` is a date in any key, not a text.
        unreal_dates: What a day that is not on the calendar becomes outside the date keys; None
            where no key but those has dates.
        refused: Plain scalars that stop the reader.
        traps: Values of the engine's own keys that do not do what they seem to.
        refuses_tags: A YAML tag that is not one of the core types' is an error, and so is a value
            that does not fit its tag; else such tags are dropped.
        any_key: A YAML key may be a list or a mapping, of which a strange text is made.
        tabs_indent: Each tab at the start of a line counts as two blanks.
        bare_json: JSON is written without its outer braces.
        drops_rest: What stands after the first YAML document is dropped without a word.
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
    makes_dates: bool = False
    unreal_dates: Literal["text", "rolled", "refused"] | None = None
    refused: frozenset[str] = frozenset()
    traps: tuple[Trap, ...] = ()
    refuses_tags: bool = False
    any_key: bool = False
    tabs_indent: bool = False
    bare_json: bool = False
    drops_rest: bool = False
