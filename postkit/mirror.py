"""Where converted posts go that leave their originals alone: a folder that mirrors those read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from errno import ENOTDIR, EPERM
from pathlib import Path
from typing import NamedTuple

from postkit.core.printable import quoted
from postkit.errors import RequestError
from postkit.write import write_new


class Mirror(NamedTuple):
    """A folder of results, each below it as its original stands below the path that was asked for.

    Args:
        folder: The folder; it need not exist yet.
        roots: The files and folders that were asked for, relative to the working folder or absolute.
    """

    folder: Path
    roots: Sequence[Path]

    def target(self, path: Path) -> Path:
        """Return where the result of a post goes: by its name alone, if it was named itself.

        Args:
            path: The post, as a walk of the paths asked for gives it.
        """
        for root in self.roots:
            if path != root and path.is_relative_to(root) and ".." not in path.relative_to(root).parts:
                return self.folder / path.relative_to(root)
        return self.folder / path.name

    def holds(self, path: Path) -> bool:
        """Tell whether a post is a result of before, where the folder lies inside of one asked for."""
        folder = os.path.realpath(self.folder)
        inside = any(_below(folder, os.path.realpath(root)) for root in self.roots)
        return inside and _below(os.path.realpath(path), folder)

    def write(self, path: Path, data: bytes, *, like: Path) -> None:
        """Write the result of a post, with the mode that the post has.

        Args:
            path: The post, under the name that the result has.
            data: The result.
            like: The post as it is.

        Raises:
            FileExistsError: If there is a file of its name already; it is left alone.
            OSError: If it cannot be written, or a symlink would take it out of the folder.
        """
        target = self.target(path)
        parent, folder = os.path.realpath(target.parent), os.path.realpath(self.folder)
        if parent != folder and not _below(parent, folder):
            raise PermissionError(EPERM, "a symlink leads out of the folder")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)) from error
        write_new(target, data, like=like)


def check_mirror(mirror: Mirror) -> None:
    """Refuse a folder that results cannot go to.

    Raises:
        RequestError: If it is no folder, or one of those that are read.
    """
    folder = mirror.folder
    if os.path.lexists(folder) and not folder.is_dir():
        raise RequestError(f"`--output-dir` {quoted(str(folder))} is no folder")
    if any(root.is_dir() and os.path.realpath(root) == os.path.realpath(folder) for root in mirror.roots):
        raise RequestError(f"`--output-dir` {quoted(str(folder))} is a folder that posts are read from")


def _below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)
