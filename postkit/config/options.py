"""How a setting is declared: a field of a named tuple whose type carries its help, flag and choices."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args, get_type_hints


class Declared(NamedTuple):
    """What the declaration of a setting says beside its type: `Annotated[type, Declared(…)]`.

    Args:
        help: What it does, as one sentence.
        flag: The flag that overrides it.
        choices: The texts that it may be.
        pattern: A regular expression that its text must match.
        codes: Whether its items are codes of rules or their prefixes.
    """

    help: str
    flag: str | None = None
    choices: tuple[str, ...] = ()
    pattern: str = ""
    codes: bool = False


class Setting(NamedTuple):
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


def is_table(kind: Any) -> bool:
    """Tell whether a type is a table of settings, not that of a value."""
    return isinstance(kind, type) and hasattr(kind, "_field_defaults")


def settings_of(table: type[Any], section: str = "") -> Mapping[str, Setting]:
    """Return the settings that a named tuple declares, by their names in a file.

    Args:
        table: The named tuple; fields that declare no setting are passed over.
        section: The name of its table in a file.
    """
    found: dict[str, Setting] = {}
    for attribute, hint in get_type_hints(table, include_extras=True).items():
        kind, *declared = get_args(hint) or (hint,)
        if not declared or not isinstance(declared[0], Declared):
            continue
        name = attribute.replace("_", "-")
        found[name] = Setting(
            name=name,
            type=kind,
            default=table._field_defaults.get(attribute),
            section=section,
            required=attribute not in table._field_defaults,
            **declared[0]._asdict(),
        )
    return MappingProxyType(found)
