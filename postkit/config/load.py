"""Finds the settings' file of a post and reads it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postkit.config.check import BadSetting, KeyPath, build
from postkit.config.settings import SchemaFor, Settings
from postkit.core.printable import printable, quoted
from postkit.errors import RequestError

if TYPE_CHECKING:
    from postkit.config.toml import Document

CONFIG_NAME = "postkit.toml"

_PYPROJECT = "pyproject.toml"


def find_config(start: Path) -> Path | None:
    """Return the nearest settings' file at or above a place, or None.

    Args:
        start: A file, from whose folder the search goes upwards, or a folder.

    Returns:
        `postkit.toml`, or a `pyproject.toml` with a table `[tool.postkit]`.
    """
    place = Path(os.path.abspath(start))  # noqa: PTH100 (`absolute` leaves `..` in, and the folder below it)
    for folder in (place, *place.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder / CONFIG_NAME
        if _has_section(folder / _PYPROJECT):
            return folder / _PYPROJECT
    return None


def load_config(path: Path) -> Settings:
    """Return the settings of a file.

    Args:
        path: A `postkit.toml` or a `pyproject.toml`.

    Raises:
        RequestError: If the file cannot be read or a setting is wrong; the message begins with
            `file:line:col`.
    """
    from postkit.config.toml import Document

    document = Document.read(path)
    try:
        return _settings(document, table_path(path), path)
    except BadSetting as error:
        line, column = document.place(error.path, on_key=error.on_key)
        raise RequestError(f"{printable(str(path))}:{line}:{column}: {error.message}") from error


def table_path(path: Path) -> KeyPath:
    """Return the keys that lead to the settings in a file of theirs.

    Args:
        path: A `postkit.toml` or a `pyproject.toml`.
    """
    return ("tool", "postkit") if path.name == _PYPROJECT else ()


def _settings(document: Document, prefix: KeyPath, path: Path) -> Settings:
    data: Any = document.value
    for depth, key in enumerate(prefix):
        data = data.get(key, {})
        if not isinstance(data, Mapping):
            raise BadSetting(f"`{key}` must be a table", prefix[: depth + 1])
    settings = build(Settings, data, prefix)
    rows = tuple(
        _resolved(row, path, (*prefix, "validate", "schema", index, "schema"))
        for index, row in enumerate(settings.validate.schema)
    )
    return settings._replace(validate=settings.validate._replace(schema=rows), path=path)


def _resolved(row: SchemaFor, config: Path, place: KeyPath) -> SchemaFor:
    """Return a row whose schema is an absolute path, or the name of a shipped schema."""
    target = Path(os.path.abspath(config)).parent / row.schema  # noqa: PTH100 (as `Settings.base`)
    try:
        if target.is_file():
            return row._replace(schema=str(target))
    except ValueError:  # a NUL character
        pass
    if "/" in row.schema or "." in row.schema:
        raise BadSetting(f"no schema file {quoted(row.schema)} beside this file", place)
    return row


def _has_section(path: Path) -> bool:
    """Tell whether a `pyproject.toml` has a table `[tool.postkit]`.

    One that cannot be parsed but speaks of postkit counts too, so that loading it says why.
    """
    try:
        if b"postkit" not in path.read_bytes():
            return False
    except OSError:
        return False
    from postkit.config.toml import Document

    try:
        tool = Document.read(path).value.get("tool")
    except RequestError:
        return True
    return isinstance(tool, Mapping) and "postkit" in tool
