"""What the tests of doubtful values and keys share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.frontmatter.checks import check
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import Schema, load_schema

POST = "_posts/2022-01-01-x.md"
WAYS = [("\n", ""), ("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")]


class Found(NamedTuple):
    """A finding as a reader sees it."""

    place: str
    code: str
    message: str
    safety: str | None
    fixed: str | None


def post(content: str, newline: str = "\n", bom: str = "") -> bytes:
    """Return a post with front matter in YAML."""
    return (bom + f"---\n{content}\n---\nbody — text\n".replace("\n", newline)).encode()


def diagnostics(
    flavor: str, data: bytes, schemas: Sequence[Schema] = (), path: str = POST
) -> list[Diagnostic]:
    """Return the findings of a post."""
    source = Source(path, data)
    engine = FLAVORS[flavor]
    return list(check(source, engine, read(source, engine), schemas))


def look(
    flavor: str, content: str, schemas: Sequence[Schema] = (), newline: str = "\n", bom: str = ""
) -> list[Found]:
    """Return the findings of front matter, each with the front matter that its fix makes."""
    data = post(content, newline, bom)
    source = Source(POST, data)
    found = []
    for one in diagnostics(flavor, data, schemas):
        start, end = source.position(one.span.start), source.position(one.span.end)
        fixed = None
        if one.fix:
            text = apply_edits(data, one.fix.edits).decode().removeprefix(bom)
            head, tail = f"---{newline}", f"{newline}---{newline}body — text{newline}"
            assert text.startswith(head)
            assert text.endswith(tail)
            fixed = text.removeprefix(head).removesuffix(tail).replace(newline, "\n")
        safety = one.fix.safety.value if one.fix else None
        place = f"{start.line}:{start.column}-{end.column}"
        found.append(Found(place, one.code, one.message, safety, fixed))
    return found


def schema(folder: Path, **properties: Any) -> Schema:
    """Return a schema of some top-level keys."""
    (folder / "s.json").write_text(json.dumps({"properties": properties}))
    return load_schema("s.json", folder)
