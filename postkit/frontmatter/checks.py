"""All that is wrong with the front matter of one post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.flavors.base import Flavor
from postkit.frontmatter.doubts import with_doubts
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema
from postkit.frontmatter.tree import exact

if TYPE_CHECKING:
    from postkit.frontmatter.local import LocalSchemas

_OURS = frozenset({"$schema", "postkit"})
"""Keys that speak to postkit and are no part of the post's data."""

_TOO_STRANGE = 200
"""A post with more unknown keys than this has other ideas of its keys; none is a slip."""


def check(
    source: Source,
    flavor: Flavor,
    front_matter: FrontMatter,
    schemas: Sequence[Schema],
    local: LocalSchemas | None = None,
) -> Iterator[Diagnostic]:
    """Yield what the reader found wrong, what each schema says, and what is read otherwise than it looks.

    Args:
        source: The post.
        flavor: Its engine.
        front_matter: Its front matter.
        schemas: The schemas that apply to it.
        local: Finds the schema that the post names itself, which then applies instead; or None.
    """
    yield from front_matter.problems
    named = local.of(front_matter) if local else None
    if isinstance(named, Diagnostic):
        yield named
    elif named:
        schemas = [named]
    known = schemas[0].known.union(*(schema.known for schema in schemas[1:])) if schemas else frozenset()
    said: list[Diagnostic] = []
    for schema in schemas:
        found = validate(source, front_matter, schema, flavor, known)
        said += [one for one in found if one not in said]
    yield from with_doubts(front_matter, schemas, known, said)


def validate(
    source: Source,
    front_matter: FrontMatter,
    schema: Schema,
    flavor: Flavor,
    known: frozenset[str] = frozenset(),
) -> Iterator[Diagnostic]:
    """Yield what a schema says of the front matter; nothing where it could not be read.

    A post without front matter is validated as an empty mapping.

    Args:
        source: The post.
        front_matter: Its front matter.
        schema: The schema.
        flavor: Its engine, whose names and dates count.
        known: Keys that another schema of the post knows, which are no slips.
    """
    if source.decode_error or (front_matter.problems and not front_matter.data):
        return
    written = _names(front_matter.data, schema, flavor)
    data = {name: front_matter.data[key] for name, key in written.items()}
    slips = _slips(data, schema.known, known)
    if schema.is_valid(exact(data), flavor.reader.dates) and not slips:
        return
    from postkit.frontmatter.findings import Findings

    validator = schema.validator(flavor.reader.dates)
    errors = schema.errors(data, flavor.reader.dates)
    findings = Findings(front_matter, flavor, validator, written).of(errors, slips)
    yield from sorted(findings, key=lambda finding: (finding.span, finding.code, finding.message))


def _names(data: dict[str, Any], schema: Schema, flavor: Flavor) -> dict[str, str]:
    """Return the keys as written by the names that the schema has for them."""
    keys = [key for key in data if key not in _OURS]
    if not flavor.reader.one_case:
        return {key: key for key in keys}
    canonical = {name.lower(): name for name in schema.known}
    return {canonical.get(key.lower(), key): key for key in keys}


def _slips(
    data: dict[str, Any], known: frozenset[str], known_elsewhere: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return the unknown keys that are near a known one, and what they may be.

    A key is more likely meant to be one that is absent than one that stands beside it.
    """
    strange = [key for key in data if key not in known and key not in known_elsewhere]
    if not strange or not known or len(strange) > _TOO_STRANGE:
        return {}
    from postkit.frontmatter.nearby import is_near_any, nearest, twin

    near = [key for key in strange if is_near_any(key, known)]
    if not near:
        return {}
    absent, present = known - data.keys(), known.intersection(data)
    slips = {key: absent for key in near if nearest(key, absent)}
    twins = {key: twin(key, present) for key in near if key not in slips}
    return slips | {key: frozenset({name}) for key, name in twins.items() if name}
