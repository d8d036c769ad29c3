"""The settings that hold, each with where it was set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin

from postkit.config.load import table_path
from postkit.config.options import Setting, is_table, settings_of
from postkit.config.settings import SETTINGS, SchemaFor, Settings
from postkit.core.printable import printable

if TYPE_CHECKING:
    from postkit.config.toml import Document


class Origin(NamedTuple):
    """Where a setting was set: by a flag, in a file, or nowhere.

    Attributes:
        flag: The flag, or None.
        file: The file, or None.
        line: Its line in the file, from 1; 0 without a file.
    """

    flag: str | None = None
    file: Path | None = None
    line: int = 0

    @property
    def kind(self) -> str:
        """`flag`, `file` or `default`."""
        if self.flag:
            return "flag"
        return "file" if self.file else "default"

    def __str__(self) -> str:
        """Return it for people: `--flag`, `file:line` or `default`."""
        if self.flag:
            return self.flag
        return f"{printable(self.file.name)}:{self.line}" if self.file else "default"


class Effective(NamedTuple):
    """A setting that holds.

    Attributes:
        setting: What it is.
        value: Its value as plain data, as a file has it; None where it is not set.
        origin: Where it was set.
    """

    setting: Setting
    value: Any
    origin: Origin


class Origins:
    """Knows where settings were set.

    Args:
        path: The settings' file, or None.
        flags: The keywords of the flags that were given, such as `base_url`.

    Raises:
        RequestError: If the file cannot be read.
    """

    def __init__(self, path: Path | None, flags: Iterable[str]) -> None:
        self._path = path
        self._flags = frozenset(flags)
        self._document: Document | None = None
        if path:
            from postkit.config.toml import Document

            self._document = Document.read(path)

    def of(self, setting: Setting) -> Origin:
        """Return where a setting was set."""
        if setting.flag and setting.keyword in self._flags:
            return Origin(flag=setting.flag)
        return self.at(*setting.full_name.split("."))

    def at(self, *keys: str | int) -> Origin:
        """Return where a key or an item of a list stands in the file; the default if it does not.

        Args:
            keys: The keys and indices that lead to it.
        """
        if self._path is None or self._document is None:
            return Origin()
        path = (*table_path(self._path), *keys)
        value: Any = self._document.value
        for key in path:
            try:
                value = value[key]
            except (KeyError, IndexError):
                return Origin()
        line, _ = self._document.place(path, on_key=isinstance(keys[-1], str))
        return Origin(file=self._path, line=line)


def effective(settings: Settings, origins: Origins, schemas: Sequence[str] = ()) -> list[Effective]:
    """Return every setting that holds, in the order of their declaration.

    Args:
        settings: The settings, flags over file.
        origins: Where they were set.
        schemas: Names or absolute paths of `--schema`, which hold instead of those of the file.
    """
    settings = _as_in_file(settings, schemas)
    found = []
    for name, setting in SETTINGS.items():
        by_flag = bool(schemas) and name == "validate.schema"
        origin = Origin(flag="--schema") if by_flag else origins.of(setting)
        found.append(Effective(setting, plain(setting, _value(settings, setting)), origin))
    return found


def _as_in_file(settings: Settings, schemas: Sequence[str]) -> Settings:
    """Return settings whose paths are as a file in their folder has them."""
    base = settings.base
    given = tuple(map(SchemaFor, schemas)) or settings.validate.schema
    rows = tuple(row._replace(schema=_from(base, row.schema)) for row in given)
    baseline = settings.baseline and _from(base, settings.baseline)
    return settings._replace(baseline=baseline, validate=settings.validate._replace(schema=rows))


def _from(base: Path, name: str) -> str:
    """Return a path below a folder from there; `..` stays, since a symlink may stand before it."""
    path = Path(name)
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else name


def _value(settings: Settings, setting: Setting) -> Any:
    value: Any = settings
    for name in setting.full_name.split("."):
        value = getattr(value, name.replace("-", "_"))
    return value


def plain(setting: Setting, value: Any) -> Any:
    """Return the value of a setting as plain data: texts, numbers, lists and tables.

    Args:
        setting: The setting.
        value: Its value.
    """
    if get_origin(setting.type) is not tuple:
        return str(value) if isinstance(value, str) else value
    item = get_args(setting.type)[0]
    if is_table(item):
        names = {name: one.attribute for name, one in settings_of(item).items()}
        return [{name: getattr(row, attribute) for name, attribute in names.items()} for row in value]
    if get_origin(item) is tuple:
        return {key: below if isinstance(below, str) else list(below) for key, below in value}
    return list(value)
