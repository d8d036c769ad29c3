"""How values are shown in messages."""

from __future__ import annotations

from typing import Any

_LONGEST = 60


def quote(value: Any) -> str:
    """Return a value for a message: in backticks, cut, on one line, control characters escaped.

    Args:
        value: A text as it is to be shown, or other data in JSON's spelling.
    """
    return f"`{shorten(value if isinstance(value, str) else spell(value))}`"


def shorten(text: str) -> str:
    """Return at most about 60 code points of a text, with control characters escaped."""
    cut = text[:_LONGEST] + "…" if len(text) > _LONGEST else text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def spell(value: Any) -> str:
    """Return a value as JSON spells it, a long one only in part."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) > 10**_LONGEST:
        return "a very large number"
    if isinstance(value, list):
        return "[" + ", ".join(spell(item) for item in value[:8]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {spell(item)}" for key, item in list(value.items())[:8]) + "}"
    return str(value)


def kind_of(value: Any) -> str:
    """Return what a value is, with its article, in the words of JSON Schema made plain."""
    if value is None:
        return "empty"
    names = (
        (bool, "true or false"),
        (int, "a number"),
        (float, "a number"),
        (str, "a text"),
        (list, "a list"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "a mapping")
