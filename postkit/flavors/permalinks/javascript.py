"""Values of front matter and configuration as JavaScript writes and judges them."""

from __future__ import annotations

import re
from typing import Any

TIMESTAMP = re.compile(
    r"""(?P<year>\d{4})-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?
    (?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)""",
    re.VERBOSE | re.ASCII,
)
"""What js-yaml 4 takes for a date, where it stands without quotes."""

_WHOLE = 1e21
"""From here on JavaScript writes numbers with an exponent."""


class UnknownError(Exception):
    """What a value is hangs on the machine or on code of the site's own."""


def is_timestamp(value: object) -> bool:
    """Tell whether a value of front matter is a date to js-yaml: plain, and in the form of one."""
    return isinstance(value, str) and not getattr(value, "quoted", True) and bool(TIMESTAMP.fullmatch(value))


def as_text(value: Any) -> str:
    """Return what `String(value)` gives.

    Args:
        value: A value of front matter or configuration.

    Raises:
        UnknownError: It is a date, which names the zone of the machine.
    """
    if isinstance(value, str):
        if is_timestamp(value):
            raise UnknownError
        return str(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return ",".join("" if item is None else as_text(item) for item in value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE:
        return str(int(value))
    return "[object Object]" if isinstance(value, dict) else str(value)


def is_true(value: object) -> bool:
    """Tell whether a value counts as true: an empty list and an empty mapping do."""
    return isinstance(value, list | dict) or bool(value)
