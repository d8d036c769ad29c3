"""Values that an engine reads otherwise than they look, and how to write what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.flavors.reader import Reader
from postkit.frontmatter.misread import Reading, drops_tabs, reading, without_tabs
from postkit.frontmatter.read import FrontMatter
from postkit.frontmatter.schema import Schema
from postkit.frontmatter.wording import quote, spell
from postkit.frontmatter.written import Warned, Written, scalars
from postkit.rules.table import FM008

_TOKEN = re.compile(
    r"[\n:,\[{?-](?:(?<=[\[{,])|[ \t])[ \t]*"
    r"(?P<text>[-+]?[.\d](?:[^\s,\[\]{}]|,(?=\d))*|[=~]|(?i:yes|no|on|off|true|false|null)\b)"
    r"(?=[ \t]*(?:[\r\n,\]}]|[ \t]\#|\Z)|[ \t]+[\d:.]+(?:[ \t]|[\r\n]|\Z))",
    re.ASCII,
)
"""What might be a scalar to look at twice; a text of this form in quotes costs only time.

It begins with one of few characters, of which a line end is one, so that a search is quick.
"""


def misread_values(front_matter: FrontMatter, schemas: Sequence[Schema]) -> Iterator[Warned]:
    """Yield a finding for each plain YAML scalar that is read otherwise than it looks.

    Silent where a schema asks for what the engine reads and would refuse what else may be meant.

    Args:
        front_matter: The front matter.
        schemas: The schemas that apply.
    """
    reader = front_matter.flavor.reader
    if front_matter.kind != "yaml" or not _is_suspicious(front_matter, reader):
        return
    tabs = drops_tabs(reader)
    for scalar in scalars(front_matter):
        raw = scalar.node.raw
        if tabs and raw and "\t" in raw and (lost := _without_tabs(scalar, raw)):
            yield lost
            continue
        if not scalar.plain or raw is None:
            continue
        said = _said(front_matter, scalar, reader)
        if said and not _is_wanted(front_matter, scalar, said, schemas):
            yield _warned(scalar, said)


def _is_suspicious(front_matter: FrontMatter, reader: Reader) -> bool:
    """Decide on the raw text, since most posts hold nothing that is worth a second parse."""
    text = front_matter.source.slice(front_matter.content)
    if "\t" in text and drops_tabs(reader):
        return True
    for match in _TOKEN.finditer(f"\n{text}"):
        word = match["text"]
        if word.lower() in {"true", "false", "null", "~"}:
            if _among_texts_somewhere(front_matter.data):
                return True
        elif reading(word, reader):
            return True
    return False


def _among_texts_somewhere(value: Any) -> bool:
    """Tell whether a list in the data holds texts and something that is none, nor a collection."""
    if isinstance(value, dict):
        return any(_among_texts_somewhere(item) for item in value.values())
    if not isinstance(value, list):
        return False
    odd = any(item is None or isinstance(item, bool) for item in value)
    return (odd and any(isinstance(item, str) for item in value)) or any(
        _among_texts_somewhere(item) for item in value if isinstance(item, (dict, list))
    )


def _said(front_matter: FrontMatter, scalar: Written, reader: Reader) -> Reading | None:
    raw, value = scalar.node.raw or "", scalar.node.value
    key = next((str(step) for step in reversed(scalar.path) if isinstance(step, str)), "")
    said = reading(raw, reader, key)
    if not scalar.path or not isinstance(scalar.path[-1], int):
        return said
    if said and said.is_text and raw.isalpha():
        return None  # `yes` in a list is a text among texts
    if said or not raw or not (value is None or isinstance(value, bool)):
        return said
    around: Any = front_matter.data
    for step in scalar.path[:-1]:
        around = around[step]
    if not any(isinstance(item, str) for item in around):
        return None
    return Reading("is read as no value" if value is None else f"is read as the truth value `{spell(value)}`")


def _is_wanted(front_matter: FrontMatter, scalar: Written, said: Reading, schemas: Sequence[Schema]) -> bool:
    """Tell whether a schema accepts what is read and would not accept what else may be meant."""
    if len(scalar.path) != 1 or (isinstance(scalar.node.value, str) and not said.is_text):
        return False
    name, dates = str(scalar.path[0]), front_matter.flavor.reader.dates
    read, meant = ("words", True) if said.is_text else (scalar.node.value, scalar.node.raw)
    for schema in schemas:
        known = {key.lower(): key for key in schema.known}
        right = known.get(name.lower(), name) if front_matter.flavor.reader.one_case else name
        if right not in schema.known:
            continue
        if schema.accepts(right, read, dates) and not schema.accepts(right, meant, dates):
            return True
    return False


def _without_tabs(scalar: Written, raw: str) -> Warned | None:
    """Return the finding of a plain scalar, on one line or several, whose tabs kept words apart."""
    value = scalar.node.value
    said = None if getattr(value, "quoted", False) else without_tabs(raw, value)
    if said is None:
        return None
    message = f"{quote(raw)} {said.words}"
    fix = None
    if scalar.plain:
        text = re.sub(r"[ \t]*\t[ \t]*", " ", raw)
        fix = Fix("write a blank for each tab", (Edit(scalar.value, text.encode()),), Safety.UNSAFE)
    return Warned(Diagnostic(FM008, scalar.value, message, said.hint, fix), (scalar.value,))


def _warned(scalar: Written, said: Reading) -> Warned:
    raw = scalar.node.raw or ""
    fix = Fix("put it in quotes", (Edit(scalar.value, f"'{raw}'".encode()),), Safety.UNSAFE)
    finding = Diagnostic(FM008, scalar.value, f"{quote(raw)} {said.words}", said.hint, fix)
    return Warned(finding, (scalar.value,))
