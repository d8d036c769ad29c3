"""Finds the posts that a command is about."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from postkit.config.globs import matches
from postkit.core.printable import quoted
from postkit.errors import RequestError
from postkit.gitignore import Ignores, is_ignored

POST_SUFFIXES = frozenset({".md", ".markdown", ".mdx"})
"""Suffixes of posts, in lower case."""

_NEVER = frozenset({"_layouts", "_includes", "_site", "node_modules", ".git"})
_NOT_AT_ROOT = frozenset({"layouts", "public", "themes", "vendor"})

_FRONT_MATTER = rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n|\+\+\+[ \t]*\r?\n|\{\s*[\"}])"


def discover(
    paths: Sequence[Path],
    *,
    root: Path,
    post_folders: Collection[str] | None,
    exclude: Sequence[str] = (),
    base: Path | None = None,
    force_exclude: bool = False,
    on_error: Callable[[OSError], None] | None = None,
) -> Iterator[Path]:
    """Yield the posts at some paths, each once, sorted by the parts of their paths.

    Folders are walked; a file that is named is taken as it is. Of several paths to one file the
    one without a symlink is taken. Symlinks that lead out of the root (and out of the folder
    that was named) or back to where they come from are not followed.

    Args:
        paths: Files and folders, relative to the working folder or absolute.
        root: The folder that the site begins in.
        post_folders: Names of folders inside which an `.html` file with front matter is a post;
            None for every folder, as the index of a site wants it.
        exclude: Globs of what to pass over.
        base: The folder that these globs start from; the root without it.
        force_exclude: Whether exclusions hold for files that are named, too.
        on_error: Called with the error of a folder that cannot be read; the walk goes on.

    Raises:
        RequestError: If a path does not exist.
    """
    names = None if post_folders is None else frozenset(post_folders)
    walk = _Walk(_real(root), names, (_real(base or root), tuple(exclude)), on_error)
    for path in paths:
        if is_folder(path):
            walk.folder(path, force_exclude=force_exclude)
        else:
            walk.file(path, force_exclude=force_exclude)
    for shown in sorted((shown for *_, shown in walk.found.values()), key=lambda shown: shown.split("/")):
        yield Path(shown)


class _Folder(NamedTuple):
    """A folder to be read: its path as people see it and as it is, and what holds in it."""

    shown: str
    real: str
    ignores: Ignores
    has_posts: bool


class _Link(NamedTuple):
    """A symlink inside a folder, and the real path that it leads to."""

    shown: str
    folder: str
    target: str


class _Walk:
    """Collects posts; `found` has them by their real path: is a symlink in it, its depth, the path."""

    def __init__(
        self,
        root: str,
        post_folders: frozenset[str] | None,
        exclude: tuple[str, tuple[str, ...]],
        on_error: Callable[[OSError], None] | None,
    ) -> None:
        self.found: dict[str, tuple[bool, int, str]] = {}
        self._root = root
        self._post_folders = post_folders
        self._base, self._exclude = exclude
        self._on_error = on_error or (lambda _: None)
        self._seen: set[str] = set()
        self._links: list[_Link] = []

    def file(self, path: Path, *, force_exclude: bool) -> None:
        """Take a file that was named."""
        real = _real(path)
        if not (force_exclude and self._passed_over(real, folder=False)):
            self._add(path.as_posix(), real, linked=path.is_symlink())

    def folder(self, path: Path, *, force_exclude: bool) -> None:
        """Walk a folder that was named, then the symlinks in it."""
        top = _real(path)
        if force_exclude and self._passed_over(top, folder=True):
            return
        base = self._root if _inside(top, self._root) else top
        shown = path.as_posix()
        self._walk(
            _Folder(
                "" if shown == "." else f"{shown.rstrip('/')}/", top, Ignores.at(top), self._posts_in(top)
            )
        )
        while self._links:
            self._follow(self._links.pop(), base)

    def _walk(self, top: _Folder) -> None:
        stack = [top]
        while stack:
            folder = stack.pop()
            if folder.real in self._seen:
                continue
            self._seen.add(folder.real)
            try:
                with os.scandir(folder.real or "/") as entries:
                    stack += filter(None, [self._entry(entry, folder) for entry in entries])
            except OSError as error:
                self._on_error(error)

    def _entry(self, entry: os.DirEntry[str], folder: _Folder) -> _Folder | None:
        """Take an entry of a folder if it is a post; return it if it is a folder to be walked."""
        name, shown, real = entry.name, folder.shown + entry.name, f"{folder.real}/{entry.name}"
        is_link = entry.is_symlink()
        if not is_link and not entry.is_dir(follow_symlinks=False):
            if self._is_post(entry, folder, real):
                self._add(shown, real, linked=False)
            return None
        if self._never(name, folder.real) or self._ignored(real, folder, is_folder=not is_link):
            return None
        if is_link:
            self._links.append(_Link(shown, folder.real, _real(Path(real))))
            return None
        has_posts = folder.has_posts or name in (self._post_folders or ())
        return _Folder(f"{shown}/", real, folder.ignores.below(real), has_posts)

    def _is_post(self, entry: os.DirEntry[str], folder: _Folder, real: str) -> bool:
        """Tell whether a file is a post; what costs least is asked first."""
        suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - once a file, kept fast
        is_page = suffix == ".html" and folder.has_posts
        if not (is_page or suffix in POST_SUFFIXES) or not entry.is_file(follow_symlinks=False):
            return False
        return not self._ignored(real, folder, is_folder=False) and (not is_page or _has_front_matter(real))

    def _ignored(self, real: str, folder: _Folder, *, is_folder: bool) -> bool:
        return self._excluded(real) or folder.ignores.cover(real, folder=is_folder)

    def _follow(self, link: _Link, base: str) -> None:
        """Walk or take what a symlink leads to, unless it leads out, back, or where no posts are."""
        target = link.target
        if not (_inside(target, base) or _inside(target, self._root)) or _inside(link.folder, target):
            return
        if self._has_never(target) or self._excluded(target):
            return
        has_posts = self._posts_in(target)
        if Path(target).is_dir():
            self._walk(_Folder(f"{link.shown}/", target, Ignores.at(target), has_posts))
            return
        suffix = Path(link.shown).suffix.lower()
        if Path(target).is_file() and (
            suffix in POST_SUFFIXES or (suffix == ".html" and has_posts and _has_front_matter(target))
        ):
            self._add(link.shown, target, linked=True)

    def _add(self, shown: str, real: str, *, linked: bool) -> None:
        """Take a post; of two paths to it the one without a symlink, then the shorter."""
        new = (linked, shown.count("/"), shown)
        self.found[real] = min(self.found.get(real, new), new)

    def _never(self, name: str, parent: str) -> bool:
        return name in _NEVER or (name in _NOT_AT_ROOT and parent == self._root)

    def _has_never(self, real: str) -> bool:
        """Tell whether a path inside the root is in a folder that is never walked."""
        parts = self._parts(real)
        return not _NEVER.isdisjoint(parts) or parts[0] in _NOT_AT_ROOT

    def _excluded(self, real: str) -> bool:
        if not self._exclude or not _inside(real, self._base):
            return False
        inside = real[len(self._base) + 1 :]
        return any(matches(glob, inside) for glob in self._exclude)

    def _passed_over(self, real: str, *, folder: bool) -> bool:
        """Tell whether a walk from the root would pass over a path."""
        ignored = is_ignored(real, folder=folder)
        return ignored or self._excluded(real) or (_inside(real, self._root) and self._has_never(real))

    def _posts_in(self, folder: str) -> bool:
        """Tell whether a folder is, or is inside, one of the post folders; None stands for all folders."""
        return self._post_folders is None or not self._post_folders.isdisjoint(self._parts(folder))

    def _parts(self, real: str) -> list[str]:
        """Return the parts of a path below the root; only its name where it is outside."""
        inside = _inside(real, self._root)
        return real[len(self._root) + 1 :].split("/") if inside else [real.rpartition("/")[2]]


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder.

    Args:
        path: A path, relative to the working folder or absolute.

    Raises:
        RequestError: If nothing is there, or it cannot be told.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RequestError(f"no file or folder {quoted(str(path))}") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise RequestError(f"cannot read {quoted(str(path))}: {reason}") from error
    return path.is_dir()


def _real(path: Path) -> str:
    """Return the real, absolute path with `/`; empty for the root of the file system."""
    try:
        return path.resolve().as_posix().rstrip("/")
    except (OSError, RuntimeError):  # a symlink that leads to itself
        return path.absolute().as_posix()


def _inside(path: str, folder: str) -> bool:
    """Tell whether a path is a folder or inside it."""
    return path == folder or path.startswith(f"{folder}/")


def _has_front_matter(path: str) -> bool:
    """Tell by a file's first bytes whether it has front matter; one that cannot be read counts."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - once a page, kept fast
            return re.match(_FRONT_MATTER, file.read(256)) is not None
    except OSError:
        return True
