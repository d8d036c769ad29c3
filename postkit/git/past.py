"""Asks git what the files of a folder were called at a revision, and what they said."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from postkit.errors import RequestError
from postkit.git.blobs import Blobs
from postkit.git.command import commit_of, demand, top_folder
from postkit.git.raw import WHOLE, Change, read, surely
from postkit.git.twins import with_endings_paired, with_twins_paired

OPTION = "--since"

_MOST = 3000
"""So many files, edited and renamed, git compares each with each in ten seconds; its own bound is 1000."""

_DIFF = (
    *("--raw", "--no-abbrev", "-z", "-B", "-M", f"-l{_MOST}", "--relative", "--no-color"),
    *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all"),
)


class Past:
    """The files of a folder as they were at a revision, by the paths that they have now.

    Args:
        folder: The folder.
        changes: How its files differ from then.
        later: Renames since then, commit by commit, oldest first: former path and next one.
    """

    def __init__(
        self, folder: Path, changes: Iterable[Change], later: Iterable[Iterable[Change]] = ()
    ) -> None:
        changes = list(changes)
        self._blobs = Blobs(folder)
        self._blob_of = {one.old: one.blob for one in changes if one.old is not None}
        self.was = {one.new: one.old for one in changes if one.new and one.old and one.new != one.old}
        self.changed = {one.new for one in changes if one.new and one.new == one.old}
        self.gone = {one.old for one in changes if one.old and not one.new}
        self.new = {one.new for one in changes if one.new and not one.old}
        self.unsure = {one.new for one in changes if one.new in self.was and not surely(one)}
        self.between: dict[str, str] = {}
        self._names_of: dict[str, list[str]] = {}
        self._follow(later)
        # A name that another text has now is taken to be what links to it mean: the old may be a copy.
        self.now = {old: new for new, old in self.was.items() if old not in self.changed}

    def _follow(self, later: Iterable[Iterable[Change]]) -> None:
        """Follow files through the names that they had in between.

        A file that was renamed and then rewritten is no rename from the first to the last, or no sure
        one.
        """
        names_of: dict[str, list[str]] = {}
        doubted: set[str] = set()
        for step in later:
            renames = [(one.old, one.new, surely(one)) for one in step if one.old and one.new != one.old]
            pairs = [(old, new, sure and old not in doubted) for old, new, sure in renames if new]
            former_names = [[*names_of.pop(old, []), old] for old, _, _ in pairs]
            names_of |= {new: former for (_, new, _), former in zip(pairs, former_names, strict=True)}
            doubted -= {new for _, new, _ in pairs}
            doubted |= {new for _, new, sure in pairs if not sure}
        for new, former in names_of.items():
            if new not in self.was and former[0] in self.gone and new in self.new:
                self.was[new] = former[0]
                self.gone.discard(former[0])
                self.new.discard(new)
            if self.was.get(new) == former[0]:
                (self.unsure.add if new in doubted else self.unsure.discard)(new)
            # A file that came later, or has its first name again, may have been called otherwise, too.
            self._names_of[new] = [name for name in former if name not in (new, self.was.get(new))]
            self.between |= dict.fromkeys(self._names_of[new], new)

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

    def paths_between(self, path: str) -> list[str]:
        """Return what else a file has been called since, the latest name first.

        Args:
            path: Its path now.
        """
        return self._names_of.get(path, [])[::-1]

    def path_now(self, path: str) -> str | None:
        """Return what a file is called now; None for one that is gone.

        Args:
            path: Its path then, or one that it had in between.
        """
        return None if path in self.gone else self.now.get(path) or self.between.get(path, path)

    def text(self, path: str) -> bytes | None:
        """Return what a file said then; None where it has not changed since, or is a symlink.

        Args:
            path: Its path then.
        """
        blob = self._blob_of.get(path)
        return self._blobs.read(blob) if blob else None


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
        commit = commit_of(top_folder(folder, OPTION), "HEAD" if revision is None else revision, OPTION)
        changes = _changes(folder, commit)
        later = _steps(folder, commit, changes) if changes or revision is not None else []
    except RequestError:
        if revision is None:
            return None
        raise
    return Past(folder, changes, later) if changes or any(later) else None


def _changes(folder: Path, commit: str) -> list[Change]:
    """Return how files differ from a commit; a file that was moved without git's help is renamed, too."""
    diff = demand(folder, "diff", *_DIFF, commit, "--", ".", wanted_by=OPTION)
    if any(map(_may_have_left, read(diff))):
        listed = demand(folder, "ls-files", "--others", "--exclude-standard", "-z", wanted_by=OPTION)
        # A repository inside of this one is named like a folder; what is in it is not this one's.
        others = [name for name in listed.split(b"\0") if name and not name.endswith(b"/")]
        with suppress(RequestError):  # one of them cannot be read
            diff = _with_others(folder, commit, others) if others else diff
    return with_endings_paired(with_twins_paired(list(read(diff))))


