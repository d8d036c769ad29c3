"""Names of posts as code hosts want them: from the root of the repository, wherever the run began."""

from __future__ import annotations

import os
from pathlib import Path

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub's and GitLab's runners say that the repository lies."""


class Repository:
    """The folder that paths start from: the repository that a runner names, else the working folder."""

    def __init__(self) -> None:
        self._here = Path.cwd()
        named = next(filter(None, map(os.environ.get, _ROOTS)), None)
        self._root = Path(named).resolve() if named else self._here

    def inside(self, path: str) -> str | None:
        """Return a post's path from the root, with `/`; None where it lies elsewhere.

        Args:
            path: The path from the working folder, or an absolute one; `-` for standard input.
        """
        if path == "-":
            return path
        full = self.absolute(path)
        return full.relative_to(self._root).as_posix() if full.is_relative_to(self._root) else None

    def path(self, path: str) -> str:
        """Return a post's path from the root; as it is where it lies elsewhere."""
        return self.inside(path) or path

    def absolute(self, path: str) -> Path:
        """Return a post's absolute path, without `.` and `..`."""
        return Path(os.path.normpath(self._here / path))
