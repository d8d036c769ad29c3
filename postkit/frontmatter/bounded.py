"""Validators of `jsonschema` whose patterns and formats take bounded time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from postkit.flavors.reader import Dates
from postkit.frontmatter.evaluated import check_unevaluated_properties
from postkit.frontmatter.patterns import POST_DATE, extra_keys, has_format, has_no_repeats, matches
from postkit.frontmatter.tree import exact


@cache
def bounded(kind: Any, dates: Dates) -> Any:
    """Return a class of `jsonschema` validators with its patterns and formats judged by `patterns`.

    Args:
        kind: The class of a draft.
        dates: What the flavor's engine takes for a date.
    """
    from jsonschema import validators

    extend: Any = validators.extend
    own = {
        "pattern": _check_pattern,
        "patternProperties": _check_pattern_properties,
        "additionalProperties": _check_additional_properties,
        "unevaluatedProperties": check_unevaluated_properties,
        "uniqueItems": _check_unique_items,
        "format": _format_check(kind.META_SCHEMA["$schema"], dates),
    }
    result: Any = extend(kind, {name: check for name, check in own.items() if name in kind.VALIDATORS})
    stock = result.evolve

    def evolve(self: Any, **changes: Any) -> Any:
        # A schema that names its draft would be given the stock class of that draft.
        changed = stock(self, **changes)
        if type(changed) is result:
            return changed
        stock_class: Any = type(changed)
        other = result if stock_class is kind else bounded(stock_class, dates)
        return other(changed.schema, registry=changed._registry, _resolver=changed._resolver)

    result.evolve = evolve
    return result


def _error(message: str) -> Any:
    from jsonschema.exceptions import ValidationError

    return ValidationError(message)


def _check_pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Any:  # noqa: ARG001
    if isinstance(instance, str) and not matches(pattern, instance):
        yield _error("pattern")


def _check_pattern_properties(validator: Any, patterns: Any, instance: Any, schema: Any) -> Any:  # noqa: ARG001
    if isinstance(instance, dict):
        for pattern, below in patterns.items():
            for key, value in instance.items():
                if matches(pattern, key):
                    yield from validator.descend(value, below, path=key, schema_path=pattern)


def _check_additional_properties(validator: Any, below: Any, instance: Any, schema: Any) -> Any:
    if not isinstance(instance, dict):
        return
    extra = extra_keys(instance, schema)
    if isinstance(below, dict):
        for key in extra:
            yield from validator.descend(instance[key], below, path=key)
    elif not below and extra:
        yield _error("additionalProperties")


def _check_unique_items(validator: Any, wanted: Any, instance: Any, schema: Any) -> Any:  # noqa: ARG001
    # In `jsonschema` the time grows with the square of the items where they cannot be sorted.
    if wanted and isinstance(instance, list) and not has_no_repeats(exact(instance)):
        yield _error("uniqueItems")


def _format_check(draft: str, dates: Dates) -> Callable[..., Any]:
    def check(validator: Any, name: str, instance: Any, schema: Any) -> Any:  # noqa: ARG001
        if not isinstance(instance, str):
            return
        if name == POST_DATE:
            fits = dates.accepts(instance, quoted=getattr(instance, "quoted", False))
        else:
            fits = has_format(name, instance, draft)
        if not fits:
            yield _error("format")

    return check
