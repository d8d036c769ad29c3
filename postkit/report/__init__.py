"""Findings as text: one file a format."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from postkit.errors import RequestError
from postkit.report.account import Account
from postkit.report.base import Reporter
from postkit.report.summary import Counts, summary

FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit")
"""The names of the formats; each is a module of this package."""

_LISTS = ("gitlab", "sarif", "junit")
"""Formats whose readers know findings only, no counts."""


class _Module(Protocol):
    """What a module of a format has."""

    def reporter(self, *, colour: bool) -> Reporter:
        """Return a new reporter."""


def reporter(name: str, *, colour: bool, statistics: bool = False) -> Reporter:
    """Return a new reporter; only the module of its format is loaded.

    Args:
        name: One of `FORMATS`.
        colour: Whether the format may use colour, if it has any.
        statistics: Whether findings are counted and not listed.

    Raises:
        ValueError: If there is no such format.
    """
    if name not in FORMATS:
        raise ValueError(f"no output format `{name}`")
    if statistics:
        from postkit.report.statistics import reporter as counting

        return counting(name)
    module: _Module = import_module(f"postkit.report.{name}")
    return module.reporter(colour=colour)


def demand_counts(name: str | None) -> None:
    """Raise where a format has no way to tell how often each rule found something.

    Args:
        name: One of `FORMATS`; None where the stream chooses it.

    Raises:
        RequestError: If there are only lists of findings in it.
    """
    if name in _LISTS:
        others = ", ".join(f"`{one}`" for one in FORMATS if one not in _LISTS)
        raise RequestError(f"`--statistics` cannot be written as `{name}`, only as {others}")


__all__ = ["FORMATS", "Account", "Counts", "Reporter", "demand_counts", "reporter", "summary"]
