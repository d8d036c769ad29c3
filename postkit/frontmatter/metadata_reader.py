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
    entries: dict[str, Entry] = {}
    name = ""
    for line in _LINE.finditer(text):
        match = _KEY.fullmatch(line[0])
        if match:
            name = match["key"].lower()
            key = (line.start() + match.start("key"), line.start() + match.end("key"))
            start, value = line.start() + match.start("value"), match["value"].strip()
        else:
            value = line[0].strip()
            start, key = line.start() + line[0].index(value), (0, 0)
        node = Node(start, start + len(value), Text(value, quoted=False), value)
        entries[name] = _joined(entries[name], node) if name in entries else Entry(key, node)
    return Parsed(Node(0, len(text.rstrip()), entries))


def _joined(entry: Entry, more: Node) -> Entry:
    """Return an entry whose value goes on in another line."""
    raw = f"{entry.node.raw} {more.raw}"
    return Entry(entry.key, Node(entry.node.start, more.end, Text(raw, quoted=False), raw))
