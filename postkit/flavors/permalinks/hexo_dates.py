"""The date of a Hexo post: what JavaScript reads, and what the machine's time zone makes of it.

Source: hexo-front-matter 4.2.1, hexo 8.1.2 (`processor/common.js`), V8's `Date`; measured on machines
in UTC, Tokyo and New York. A date without an offset is shown as it is written, wherever the site is
built; one with an offset is shown in the machine's zone. The setting `timezone` moves both by what
lies between the two zones, so it changes nothing on a machine in that zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, NamedTuple

from postkit.flavors.permalinks.dates import MONTHS, parse, zone_named
from postkit.flavors.permalinks.javascript import is_timestamp
from postkit.flavors.permalinks.settings import text

_EDGES = (UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-12)))
_WALL = timezone(timedelta(0), "the clock on the wall")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_FOUR_DIGITS = re.compile(r"\s*\d{4}[-/.T]", re.ASCII)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.ASCII)
_WORDS = re.compile(
    r"(?:[A-Z][a-z]+,? )?"
    r"(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})|(?P<day2>\d{1,2}) (?P<month2>[A-Z][a-z]{2,8}))"
    r",? (?P<year>\d{4})(?P<rest>.*)",
    re.ASCII,
)


class Moment(NamedTuple):
    """A date as one machine shows it.

    Attributes:
        local: What its clock and calendar show.
        unix: Whole seconds since 1970.
    """

    local: datetime
    unix: int


def read(value: Any) -> datetime | None:
    """Return the date that a value of front matter is; None where Hexo takes the time of the file.

    Args:
        value: The value of `date`.

    Returns:
        A moment; in the zone `_WALL` where no offset was written.
    """
    if isinstance(value, bool | int | float):
        try:
            return _EPOCH + timedelta(milliseconds=value)
        except (OverflowError, ValueError):
            return None
    if not isinstance(value, str):
        return None
    if is_timestamp(value):
        # js-yaml takes it for UTC, and Hexo then drops the zone.
        moment = parse(value, UTC)
        return moment.astimezone(UTC).replace(tzinfo=_WALL) if moment else None
    return _read_text(value.strip())


def of_name(parts: Mapping[str, str]) -> datetime | None:
    """Return the date in a file's name, if it has year, month and day."""
    year, month, day = (
        parts.get("year"),
        parts.get("month", parts.get("i_month")),
        parts.get("day", parts.get("i_day")),
    )
    return parse(f"{year}-{month}-{day}", _WALL) if year and month and day else None


def moments(date: datetime, config: Mapping[str, Any], *, seconds: bool) -> list[Moment]:
    """Return how the machines show a date on which the site may well be built, the likeliest first.

    With the setting `timezone` these are machines in that zone or in UTC, without it any.

    Args:
        date: From `read`.
        config: The site's configuration.
        seconds: Whether their count since 1970 is asked for, too, which always hangs on the zone.
    """
    name = text(config.get("timezone"))
    site = zone_named(name) if name else None
    machines: tuple[tzinfo, ...] = (site, UTC) if site else _EDGES
    if date.tzinfo is _WALL and not site and not seconds:
        machines = (UTC,)
    try:
        return [_shown(date, machine, site) for machine in machines]
    except (OverflowError, ValueError):
        return []


def _shown(date: datetime, machine: tzinfo, site: tzinfo | None) -> Moment:
    moment = date.replace(tzinfo=machine) if date.tzinfo is _WALL else date.astimezone(machine)
    if site:
        between = (moment.utcoffset() or timedelta()) - (moment.astimezone(site).utcoffset() or timedelta())
        moment = (moment.astimezone(UTC) + between).astimezone(machine)
    return Moment(moment.replace(tzinfo=None), int(moment.timestamp() // 1))


def _read_text(written: str) -> datetime | None:
    """Read a text as V8's `Date` does: a lone ISO day is in UTC, other days are on the wall."""
    iso = _ISO_DAY.fullmatch(written)
    if iso:
        return parse(f"{iso[1]}-{iso[2] or '01'}-{iso[3] or '01'}", UTC)
    if _FOUR_DIGITS.match(written):
        return parse(written, _WALL)
    american = _AMERICAN.fullmatch(written)
    if american:
        return parse(f"{american[3]}-{american[1]}-{american[2]}{american[4]}", _WALL)
    words = _WORDS.fullmatch(written)
    if words:
        named = (words["month"] or words["month2"])[:3]
        month = next((number for number, name in enumerate(MONTHS, 1) if name.startswith(named)), 0)
        return parse(f"{words['year']}-{month}-{words['day'] or words['day2']}{words['rest']}", _WALL)
    return None
