"""Makes settings of plain data, or says what is wrong and where in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from postkit.config.options import Setting, is_table, settings_of
from postkit.core.printable import quoted
from postkit.rules.table import RULES

_T = TypeVar("_T")

KeyPath = tuple[str | int, ...]

FAMILIES = tuple(dict.fromkeys(code.rstrip("0123456789") for code in RULES))
"""The letters that codes of rules begin with."""


class BadSetting(Exception):  # noqa: N818 - it becomes a RequestError once its place is known
    """A setting that is unknown or has a value that it cannot have.

    Args:
        message: What is wrong.
        path: The keys and indices that lead to it.
        on_key: Whether the key is at fault, not its value.
    """

    def __init__(self, message: str, path: KeyPath = (), *, on_key: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.on_key = on_key


def build(table: type[_T], data: Mapping[str, Any], path: KeyPath = ()) -> _T:
    """Return settings made of a table of a file.

    Args:
        table: Their named tuple.
        data: The table as plain data.
        path: The keys that lead to the table.

    Raises:
        BadSetting: If a key is unknown or missing, or a value is not what its setting takes.
    """
    known = settings_of(table)
    values: dict[str, Any] = {}
    for name, value in data.items():
        setting = known.get(name)
        if setting is None:
            hint = _elsewhere(name, known) or guess(name, known)
            raise BadSetting(f"unknown setting {quoted(name)}{hint}", (*path, name), on_key=True)
        values[setting.attribute] = check(setting, value, (*path, name))
    for name, setting in known.items():
        if setting.required and name not in data:
            raise BadSetting(f"`{name}` is missing here", path)
    return table(**values)


def _elsewhere(name: str, known: Mapping[str, Setting]) -> str:
    """Return in which table below this one a setting belongs, or nothing."""
    for section in known.values():
        kind = section.type
        if is_table(kind) and name in settings_of(kind):
            return f", it belongs in the table `{section.name}`"
    return ""


def check(setting: Setting, value: Any, path: KeyPath = ()) -> Any:
    """Return the value of a setting as its type.

    Args:
        setting: The setting.
        value: Plain data.
        path: The keys that lead to the value.

    Raises:
        BadSetting: If the value is not what the setting takes.
    """
    kind = setting.type
    if is_table(kind):
        return build(kind, _of(dict, setting, value, path, "a table"), path)
    if kind is bool:
        return _of(bool, setting, value, path, "`true` or `false`")
    if kind is int:
        return _number(setting, value, path)
    if get_origin(kind) is tuple:
        return _several(setting, get_args(kind)[0], value, path)
    return _text(setting, value, path)


def _several(setting: Setting, item: Any, value: Any, path: KeyPath) -> tuple[Any, ...]:
    """Return the items of a list, an array of tables, or a table of texts or lists."""
    if get_args(item) == (str, str):
        table = _of(dict, setting, value, path, "a table of texts")
        return tuple((key, _text(setting, text, (*path, key))) for key, text in table.items())
    if get_origin(item) is tuple:
        table = _of(dict, setting, value, path, "a table of globs and lists")
        return tuple((key, _texts(setting, codes, (*path, key))) for key, codes in table.items())
    if is_table(item):
        rows = _of(list, setting, value, path, "an array of tables")
        return tuple(
            build(item, _of(dict, setting, row, (*path, index), "a table"), (*path, index))
            for index, row in enumerate(rows)
        )
    return _texts(setting, value, path)


def _texts(setting: Setting, value: Any, path: KeyPath) -> tuple[str, ...]:
    items = _of(list, setting, value, path, "a list of texts")
    return tuple(_text(setting, item, (*path, index)) for index, item in enumerate(items))


def _text(setting: Setting, value: Any, path: KeyPath) -> Any:
    text: str = _of(str, setting, value, path, "a text")
    if setting.codes:
        return _code(text, path)
    if setting.choices and text not in setting.choices:
        allowed = ", ".join(f"`{choice}`" for choice in setting.choices)
        hint = guess(text, setting.choices) or f"; it may be {allowed}"
        raise BadSetting(f"`{setting.name}` cannot be {quoted(text)}{hint}", path)
    if setting.pattern and not re.match(setting.pattern, text):
        raise BadSetting(f"`{setting.name}` must match `{setting.pattern}`, {quoted(text)} does not", path)
    return type(setting.default)(text) if isinstance(setting.default, Enum) else text


def _code(text: str, path: KeyPath) -> str:
    """Return a code of a rule or a prefix of some with all letters of its family."""
    if text.startswith(FAMILIES) and any(code.startswith(text) for code in RULES):
        return text
    raise BadSetting(f"no rule has the code {quoted(text)}{guess(text, [*RULES, *FAMILIES])}", path)


def _number(setting: Setting, value: Any, path: KeyPath) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadSetting(f"`{setting.name}` must be a whole number from 0, not {_named(value)}", path)
    return value


def _of(kind: type[_T], setting: Setting, value: Any, path: KeyPath, wanted: str) -> _T:
    """Return a value that has a type.

    Raises:
        BadSetting: If it has another.
    """
    if isinstance(value, kind):
        return value
    last = path[-1] if path else setting.name
    where = quoted(last) if isinstance(last, str) else f"an item of `{setting.name}`"
    raise BadSetting(f"{where} must be {wanted}, not {_named(value)}", path)


def _named(value: Any) -> str:
    """Return what kind of thing a value is, in plain words."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (int, float)):
        return f"the number {quoted(str(value))}"
    names = (("a text", str), ("a list", list), ("a table", dict))
    return next((name for name, kind in names if isinstance(value, kind)), "a date or time")


def guess(name: str, known: Iterable[str]) -> str:
    """Return `, did you mean …?` with the nearest known name, or nothing where none is near."""
    if not any(map(str.isalnum, name)):
        return ""  # all signs are alike to what follows
    from rapidfuzz import fuzz, process, utils  # 48 ms that only a mistake costs

    best = process.extractOne(
        name[:200], list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=60
    )
    return f", did you mean `{best[0]}`?" if best else ""
