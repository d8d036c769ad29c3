"""Writes a destination again in its right case."""

from __future__ import annotations

import re
from urllib.parse import unquote

from postkit.links.destinations.kinds import Destination
from postkit.links.spelling.parts import is_by_letter, with_value
from postkit.links.spelling.percent import percent_encoded
from postkit.links.spelling.written import said
from postkit.site.post import Post

_HOST = re.compile(r"(?:(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*)?", re.IGNORECASE)
_PATH = re.compile(r"[^?#]*")
_LETTERS = re.compile(r".*", re.DOTALL)


def recase(post: Post, destination: Destination, right: str) -> str | None:
    """Return a destination in which the names of its path have their right case.

    Scheme, host, percent signs, `./`, `../`, query and fragment stay as they are; only names that differ are
    written again.

    Args:
        post: The post.
        destination: One of its destinations.
        right: The decoded path that is right; it may begin with folders that the link leaves out.

    Returns:
        The text to be put at the destination's span; None where the two do not agree but for case, or
        where it cannot be written.
    """
    value, by_letter = said(post, destination), is_by_letter(destination)
    host = None if by_letter else _HOST.match(value)
    start = host.end() if host else 0
    matched = (_LETTERS if by_letter else _PATH).match(value, start)
    path = matched[0] if matched else ""
    parts = path.split("/")
    places = [index for index, part in enumerate(parts) if part not in ("", ".", "..")]
    names = right.strip("/").split("/")
    if destination.template or not places or len(places) > len(names):
        return None
    for index, name in zip(places, names[len(names) - len(places) :], strict=True):
        old = parts[index] if by_letter else unquote(parts[index])
        if old.lower() != name.lower() or len(old) != len(name):
            return None
        if old != name:
            parts[index] = name if by_letter else percent_encoded(parts[index], name)
    return with_value(post, destination, value[:start] + "/".join(parts) + value[start + len(path) :])
