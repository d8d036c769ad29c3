"""Patterns and formats as both validators judge them: one engine, one answer, bounded time.

Patterns are ECMA-262's, as JSON Schema has them, run by an engine that needs no backtracking for
most of them and gives up after a million steps for the rest; Python's `re` would know another
dialect and may run for years.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

POST_DATE = "post-date"
"""The name of the format that is postkit's own."""


def matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern is found in a text; no where the engine gives up.

    Args:
        pattern: A regular expression that the schema was compiled with.
        text: Any text.
    """
    try:
        return bool(_pattern(pattern).is_valid(str(text)))
    except ValueError:  # a lone surrogate, which the engine cannot be given
        return False


def gives_up(pattern: str, text: str) -> bool:
    """Tell whether the engine gives up before it knows if a pattern is found in a text."""
    try:
        kinds = [type(error.kind).__name__ for error in _pattern(pattern).iter_errors(str(text))]
    except ValueError:
        return False
    return "BacktrackLimitExceeded" in kinds


def has_format(name: str, text: str, draft: str) -> bool:
    """Tell whether a text has one of JSON Schema's formats; yes to a format that is not known.

    Args:
        name: The format.
        text: Any text.
        draft: The URI of the draft, since later ones have more formats.
    """
    try:
        return bool(_format(name, draft).is_valid(str(text)))
    except ValueError:
        return False


def has_no_repeats(items: list[Any]) -> bool:
    """Tell whether no two items of a list are equal, as JSON Schema takes it: 1 is 1.0 and not true.

    Args:
        items: Plain data; every text an exact `str`.
    """
    try:
        return bool(_unique().is_valid(items))
    except (ValueError, OverflowError):
        spelled = [repr(item) for item in items]
        return len(set(spelled)) == len(spelled)


@lru_cache(maxsize=1)
def _unique() -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for({"uniqueItems": True})


@lru_cache(maxsize=1024)
def _pattern(pattern: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for({"pattern": pattern})


@lru_cache(maxsize=1024)
def _format(name: str, draft: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for({"$schema": draft, "format": name}, validate_formats=True)


def extra_keys(instance: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return the keys of a mapping that neither `properties` nor `patternProperties` names."""
    known, patterns = schema.get("properties", ()), schema.get("patternProperties", ())
    return [key for key in instance if key not in known and not any(matches(one, key) for one in patterns)]
