"""Writes another value, path or fragment into a destination; all else of it stays."""

from __future__ import annotations

import re

from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.spelling.percent import percent_encoded
from postkit.links.spelling.written import said, written
from postkit.site.post import Post

_PATH = re.compile(r"(?P<host>(?:(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*)?)(?P<path>[^?#]*)", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#]*:")
_BY_LETTER = frozenset({Names.FILE, Names.POST, Names.SLUG, Names.ASSET, Names.CUSTOM})


def with_value(post: Post, destination: Destination, new: str) -> str | None:
    """Return a destination that says something else.

    Args:
        post: The post.
        destination: One of its destinations.
        new: What it is to say: character references and escapes resolved, percent signs as they are.

    Returns:
        The text to be put at the destination's span; None where its grammar cannot say that, or
        nothing would change.
    """
    return None if new == said(post, destination) else written(post, destination, new)


def with_path(post: Post, destination: Destination, new: str) -> str | None:
    """Return a destination with another path; scheme, host, query and fragment stay.

    It is percent-encoded where the old one was, or where it has to be; a `./` before it stays.

    Args:
        post: The post.
        destination: One of its destinations.
        new: The decoded path; what a template tag names that is no address, letter by letter.

    Returns:
        The text to be put at the destination's span; None where it cannot be written, or nothing would
        change.
    """
    value = said(post, destination)
    if destination.template or (
        destination.kind is Kind.TEMPLATE and destination.tail[:1] not in ("", "#", "?")
    ):
        return None
    if is_by_letter(destination):
        return with_value(post, destination, new)
    if destination.names is Names.PAGE:
        return with_value(post, destination, new + value[len(value.partition("#")[0]) :])
    matched = _PATH.match(value)
    if matched is None or (new.startswith("//") and not matched["host"]):
        return None
    before, old, after = matched["host"], matched["path"], value[matched.end() :]
    if before and new and not new.startswith("/"):
        return None
    if not new.startswith((".", "/")) and (old.startswith("./") or _SCHEME.match(new)) and not before:
        new = f"./{new}"
    values = (before + percent_encoded(old, new, safest=safest) + after for safest in (False, True))
    return next(filter(None, (with_value(post, destination, one) for one in values)), None)


def with_fragment(post: Post, destination: Destination, new: str) -> str | None:
    """Return a destination with another fragment, percent-encoded where the old one was, or has to be.

    Args:
        post: The post.
        destination: One of its destinations.
        new: The decoded fragment.

    Returns:
        The text to be put at the destination's span; None where there is no fragment in it, where it
        cannot be written, or nothing would change.
    """
    before, sign, old = said(post, destination).partition("#")
    if not sign or destination.template or is_by_letter(destination):
        return None
    values = (f"{before}#{percent_encoded(old, new, safest=safest)}" for safest in (False, True))
    return next(filter(None, (with_value(post, destination, one) for one in values)), None)


def tail_with_fragment(destination: Destination, new: str) -> str | None:
    """Return what follows the template tag of a destination, with another fragment.

    Args:
        destination: A destination whose tail has a fragment.
        new: The decoded fragment.

    Returns:
        The text in place of the tail, which any grammar takes; None where it has no fragment, or nothing
        would change.
    """
    before, sign, old = destination.tail.partition("#")
    text = f"{before}#{percent_encoded(old, new, safest=not new.isalnum())}"
    return text if sign and text != destination.tail else None


def is_by_letter(destination: Destination) -> bool:
    """Tell whether a destination is a name in a template tag, not a URL, so that no `%` or `#` is special."""
    return destination.kind is Kind.TEMPLATE and destination.names in _BY_LETTER
