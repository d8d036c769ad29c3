"""Where the files that ship with postkit are."""

from __future__ import annotations

from pathlib import Path

_SUFFIX = ".schema.json"
_NOT_FOR_POSTS = {"baseline", "convert-report", "postkit", "report"}


def schemas() -> Path:
    """Return the folder of the shipped schemas.

    A wheel holds it inside the package; an editable install runs from a checkout, where it is
    beside the package.

    Raises:
        FileNotFoundError: If the installation is incomplete.
    """
    # Not importlib.resources, which takes 5 ms to load: installers unpack every wheel.
    package = Path(__file__).parent
    for folder in (package / "schemas", package.parent / "schemas"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("postkit is installed without its schemas")


def report_page() -> Path:
    """Return the folder of what the HTML report is made of: markup, style and program."""
    return Path(__file__).parent / "report" / "page"


def schema_names() -> tuple[str, ...]:
    """Return the names of the shipped schemas for posts, without `.schema.json`, in order."""
    names = (entry.name for entry in schemas().iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(sorted({name.removesuffix(_SUFFIX) for name in names} - _NOT_FOR_POSTS))
