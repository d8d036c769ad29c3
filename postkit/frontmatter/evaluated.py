"""Which keys of a mapping a schema has looked at, for `unevaluatedProperties`.

JSON Schema 2019-09 and 2020-12, section 11.3. `jsonschema` has this too, but searches keys with
Python's `re`, whose time nothing bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postkit.frontmatter.patterns import extra_keys, matches


def check_unevaluated_properties(validator: Any, below: Any, instance: Any, schema: Any) -> Iterator[Any]:
    """Yield an error if keys that nothing looked at do not satisfy the keyword's schema.

    Args:
        validator: A `jsonschema` validator of the schema.
        below: The value of `unevaluatedProperties`.
        instance: The data.
        schema: The schema that the keyword stands in.
    """
    if not isinstance(instance, dict):
        return
    beside = {name: value for name, value in schema.items() if name != "unevaluatedProperties"}
    seen = set(_evaluated(validator, instance, beside))
    wrong = [
        key
        for key in instance
        if key not in seen and any(True for _ in validator.descend(instance[key], below))
    ]
    if wrong:
        from jsonschema.exceptions import ValidationError

        yield ValidationError("unevaluatedProperties", cause=UnevaluatedKeys(wrong))


class UnevaluatedKeys(Exception):  # noqa: N818 (it carries the keys of an error, and is not raised)
    """The keys that an `unevaluatedProperties` error is about.

    Args:
        keys: Their names.
    """

    def __init__(self, keys: list[str]) -> None:
        super().__init__(keys)
        self.keys = keys


def _evaluated(validator: Any, instance: dict[str, Any], schema: Any) -> Iterator[str]:
    """Yield the keys that a schema looks at, some more than once."""
    if not isinstance(schema, dict):
        return
    yield from _by_name(instance, schema)
    for resolved in _references(validator, schema):
        inner = validator.evolve(schema=resolved.contents, _resolver=resolved.resolver)
        yield from _evaluated(inner, instance, resolved.contents)
    for below in _in_place(validator, instance, schema):
        yield from _evaluated(validator, instance, below)


def _by_name(instance: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    if "unevaluatedProperties" in schema:
        # Where it is satisfied it has looked at all that was left; else there is an error anyway.
        yield from instance
    elif "additionalProperties" in schema:
        yield from extra_keys(instance, schema)
    yield from (key for key in schema.get("properties", ()) if key in instance)
    for pattern in schema.get("patternProperties", ()):
        yield from (key for key in instance if matches(pattern, key))


def _references(validator: Any, schema: dict[str, Any]) -> Iterator[Any]:
    from referencing.jsonschema import lookup_recursive_ref

    for keyword in ("$ref", "$dynamicRef"):
        if keyword in schema:
            yield validator._resolver.lookup(schema[keyword])
    if "$recursiveRef" in schema:
        yield lookup_recursive_ref(validator._resolver)


def _in_place(validator: Any, instance: dict[str, Any], schema: dict[str, Any]) -> Iterator[Any]:
    """Yield the subschemas that hold for the same data and that it satisfies."""

    def holds(below: Any) -> bool:
        return not any(True for _ in validator.descend(instance, below))

    for keyword in ("allOf", "oneOf", "anyOf"):
        yield from filter(holds, schema.get(keyword, ()))
    yield from (below for key, below in schema.get("dependentSchemas", {}).items() if key in instance)
    if "if" in schema:
        condition = holds(schema["if"])
        if condition:
            yield schema["if"]
        branch = "then" if condition else "else"
        if branch in schema:
            yield schema[branch]
