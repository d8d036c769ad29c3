"""The posts of Material for MkDocs' plugin `blog`.

Source: mkdocs-material 9.8.1, `plugins/blog/plugin.py`; measured. Not known is the URL of a post whose
title stands in its text alone, since a URL is made of front matter here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from posixpath import join, normpath, splitext
from typing import Any

from postkit.flavors.permalinks.dates import parse
from postkit.flavors.permalinks.javascript import UnknownError
from postkit.flavors.permalinks.settings import strings, text
from postkit.flavors.python_slugs import Slugify, lower_slug, slugify_named

_MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
_FIELD = re.compile(r"\{(\w+)\}")
_DATE_FIELD = re.compile("([A-Za-z'])\\1*")
_DATE_FORMATS = {
    "yyyy": "{0.year:04}",
    "yy": "{1:02}",
    "y": "{0.year}",
    "MM": "{0.month:02}",
    "M": "{0.month}",
    "dd": "{0.day:02}",
    "d": "{0.day}",
}


def moved(inside: str, data: Mapping[str, Any], options: Mapping[str, Any]) -> str | None:
    """Return the path that a file is published as if it had it.

    Args:
        inside: The file's path below the docs folder.
        data: Its front matter.
        options: The options of the plugin.

    Returns:
        A path below the docs folder; the file's own for what is no post, None for a draft and for
        a post that stops the build.

    Raises:
        UnknownError: It hangs on the text of the post, or on code.
    """
    blog = normpath(text(options.get("blog_dir", "blog")))
    posts = normpath(text(options.get("post_dir", "{blog}/posts")).replace("{blog}", blog))
    # Material compares the beginning only: `posts-old/` counts, too.
    if not inside.startswith(posts):
        return inside
    if not inside.endswith(_MARKDOWN):
        return normpath(join(blog, inside[len(posts) :].lstrip("/")))
    if data.get("draft") is True and options.get("draft") is not True:
        return None
    date = _date(data.get("date"))
    if date is None:
        return None
    rule = text(options.get("post_url_format", "{date}/{slug}"))
    values = {name: _value(name, inside, data, options, date) for name in set(_FIELD.findall(rule))}
    path = _FIELD.sub(lambda found: values[found[1]], rule)
    return normpath(join(blog, normpath(path.strip("/")))) + ".md"


def _value(
    name: str, inside: str, data: Mapping[str, Any], options: Mapping[str, Any], date: datetime
) -> str:
    if name == "date":
        return _formatted(date, text(options.get("post_url_date_format", "yyyy/MM/dd")))
    if name == "file":
        stem = splitext(inside.rpartition("/")[2])[0]
        return "index" if stem == "README" else stem
    if name == "categories":
        rule, separator = _slugify("categories", options)
        most = options.get("post_url_max_categories", 1)
        found = dict.fromkeys(strings(data.get("categories")))
        return "/".join(
            rule(category, separator) for category in list(found)[: most if isinstance(most, int) else 1]
        )
    if name != "slug":
        raise UnknownError
    slug, title = data.get("slug"), data.get("title")
    if isinstance(slug, str) and slug:
        return str(slug)
    if not isinstance(title, str):
        raise UnknownError
    rule, separator = _slugify("post", options)
    return rule(title, separator)


def _slugify(kind: str, options: Mapping[str, Any]) -> tuple[Slugify, str]:
    rule = slugify_named(options[f"{kind}_slugify"]) if f"{kind}_slugify" in options else lower_slug
    if rule is None:
        raise UnknownError
    return rule, text(options.get(f"{kind}_slugify_separator", "-"))


def _date(value: Any) -> datetime | None:
    """Return the date of a post as it is written; a text in quotes is none to Material."""
    created = value.get("created") if isinstance(value, Mapping) else value
    if not isinstance(created, str) or getattr(created, "quoted", False):
        return None
    return parse(created, UTC)


def _formatted(date: datetime, pattern: str) -> str:
    """Fill in a date pattern of CLDR, as far as it has numbers only; names of months hang on the language."""

    def fill(found: re.Match[str]) -> str:
        if found[0] not in _DATE_FORMATS:
            raise UnknownError
        return _DATE_FORMATS[found[0]].format(date, date.year % 100)

    return _DATE_FIELD.sub(fill, pattern)
