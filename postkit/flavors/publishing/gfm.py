"""Markdown files as they are: links are paths of files; what publishes them is not known."""

from __future__ import annotations

from postkit.flavors.publishing.record import Publishing, SiteFacts


def publishing(_: SiteFacts) -> Publishing:
    """Return how files are linked: by anything that an engine may take for a path."""
    return Publishing(links_known=False, pages_known=False)
