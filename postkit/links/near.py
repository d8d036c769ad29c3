"""Names like one that is missing, for a hint."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from posixpath import basename, dirname
from urllib.parse import unquote

from postkit.links.locate import file_paths, urls
from postkit.links.resolve import Reference
from postkit.links.targets import Targets

_MOST_NAMES = 5000


def near_name(targets: Targets, post: str, reference: Reference) -> str | None:
    """Return the path of a link with its last name changed to a similar one that exists, or None.

    Args:
        targets: The site.
        post: The path of the post below the root.
        reference: A link that names nothing.
    """
    path = reference.decoded.rstrip("/")
    near = _nearest(basename(path), _names(targets, post, reference))
    if near is None:
        return None
    folder = path[: len(path) - len(basename(path))]
    return f"{folder}{near}{reference.decoded[len(path) :]}"


def _names(targets: Targets, post: str, reference: Reference) -> list[str]:
    """Return the names of pages in the folder of the address, else those of files beside the path."""
    if not reference.suffix or reference.suffix == ".html":
        for url in urls(targets, post, reference):
            pages = targets.neighbours(unquote(url))
            return [basename(unquote(page).rstrip("/")) for page in islice(pages, _MOST_NAMES)]
    for path in file_paths(targets, post, reference):
        folder = dirname(path)
        if targets.files.exists(folder or "."):
            return _files(targets, folder)
    return []


def _files(targets: Targets, folder: str) -> list[str]:
    try:
        with os.scandir(targets.files.root / folder) as entries:
            return sorted(entry.name for entry in islice(entries, _MOST_NAMES))
    except OSError:
        return []


def _nearest(wanted: str, names: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted[:255], list(names), scorer=fuzz.ratio, score_cutoff=80)
    return found[0] if found else None
