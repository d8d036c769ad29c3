"""Writes a path of the site as a page asks for it."""

from __future__ import annotations

from posixpath import relpath


def from_page(own: str, target: str) -> str:
    """Return a path of the site as it is written relative to a page.

    Args:
        own: The decoded address of the page.
        target: The decoded address that is meant.
    """
    folder = own.rpartition("/")[0] or "/"
    bare = relpath(target, folder)
    return f"{bare}/" if target.endswith("/") else bare
