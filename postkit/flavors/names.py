"""Which files an engine passes over or copies because of their names, though they look like posts.

Measured on Jekyll 4.3.1, Hexo 8.1.2 and Hugo 0.168.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from postkit.flavors.reader import NameDate

_JEKYLL_POST = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})-.*\.[^.]+", re.DOTALL | re.ASCII)
_IN_EVERY_MONTH = range(1, 29)
_HIDDEN = (".", "_", "#", "~")


def jekyll_ignores(path: str) -> str:
    """Return why Jekyll makes no post of a file in `_posts`; empty where it does.

    Source: `DATE_FILENAME_MATCHER` of `document.rb`, and `entry_filter.rb`.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    folders, _, name = path.rpartition("/")
    _, found, below = f"/{folders}/".partition("/_posts/")
    if not found:
        return ""
    if any(part.startswith(_HIDDEN) for part in (*below.split("/"), name)) or name.endswith("~"):
        return "Jekyll passes over names that begin with `.`, `_`, `#` or `~`, or end with `~`"
    if _JEKYLL_POST.fullmatch(name) is None:
        return "the name of a Jekyll post begins with its date: `2022-02-09-title.md`"
    return ""


def jekyll_name_date(path: str) -> NameDate | None:
    """Return the date in the name of a post in `_posts`, if there is no such day on the calendar.

    Jekyll asks Ruby's `Time.parse`: the 29th to 31st of a shorter month become days of the next one,
    any other impossible day stops the build. Years of two digits are those from 1969 to 2068.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    folders, _, name = path.rpartition("/")
    match = _JEKYLL_POST.fullmatch(name)
    if match is None or "/_posts/" not in f"/{folders}/":
        return None
    month, day = int(match[2]), int(match[3])
    if day in _IN_EVERY_MONTH and 1 <= month <= 12:
        return None
    year = int(match[1]) + (0 if len(match[1]) > 2 else 1900 if int(match[1]) >= 69 else 2000)
    written = name[: match.end(3)]
    if not year:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return NameDate(written, (year, month, day), None)
    real = date(year, month, 1) + timedelta(days=day - 1)
    return None if real.month == month else NameDate(written, (year, month, day), real.isoformat())


def hexo_ignores(path: str) -> str:
    """Return why Hexo makes no post of a file in `_posts`; empty where it does.

    Source: `processor/post.js` and `processor/common.js`.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    _, found, below = f"/{path}".partition("/_posts/")
    if not found:
        return ""
    if any(part.startswith((".", "_")) for part in below.split("/")) or below.endswith(("~", "%")):
        return "Hexo passes over names that begin with `.` or `_`, or end with `~` or `%`"
    return _copied("Hexo", path)


def hugo_ignores(path: str) -> str:
    """Return why Hugo makes no page of a file; empty where it does.

    Args:
        path: The file's path below the site's root, with `/`.
    """
    return _copied("Hugo", path)


def _copied(engine: str, path: str) -> str:
    return f"{engine} does not read MDX; it copies the file as it is" if path.endswith(".mdx") else ""
