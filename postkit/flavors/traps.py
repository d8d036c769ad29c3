"""Values that an engine accepts without a word and takes for something else than they seem.

Measured on Jekyll 4.4.1, Hugo 0.168, Hexo 8.1.2, Eleventy 3.1.8 and Astro 5.18.
"""

from __future__ import annotations

import re
from typing import Any

from postkit.flavors.reader import Trap

# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_FULL_TIME = r"\d{4}-\d\d-\d\d(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d(?:\.\d+)?"
_OFFSET = r"\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?)"
_DAY = r"\d{4}-\d\d-\d\d"
_HIDING = frozenset({"false", "no", "off", "0"})
_CONSENT = frozenset({"yes", "on", "y"})
_UNIX_SECONDS = range(10**9, 10**10)
"""From 2001 to 2286; other integers are years, or days without hyphens."""
_UNIX_MILLISECONDS = range(10**12, 10**13)


def _is_time_without_offset(value: Any) -> bool:
    plain = isinstance(value, str) and not getattr(value, "quoted", True)
    return plain and re.fullmatch(_FULL_TIME, value.strip()) is not None


def _has_offset(value: Any) -> bool:
    plain = isinstance(value, str) and not getattr(value, "quoted", True)
    return plain and re.fullmatch(_OFFSET, value.strip()) is not None


def _is_day_in_quotes(value: Any) -> bool:
    quoted = isinstance(value, str) and getattr(value, "quoted", False)
    return quoted and re.fullmatch(_DAY, value.strip()) is not None


def _is_empty(value: Any) -> bool:
    return value is None


def _is_true(value: Any) -> bool:
    return value is True


def _is_truth(value: Any) -> bool:
    return isinstance(value, bool)


def _is_zero_or_no(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().lower() in _HIDING
    return value == 0 and value is not False


def _is_no(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() in {"no", "off"}


def _is_consent(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() in _CONSENT


def _has_comma(value: Any) -> bool:
    return isinstance(value, str) and "," in value.strip(" ,")


def _has_blank_after_comma(value: Any) -> bool:
    return isinstance(value, str) and ", " in value.strip(" ,")


def _is_no_second(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value not in _UNIX_SECONDS


def _is_no_moment(value: Any) -> bool:
    return _is_no_second(value) and value not in _UNIX_MILLISECONDS


_LIST = "write a list: `[a, b]`"
JEKYLL_TRAPS = (
    Trap(
        "date",
        frozenset({"date"}),
        _is_time_without_offset,
        "{value} is taken for UTC and shown in the site's time zone: the day and the URL may shift",
        "write the offset, such as `2022-02-09 17:49:45 +0800`, or quotes if it is local time",
        "quote",
    ),
    Trap(
        "date",
        frozenset({"date"}),
        _is_empty,
        "an empty date stops the build",
        "write a date, or remove the key: the file name has one",
    ),
    Trap(
        "effect",
        frozenset({"published"}),
        _is_zero_or_no,
        "{value} does not hide the post: only `false` without quotes does",
        "write `published: false`",
        "false",
    ),
    Trap(
        "effect",
        frozenset({"draft"}),
        _is_true,
        "`draft: true` means nothing to Jekyll: the post is published",
        "write `published: false`, or move the post to `_drafts`",
        except_in="_drafts",
    ),
    Trap(
        "effect",
        frozenset({"tags", "categories"}),
        _has_comma,
        "{value} is split at its blanks, and the commas stay in the words",
        _LIST,
        "list",
    ),
)

_HUGO_DATES = frozenset(
    {"date", "lastmod", "modified", "publishdate", "pubdate", "published", "expirydate", "unpublishdate"}
)
HUGO_TRAPS = (
    Trap(
        "date",
        _HUGO_DATES,
        _is_no_second,
        "{value} is taken for the seconds since 1970-01-01",
        "write `2022-02-09`",
    ),
    Trap(
        "date",
        frozenset({"published"}),
        _is_truth,
        "`published` is a date here, and {value} stops the build",
        "write `draft: true` to hide a page",
    ),
    Trap(
        "effect",
        frozenset({"draft"}),
        _is_consent,
        "{value} counts as false: the page is published",
        "write `draft: true`",
        "true",
    ),
    Trap(
        "effect",
        frozenset({"tags", "categories"}),
        _has_comma,
        "{value} is one term, commas and all",
        _LIST,
        "list",
    ),
    Trap(
        "effect",
        frozenset({"keywords", "aliases", "outputs"}),
        _has_comma,
        "{value} is split at its blanks, and the commas stay in the words",
        _LIST,
        "list",
    ),
)

_JS_EPOCH = "{value} is taken for the milliseconds since 1970-01-01"
_HEXO_DATES = frozenset({"date", "updated"})
HEXO_TRAPS = (
    Trap(
        "date",
        _HEXO_DATES,
        _has_offset,
        "the offset of {value} is lost: its clock time is taken for UTC's and then for local time",
        "write the local time without an offset",
    ),
    Trap(
        "date",
        _HEXO_DATES,
        _is_day_in_quotes,
        "{value} in quotes is midnight in UTC, and the day before it in the west",
        "remove the quotes",
    ),
    Trap("date", _HEXO_DATES, _is_no_moment, _JS_EPOCH, "write `2022-02-09`"),
    Trap(
        "effect",
        frozenset({"published"}),
        _is_no,
        "{value} does not hide the post: it is a text",
        "write `published: false`",
        "false",
    ),
    Trap(
        "effect",
        frozenset({"draft"}),
        _is_true,
        "`draft: true` means nothing to Hexo: the post is published",
        "write `published: false`, or move the post to `source/_drafts`",
        except_in="_drafts",
    ),
    Trap(
        "effect",
        frozenset({"tags", "tag", "categories", "category"}),
        _has_comma,
        "{value} is one word, commas and all",
        _LIST,
        "list",
    ),
)

ELEVENTY_TRAPS = (
    Trap(
        "effect",
        frozenset({"draft"}),
        _is_true,
        "`draft: true` means nothing to Eleventy without a preprocessor: the page is built",
        "write `permalink: false`, or set up a preprocessor for drafts",
    ),
    Trap(
        "effect",
        frozenset({"tags"}),
        _has_blank_after_comma,
        "{value} is split at its commas, and the blanks stay in the tags",
        _LIST,
        "list",
    ),
)

_ASTRO_DATES = frozenset({"date", "pubDate", "updatedDate"})
ASTRO_TRAPS = (
    Trap(
        "date",
        _ASTRO_DATES,
        _is_empty,
        "an empty date becomes 1970-01-01 where the schema says `z.coerce.date()`",
        "write a date, or remove the key",
    ),
    Trap("date", _ASTRO_DATES, _is_no_moment, _JS_EPOCH, "write `2022-02-09`"),
)
