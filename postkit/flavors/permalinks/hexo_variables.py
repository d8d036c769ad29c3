"""The variables of Hexo's `permalink`.

Source: hexo 8.1.2, `filter/post_permalink.js`; hexo-util 4.0, `permalink.js`; measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from postkit.flavors.permalinks.hexo_categories import category_paths
from postkit.flavors.permalinks.hexo_dates import Moment
from postkit.flavors.permalinks.javascript import UnknownError, as_text, is_true
from postkit.flavors.permalinks.settings import mapping
from postkit.flavors.slugize import slugize

VARIABLE = re.compile(r":(\w*[^_\W])", re.ASCII)
"""A variable in `permalink` and in `new_post_name`."""

_DATE_FORMATS = {
    "year": "{0.year:04}",
    "month": "{0.month:02}",
    "day": "{0.day:02}",
    "i_month": "{0.month}",
    "i_day": "{0.day}",
    "hour": "{0.hour:02}",
    "minute": "{0.minute:02}",
    "second": "{0.second:02}",
}
_STOPS = frozenset({"path", "permalink", "full_source", "asset_dir", "tags", "categories"})
_OF_THE_FILE = frozenset(
    {"date", "updated", "raw", "content", "_content", "excerpt", "more", "photos", "prev", "next"}
)


class StopsError(Exception):
    """Hexo makes no page of the post, or stops the build."""


class Post(NamedTuple):
    """A post as far as its permalink asks.

    Attributes:
        slug: What its name says, which front matter cannot change.
        source: Its path below the source folder.
        data: Its front matter, with what its name says.
        date: Its date, or None for the time of its file.
        config: The site's configuration.
    """

    slug: str
    source: str
    data: Mapping[str, Any]
    date: datetime | None
    config: Mapping[str, Any]


def asks_for_seconds(rule: str) -> bool:
    """Tell whether a rule has a variable that is made of the seconds since 1970."""
    return ":timestamp" in rule or ":hash" in rule


def asks_for_the_date(rule: str) -> bool:
    """Tell whether a rule has a variable that is made of the date."""
    return asks_for_seconds(rule) or any(name in _DATE_FORMATS for name in VARIABLE.findall(rule))


def filled(rule: str, post: Post, shown: list[Moment]) -> tuple[str, bool]:
    """Fill in a rule's variables, and tell whether all machines and plugins agree on it."""
    known = True
    values: dict[str, str] = {}
    for name in dict.fromkeys(VARIABLE.findall(rule)):
        answers = list(dict.fromkeys(_answers(name, post, shown)))
        values[name] = answers[0]
        known = known and len(answers) == 1
    return VARIABLE.sub(lambda found: values[found[1]], rule), known


def _answers(name: str, post: Post, shown: list[Moment]) -> Iterator[str]:
    """Yield what a variable may stand for, the likeliest first."""
    if name in _DATE_FORMATS:
        yield from (_DATE_FORMATS[name].format(moment.local) for moment in shown)
    elif name == "timestamp":
        yield from (str(moment.unix) for moment in shown)
    elif name == "hash":
        yield from (_hash(post.slug, moment) for moment in shown)
    elif name == "category":
        yield from _categories(post)
    else:
        value = _value(name, post)
        yield "undefined" if value is None else value
        if value is None:
            yield ""  # a plugin may know better


def _hash(slug: str, moment: Moment) -> str:
    from hashlib import sha1  # 4 ms that only a permalink with `:hash` costs

    return sha1(f"{slug}{moment.unix}".encode(), usedforsecurity=False).hexdigest()[:12]


def _value(name: str, post: Post) -> str | None:
    if name in ("title", "slug"):
        return post.slug
    if name == "name":
        return post.slug.rstrip("/").rpartition("/")[2]
    if name == "post_title":
        title = post.data.get(
            "title", post.slug if is_true(post.config.get("use_slug_as_post_title")) else None
        )
        return slugize("" if title is None else as_text(title)).lower()
    if name == "id" and not is_true(post.data.get("id")):
        raise UnknownError
    if name in _STOPS:
        raise StopsError
    if name in _OF_THE_FILE:
        raise UnknownError
    return _field(name, post)


def _field(name: str, post: Post) -> str | None:
    """Return a value of front matter, of Hexo's own defaults or of `permalink_defaults`."""
    value = post.data.get(name)
    if name in ("published", "comments"):
        return "false" if value is not None and not as_boolean(value) else "true"
    if name == "source":
        return post.source
    if name == "layout" and value is None:
        return "post"
    if name in post.data:
        return as_text(value)
    defaults = mapping(post.config.get("permalink_defaults"))
    return as_text(defaults[name]) if name in defaults else None


def as_boolean(value: object) -> bool:
    """Return a value of front matter as Hexo's database makes a truth of it."""
    return is_true(value) and value not in ("false", "0")


def _categories(post: Post) -> Iterable[str]:
    chains = ["/".join(chain) for chain in category_paths(post.data, post.config)]
    if not chains:
        default = post.config.get("default_category", "uncategorized")
        return ["uncategorized" if default is None else as_text(default)]
    # Of several it is the one that any post of the site named last.
    return reversed(chains)