def _may_have_left(change: Change) -> bool:
    """Tell whether the text of a file may be in another one now, and its name be another text's."""
    return change.old is not None and (change.new != change.old or change.alike < WHOLE)


def _with_others(folder: Path, commit: str, others: Iterable[bytes]) -> bytes:
    """Return the diff as if the files that git does not know were to be added, by a copy of its index.

    That says nothing of their texts: any id stands for them, as git reads what is on disk.
    """
    index, objects = _git_path(folder, "index"), _git_path(folder, "objects")
    with tempfile.TemporaryDirectory(prefix="postkit-") as scratch:
        copy = Path(scratch) / "index"
        if index.exists():
            shutil.copy2(index, copy)  # by its time git tells which files may have changed right after
        # What git writes goes there, too; what it reads is found by the list of other places.
        (Path(scratch) / "info").mkdir()
        (Path(scratch) / "info/alternates").write_bytes(os.fsencode(f"{objects.absolute()}\n"))
        environment = {"GIT_INDEX_FILE": str(copy), "GIT_OBJECT_DIRECTORY": scratch}
        inside = demand(folder, "rev-parse", "--show-prefix", wanted_by=OPTION)[:-1]
        given = b"".join(b"100644 %s 0\t%s%s\0" % (commit.encode(), inside, name) for name in others)
        add = ("update-index", "--add", "--replace", "-z", "--index-info")
        demand(folder, *add, wanted_by=OPTION, given=given, environment=environment)
        diff = ("diff", *_DIFF, commit, "--", ".")
        return demand(folder, *diff, wanted_by=OPTION, environment=environment)


def _git_path(folder: Path, name: str) -> Path:
    """Return where git keeps something of its own."""
    return folder / os.fsdecode(demand(folder, "rev-parse", "--git-path", name, wanted_by=OPTION)[:-1])


def _steps(folder: Path, commit: str, changes: list[Change]) -> list[list[Change]]:
    """Return the renames of each commit since, oldest first, and at last those not yet committed.

    Args:
        folder: As for `past_of`.
        commit: The commit.
        changes: How the files differ from it.
    """
    head = commit_of(str(folder), "HEAD", OPTION)
    log = ("log", "--format=%H", "--reverse", "--topo-order", "--diff-filter=RC", *_DIFF)
    listed = read(demand(folder, *log, f"{commit}..{head}", "--", ".", wanted_by=OPTION))
    commits = [with_twins_paired(list(made)) for _, made in groupby(listed, attrgetter("commit"))]
    return [*commits, _uncommitted(folder, head, changes if head == commit else _changes(folder, head))]


def _uncommitted(folder: Path, head: str, changes: list[Change]) -> list[Change]:
    """Return the renames since the last commit: what was staged is known, be the text rewritten since."""
    diff = demand(folder, "diff", "--cached", *_DIFF, head, "--", ".", wanted_by=OPTION)
    there = {one.new for one in changes}
    staged = [one for one in with_twins_paired(list(read(diff))) if one.old != one.new and one.new in there]
    known = {one.new for one in staged if one.old}
    return [*(one for one in changes if one.new not in known), *staged]
