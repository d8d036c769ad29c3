"""Writing a post so that the file is old or new at every moment, whatever happens."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path


class FileChangedError(Exception):
    """The file is not what it was when it was read."""


def write(path: Path, new: bytes, *, old: bytes) -> None:
    """Replace the bytes of a file; a symlink stays one, the mode stays what it is.

    The new bytes go to a temporary file in the same folder, are flushed to disk, and take the
    file's place with `os.replace`.

    Args:
        path: The file.
        new: The bytes to write.
        old: The bytes that were read; the file must still hold them.

    Raises:
        FileChangedError: If another program has changed the file meanwhile.
        OSError: If it cannot be written.
    """
    import shutil

    target = path.resolve()
    with _beside(target, new) as temporary:
        try:
            shutil.copymode(target, temporary)
            now = target.read_bytes()
        except FileNotFoundError:
            raise FileChangedError(str(path)) from None
        if now != old:
            raise FileChangedError(str(path))
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied", str(path))
        temporary.replace(target)


def write_new(path: Path, new: bytes, *, like: Path) -> None:
    """Make a new file, whole or not at all; one that is there already stays as it is.

    Args:
        path: The file, in a folder that exists.
        new: Its bytes.
        like: The file whose mode it gets.

    Raises:
        FileExistsError: If there is something of that name, a dangling symlink too.
        OSError: If it cannot be written.
    """
    import shutil

    with _beside(path, new) as temporary:
        shutil.copymode(like, temporary)
        try:
            os.link(temporary, path)  # the one step that makes a name and never takes one
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(str(path)) from None
            temporary.rename(path)


@contextlib.contextmanager
def _beside(target: Path, data: bytes) -> Iterator[Path]:
    """Give a temporary file in a file's folder that holds some bytes, on disk; remove it if it is left."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".postkit-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
