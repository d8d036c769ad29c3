"""MultiMarkdown's lines `key: value` at the top of a page, as MkDocs 1.6 reads them, into a tree."""

from __future__ import annotations

import re

from postkit.frontmatter.tree import Entry, Node, Parsed, Text

_LINE = re.compile(r"[^\r\n]+")
_KEY = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")


def parse(text: str) -> Parsed:
    """Parse lines `key: value`; keys are lowered, values are texts, those of equal keys are joined.

    Args:
        text: The lines; one that begins with no key goes on with the value above it.
    """
    keys: dict[str, tuple[int, int]] = {}
    values: dict[str, list[tuple[int, str]]] = {}
    name = ""
    for line in _LINE.finditer(text):
        match = _KEY.fullmatch(line[0])
        if match:
            name = match["key"].lower()
            keys.setdefault(name, (line.start() + match.start("key"), line.start() + match.end("key")))
        start = match.start("value") if match else 0
        value = line[0][start:].strip()
        values.setdefault(name, []).append((line.start() + line[0].index(value, start), value))
    entries = {name: Entry(keys[name], _joined(parts)) for name, parts in values.items() if name in keys}
    return Parsed(Node(0, len(text.rstrip()), entries))


def _joined(parts: list[tuple[int, str]]) -> Node:
    """Return a value that stands in several lines."""
    last, end = parts[-1]
    raw = " ".join(part for _, part in parts)
    return Node(parts[0][0], last + len(end), Text(raw, quoted=False), raw)
