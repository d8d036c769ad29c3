"""What is wrong with a schema, and where in its file."""

from __future__ import annotations

from json import JSONDecodeError
from typing import Any

from postkit.frontmatter.wording import quote

_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


def not_json(name: str, error: Exception) -> str:
    """Say that a schema is not JSON, with the line and column of the mistake, in code points from 1.

    Args:
        name: What the schema is called in messages.
        error: What the parser raised.
    """
    if not isinstance(error, JSONDecodeError):
        return f"the schema `{name}` is not JSON: {error}"
    from postkit.frontmatter.json_errors import explain

    problem = explain(error.msg, error.pos, error.doc)
    line = error.doc.count("\n", 0, problem.start) + 1
    column = problem.start - error.doc.rfind("\n", 0, problem.start)
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{name}:{line}:{column}: the schema `{name}` is not JSON: {problem.message}{hint}"


def not_valid(name: str, error: ValueError) -> str:
    """Say that JSON is no valid schema, with a JSON pointer (RFC 6901) to the keyword at fault.

    Args:
        name: What the schema is called in messages.
        error: What `jsonschema_rs` raised.
    """
    path = [str(step) for step in getattr(error, "instance_path", ())]
    reason = _no_type(path, getattr(error, "instance", None)) or str(error).partition("\n")[0]
    pointer = "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in path)
    where = f" at {quote(pointer)}" if pointer else ""
    return f"the schema `{name}` is not valid{where}: {reason}"


def _no_type(path: list[str], value: Any) -> str:
    """Name the type that is meant where a keyword `type` has none; empty for another mistake."""
    if path[-1:] != ["type"] or not isinstance(value, str) or value in _TYPES:
        return ""
    from postkit.frontmatter.nearby import nearest

    near = nearest(value, _TYPES, wrong=True)
    guess = f"did you mean `{near}`?" if near else f"use one of {', '.join(_TYPES)}"
    return f"{quote(value)} is no type, {guess}"
