"""Reads which files differ, and which of them were renamed, from what git prints of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postkit.git.command import names

WHOLE = 100
"""Percent."""

_REGULAR, _SYMLINK = {"100644", "100755"}, "120000"
_INDEXES = {"index", "_index", "readme"}
_SURELY = 75
"""Files that are alike to so many percent are one file that moved; git's own bound is 50."""


class Change(NamedTuple):
    """One line of `git diff --raw`; paths are relative to the folder that was asked about.

    Attributes:
        old: The path before; None for a new file.
        new: The path now; None for a file that is gone.
        blob: The id of its text before; empty for that of a symlink, which is but a path.
        alike: How much of its text a renamed file, or one that was written anew, has kept, in percent.
        commit: The commit that made it, where commits are listed.
        doubtful: Whether another file may have been renamed to this as well.
    """

    old: str | None
    new: str | None
    blob: str
    alike: int = WHOLE
    commit: str = ""
    doubtful: bool = False


def read(raw: bytes) -> Iterator[Change]:
    """Read what `git diff --raw -z` prints: `:modes ids status`, then one path, or two of a rename.

    It says `C` where a renamed file has left its old name to another text.
    """
    parts, commit = iter(names(raw)), ""
    for part in map(str.lstrip, parts):  # a line feed goes before the changes of a commit
        if not part.startswith(":"):
            commit = part or commit
            continue
        mode, _, blob, _, status = part[1:].split(" ")
        old = new = next(parts)
        if status[0] in "RC":
            new = next(parts)
        if mode not in {*_REGULAR, _SYMLINK} and status != "A":
            continue
        blob = "" if mode == _SYMLINK else blob
        alike = int(status[1:] or WHOLE)
        if status[0] == "M" and len(status) > 1:
            alike = WHOLE - alike  # of a file that was written anew it says how much is another
        yield Change(None if status == "A" else old, None if status == "D" else new, blob, alike, commit)


def surely(change: Change) -> bool:
    """Tell whether a file that git takes for a renamed one is not just a like one."""
    if change.doubtful:
        return False
    if change.alike >= _SURELY or not change.old or not change.new:
        return True
    stem = change.old.rpartition("/")[2].partition(".")[0]
    same_name = change.old.rpartition("/")[2] == change.new.rpartition("/")[2]
    return same_name and stem.lower() not in _INDEXES
