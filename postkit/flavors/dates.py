"""The format `post-date`: what each engine takes for a date, on a real calendar and clock.

Narrower than what the engines swallow: Jekyll reads `2022-02-30` as 2 March and `02/09/2022` as
2 September; such a date is wrong although nothing stops.
"""

from __future__ import annotations

import re
from calendar import monthrange

from postkit.flavors.reader import Dates

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
_FULL_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d)(?:\.\d+)?"

_JEKYLL = (
    re.compile(
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
        rf"(?:(?:[Tt]|[ \t]+){_CLOCK}(?: ?[AaPp][Mm])?"
        r"(?:[ \t]*(?:[Zz]|[-+]\d{1,2}(?::?\d\d)?|[A-Z]{3,4}|[A-Z][A-Za-z]+/[A-Za-z_]+))?)?"
    ),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}), (?P<year>\d{{4}})"),
    re.compile(
        rf"(?:[A-Z][a-z]{{2}}, )?(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})(?: {_CLOCK} [-+]\d{{4}})?"
    ),
    re.compile(rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_CLOCK} (?P<year>\d{{4}})"),
)
_HUGO = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)T{_FULL_CLOCK}(?:Z|[-+]\d\d:?\d\d)?"),
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d) +{_FULL_CLOCK}(?:Z| ?[-+]\d\d:?\d\d)?"),
    re.compile(rf"(?P<day>\d\d) {_MONTH} (?P<year>\d{{4}})"),
    re.compile(
        rf"[A-Z][a-z]{{2}}, (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_FULL_CLOCK}"
        r" (?:[-+]\d{4}|[A-Z]{3,4})"
    ),
    re.compile(rf"[A-Z][a-z]{{2}} {_MONTH} +(?P<day>\d{{1,2}}) {_FULL_CLOCK} (?P<year>\d{{4}})"),
)
# The strictest of all: every engine measured reads it alike when it is not quoted.
_PORTABLE = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[Tt ]{_CLOCK}(?: ?(?:Z|[-+]\d\d(?::?\d\d)?))?"
    ),
)


def _dates(forms: tuple[re.Pattern[str], ...], words: str) -> Dates:
    """Return the dates of some forms, quoted or not."""

    def accepts(text: str, *, quoted: bool) -> bool:  # noqa: ARG001 (quotes do not matter here)
        match = next((found for form in forms if (found := form.fullmatch(text.strip()))), None)
        return match is not None and _is_real(match.groupdict())

    return Dates(accepts, words)


def _is_real(parts: dict[str, str | None]) -> bool:
    """Tell whether a day is on the calendar and a time on the clock; 24:00:00 is not."""
    written = parts["month"] or ""
    if written.isdecimal():
        month = int(written)
    else:
        month = _MONTHS.index(written[:3].lower()) + 1 if written[:3].lower() in _MONTHS else 0
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    if not (1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]):
        return False
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    return hour < 24 and minute < 60 and second < 60


JEKYLL_DATES = _dates(_JEKYLL, "`2022-02-09` or `2022-02-09 17:49:45 +0800`")
HUGO_DATES = _dates(_HUGO, "`2022-02-09` or `2022-02-09T17:49:45+08:00`")
ISO_DATES = _dates(_PORTABLE, "`2022-02-09` or `2022-02-09T17:49:45+08:00`")
"""For an engine that is not known."""
