"""Reports of a whole conversion: totals, and post by post what changed and what stayed HTML."""

from __future__ import annotations

from pathlib import Path

from postkit.errors import RequestError
from postkit.report.conversion.base import Report, Result

_SUFFIXES = (".json", ".html")


def kind(path: Path) -> str:
    """Return what a report is, by the suffix of its file: `json` or `html`.

    Args:
        path: The file.

    Raises:
        RequestError: If it has another suffix.
    """
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise RequestError(f"`--report` writes a file that ends with `.json` or `.html`, not `{path.name}`")
    return suffix[1:]


def report(path: Path) -> Report:
    """Return a new report for a file; only the module of its kind is loaded.

    Args:
        path: The file, whose suffix says what it is.

    Raises:
        RequestError: If it has another suffix.
    """
    if kind(path) == "html":
        from postkit.report.conversion.page import Page

        return Page()
    from postkit.report.conversion.data import Data

    return Data()


__all__ = ["Report", "Result", "kind", "report"]
