"""Reads the texts of git's objects, from one process that lives as long as they are asked for."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from weakref import finalize

from postkit.git.command import start


class Blobs:
    """The texts of a repository's objects; each process of ours has a git of its own.

    Args:
        folder: A folder of the repository.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._git: subprocess.Popen[bytes] | None = None
        self._process = 0

    def read(self, identifier: str) -> bytes | None:
        """Return the text of an object; None where there is none.

        Source of the format: `git cat-file --batch` (its manual, "BATCH OUTPUT").

        Args:
            identifier: Its id in hexadecimal digits.
        """
        try:
            git = self._running()
            assert git.stdin  # noqa: S101 (a pipe, as the next)
            assert git.stdout  # noqa: S101
            git.stdin.write(f"{identifier}\n".encode())
            git.stdin.flush()
            header = git.stdout.readline().split()
        except OSError:
            return None
        if len(header) != 3 or not header[2].isdigit():
            return None  # it says `id missing`
        size = int(header[2])
        return git.stdout.read(size + 1)[:size]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._git is None or self._process != os.getpid():
            self._git, self._process = start(self._folder, "cat-file", "--batch"), os.getpid()
            finalize(self, _end, self._git, self._process)
        return self._git


def _end(git: subprocess.Popen[bytes], process: int) -> None:
    """End a git that this process has started; one that a fork inherits belongs to another."""
    if process == os.getpid():
        git.terminate()
        git.communicate()
