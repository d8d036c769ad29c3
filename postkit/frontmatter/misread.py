"""Plain YAML scalars that an engine reads otherwise than they look."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, timedelta
from typing import Any, NamedTuple

from postkit.flavors.reader import Reader
from postkit.frontmatter.wording import quote, shorten, spell

_YES_NO = {"yes": "true", "on": "true", "no": "false", "off": "false"}
# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_AS_IT_LOOKS = r"(?a)[-+]?(?:(?:0|[1-9]\d*)?\.\d*[1-9]|0|[1-9]\d*)"
_ZEROS_AFTER_POINT = r"(?a)[-+]?(?:0|[1-9]\d*)\.\d*0"
_SPECIAL = r"(?i)[-+]?\.(?:inf|nan)"
_DATE = (
    r"(?a)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?)?"
)
_CALENDAR = r"(?a)(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?!\d)"
_LARGEST_WHOLE = 1e15
_LONGEST = 4000

_NUMBERS = (
    r"(?i)amount|average|cost|distance|duration|hours|height|lat|latitude|lng|lon|longitude|minutes|opacity"
    r"|order|per|percent|percentage|price|priority|rank|rate|rating|ratio|scale|score|size|total|weight"
    r"|width|zoom"
)
"""Words in keys whose values are numbers, so that `1.0` is just 1."""
_LANGUAGES = r"(?i)country|languages?|langs?|locales?"
"""Words in keys whose values may be `no`, Norwegian or Norway."""
_WORDS = r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])"


_QUOTE_IT = "put it in quotes if it is a text"


class Reading(NamedTuple):
    """What an engine makes of a scalar that looks like something else.

    Attributes:
        words: The end of a sentence whose subject is the scalar.
        hint: What to write.
        is_text: Whether it is read as the text that is written.
    """

    words: str
    hint: str = _QUOTE_IT
    is_text: bool = False


def reading(text: str, reader: Reader, key: str = "") -> Reading | None:
    """Say what an engine makes of a plain scalar that looks like something else.

    Args:
        text: The scalar as it is written.
        reader: How the engine reads it.
        key: The key that it belongs to; numbers such as `1.0` are meant as such under some.

    Returns:
        What it is read as; None where that is as it looks.
    """
    if text in reader.refused:
        return Reading("stops the reader of the front matter")
    if not text or len(text) > _LONGEST:
        return None
    value = reader.resolve_scalar(text)
    if text.lower() in _YES_NO:
        return _truth(text, value, key)
    if isinstance(value, str):
        return _unreal_date(text, reader)
    if value is None or isinstance(value, bool):
        return None
    return _number(text, value, key)


def drops_tabs(reader: Reader) -> bool:
    """Tell whether an engine drops the tabs inside plain scalars."""
    return bool(reader.resolve_scalar("x\ty") != "x\ty")


def without_tabs(text: str, value: Any) -> Reading | None:
    """Say what a plain scalar becomes without its tabs; None where no two words grow together.

    Args:
        text: The scalar as it is written.
        value: What the engine makes of it.
    """
    bare = text.replace("\t", "")
    if len(bare.split()) == len(text.split()):
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    what = f"the number {_digits(value)}" if is_number else quote(bare)
    return Reading(f"loses its tabs and is read as {what}", "write a blank in place of a tab")


def _truth(text: str, value: Any, key: str) -> Reading | None:
    truth = _YES_NO[text.lower()]
    hint = f"write `{truth}`, or put it in quotes if it is a text"
    if isinstance(value, bool):
        return Reading(f"is read as `{truth}`", hint)
    if _has_word(key, _LANGUAGES):
        return None
    return Reading(f"is read as a text, not as `{truth}`", hint, is_text=True)


def _number(text: str, value: Any, key: str) -> Reading | None:
    if re.fullmatch(_AS_IT_LOOKS, text) or re.fullmatch(_SPECIAL, text):
        return None
    if re.fullmatch(_ZEROS_AFTER_POINT, text) and _has_word(key, _NUMBERS):
        return None
    return Reading(f"is read as the number {_digits(value)}")


def _digits(value: Any) -> str:
    """Return a number as most engines print it: `3`, not `3.0`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_WHOLE:
        value = int(value)
    return shorten(spell(value))


def is_date(text: str) -> bool:
    """Tell whether a text has the form of YAML's dates, on the calendar or not."""
    return text[:1].isdigit() and re.fullmatch(_DATE, text) is not None


def no_such_day(text: str) -> str | None:
    """Say why a text that begins with a date names no day; None where it names one, or is no date.

    Args:
        text: Such as `2024-06-31 09:30:00`.
    """
    match = re.match(_CALENDAR, text)
    if match is None:
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    last = monthrange(max(year, 1), month)[1]
    return None if 1 <= day <= last else f"{month_name[month]} {year} has {last} days"


def _unreal_date(text: str, reader: Reader) -> Reading | None:
    match = re.fullmatch(_DATE, text)
    if match is None or reader.unreal_dates is None:
        return None
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if 1 <= month <= 12 and year > 0 and 1 <= day <= monthrange(year, month)[1]:
        return None
    hint = "write a day that exists, or put it in quotes"
    if reader.unreal_dates == "rolled" and (real := _rolled(year, month, day)):
        return Reading(f"is no day of the calendar and becomes {real}", hint)
    if reader.unreal_dates == "refused":
        return Reading("is no day of the calendar and stops the reader of the front matter", hint)
    words = "is no day of the calendar and is read as a text, not as a date"
    return Reading(words, hint, is_text=True)


def _rolled(year: int, month: int, day: int) -> str | None:
    """Return the day that JavaScript makes of a month or day beyond the last."""
    try:
        first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        return (first + timedelta(days=day - 1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _has_word(key: str, words: str) -> bool:
    return any(re.fullmatch(words, word) for word in re.findall(_WORDS, key))
