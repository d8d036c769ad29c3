"""Settings that may have any type: what is of the wrong one counts as not set."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final


class Unknown(Enum):
    """The type of `UNKNOWN`."""

    EXPRESSION = "expression"


UNKNOWN: Final = Unknown.EXPRESSION
"""Stands for a setting that is a program's to decide: it is there, and its value is not known."""


def mapping(value: object) -> Mapping[str, Any]:
    """Return a value that is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def text(value: object) -> str:
    """Return a value that is a string, else an empty one."""
    return value if isinstance(value, str) else ""


def strings(value: object) -> list[str]:
    """Return the strings of a list, or a lone string as a list of one."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []
