"""Percent-encoding (RFC 3986, section 2.1) in the writer's own style."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from postkit.links.spelling.units import changed, units

_ESCAPE = re.compile(
    r"%[0-7][0-9A-F]|%[CD][0-9A-F]%[89AB][0-9A-F]|%E[0-9A-F](?:%[89AB][0-9A-F]){2}"
    r"|%F[0-7](?:%[89AB][0-9A-F]){3}|%[0-9A-F]{2}",
    re.IGNORECASE,
)
_SAFE = "/!*+,;=:@'"
_SAFEST = "/"


def percent_encoded(old: str, new: str, *, safest: bool = False) -> str:
    """Return a decoded path or fragment percent-encoded where it has to be, or where the old one is.

    What it has in common with the old one at both ends stays as written.

    Args:
        old: The old path or fragment as written.
        new: The new one, decoded.
        safest: Whether all is encoded that any grammar could take for something else.
    """
    before, middle, after = changed(units(old, _ESCAPE, unquote, {}), new)
    if safest:
        return before + quote(middle, safe=_SAFEST) + after
    letters = "%" not in old or not old.isascii()
    spelled = "".join(_spelled(one, letters=letters, blanks=" " in old) for one in middle)
    return f"{before}{spelled}{after}"


def _spelled(character: str, *, letters: bool, blanks: bool) -> str:
    """Return a character, encoded unless it may stand for itself."""
    if character == " " and blanks:
        return character  # where one stands, in `<>` or quotes, another may
    if not character.isascii() and letters and character.isprintable():
        return character
    return quote(character, safe=_SAFE)
