"""Settings as the text of a settings' file, with comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from postkit.config.effective import Effective
from postkit.core.printable import printable, quoted
from postkit.errors import RequestError

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def toml(settings: Iterable[Effective]) -> Iterator[str]:
    """Yield the lines of a TOML file that sets settings as they are, each with where it was set.

    What is not set stands in a comment.

    Args:
        settings: The settings; those of one table together.

    Raises:
        RequestError: If a text cannot be written, since it is not Unicode.
    """
    for section, members in groupby(settings, key=lambda one: one.setting.section):
        if section:
            yield ""
            yield f"[{section}]"
        tables = []
        for one in members:
            if isinstance(one.value, dict) and one.value:
                tables.append(one)
            else:
                yield from _key(one)
        for one in tables:
            yield ""
            yield f"[{one.setting.full_name}]  # {one.origin}"
            yield from (f"{_name(key)} = {value_text(value)}" for key, value in one.value.items())


def _key(one: Effective) -> Iterator[str]:
    """Yield the lines of a setting that is no table."""
    name, value = one.setting.name, one.value
    if value is None:
        yield f"# {name} is not set"
    elif value and isinstance(value, list) and isinstance(value[0], dict):
        yield f"{name} = [  # {one.origin}"
        yield from (f"  {value_text(row)}," for row in value)
        yield "]"
    else:
        yield f"{name} = {value_text(value)}  # {one.origin}"


def value_text(value: Any) -> str:
    """Return plain data as TOML on one line.

    Args:
        value: A text, a truth value, a whole number, or a list or table of such.

    Raises:
        RequestError: If a text cannot be written, since it is not Unicode.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_name(key)} = {value_text(item)}' for key, item in value.items())}}}"
    return _text(value) if isinstance(value, str) else str(value)


def _name(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise RequestError(f"{quoted(text)} cannot be written as TOML: it is not UTF-8")
    return f'"{"".join(map(_character, text))}"'


def _character(character: str) -> str:
    """Return a character as a basic string has it (TOML 1.0, "String")."""
    if character in _SHORT:
        return _SHORT[character]
    if printable(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
