"""Writes another path or fragment into a destination, in the writer's own style."""

from __future__ import annotations

import re
from posixpath import relpath
from urllib.parse import quote

_PATH = re.compile(r"(?P<host>(?:(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*)?)(?P<path>[^?#]*)", re.IGNORECASE)
_PLAIN = re.compile(r"[^\s()<>\\&\"'%?#\[\]`*_|{}$\x00-\x20\x7f]+")
_SAFE = "/!$'*+,;=:@-._~"


def with_path(written: str, path: str) -> str | None:
    """Return a destination with another path; scheme, host, query and fragment stay.

    It is percent-encoded if the old one was, or if it has to be.

    Args:
        written: The destination as it stands in the post.
        path: The decoded path that takes the place of its own.

    Returns:
        The new text; None where an escape makes it unsafe to touch, or nothing changes.
    """
    matched = _PATH.match(written)
    old = matched["path"] if matched else ""
    if not matched or "\\" in written or "&" in written:
        return None
    dot = "./" if old.startswith("./") and not path.startswith((".", "/")) else ""
    # Where a blank stands in the old path, in `<>` or quotes, one may stand in the new.
    bare = path.replace(" ", "") if " " in old else path
    plain = "%" not in old and _PLAIN.fullmatch(bare)
    new = f"{matched['host']}{dot}{path if plain else quote(path, safe=_SAFE)}{written[matched.end() :]}"
    return new if new != written else None


def with_fragment(written: str, fragment: str) -> str | None:
    """Return a destination with another fragment, percent-encoded if the old one was, or if it has to be.

    Args:
        written: The destination as it stands in the post.
        fragment: The decoded fragment.

    Returns:
        The new text; None where there is no fragment, where an escape makes it unsafe to touch, or
        where nothing changes.
    """
    before, sign, old = written.partition("#")
    if not sign or "\\" in written or "&" in written:
        return None
    plain = "%" not in old and _PLAIN.fullmatch(fragment)
    new = f"{before}#{fragment if plain else quote(fragment, safe=_SAFE)}"
    return new if new != written else None


def from_page(own: str, target: str) -> str:
    """Return a path of the site as it is written relative to a page.

    Args:
        own: The decoded address of the page.
        target: The decoded address that is meant.
    """
    folder = own.rpartition("/")[0] or "/"
    bare = relpath(target, folder)
    return f"{bare}/" if target.endswith("/") else bare
