"""Findings as text: one file a format."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from postkit.report.base import Reporter
from postkit.report.summary import Counts, summary

FORMATS = ("full", "concise", "json", "jsonl")
"""The names of the formats; each is a module of this package."""


class _Module(Protocol):
    """What a module of a format has."""

    def reporter(self, *, colour: bool) -> Reporter:
        """Return a new reporter."""


def reporter(name: str, *, colour: bool) -> Reporter:
    """Return a new reporter; only the module of its format is loaded.

    Args:
        name: One of `FORMATS`.
        colour: Whether the format may use colour, if it has any.

    Raises:
        ValueError: If there is no such format.
    """
    if name not in FORMATS:
        raise ValueError(f"no output format `{name}`")
    module: _Module = import_module(f"postkit.report.{name}")
    return module.reporter(colour=colour)


__all__ = ["FORMATS", "Counts", "Reporter", "reporter", "summary"]
