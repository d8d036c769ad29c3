"""The official JSON Schema test suite, each of its cases as the front matter of a post."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import Schema, load_schema

SUITES = Path(os.environ.get("POSTKIT_SUITES", "build/suites")).absolute()
DRAFTS = {
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
WRITTEN = {"yaml": ("gfm", "---\n{}\n---\n"), "json": ("hugo", "{}\n")}
"""How an instance is written as front matter, and for which flavor; JSON is YAML too."""


class Group(NamedTuple):
    """Cases with one schema; `name` is `file: description`."""

    name: str
    schema: Any
    tests: list[dict[str, Any]]


def files(draft: str) -> list[Path]:
    """Return the files of a draft, those of optional features too."""
    return sorted((SUITES / "json" / "tests" / draft).rglob("*.json"))


def groups(file: Path, draft: str) -> Iterator[Group]:
    for one in json.loads(file.read_bytes()):
        schema = one["schema"]
        if isinstance(schema, dict) and "$schema" not in schema:
            schema = {"$schema": DRAFTS[draft], **schema}
        yield Group(f"{file.stem}: {one['description']}", schema, one["tests"])


def prepare(group: Group, draft: str, folder: Path) -> tuple[Schema, Schema]:
    """Return the schema for instances that are mappings, and one for others, under `instance`."""
    (folder / "case.json").write_text(json.dumps(group.schema), encoding="utf-8")
    wrapper: dict[str, Any] = {"$schema": DRAFTS[draft], "properties": {"instance": {"$ref": "case.json"}}}
    if isinstance(group.schema, dict) and "$id" in group.schema:
        # Its references start from an address of its own, which is known only to the document itself.
        wrapper["definitions"] = {"case": group.schema}
        wrapper["properties"] = {"instance": {"$ref": group.schema["$id"]}}
    (folder / "wrapper.json").write_text(json.dumps(wrapper), encoding="utf-8")
    return load_schema("case.json", folder), load_schema("wrapper.json", folder)


def verdict(schemas: tuple[Schema, Schema], data: Any, language: str) -> bool | str:
    """Return whether a post with an instance as front matter is valid; a text where it is unreadable."""
    direct, wrapped = schemas
    instance, schema = (data, direct) if isinstance(data, dict) else ({"instance": data}, wrapped)
    name, pattern = WRITTEN[language]
    text = pattern.replace("{}", json.dumps(instance, ensure_ascii=False, indent=1))
    flavor = FLAVORS[name]
    source = Source("post.md", text.encode(errors="surrogatepass"))
    front_matter = read(source, flavor)
    if front_matter.problems:
        return front_matter.problems[0].message
    return not [one for one in check(source, flavor, front_matter, [schema]) if one.code.startswith("SC")]
