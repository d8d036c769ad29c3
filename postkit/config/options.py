"""How a setting is declared: a field of a dataclass that carries its help, flag and choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

_T = TypeVar("_T")

_KEY = "setting"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, as the flag, the file, the schema and the documentation need it.

    Args:
        name: Its name in a file, with hyphens.
        type: The Python type of its value.
        default: The value where nobody sets it; None where it must be given.
        help: What it does, as one sentence.
        section: The table of the file that it stands in; empty for the top level.
        flag: The flag that overrides it, or None.
        choices: The texts that it may be; empty where any will do.
        pattern: A regular expression that its text must match from the start; empty for any.
        codes: Whether its items are codes of rules or their prefixes.
        required: Whether its table must give it.
    """

    name: str
    type: Any
    default: Any
    help: str
    section: str = ""
    flag: str | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    codes: bool = False
    required: bool = False

    @property
    def attribute(self) -> str:
        """Its name in Python, with underscores."""
        return self.name.replace("-", "_")

    @property
    def full_name(self) -> str:
        """Its name with its section, such as `links.base-url`."""
        return f"{self.section}.{self.name}" if self.section else self.name

    @property
    def keyword(self) -> str:
        """What `Settings.merged` calls it: its flag with underscores; empty without a flag."""
        return (self.flag or "").lstrip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a declaration adds to a field."""

    help: str
    flag: str | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    codes: bool = False


def option(
    default: _T,
    text: str,
    *,
    flag: str | None = None,
    choices: tuple[str, ...] = (),
    pattern: str = "",
    codes: bool = False,
) -> _T:
    """Declare a setting as a field of a dataclass.

    Args:
        default: Its value where nobody sets it.
        text: What it does, as one sentence.
        flag: The flag that overrides it.
        choices: The texts that it may be.
        pattern: A regular expression that its text must match.
        codes: Whether its items are codes of rules or their prefixes.
    """
    return field(default=default, metadata={_KEY: _Declared(text, flag, choices, pattern, codes)})


def required(text: str) -> Any:
    """Declare a setting that its table must give.

    Args:
        text: What it does, as one sentence.
    """
    return field(metadata={_KEY: _Declared(text)})


def settings_of(table: type[Any], section: str = "") -> Mapping[str, Setting]:
    """Return the settings that a dataclass declares, by their names in a file.

    Args:
        table: The dataclass; fields that declare no setting are passed over.
        section: The name of its table in a file.
    """
    hints = get_type_hints(table)
    found: dict[str, Setting] = {}
    for item in fields(table):
        declared = item.metadata.get(_KEY)
        if declared is None:
            continue
        name = item.name.replace("_", "-")
        found[name] = Setting(
            name=name,
            type=hints[item.name],
            default=None if item.default is MISSING else item.default,
            help=declared.help,
            section=section,
            flag=declared.flag,
            choices=declared.choices,
            pattern=declared.pattern,
            codes=declared.codes,
            required=item.default is MISSING,
        )
    return MappingProxyType(found)
