"""What the engines' rules of publishing share."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

NEXT_PAGES = re.compile(r"/page[-/]?\d+/?$")
"""Addresses of a list's pages behind the first."""

LISTS = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|authors?|archives?|series|feeds?)(?:/|$)"
    rf"|/\d{{4}}(?:/\d\d?){{0,2}}/?$|{NEXT_PAGES.pattern}",
    re.IGNORECASE,
)
"""Addresses of lists, as engines and plugins make them."""

MADE_SUFFIXES = frozenset({".css", ".js", ".map", ".json", ".xml", ".txt", ".webmanifest", ".ico"})
"""Extensions of files that templates, themes and pipelines make."""


class Place(NamedTuple):
    """Where a site is published.

    Attributes:
        hosts: Its host in lower case, or none.
        base: The path below it, such as `/blog`; empty at its root.
        origin: Scheme and host, such as `https://a.example`; empty where not both are said.
    """

    hosts: frozenset[str] = frozenset()
    base: str = ""
    origin: str = ""


def place(url: object) -> Place:
    """Take the address of a site apart; what is no address tells nothing.

    Args:
        url: An absolute URL, or a path.
    """
    try:
        parts = urlsplit(url.strip()) if isinstance(url, str) else None
    except ValueError:
        return Place()
    if parts is None:
        return Place()
    path = unquote(parts.path).strip("/")
    host = parts.netloc.lower()
    origin = f"{parts.scheme}://{host}" if host and parts.scheme in ("http", "https") else ""
    return Place(frozenset({host} - {""}), f"/{path}" if path else "", origin)


def suffix(path: str) -> str:
    """Return the extension of a path's last name in lower case, with its dot; empty where it has none."""
    name = path.rstrip("/").rpartition("/")[2]
    return name[name.rindex(".") :].lower() if "." in name.lstrip(".") else ""
