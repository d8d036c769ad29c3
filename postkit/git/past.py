"""Asks git what the files of a folder were called at a revision, and what they said."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from postkit.errors import RequestError
from postkit.git.blobs import Blobs
from postkit.git.command import commit_of, demand, git, names, top_folder

OPTION = "--since"

_DIFF = ("--raw", "--no-abbrev", "-z", "-B", "-M", "--relative", "--no-ext-diff", "--no-textconv")
_REGULAR = {"100644", "100755"}
_INDEXES = {"index", "_index", "readme"}
_SURELY = 75
"""Files that are alike to so many percent are one file that moved; git's own bound is 50."""


class Change(NamedTuple):
    """One line of `git diff --raw`; paths are relative to the folder that was asked about.

    Attributes:
        old: The path before; None for a new file.
        new: The path now; None for a file that is gone.
        blob: The id of its text before.
        alike: How much of its text a renamed file has kept, in percent.
    """

    old: str | None
    new: str | None
    blob: str
    alike: int = 100


class Past:
    """The files of a folder as they were at a revision, by the paths that they have now.

    Args:
        folder: The folder.
        changes: How its files differ from then.
        later: Renames since then, step by step, oldest first: former path and next one.
    """

    def __init__(
        self, folder: Path, changes: Iterable[Change], later: Iterable[tuple[str, str]] = ()
    ) -> None:
        changes = list(changes)
        self._blobs = Blobs(folder)
        self._blob_of = {one.old: one.blob for one in changes if one.old is not None}
        self.was = {one.new: one.old for one in changes if one.new and one.old and one.new != one.old}
        self.changed = {one.new for one in changes if one.new and one.new == one.old}
        self.gone = {one.old for one in changes if one.old and not one.new}
        self.new = {one.new for one in changes if one.new and not one.old}
        self.unsure = {one.new for one in changes if one.new in self.was and not _surely(one)}
        self.between: dict[str, str] = {}
        self._follow(later)
        self.now = {old: new for new, old in self.was.items()}

    def _follow(self, later: Iterable[tuple[str, str]]) -> None:
        """Follow files through the names that they had in between.

        A file that was renamed and then rewritten is no rename from the first to the last.
        """
        names_of: dict[str, list[str]] = {}
        for old, new in later:
            names_of[new] = [*names_of.pop(old, []), old]
        for new, former in names_of.items():
            if new not in self.was and former[0] in self.gone and new in self.new:
                self.was[new] = former[0]
                self.gone.discard(former[0])
                self.new.discard(new)
            if new in self.was:
                self.between |= dict.fromkeys((name for name in former if name != self.was[new]), new)

    @property
    def moved(self) -> bool:
        """Whether any file has another name now."""
        return bool(self.was or self.between)

    def path_then(self, path: str) -> str | None:
        """Return what a file was called; None for one that is new.

        Args:
            path: Its path now.
        """
        return None if path in self.new else self.was.get(path, path)

    def path_now(self, path: str) -> str | None:
        """Return what a file is called now; None for one that is gone.

        Args:
            path: Its path then, or one that it had in between.
        """
        return None if path in self.gone else self.now.get(path) or self.between.get(path, path)

    def text(self, path: str) -> bytes | None:
        """Return what a file said then; None where it has not changed since, or there was none.

        Args:
            path: Its path then.
        """
        blob = self._blob_of.get(path)
        return None if blob is None else self._blobs.read(blob)


def past_of(folder: Path, revision: str | None) -> Past | None:
    """Return the files of a folder as they were at a revision.

    Args:
        folder: A folder that exists.
        revision: A name of a commit, as git takes it; None for the last commit, if there is one.

    Returns:
        The past; None where no revision was asked for and git knows of none, or nothing has changed.

    Raises:
        RequestError: If a revision was asked for and there is no git, no repository or no such
            revision.
    """
    try:
        commit = commit_of(top_folder(folder, OPTION), revision or "HEAD", OPTION)
    except RequestError:
        if revision is None:
            return None
        raise
    changes = _changes(folder, commit)
    later = _renames(folder, commit) if revision else ()
    return Past(folder, changes, later) if changes else None


def _changes(folder: Path, commit: str) -> list[Change]:
    """Return how files differ from a commit; a file that was moved without git's help is renamed, too."""
    tracked = list(_read(demand(folder, "diff", *_DIFF, commit, "--", ".", wanted_by=OPTION)))
    if all(one.new for one in tracked):
        return tracked
    listed = ("ls-files", "--others", "--exclude-standard", "-z")
    if not (others := demand(folder, *listed, wanted_by=OPTION)):
        return tracked
    return list(_read(_with_others(folder, commit, others)))


def _with_others(folder: Path, commit: str, others: bytes) -> bytes:
    """Return the diff as if the files that git does not know were to be added, by a copy of its index."""
    index, objects = _git_path(folder, "index"), _git_path(folder, "objects")
    with tempfile.TemporaryDirectory(prefix="postkit-") as scratch:
        copy = Path(scratch) / "index"
        if index.exists():
            shutil.copyfile(index, copy)
        # What git writes goes there, too; what it reads is found by the list of other places.
        (Path(scratch) / "info").mkdir()
        (Path(scratch) / "info/alternates").write_bytes(os.fsencode(f"{objects.absolute()}\n"))
        environment = {"GIT_INDEX_FILE": str(copy), "GIT_OBJECT_DIRECTORY": scratch}
        add = ("add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul")
        literal = environment | {"GIT_LITERAL_PATHSPECS": "1"}
        git(folder, *add, wanted_by=OPTION, given=others, environment=literal)
        diff = ("diff", *_DIFF, commit, "--", ".")
        return git(folder, *diff, wanted_by=OPTION, environment=environment).out


def _git_path(folder: Path, name: str) -> Path:
    """Return where git keeps something of its own."""
    return folder / os.fsdecode(demand(folder, "rev-parse", "--git-path", name, wanted_by=OPTION)[:-1])


def _renames(folder: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Yield each rename of the commits since, oldest first."""
    log = ("log", "--format=", "--reverse", "--topo-order", "--diff-filter=R", *_DIFF)
    for change in _read(demand(folder, *log, f"{commit}..HEAD", "--", ".", wanted_by=OPTION)):
        if change.old and change.new:
            yield change.old, change.new


def _read(raw: bytes) -> Iterator[Change]:
    """Read what `git diff --raw -z` prints: `:modes ids status`, then one path, or two of a rename."""
    parts = iter(names(raw))
    for part in parts:
        if not part.startswith(":"):
            continue
        mode, _, blob, _, status = part[1:].split(" ")
        old = new = next(parts)
        if status[0] in "RC":
            new = next(parts)
        if mode not in _REGULAR and status != "A":
            continue
        alike = int(status[1:] or 100)
        yield Change(None if status[0] in "AC" else old, None if status == "D" else new, blob, alike)


def _surely(change: Change) -> bool:
    """Tell whether a file that git takes for a renamed one is not just a like one."""
    if change.alike >= _SURELY or not change.old or not change.new:
        return True
    stem = change.old.rpartition("/")[2].partition(".")[0]
    same_name = change.old.rpartition("/")[2] == change.new.rpartition("/")[2]
    return same_name and stem.lower() not in _INDEXES
