"""The path of a Hexo post: what its name says, and its `permalink`.

Source: hexo 8.1.2, `processor/post.js`, `filter/post_permalink.js`; measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from posixpath import splitext
from typing import Any, NamedTuple

from postkit.flavors.permalinks.hexo_dates import moments, of_name, read
from postkit.flavors.permalinks.hexo_variables import (
    VARIABLE,
    Post,
    StopsError,
    asks_for_seconds,
    asks_for_the_date,
    filled,
)
from postkit.flavors.permalinks.javascript import UnknownError, is_true
from postkit.flavors.permalinks.settings import text
from postkit.flavors.slugize import slugize

_SEGMENTS = {
    "year": r"(\d{4})",
    "month": r"(\d{2})",
    "day": r"(\d{2})",
    "i_month": r"(\d{1,2})",
    "i_day": r"(\d{1,2})",
    "hash": "([0-9a-f]{12})",
}
_LONGEST_NAME = 1000
_MOST_PARTS = 2
"""Parts of a name of any length; with more of them a name takes long to match."""


class Path(NamedTuple):
    """A path of the site, and whether it is certain."""

    path: str
    known: bool


def path_of(source: str, inside: str, data: Mapping[str, Any], config: Mapping[str, Any]) -> Path:
    """Return the path of a post on the site, below its root.

    Args:
        source: The path below the source folder.
        inside: The path below `_posts` or `_drafts`.
        data: The front matter.
        config: The site's configuration.

    Raises:
        StopsError: There is no page.
        UnknownError: Nobody can tell without building.
    """
    post = _post(source, inside, data, config)
    if is_true(post.data.get("permalink")):
        fixed = post.data["permalink"]
        if not isinstance(fixed, str):
            raise UnknownError
        return Path(_as_folder(fixed, config), known=True)
    rule = config.get("permalink", ":year/:month/:day/:title/")
    if not isinstance(rule, str) or not rule:
        raise StopsError
    shown = moments(post.date, config, seconds=asks_for_seconds(rule)) if post.date else []
    if not shown and asks_for_the_date(rule):
        raise UnknownError
    path, known = filled(rule, post, shown)
    return Path(_as_folder(path, config), known)


def slug_of(inside: str, config: Mapping[str, Any]) -> str:
    """Return what Hexo calls a post: what stands for `:title` in its file's name.

    Args:
        inside: The path below `_posts` or `_drafts`.
        config: The site's configuration.

    Raises:
        UnknownError: `new_post_name` is too much to read.
    """
    return _name(splitext(inside)[0], text(config.get("new_post_name", ":title.md")))[0]


def _post(source: str, inside: str, data: Mapping[str, Any], config: Mapping[str, Any]) -> Post:
    slug, named = _name(splitext(inside)[0], text(config.get("new_post_name", ":title.md")))
    if not slug:
        raise StopsError
    extra = {key: value for key, value in named.items() if key not in ("title", *_SEGMENTS)}
    date = read(data["date"]) if is_true(data.get("date")) else of_name(named)
    return Post(slug, source, {**data, **extra}, date, config)


def _name(name: str, rule: str) -> tuple[str, Mapping[str, str]]:
    """Return the slug of a name, and what else `new_post_name` reads in it."""
    expression, keys = _compiled(splitext(rule)[0])
    if len(name) > _LONGEST_NAME or sum(key not in _SEGMENTS for key in keys) > _MOST_PARTS:
        raise UnknownError
    match = expression.fullmatch(name)
    named = dict(zip(keys, match.groups(), strict=True)) if match else {}
    return named.get("title") or slugize(name), named


@lru_cache(maxsize=64)
def _compiled(rule: str) -> tuple[re.Pattern[str], list[str]]:
    parts = VARIABLE.split(rule)
    parts[::2] = map(re.escape, parts[::2])
    keys, parts[1::2] = parts[1::2], [_SEGMENTS.get(key, "(.+?)") for key in parts[1::2]]
    return re.compile("".join(parts)), keys


def _as_folder(path: str, config: Mapping[str, Any]) -> str:
    """Add the slash that a post with a folder of assets gets."""
    bare = is_true(config.get("post_asset_folder")) and not path.endswith(("/", ".html"))
    return f"{path}/" if bare else path
