"""Asks git which files are not as they were at a revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from postkit.errors import RequestError
from postkit.git.command import commit_of, demand, names, top_folder

_OPTION = "--changed-since"
_SUBMODULE = "160000 "


class Changes:
    """The files that differ from a revision: committed since, staged or not, or new and not ignored.

    Args:
        revision: A name of a commit, as git takes it.
        folders: Folders that exist; every repository that one of them is in is asked.

    Raises:
        RequestError: If there is no git, no repository or no such revision.
    """

    def __init__(self, revision: str, folders: Iterable[Path]) -> None:
        tops = {top_folder(folder, _OPTION) for folder in dict.fromkeys(folders)}
        self._paths = {path for top in tops for path in _changed(top, revision)}
        # A repository inside of another is named like a folder; what is in it is not told.
        self._folders = frozenset(path.rstrip("/") for path in self._paths if os.path.isdir(path))  # noqa: PTH112
        self._real: dict[str, str] = {}

    def hold(self, path: Path) -> bool:
        """Tell whether a file is among them, itself or what it is a symlink to.

        Args:
            path: The file, relative to the working folder or absolute.
        """
        folder, name = os.path.split(path)
        real = self._real.get(folder)
        if real is None:
            real = self._real[folder] = os.path.realpath(folder)
        whole = os.path.join(real, name)  # noqa: PTH118 (asked of every post; a `Path` costs ten times as much)
        if whole in self._paths or (self._folders and self._inside(whole)):
            return True
        return os.path.islink(whole) and os.path.realpath(whole) in self._paths  # noqa: PTH114

    def _inside(self, path: str) -> bool:
        return any(path.startswith(f"{folder}/") for folder in self._folders)


def _changed(top: str, revision: str) -> list[str]:
    """Return the absolute paths of files, and of repositories, below a top folder that differ."""
    commit = commit_of(top, revision, _OPTION)
    differing = demand(
        *(top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv"),
        *("--ignore-submodules=dirty", commit, "--"),
        wanted_by=_OPTION,
    )
    new = demand(top, "ls-files", "--others", "--exclude-standard", "-z", wanted_by=_OPTION)
    inside = [path for folder in _submodules(top) for path in _changed_inside(folder)]
    return [*inside, *(os.path.join(top, name) for name in (*names(differing), *names(new)))]  # noqa: PTH118


def _changed_inside(folder: str) -> list[str]:
    """Return what differs in a submodule from its own last commit; git would ask by that one's settings."""
    with suppress(RequestError):  # it has no commit, or is broken
        return _changed(folder, "HEAD")
    return []


def _submodules(top: str) -> Iterator[str]:
    """Yield the absolute paths of the submodules that are checked out."""
    listed = names(demand(top, "ls-files", "--stage", "-z", wanted_by=_OPTION))
    for line in listed:
        folder = os.path.join(top, line.partition("\t")[2])  # noqa: PTH118
        if line.startswith(_SUBMODULE) and os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            yield folder
