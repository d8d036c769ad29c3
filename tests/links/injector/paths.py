"""Relative ways between files and between addresses, and their percent-encoding."""

from __future__ import annotations

from posixpath import dirname, relpath
from urllib.parse import quote


def encoded(path: str) -> str:
    """Percent-encode a path as engines do."""
    return quote(path, safe="/!$&'()*+,;=:@-._~")


def blanks_encoded(path: str) -> str:
    """Percent-encode the blanks of a path alone, as people do."""
    return path.replace(" ", "%20")


def between_files(start: str, target: str) -> str:
    """Return the way from one file to another."""
    return relpath(target, dirname(start) or ".")


def between_urls(start: str, target: str) -> str:
    """Return the way from one address to another; a slash at the end is kept."""
    folder = start if start.endswith("/") else dirname(start)
    way = relpath(target, folder)
    return f"{way}/" if target.endswith("/") else way
