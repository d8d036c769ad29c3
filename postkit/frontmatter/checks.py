"""All that is wrong with the front matter of one post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.flavors.base import Flavor
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema

_OURS = frozenset({"$schema", "postkit"})
"""Keys that speak to postkit and are no part of the post's data."""


def check(
    source: Source, flavor: Flavor, front_matter: FrontMatter, schemas: Sequence[Schema]
) -> Iterator[Diagnostic]:
    """Yield what the reader found wrong, then what each schema says.

    Args:
        source: The post.
        flavor: Its engine.
        front_matter: Its front matter.
        schemas: The schemas that apply to it.
    """
    yield from front_matter.problems
    for schema in schemas:
        yield from validate(source, front_matter, schema, flavor)


def validate(
    source: Source, front_matter: FrontMatter, schema: Schema, flavor: Flavor
) -> Iterator[Diagnostic]:
    """Yield what a schema says of the front matter; nothing where it could not be read.

    A post without front matter is validated as an empty mapping.

    Args:
        source: The post.
        front_matter: Its front matter.
        schema: The schema.
        flavor: Its engine, whose names and dates count.
    """
    if source.decode_error or (front_matter.problems and not front_matter.data):
        return
    written = _names(front_matter.data, schema, flavor)
    data = {name: _exact(front_matter.data[key]) for name, key in written.items()}
    known = schema.known
    if schema.is_valid(data, flavor.reader.dates) and not _may_slip(data, known):
        return
    yield from _findings(front_matter, schema, flavor, written, data)


def _findings(
    front_matter: FrontMatter, schema: Schema, flavor: Flavor, written: dict[str, str], data: dict[str, Any]
) -> Iterator[Diagnostic]:
    from postkit.frontmatter.findings import Findings

    validator = schema.validator(flavor.reader.dates)
    errors = schema.errors(data, flavor.reader.dates)
    findings = Findings(front_matter, flavor, validator, written).of(errors, schema.known, data)
    yield from sorted(findings, key=lambda finding: (finding.span, finding.code, finding.message))


def _names(data: dict[str, Any], schema: Schema, flavor: Flavor) -> dict[str, str]:
    """Return the keys as written by the names that the schema has for them."""
    keys = [key for key in data if key not in _OURS]
    if not flavor.reader.one_case:
        return {key: key for key in keys}
    canonical = {name.lower(): name for name in schema.known}
    return {canonical.get(key.lower(), key): key for key in keys}


def _exact(value: Any) -> Any:
    """Return data whose texts are exact `str`, which the quick validator wants."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [_exact(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _exact(item) for key, item in value.items()}
    return value


def _may_slip(data: dict[str, Any], known: frozenset[str]) -> bool:
    """Tell whether an unknown key is near a known one that is absent."""
    strange = [key for key in data if key not in known]
    if not strange or not known:
        return False
    from postkit.frontmatter.nearby import nearest

    absent = known - data.keys()
    return any(nearest(key, absent) for key in strange)
