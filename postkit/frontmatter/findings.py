"""From the errors of a validator to findings, each on the key or value at fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Fix, Safety
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors.base import Flavor
from postkit.frontmatter import fixes
from postkit.frontmatter.evaluated import UnevaluatedKeys
from postkit.frontmatter.messages import Wording, name_of, type_names, wording, wrong_type
from postkit.frontmatter.nearby import listed_word, nearest, twin
from postkit.frontmatter.patterns import extra_keys
from postkit.frontmatter.read import FrontMatter, Place
from postkit.frontmatter.variants import branch_meant, common_types
from postkit.frontmatter.wording import quote
from postkit.rules.table import SC001, SC002, SC006

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Findings:
    """Makes findings of one post's schema errors.

    Args:
        front_matter: The post's front matter.
        flavor: Its engine.
        validator: The validator, to ask whether a repaired value would do.
        written: Keys as they are written, by the names that the schema has for them.
    """

    front_matter: FrontMatter
    flavor: Flavor
    validator: Any
    written: dict[str, str]

    def of(self, errors: list[Any], slips: dict[str, frozenset[str]]) -> Iterator[Diagnostic]:
        """Yield a finding for each error, a missing and a misspelt key together as one.

        Args:
            errors: What the validator found, in any order.
            slips: Top-level keys that an open schema lets pass, with what they may be meant to be.
        """
        missing: dict[Path, list[str]] = {}
        unknown: dict[Path, dict[str, frozenset[str]]] = {(): dict(slips)}
        for error in errors:
            path = tuple(error.absolute_path)
            if error.validator in {"required", "dependentRequired"}:
                names = missing.setdefault(path, [])
                names += [name for name in _missing(error) if name not in names]
            elif error.validator in {"additionalProperties", "unevaluatedProperties"}:
                names_here = frozenset(error.schema.get("properties", ()))
                unknown.setdefault(path, {}).update(dict.fromkeys(_extra(error), names_here))
            else:
                yield self._value(error)
        for path, keys in unknown.items():
            present = self._present(path)
            titles: set[str] = set()
            for key, candidates in keys.items():
                found = self._unknown(path, key, candidates, present, missing.get(path, []))
                # Two keys of one new name would be worse than two slips.
                if found.fix and found.fix.title in titles:
                    found = found._replace(fix=None)
                titles.update([found.fix.title] if found.fix else [])
                yield found
        for path, names in missing.items():
            for name in names:
                yield self._missing(path, name)

    def _place(self, path: Path) -> Place | None:
        written = (self.written.get(str(path[0]), path[0]), *path[1:]) if path else path
        return self.front_matter.locate(written)

    def _span(self, path: Path) -> Span:
        """Return where a value stands; its key where it is empty, its opening where it is many lines."""
        if not path:
            return self._opening()
        place = self._place(path)
        if place is None:
            return self._opening()
        if place.value.start == place.value.end and place.key:
            return place.key
        return place.value

    def _opening(self) -> Span:
        """Return the first line of the front matter; the whole file where there is none."""
        block = self.front_matter.block
        if self.front_matter.kind is None:
            return WHOLE_FILE
        return Span(block.start, block.start + (1 if self.front_matter.kind == "json" else 3))

    def _missing(self, path: Path, name: str) -> Diagnostic:
        span = self._opening()
        if path and (place := self._place(path)):
            span = place.key or Span(place.value.start, min(place.value.start + 1, place.value.end))
        where = f" in {name_of(path)}" if path else ""
        return Diagnostic(SC001, span, f"the key {quote(name)} is missing{where}", f"add `{name}: …`")

    def _unknown(
        self, path: Path, key: str, known: frozenset[str], present: frozenset[str], missing: list[str]
    ) -> Diagnostic:
        place = self._place((*path, key))
        span = (place.key or place.value) if place else self._opening()
        shown = self.written.get(key, key) if not path else key
        pools = (missing, known - present)
        sure = nearest(key, pools[0]) or nearest(key, pools[1])
        name = sure or nearest(key, pools[0], wrong=True) or nearest(key, pools[1], wrong=True)
        if name is None and (other := twin(key, known & present)):
            message = f"unknown key {quote(shown)}, did you mean `{other}`, which stands here too?"
            return Diagnostic(SC002, span, message, f"keep one of the two, as `{other}`")
        if name is None:
            listed = ", ".join(quote(other) for other in sorted(known)[:8])
            hint = f"remove it, or use one of {listed}" if listed else "remove it"
            return Diagnostic(SC002, span, f"unknown key {quote(shown)}", hint)
        if name in missing:
            missing.remove(name)
        fix = fixes.rename(self.front_matter, place.key, name) if place and place.key else None
        if fix and not sure:
            fix = fix._replace(safety=Safety.UNSAFE)
        message = f"unknown key {quote(shown)}, did you mean `{name}`?"
        return Diagnostic(SC002, span, message, f"rename it to `{name}`", fix)

    def _present(self, path: Path) -> frozenset[str]:
        if not path:
            return frozenset(self.written)
        value: Any = self.front_matter.data
        for step in path:
            name = self.written.get(str(step), step) if value is self.front_matter.data else step
            value = value[name]
        return frozenset(value)

    def _value(self, error: Any) -> Diagnostic:
        path = tuple(error.absolute_path)
        if error.validator is None:
            # jsonschema does not say where a value stands whose schema is `false`.
            message = f"a key with the value {quote(error.instance)} is not allowed"
            return Diagnostic(SC002, self._span(path), message, "remove it")
        if "propertyNames" in error.absolute_schema_path:
            return self._key_name(path, error)
        if error.validator in {"anyOf", "oneOf"} and error.context:
            return self._variant(path, error)
        said = wording(name_of(path), error, self.flavor.reader.dates)
        return self._say(path, said, error)

    def _key_name(self, path: Path, error: Any) -> Diagnostic:
        place = self._place((*path, error.instance))
        span = (place.key or place.value) if place else self._opening()
        hint = f"it must match {quote(error.validator_value)}" if error.validator == "pattern" else ""
        return Diagnostic(SC006, span, f"{quote(error.instance)} is no key that the schema allows", hint)

    def _variant(self, path: Path, error: Any) -> Diagnostic:
        """Report the branch that is meant; the variants as a whole where none is nearer."""
        if types := common_types(error):
            said = wrong_type(name_of(path), error.instance, types)
            return self._say(path, said, error, types)
        branch = branch_meant(error)
        if branch is None:
            return self._say(path, wording(name_of(path), error, self.flavor.reader.dates), error)
        if branch.validator in {"required", "dependentRequired"}:
            return self._missing(tuple(branch.absolute_path), _missing(branch)[0])
        if branch.validator in {"additionalProperties", "unevaluatedProperties"}:
            known = frozenset(branch.schema.get("properties", ()))
            where = tuple(branch.absolute_path)
            return self._unknown(where, _extra(branch)[0], known, self._present(where), [])
        return self._value(branch)

    def _say(self, path: Path, said: Wording, error: Any, types: Any = None) -> Diagnostic:
        span = self._span(path)
        types = types or (error.validator_value if error.validator == "type" else None)
        if error.validator == "uniqueItems":
            span = self._span((*path, _repeated(error.instance)))
        fix = self._fix(path, span, error, types)
        hint = said.hint
        if fix and not hint:
            hint = fix.title
        elif types and not hint:
            hint = f"write {type_names(types)}"
        return Diagnostic(said.rule, span, said.message, hint, fix)

    def _fix(self, path: Path, span: Span, error: Any, types: Any) -> Fix | None:
        place = self._place(path) if path else None
        if place is None or place.value != span:
            return None
        value = error.instance
        if types and not isinstance(value, (list, dict)) and value is not None:
            return self._retyped(span, error, {types} if isinstance(types, str) else set(types))
        if error.validator in {"enum", "const"} and isinstance(value, str):
            allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
            if word := listed_word(value, allowed):
                fix = fixes.replace_text(self.front_matter, span, value, word, self.flavor)
                sure = word.casefold() == value.casefold()
                return fix if sure or fix is None else fix._replace(safety=Safety.UNSAFE)
        return None

    def _retyped(self, span: Span, error: Any, asked: set[str]) -> Fix | None:
        """Return the fix that gives a scalar the type that is asked for."""
        value = error.instance
        judge = self.validator.evolve(schema=error.schema)
        if "array" in asked and judge.is_valid([value]):
            return fixes.into_list(self.front_matter, span, value)
        if isinstance(value, str):
            return fixes.into_truth(self.front_matter, span, value) if "boolean" in asked else None
        if "string" in asked and judge.is_valid(self.front_matter.source.slice(span)):
            return fixes.into_text(self.front_matter, span, value)
        return None


def _missing(error: Any) -> list[str]:
    """Return the keys that a `required` or `dependentRequired` error speaks of."""
    wanted = error.validator_value
    if error.validator == "dependentRequired":
        wanted = [name for key, names in wanted.items() if key in error.instance for name in names]
    return [name for name in wanted if name not in error.instance]


def _extra(error: Any) -> list[str]:
    """Return the keys that a closed mapping does not know."""
    if isinstance(error.cause, UnevaluatedKeys):
        return error.cause.keys
    return extra_keys(error.instance, error.schema)


def _repeated(items: list[Any]) -> int:
    """Return the index of the first item that stands in the list before it."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        if repr(item) in seen:
            return index
        seen.add(repr(item))
    return len(items) - 1
