"""Which folders have moved, as far as their files tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def moved_folders(pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return what folders are called now all of whose moved files went to one place.

    Args:
        pairs: Paths of files before and now.
    """
    found: dict[str, str | None] = {}
    for pair in pairs:
        old, new = (path.strip("/") for path in pair)
        while old and new and old.rpartition("/")[2] == new.rpartition("/")[2]:
            old, new = old.rpartition("/")[0], new.rpartition("/")[0]
            if old == new:
                break
            found[old] = new if found.get(old, new) == new else None
    return {old: new for old, new in found.items() if old and new is not None}
