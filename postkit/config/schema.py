"""The JSON Schema of the settings' file; `python -m postkit.config.schema` prints it."""

from __future__ import annotations

import json
import sys
from typing import Any, get_args, get_origin

from postkit.config.check import FAMILIES
from postkit.config.options import Setting, is_table, settings_of
from postkit.config.settings import Settings


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of `postkit.toml` and of `[tool.postkit]`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "postkit",
        "description": "Settings of postkit: postkit.toml, or the table tool.postkit of pyproject.toml.",
        **_table(Settings),
    }


def _table(table: type[Any]) -> dict[str, Any]:
    """Return the schema of a table of settings."""
    settings = settings_of(table)
    missing = [name for name, setting in settings.items() if setting.required]
    return {
        "type": "object",
        "properties": {name: _setting(setting) for name, setting in settings.items()},
        **({"required": missing} if missing else {}),
        "additionalProperties": False,
    }


def _setting(setting: Setting) -> dict[str, Any]:
    """Return the schema of one setting."""
    schema: dict[str, Any] = {"description": setting.help}
    kind = setting.type
    if is_table(kind):
        return schema | _table(kind)
    if kind is bool:
        schema |= {"type": "boolean"}
    elif kind is int:
        schema |= {"type": "integer", "minimum": 0}
    elif get_origin(kind) is tuple:
        schema |= _several(setting, get_args(kind)[0])
    else:
        schema |= _text(setting)
    if setting.default not in (None, ()):
        schema["default"] = setting.default
    return schema


def _several(setting: Setting, item: Any) -> dict[str, Any]:
    """Return the schema of a list, an array of tables, or a table of texts or lists."""
    if is_table(item):
        return {"type": "array", "items": _table(item)}
    if get_args(item) == (str, str):
        return {"type": "object", "additionalProperties": _text(setting)}
    texts = {"type": "array", "items": _text(setting)}
    if get_origin(item) is tuple:
        return {"type": "object", "additionalProperties": texts}
    return texts


def _text(setting: Setting) -> dict[str, Any]:
    """Return the schema of a text."""
    if setting.codes:
        return {"type": "string", "pattern": f"^({'|'.join(FAMILIES)})[0-9]{{0,3}}$"}
    if setting.choices:
        return {"type": "string", "enum": list(setting.choices)}
    if setting.pattern:
        return {"type": "string", "pattern": setting.pattern}
    return {"type": "string"}


def config_schema_text() -> str:
    """Return the schema as the text of `schemas/postkit.schema.json`."""
    return json.dumps(config_schema(), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(config_schema_text())
