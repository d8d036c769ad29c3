"""Names like one that is missing, for a hint."""

from __future__ import annotations

import os
from collections.abc import Iterable
from posixpath import basename, dirname, relpath

from postkit.links.locate import file_paths
from postkit.links.resolve import Form, Reference
from postkit.links.targets import Targets

_MOST_NAMES = 5000


def near_name(targets: Targets, post: str, reference: Reference) -> str | None:
    """Return how a link to a file with a similar name would be written, or None.

    Args:
        targets: The site.
        post: The path of the post below the root.
        reference: A link that names nothing.
    """
    for path in file_paths(targets, post, reference):
        folder = dirname(path)
        if targets.files.exists(folder or "."):
            name = _nearest(basename(path), _names(targets, folder))
            if name is None:
                return None
            if reference.form is Form.RELATIVE:
                return relpath(f"/{folder}/{name}", f"/{dirname(post)}")
            return f"{dirname(reference.decoded).rstrip('/')}/{name}"
    return None


def _names(targets: Targets, folder: str) -> list[str]:
    try:
        with os.scandir(targets.files.root / folder) as entries:
            return sorted(entry.name for entry, _ in zip(entries, range(_MOST_NAMES), strict=False))
    except OSError:
        return []


def _nearest(wanted: str, names: Iterable[str]) -> str | None:
    from rapidfuzz import fuzz, process

    found = process.extractOne(wanted[:255], list(names), scorer=fuzz.ratio, score_cutoff=80)
    return found[0] if found else None
