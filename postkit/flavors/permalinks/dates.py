"""The dates of front matter, as far as a permalink needs them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_DATE = re.compile(
    r"""\s*(?P<year>\d{2,4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})
    (?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d*)?)?)?
    (?:\s*(?P<zone>Z|UTC|GMT|(?P<sign>[-+])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?))?\s*""",
    re.VERBOSE | re.ASCII,
)
_YAML_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?", re.ASCII)
_LONGEST = 64


def parse(text: str, zone: tzinfo) -> datetime | None:
    """Return the moment that a date names, or None where its form is not known.

    Read are year, month, day in this order, with `-`, `/` or `.`; a time and an offset may
    follow. A day past the end of its month counts on into the next, as Ruby does.

    Args:
        text: A date as written.
        zone: What is meant where no offset is written.

    Returns:
        The moment in the zone that was written, else in the one given.
    """
    match = _DATE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if len(match["year"]) == 2:
        year += 2000 if year < 69 else 1900
    if not (1 <= day <= 31 and hour <= 24):
        return None
    try:
        first = datetime(year, month, 1, hour % 24, minute, second, tzinfo=_offset(match) or zone)
        return first + timedelta(days=day - 1 + hour // 24)
    except (ValueError, OverflowError):
        return None


def is_yaml_time(text: str) -> bool:
    """Tell whether a plain scalar is a time without an offset, which YAML 1.1 takes as UTC."""
    return len(text) <= _LONGEST and _YAML_TIME.fullmatch(text) is not None


def _offset(match: re.Match[str]) -> tzinfo | None:
    if match["zone"] is None:
        return None
    if match["sign"] is None:
        return UTC
    delta = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-delta if match["sign"] == "-" else delta)


@lru_cache(maxsize=64)
def zone_named(name: str | None) -> tzinfo:
    """Return the zone of a site's setting; UTC where none is set or the name is not known.

    Without one an engine takes the zone of the machine that builds: UTC on most of them.
    """
    from zoneinfo import ZoneInfo  # 7 ms that only a site with dated URLs costs

    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC
