"""Ids of headings in Python-Markdown, and so in MkDocs.

Source: Python-Markdown 3.11, `extensions/toc.py`; measured under MkDocs 1.6.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from postkit.flavors.headings.common import DASHES, VERBATIM, Headings, without_dashes
from postkit.flavors.permalinks.settings import mapping, text
from postkit.flavors.python_slugs import Slugify, ascii_slug, slugify_named

_ID = re.compile(r"(?:^:?|\s)#([^\s}]+)")
_EMOJI = re.compile(r":[+\w-]+:")
_WITH_ATTRIBUTES = frozenset({"attr_list", "extra", "pymdownx.extra"})
_CHANGING = frozenset({"pymdownx.smartsymbols", "wikilinks"})
"""Extensions that put other words into headings."""


def python_markdown(headings: Headings) -> list[str]:
    """Return the ids that Python-Markdown makes with `attr_list` on and no more configured.

    What is not ASCII is dropped; an id that is used, or empty, is counted on with `_1`, `_2`.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return _ids(list(headings), ascii_slug, "-")


def mkdocs_rule(config: Mapping[str, Any]) -> Callable[[Headings], list[str]] | None:
    """Return what makes the ids of a site, or None where that is not known.

    Args:
        config: The site's `mkdocs.yml`.
    """
    extensions = dict(_named(config.get("markdown_extensions")))
    toc = mapping(extensions.get("toc") or extensions.get("markdown.extensions.toc"))
    slugify = slugify_named(toc["slugify"]) if "slugify" in toc else ascii_slug
    if slugify is None or config.get("hooks") or not _CHANGING.isdisjoint(extensions):
        return None
    rule, separator = slugify, text(toc.get("separator", "-"))
    has_attributes = not _WITH_ATTRIBUTES.isdisjoint(extensions)
    is_smart, has_emoji = "smarty" in extensions, "pymdownx.emoji" in extensions

    def ids(headings: Headings) -> list[str]:
        given = [_with_attributes(*one) if has_attributes else _as_text(*one) for one in headings]
        if is_smart:
            given = [(without_dashes(title, DASHES), explicit) for title, explicit in given]
        if has_emoji:
            given = [(_EMOJI.sub("", title), explicit) for title, explicit in given]
        return _ids(given, rule, separator)

    return ids


def _named(value: object) -> Iterator[tuple[str, Any]]:
    """Yield extensions with their options, from a list or a mapping."""
    for item in [value] if isinstance(value, Mapping) else value if isinstance(value, list) else []:
        if isinstance(item, Mapping):
            yield from (
                (str(name).removeprefix("markdown.extensions."), options) for name, options in item.items()
            )
        elif isinstance(item, str):
            yield item.removeprefix("markdown.extensions."), None


def _with_attributes(title: str, explicit: str | None) -> tuple[str, str | None]:
    """Take an attribute list off the end of a heading; a blank stands before it."""
    bare = title.rstrip(" ")
    if explicit is not None or not bare.endswith("}"):
        return title, explicit
    before, brace, inside = bare[:-1].rpartition("{")
    if not brace or not before.endswith(" ") or not inside.strip(" :"):
        return title, None
    named = _ID.search(inside)
    return before.rstrip(" "), named[1] if named else None


def _as_text(title: str, explicit: str | None) -> tuple[str, str | None]:
    """Give a heading back the text that looks like an id: no extension takes it for one."""
    return (title if explicit is None else f"{title} {{#{explicit}}}"), None


def _ids(headings: list[tuple[str, str | None]], slugify: Slugify, separator: str) -> list[str]:
    used = {explicit for _, explicit in headings if explicit is not None}
    counts: dict[str, int] = {}
    ids: list[str] = []
    for title, explicit in headings:
        plain = " ".join(title.replace(VERBATIM, "").split())
        result = slugify(plain, separator) if explicit is None else explicit
        if explicit is None and (result in used or not result):
            result = _counted_on(result, used, counts)
        used.add(result)
        ids.append(result)
    return ids


def _counted_on(slug: str, used: set[str], counts: dict[str, int]) -> str:
    """Return a slug with the next free number; one that ends with a number goes on from it."""
    match = re.fullmatch(r"(.*)_([0-9]+)", slug)
    base, number = (match[1], int(match[2])) if match else (slug, 0)
    number = max(number, counts.get(base, 0)) + 1
    while f"{base}_{number}" in used:
        number += 1
    counts[base] = number
    return f"{base}_{number}"
