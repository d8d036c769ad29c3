"""Writing a post so that the file is old or new at every moment, whatever happens."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from errno import EACCES, ELOOP
from pathlib import Path
from typing import IO


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
        except FileNotFoundError:
            raise FileChangedError(str(path)) from None
        _demand(target, old)
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


def move(path: Path, target: Path, new: bytes, *, old: bytes) -> None:
    """Write a file's new bytes under another name in its folder, then remove it.

    At every moment there is the old file, the new one, or both; both are whole.

    Args:
        path: The file.
        target: Its new name; what is there already stays as it is.
        new: The bytes to write.
        old: The bytes that were read; the file must still hold them.

    Raises:
        FileChangedError: If another program has changed the file meanwhile.
        FileExistsError: If there is something of the new name, a dangling symlink too.
        OSError: If it cannot be written or removed, or is a symlink, whose name others go by.
    """
    if path.is_symlink():
        raise OSError(ELOOP, "it is a symlink, which cannot take another name")
    _demand(path, old)
    write_new(target, new, like=path)
    try:
        _sync_folder(target)
        _demand(path, old)
        path.unlink()
    except BaseException:
        if os.path.lexists(path):
            target.unlink()
        raise
    _sync_folder(path)


def _demand(path: Path, old: bytes) -> None:
    """Raise unless a file may be written to and holds what was read of it."""
    try:
        if path.read_bytes() != old:
            raise FileChangedError(str(path))
    except FileNotFoundError:
        raise FileChangedError(str(path)) from None
    if not os.access(path, os.W_OK):
        raise PermissionError(EACCES, "Permission denied", str(path))


def _sync_folder(path: Path) -> None:
    """Flush to disk which names are in a file's folder, where the system can."""
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes its place at the end, or not at all after an error.

    It lies in the same folder until then; a symlink stays one, the mode of a file that is there is kept.

    Args:
        path: The file, which may exist.

    Raises:
        OSError: If it cannot be written.
    """
    import shutil
    import tempfile

    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".postkit-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


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
