"""The files of a site as they are on disk, with their exact case on every system."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from unicodedata import normalize

from postkit.flavors.publishing.record import Publishing

_MOST_GUESSES = 16
_MOST_ASKED = 10_000

Fold = Callable[[str], str]


class Files:
    """Answers which files there are below a root; each folder is listed once and remembered.

    Args:
        root: The site's root folder. Nothing outside is ever looked at: not by `..`, not by a
            symbolic link.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self._names: dict[str, dict[str, bool]] = {}
        self._folded: dict[tuple[str, Fold], dict[str, list[str]]] = {}
        self._asked: dict[tuple[str, Fold], list[str]] = {}

    def exists(self, path: str) -> bool:
        """Tell whether a file or folder exists with exactly this case; NFC and NFD are alike.

        Args:
            path: A path below the root, with `/`; `.` and `..` are followed by name.
        """
        return self._find(path, _nfc) is not None

    def is_file(self, path: str) -> bool:
        """Tell whether a path exists with exactly this case and is a file."""
        found = self._find(path, _nfc)
        if not found:
            return False
        folder, _, name = found.rpartition("/")
        return not self._list(folder)[name]

    def right_case(self, path: str) -> str | None:
        """Return a path as it is spelt on disk; None where there is none in any case.

        Args:
            path: A path below the root, with `/`, in any case.
        """
        return self._find(path, _nfc) or self._find(path, _folded)

    def names(self, folder: str) -> Iterable[str]:
        """Return the names in a folder in order; none where there is no such folder.

        Args:
            folder: Its path below the root, with `/`.
        """
        found = self._find(folder, _nfc)
        return () if found is None else self._list(found)

    def _find(self, path: str, fold: Fold) -> str | None:
        folder, _, name = path.rpartition("/")
        if name in ("", ".", ".."):
            found = self._places(path, fold)
        elif "\0" in name or path.startswith("/"):
            return None
        else:
            found = self._below(self._near(folder, fold), name, fold)
        return found[0] if found else None

    def _near(self, folder: str, fold: Fold) -> list[str]:
        """Return what a folder may be, as it is remembered: many paths are asked for in one folder."""
        key = (folder, fold)
        if key not in self._asked:
            if len(self._asked) >= _MOST_ASKED:
                self._asked.clear()
            self._asked[key] = self._places(folder, fold)
        return self._asked[key]

    def _places(self, path: str, fold: Fold) -> list[str]:
        """Return what a path may be, its names compared by what they fold to."""
        parts = _parts(path)
        if parts is None:
            return []
        found = [""]
        for part in parts:
            found = self._below(found, part, fold)
        return found

    def _below(self, folders: list[str], part: str, fold: Fold) -> list[str]:
        if not folders:
            return []
        wanted = fold(part)
        return [
            f"{folder}/{name}" if folder else name
            for folder in folders
            for name in self._matching(folder, part, wanted, fold)
        ][:_MOST_GUESSES]

    def _matching(self, folder: str, part: str, wanted: str, fold: Fold) -> list[str]:
        names = self._list(folder)
        if part in names and fold is _nfc:
            return [part]
        return self._by_fold(folder, fold).get(wanted, [])

    def _by_fold(self, folder: str, fold: Fold) -> dict[str, list[str]]:
        """Return the names in a folder by what they fold to, so that a miss costs no scan of all."""
        key = (folder, fold)
        if key not in self._folded:
            table: dict[str, list[str]] = {}
            for name in self._list(folder):
                table.setdefault(fold(name), []).append(name)
            self._folded[key] = table
        return self._folded[key]

    def _list(self, folder: str) -> dict[str, bool]:
        """Return the names in a folder in order, each with whether it is a folder."""
        if folder not in self._names:
            self._names[folder] = self._scan(folder)
        return self._names[folder]

    def _scan(self, folder: str) -> dict[str, bool]:
        parent, _, name = folder.rpartition("/")
        if folder and not self._list(parent).get(name):
            return {}
        try:
            with os.scandir(self.root / folder) as entries:
                return dict(
                    sorted((entry.name, entry.is_dir()) for entry in entries if self._is_inside(entry))
                )
        except OSError:
            return {}

    def _is_inside(self, entry: os.DirEntry[str]) -> bool:
        if not entry.is_symlink():
            return True
        target = os.path.realpath(entry.path)
        return Path(target).is_relative_to(self.root) and os.path.exists(target)  # noqa: PTH110


def static_file(files: Files, how: Publishing, key: str) -> str | None:
    """Return the file that is served as it is at a key of the site, or None.

    Pages go first: ask the index before.

    Args:
        files: The site's files.
        how: How the site is published.
        key: A decoded path below the base, with its leading `/`.
    """
    inside = key.removeprefix("/")
    if inside.endswith("/"):
        return None
    for folder in how.static:
        path = f"{folder}/{inside}".removeprefix("/")
        if files.is_file(path) and how.serves(path):
            return path
    return None


def _parts(path: str) -> list[str] | None:
    """Return a path's names without `.` and `..`; None where it leaves the root."""
    if "\0" in path or path.startswith("/"):
        return None
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return parts


def _nfc(name: str) -> str:
    return normalize("NFC", name)


def _folded(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())
