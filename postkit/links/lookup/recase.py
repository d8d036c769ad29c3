"""Writes a destination again in its right case, in the writer's own style."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_PATH = re.compile(r"[^?#]*")


def recase(written: str, right: str) -> str | None:
    """Return a destination in which the names of its path have their right case.

    Scheme, host, percent signs, `./`, `../`, query and fragment stay as they are; only names that differ are
    written again.

    Args:
        written: The destination as it stands in the post.
        right: The decoded path that is right; it may begin with folders that the link leaves out.

    Returns:
        The new text; None where the two do not agree but for case, or where an escape makes
        it unsafe to touch.
    """
    host = _HOST.match(written)
    start = host.end() if host else 0
    matched = _PATH.match(written, start)
    path = matched[0] if matched else ""
    if "\\" in path or "&" in path:
        return None
    parts = path.split("/")
    places = [index for index, part in enumerate(parts) if part not in ("", ".", "..")]
    names = right.strip("/").split("/")
    if not places or len(places) > len(names):
        return None
    for index, name in zip(places, names[len(names) - len(places) :], strict=True):
        new = _name(parts[index], name)
        if new is None:
            return None
        parts[index] = new
    result = written[:start] + "/".join(parts) + written[start + len(path) :]
    return result if result != written else None


def _name(written: str, right: str) -> str | None:
    """Return one name in its right case, percent-encoded if it was; None if it is another name."""
    decoded = unquote(written)
    if decoded == right:
        return written
    if decoded.lower() != right.lower() or len(decoded) != len(right):
        return None
    return right if decoded == written else quote(right, safe="!$&'()*+,;=:@-._~")
