"""Ids of headings in kramdown, with its GFM parser and with its own.

Source: kramdown 2.4 (`converter/base.rb`, `parser/kramdown/header.rb`), kramdown-parser-gfm 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import ascii_letters, digits
from typing import Any

from postkit.flavors.headings.common import Headings, Rule, Table, is_word, without_dashes
from postkit.flavors.permalinks.settings import mapping

_KRAMDOWN_DASHES = "---|--|<< | >>"
_BEFORE_LETTER = re.compile("[^a-zA-Z]+")


def kramdown_gfm(headings: Headings) -> list[str]:
    """Return the ids that kramdown-parser-gfm 1.1 makes, Jekyll's default.

    Two headings may end with one id: it counts texts and does not look at the ids made.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return _ids(headings, _gfm_slug, "")


def kramdown_rule(config: Mapping[str, Any]) -> Rule | None:
    """Return what makes the ids of a site, or None where that is not known.

    The rule of a site for which `is_native` holds takes headings as they are written.

    Args:
        config: The site's `_config.yml`.
    """
    settings = mapping(config.get("kramdown"))
    native = is_native(config)
    if not native and (_engine(config) != "kramdown" or _input(config) != "gfm"):
        return None
    # Its tables of letters are another package's; the GFM parser looks at neither setting.
    if native and (_is_on(settings, "transliterated_header_ids") or _is_on(settings, "auto_id_stripping")):
        return None
    if not _is_on(settings, "auto_ids", default=True):
        return lambda headings: [explicit or "" for _, explicit in headings]
    prefix = settings.get("auto_id_prefix")
    slug = _native_slug if native else _gfm_slug
    return lambda headings: _ids(headings, slug, "" if prefix is None else str(prefix))


def is_native(config: Mapping[str, Any]) -> bool:
    """Tell whether a site is read by kramdown's own parser: by `input`, Jekyll's default is GFM.

    Args:
        config: The site's `_config.yml`.
    """
    return _engine(config) == _input(config) == "kramdown"


def _engine(config: Mapping[str, Any]) -> str:
    return str(config.get("markdown") or "kramdown").lower()


def _input(config: Mapping[str, Any]) -> str:
    return str(mapping(config.get("kramdown")).get("input") or "GFM").lower()


def _is_on(settings: Mapping[str, Any], name: str, *, default: bool = False) -> bool:
    value = settings.get(name)
    return default if value is None else str(value).strip().lower() not in ("false", "")


def _ids(headings: Headings, slug: Callable[[str], str], prefix: str) -> list[str]:
    ids: list[str] = []
    seen: dict[str, int] = {}
    for text, explicit in headings:
        if explicit is not None:
            ids.append(explicit)
            continue
        name = slug(text)
        count = seen.get(name, 0)
        seen[name] = count + 1
        ids.append(f"{prefix}{name}-{count}" if count else f"{prefix}{name}")
    return ids


def _gfm_slug(text: str) -> str:
    return without_dashes(text, _KRAMDOWN_DASHES).translate(_GFM)


def _native_slug(text: str) -> str:
    first = _BEFORE_LETTER.match(text)
    return text[first.end() if first else 0 :].translate(_NATIVE) or "section"


_GFM = Table(is_word, "- \t")
_NATIVE = Table(frozenset(ascii_letters + digits).__contains__, "- ")
