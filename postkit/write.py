"""Writing a post so that the file is old or new at every moment, whatever happens."""

from __future__ import annotations

import contextlib
import os
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
    import tempfile

    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".postkit-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
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
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
