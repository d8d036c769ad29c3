"""Schema errors in plain words, by keyword; the validator's own texts are not used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from postkit.core.diagnostic import Rule
from postkit.flavors.reader import Dates
from postkit.frontmatter.misread import no_such_day
from postkit.frontmatter.patterns import gives_up
from postkit.frontmatter.wording import kind_of, quote
from postkit.rules.table import SC003, SC004, SC005, SC006, SC007, SC008, SC009

_TYPES = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "empty",
}


class Wording(NamedTuple):
    """What is said of a schema error."""

    rule: Rule
    message: str
    hint: str = ""


def type_names(types: Any) -> str:
    """Return JSON Schema's type names in plain words: `a text or a list`.

    Args:
        types: One name or a list of names.
    """
    names = [types] if isinstance(types, str) else list(types)
    return " or ".join(_TYPES.get(name, str(name)) for name in names)


def wrong_type(name: str, value: Any, types: Any) -> Wording:
    """Say that a value has another type than is asked for.

    Args:
        name: The value's name for messages.
        value: The value.
        types: The types that are asked for.
    """
    what = f"{kind_of(value)}, {quote(value)}"
    if value is None or isinstance(value, (list, dict)):
        what = kind_of(value)
    elif isinstance(value, bool):
        what = quote(value)
    return Wording(SC003, f"{name} is {what}; it should be {type_names(types)}")


def _type(name: str, error: Any, dates: Dates) -> Wording:
    said = wrong_type(name, error.instance, error.validator_value)
    if isinstance(error.schema, dict) and error.schema.get("format") == "post-date":
        message = said.message.rpartition("; ")[0] + "; it should be a date"
        return Wording(SC003, message, f"write {dates.words}")
    return said


def _enum(name: str, error: Any) -> Wording:
    allowed = [error.validator_value] if error.validator == "const" else error.validator_value
    spelled = list(dict.fromkeys(quote(value) for value in allowed if value not in (None, "")))
    listed = ", ".join(spelled[:8]) + (" …" if len(spelled) > 8 else "")
    from postkit.frontmatter.nearby import listed_word  # rapidfuzz, which only a mistake costs

    word = listed_word(error.instance, allowed)
    guess = f", did you mean {quote(word)}?" if word else ""
    message = f"{name} is {quote(error.instance)}, which is not allowed{guess}"
    return Wording(SC004, message, f"use {listed}")


def _not(name: str, error: Any) -> Wording:
    return Wording(SC004, f"{name} is {quote(error.instance)}, which the schema excludes")


def _format(name: str, error: Any, dates: Dates) -> Wording:
    if error.validator_value in {"post-date", "date", "date-time"} and (why := no_such_day(error.instance)):
        return Wording(SC005, f"{name} is {quote(error.instance)}, which is no day of the calendar", why)
    if error.validator_value == "post-date":
        message = f"{name} is {quote(error.instance)}, which is no date here"
        return Wording(SC005, message, f"write {dates.words}")
    return Wording(SC005, f"{name} is {quote(error.instance)}, which is no {error.validator_value}")


def _pattern(name: str, error: Any) -> Wording:
    if gives_up(error.validator_value, error.instance):
        message = f"{name} is {quote(error.instance)}, for which the pattern takes too long to be tried"
        return Wording(SC006, message, f"simplify {quote(error.validator_value)} in the schema")
    message = f"{name} is {quote(error.instance)}, which does not fit the pattern"
    return Wording(SC006, message, f"it must match {quote(error.validator_value)}")


def _bound(wants: str) -> Callable[[str, Any], Wording]:
    def say(name: str, error: Any) -> Wording:
        limit = error.validator_value
        return Wording(SC007, f"{name} is {quote(error.instance)}; it should be {wants.format(quote(limit))}")

    return say


def _count(wants: str, unit: str) -> Callable[[str, Any], Wording]:
    def say(name: str, error: Any) -> Wording:
        limit = error.validator_value
        message = f"{name} has {len(error.instance)} {unit}; it should have {wants} {limit}"
        return Wording(SC007, message)

    return say


def _contains(name: str, error: Any) -> Wording:
    message = f"{name} has {len(error.instance)} items, too few or too many of them as the schema wants"
    return Wording(SC007, message)


def _unique(name: str, error: Any) -> Wording:
    return Wording(SC008, f"{name} of {len(error.instance)} items repeats one", "keep it once")


def _variants(name: str, error: Any) -> Wording:
    fits = "none" if error.context else "more than one"
    return Wording(SC009, f"{name} fits {fits} of the schema's variants")


_SAYINGS: dict[str, Callable[[str, Any], Wording]] = {
    "enum": _enum,
    "const": _enum,
    "not": _not,
    "pattern": _pattern,
    "minimum": _bound("at least {}"),
    "maximum": _bound("at most {}"),
    "exclusiveMinimum": _bound("more than {}"),
    "exclusiveMaximum": _bound("less than {}"),
    "multipleOf": _bound("a multiple of {}"),
    "minLength": _count("at least", "characters"),
    "maxLength": _count("at most", "characters"),
    "minItems": _count("at least", "items"),
    "maxItems": _count("at most", "items"),
    "minProperties": _count("at least", "keys"),
    "maxProperties": _count("at most", "keys"),
    "contains": _contains,
    "minContains": _contains,
    "maxContains": _contains,
    "uniqueItems": _unique,
    "oneOf": _variants,
    "anyOf": _variants,
}


def wording(name: str, error: Any, dates: Dates) -> Wording:
    """Say what a schema error means.

    Args:
        name: The value's name for messages.
        error: A `jsonschema.ValidationError`.
        dates: What the flavor's engine takes for a date.
    """
    if error.validator in {"type", "format"}:
        say_for = _type if error.validator == "type" else _format
        return say_for(name, error, dates)
    say = _SAYINGS.get(error.validator)
    if say is None:
        return Wording(SC009, f"{name} does not satisfy `{error.validator}` of the schema")
    return say(name, error)


def name_of(path: tuple[str | int, ...]) -> str:
    """Return how a place in the data is called: `tags`, item 2 of `tags`, `params.color`.

    Args:
        path: Keys and list indices from the top.
    """
    if not path:
        return "the front matter"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {name_of(path[:-1])}"
    return quote(".".join(str(step) for step in path))
