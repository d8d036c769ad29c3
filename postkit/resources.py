"""Where the files that ship with postkit are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_SUFFIX = ".schema.json"
_NOT_FOR_POSTS = {"postkit", "report"}


def schemas() -> Traversable:
    """Return the folder of the shipped schemas.

    A wheel holds it inside the package; an editable install runs from a checkout, where it is
    beside the package.

    Raises:
        FileNotFoundError: If the installation is incomplete.
    """
    from importlib.resources import files  # 4 ms that only a shipped schema costs

    package = files("postkit")
    for folder in (package / "schemas", package / ".." / "schemas"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("postkit is installed without its schemas")


def schema_names() -> tuple[str, ...]:
    """Return the names of the shipped schemas for posts, without `.schema.json`, in order."""
    names = (entry.name for entry in schemas().iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(sorted({name.removesuffix(_SUFFIX) for name in names} - _NOT_FOR_POSTS))
