"""Which files git ignores: `.gitignore` files and `.git/info/exclude`, as gitignore(5) says.

Not pathspec 1.1: on a pattern such as `**/a/**/a/…` it takes exponential time, and a site's own
`.gitignore` must not be able to hang the walk; git itself is the oracle of the tests.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from postkit.config.globs import translate

_BOM = b"\xef\xbb\xbf"
_TRAILING_BLANKS = re.compile(r"(?<!\\) +\Z")


class _Pattern(NamedTuple):
    """A line of a `.gitignore`.

    Attributes:
        regex: Matches a whole name, or a whole path from the file's folder.
        ignore: False after `!`.
        by_name: Whether it is about names at any depth.
        folders_only: Whether it is about folders only.
    """

    regex: re.Pattern[str]
    ignore: bool
    by_name: bool
    folders_only: bool


_Layer = tuple[str, tuple[_Pattern, ...]]


class Ignores:
    """The patterns in force in one folder.

    Args:
        layers: Folders with the patterns that stand in them, the outermost first.
    """

    __slots__ = ("_layers",)

    def __init__(self, layers: tuple[_Layer, ...] = ()) -> None:
        self._layers = layers

    @classmethod
    def at(cls, folder: str) -> Ignores:
        """Return the patterns from the top of the git working tree down to a folder.

        Outside of a working tree only the folder's own patterns count; so they do where the
        folder itself is ignored, since whoever names it wants it.

        Args:
            folder: A real, absolute path with `/`.
        """
        return _descend(folder) or cls().below(folder)

    def below(self, folder: str) -> Ignores:
        """Return the patterns in force in a folder inside, with those of its own `.gitignore`.

        Args:
            folder: A real, absolute path with `/`.
        """
        layer = _read(folder, ".gitignore")
        return Ignores((*self._layers, (folder, layer))) if layer else self

    def cover(self, path: str, *, folder: bool) -> bool:
        """Tell whether git ignores a path whose folders it does not ignore.

        Args:
            path: A real, absolute path with `/`.
            folder: Whether it is a folder.
        """
        name = path.rpartition("/")[2]
        for base, patterns in reversed(self._layers):
            inside = path[len(base) + 1 :]
            for pattern in patterns:
                if pattern.folders_only and not folder:
                    continue
                if pattern.regex.match(name if pattern.by_name else inside):
                    return pattern.ignore
        return False


def is_ignored(path: str, *, folder: bool) -> bool:
    """Tell whether git ignores a path or a folder that it is in.

    Args:
        path: A real, absolute path with `/`.
        folder: Whether it is a folder.
    """
    ignores = _descend(path.rpartition("/")[0])
    return ignores is None or ignores.cover(path, folder=folder)


def _descend(folder: str) -> Ignores | None:
    """Return the patterns in force in a folder; None if it is ignored or in one that is."""
    chain = [folder]
    while not os.path.lexists(f"{chain[-1]}/.git"):
        parent = chain[-1].rpartition("/")[0]
        if not parent:
            return Ignores().below(folder)
        chain.append(parent)
    top = chain.pop()
    ignores = Ignores(((top, _read(top, ".git/info/exclude")),)).below(top)
    for inner in reversed(chain):
        if ignores.cover(inner, folder=True):
            return None
        ignores = ignores.below(inner)
    return ignores


def _read(folder: str, name: str) -> tuple[_Pattern, ...]:
    """Return the patterns of a file, the last first, since it decides; none without such a file."""
    try:
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - once a folder, kept fast
            data = file.read()
    except OSError:
        return ()
    lines = data.removeprefix(_BOM).split(b"\n")
    patterns = [_parsed(os.fsdecode(line.removesuffix(b"\r"))) for line in reversed(lines)]
    return tuple(filter(None, patterns))


def _parsed(line: str) -> _Pattern | None:
    """Return the pattern of a line; None for a comment and for what matches nothing in git either."""
    if line.startswith("#"):
        return None
    ignore = not line.startswith("!")
    glob = _TRAILING_BLANKS.sub("", line[0 if ignore else 1 :])
    folders_only = glob.endswith("/")
    body = glob[:-1] if folders_only else glob
    by_name = "/" not in body
    body = body.removeprefix("/")
    if not body or _ends_in_backslash(body):
        return None
    try:
        return _Pattern(re.compile(translate(body) + r"\Z", re.DOTALL), ignore, by_name, folders_only)
    except re.error:
        return None


def _ends_in_backslash(glob: str) -> bool:
    """Tell whether a glob ends in a backslash that escapes nothing."""
    return (len(glob) - len(glob.rstrip("\\"))) % 2 == 1
