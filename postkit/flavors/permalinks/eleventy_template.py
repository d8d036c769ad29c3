"""Permalinks of Eleventy that hold simple expressions of Liquid or Nunjucks.

Source: Eleventy 3.1.8 with LiquidJS 10.30 and Nunjucks 3.2; measured. A date is printed in the
machine's time zone, which is taken for UTC as on hosts that build sites. What is no name with
filters known here is a program, and its result is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from postkit.flavors.permalinks.dates import DAYS, MONTHS, parse
from postkit.flavors.permalinks.javascript import UnknownError, as_text

_TAG = re.compile(r"(?:\s*\{\{-|\{\{)\s*(?P<name>[\w.]+)(?P<filters>[^{}]*?)\s*(?:-\}\}\s*|\}\})")
_FILTER = re.compile(r"\s*\|\s*(\w+)(?:\s*:\s*(?:'([^']*)'|\"([^\"]*)\"))?")
_CODE = re.compile(r"%(-?)([a-zA-Z%])")
_NAME_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST = 1000
_SIMPLE = re.compile("[A-Za-z0-9 _-]*")
_PLAIN_HTML = re.compile("[^&<>\"'`]*")


class Page(NamedTuple):
    """A template as its permalink sees it.

    Attributes:
        path: Its path below the site's root.
        slug: `page.fileSlug`.
        stem: `page.filePathStem`.
        data: Its data.
        replaced: Names of filters that the site makes by itself.
    """

    path: str
    slug: str
    stem: str
    data: Mapping[str, Any]
    replaced: Collection[str]


def rendered(template: str, page: Page, engine: str) -> str:
    """Return a permalink with its expressions filled in.

    Args:
        template: As written.
        page: Its page.
        engine: `liquid` or `njk`.

    Raises:
        UnknownError: It holds more than simple expressions.
    """
    if len(template) > _LONGEST:
        raise UnknownError

    def fill(match: re.Match[str]) -> str:
        value = _filtered(_value(match["name"], page), match["filters"], page, engine)
        if engine == "njk" and not _PLAIN_HTML.fullmatch(value):
            raise UnknownError
        return value

    result = _TAG.sub(fill, template)
    if "{{" in _TAG.sub("", template) or "{%" in template or (engine == "njk" and "{#" in template):
        raise UnknownError
    return result


def _value(name: str, page: Page) -> str | datetime:
    if name == "page.date" or (name == "date" and isinstance(page.data.get("date"), str)):
        return _date(page)
    known = {
        "page.fileSlug": page.slug,
        "page.filePathStem": page.stem,
        "page.inputPath": f"./{page.path}",
        "page.outputFileExtension": "html",
    }
    if name in known:
        return known[name]
    value = page.data.get(name)
    computed = page.data.get("eleventyComputed")
    if (
        not isinstance(value, str | int)
        or isinstance(value, bool)
        or (isinstance(computed, Mapping) and name in computed)
    ):
        raise UnknownError
    return as_text(value)


def _date(page: Page) -> datetime:
    """Return a page's date: its own, else the first in its path; that of its file is not known."""
    written = page.data.get("date")
    if written is None:
        found = _NAME_DATE.search(page.path)
        written = found[0] if found else ""
    moment = parse(str(written), UTC) if "date" not in page.data or isinstance(written, str) else None
    if moment is None:
        raise UnknownError
    return moment.astimezone(UTC)


def _filtered(value: str | datetime, filters: str, page: Page, engine: str) -> str:
    end = 0
    for match in _FILTER.finditer(filters):
        if match.start() != end or match[1] in page.replaced:
            raise UnknownError
        end = match.end()
        argument = match[2] or match[3]
        if match[1] == "date" and engine == "liquid" and isinstance(value, datetime) and argument:
            value = _CODE.sub(lambda code, moment=value: _printed(moment, code), argument)
        elif isinstance(value, str) and argument is None and match[1] in _FILTERS:
            value = _FILTERS[match[1]](value)
        else:
            raise UnknownError
    if end != len(filters) or isinstance(value, datetime):
        raise UnknownError
    return value


def _printed(moment: datetime, code: re.Match[str]) -> str:
    letter = code[2]
    texts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "d": f"{moment.day:02}",
        "e": f"{moment.day:2}",
        "j": f"{moment.timetuple().tm_yday:03}",
        "B": MONTHS[moment.month - 1],
        "b": MONTHS[moment.month - 1][:3],
        "A": DAYS[moment.weekday()],
        "a": DAYS[moment.weekday()][:3],
        "F": f"{moment.year:04}-{moment.month:02}-{moment.day:02}",
    }
    if letter not in texts:
        raise UnknownError
    return texts[letter].lstrip("0 ") if code[1] else texts[letter]


def _simple(value: str) -> str:
    """Return a text whose slug is simple; other letters and signs are spelt out by long tables."""
    if not _SIMPLE.fullmatch(value):
        raise UnknownError
    return value.lower()


_FILTERS: Mapping[str, Callable[[str], str]] = {
    "slugify": lambda value: re.sub("[ _-]+", "-", _simple(value)).strip("-"),
    "slug": lambda value: re.sub("[ -]+", "-", _simple(value).strip()),
    "downcase": _simple,
    "lower": _simple,
}
