"""The format `post-date`: what each engine takes for a date, on a real calendar and clock.

Narrower than what the engines swallow: Jekyll reads `2022-02-30` as 2 March and `02/09/2022` as
2 September; such a date is wrong although nothing stops.
"""

from __future__ import annotations

import re

from postkit.flavors.names import jekyll_name_date
from postkit.flavors.reader import Dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
_FULL_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"

_JEKYLL = (
    (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
        rf"(?:(?:[Tt]|[ \t]+){_CLOCK}(?: ?[AaPp][Mm])?"
        r"(?:[ \t]*(?:[Zz]|[-+]\d{1,2}(?::?\d\d)?|[A-Z]{3,4}|[A-Z][A-Za-z]+/[A-Za-z_]+))?)?"
    ),
    rf"{_MONTH} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})",
    (rf"(?:[A-Z][a-z]{{2}}, )?(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})(?: {_CLOCK} [-+]\d{{4}})?"),
    rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_CLOCK} (?P<year>\d{{4}})",
)
_HUGO = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)T{_FULL_CLOCK}(?:Z|[-+]\d\d:?\d\d)?",
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d) +{_FULL_CLOCK}(?:Z| ?[-+]\d\d:?\d\d)?",
    rf"(?P<day>\d\d) {_MONTH} (?P<year>\d{{4}})",
    (
        rf"[A-Z][a-z]{{2}}, (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_FULL_CLOCK}"
        r" (?:[-+]\d{4}|[A-Z]{3,4})"
    ),
    rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_FULL_CLOCK} (?P<year>\d{{4}})",
)
# A date without quotes to YAML's readers (YAML 1.1's timestamp).
_TIMESTAMP = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    (
        r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[Tt]|[ \t]+)"
        rf"{_FULL_CLOCK}(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?"
    ),
)
# Luxon's `fromISO`, which Eleventy asks about texts.
_ISO_TEXT = (
    (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:[Tt](?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?)?"
        r"(?:[Zz]|[-+]\d\d(?::?\d\d)?)?)?"
    ),
    r"(?P<year>\d{4})-(?P<month>\d\d)",
    r"(?P<year>\d{4})-W(?:0[1-9]|[1-4]\d|5[0-3])(?:-[1-7])?",
    r"(?P<year>\d{4})-(?:00[1-9]|0[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6])",
)
_ELEVENTY_WORDS = (r"(?i:(?:git )?(?:last modified|created))",)
# Texts that JavaScript's `Date` reads without a doubt which number is the month; many of them
# are local to the machine that builds.
_ZONE = r"(?: ?(?:[Zz]|[-+]\d\d?(?::?\d\d)?|[A-Z]{3}))?"
_JAVASCRIPT = (
    (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
        rf"(?:(?:[Tt]|,? +){_CLOCK}(?: ?[AaPp][Mm])?{_ZONE})?"
    ),
    rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})(?: {_CLOCK}{_ZONE})?",
    rf"(?:[A-Z][a-z]{{2}}, )?(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})(?: {_CLOCK}{_ZONE})?",
    rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_FULL_CLOCK} (?P<year>\d{{4}})",
)
# The strictest of all: every engine measured reads it alike when it is not quoted.
_PORTABLE = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    (rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[Tt ]{_CLOCK}(?: ?(?:Z|[-+]\d\d(?::?\d\d)?))?"),
)


_Forms = tuple[str, ...]
"""Regular expressions, compiled when a date is first judged: few runs need more than one."""


def _dates(plain: _Forms, words: str, *, quoted: _Forms | None = None) -> Dates:
    """Return the dates of some forms, and of others in quotes where these matter."""
    in_quotes = plain if quoted is None else quoted

    def accepts(text: str, *, quoted: bool) -> bool:
        forms = in_quotes if quoted else plain
        match = next((found for form in forms if (found := re.fullmatch(form, text.strip()))), None)
        return match is not None and _is_real(match.groupdict())

    return Dates(accepts, words)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _is_real(parts: dict[str, str | None]) -> bool:
    """Tell whether a day is on the calendar and a time on the clock; 24:00:00 is not, a word is."""
    if "year" not in parts:
        return True
    written = parts.get("month") or "1"
    if written.isdecimal():
        month = int(written)
    else:
        month = _MONTHS.index(written[:3].lower()) + 1 if written[:3].lower() in _MONTHS else 0
    year, day = int(parts["year"] or 0), int(parts.get("day") or 1)
    if not (1 <= month <= 12 and year >= 1 and 1 <= day <= _days_in(year, month)):
        return False
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    return hour < 24 and minute < 60 and second < 60


JEKYLL_DATES = _dates(_JEKYLL, "`2022-02-09` or `2022-02-09 17:49:45 +0800`")._replace(
    in_name=jekyll_name_date
)
HUGO_DATES = _dates(_HUGO, "`2022-02-09` or `2022-02-09T17:49:45+08:00`")
ASTRO_DATES = _dates(_TIMESTAMP + _JAVASCRIPT, "`2022-02-09` or `2022-02-09T17:49:45+08:00`")
"""What `z.coerce.date()` takes; `z.date()` takes no text, so nothing in quotes."""
ELEVENTY_DATES = _dates(
    _TIMESTAMP + _ISO_TEXT + _ELEVENTY_WORDS,
    "`2022-02-09`, `2022-02-09T17:49:45+08:00` or `git Last Modified`",
    quoted=_ISO_TEXT + _ELEVENTY_WORDS,
)
HEXO_DATES = _dates(_TIMESTAMP + _JAVASCRIPT, "`2022-02-09` or `2022-02-09 17:49:45`")
MKDOCS_DATES = _dates(_TIMESTAMP, "`2022-02-09` or `2022-02-09T17:49:45+08:00`, without quotes", quoted=())
"""What Material's blog takes."""
ISO_DATES = _dates(_PORTABLE, "`2022-02-09` or `2022-02-09T17:49:45+08:00`")
"""For an engine that is not known."""
