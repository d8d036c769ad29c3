"""TOML 1.1 into a tree, by toml-rs, which knows the line and column of every key and value."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any

import toml_rs

from postkit.frontmatter.tree import MAX_DEPTH, Entry, Node, Parsed, Problem, Text
from postkit.rules.table import FM001

_MANY = 400
"""Brackets and dots that toml-rs may be given unseen; it overflows the C stack at some thousands."""

_TOO_DEEP = Problem(FM001, 0, 1, f"nested more than {MAX_DEPTH} levels deep", "make it simpler")
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)""" + f"{{{MAX_DEPTH}}}",
    re.ASCII,
)
_STRUCTURE = re.compile(r"[\[{.]")


def parse(text: str) -> Parsed:
    """Parse the content between TOML fences.

    Args:
        text: The content.
    """
    if len(_STRUCTURE.findall(text)) > _MANY and (problem := _too_deep(text)):
        return Parsed(None, [problem])
    try:
        document = toml_rs.load_with_metadata(text)
    except toml_rs.TOMLDecodeError as error:
        return Parsed(None, [_explain(error, text)])
    try:
        return Parsed(_Tree(text).table(document.meta["nodes"], (0, len(text.rstrip())), 1))
    except RecursionError:
        return Parsed(None, [_TOO_DEEP])


def _too_deep(text: str) -> Problem | None:
    """Let a parser that cannot overflow look first where there is much structure."""
    if _LONG_KEY.search(text):
        return _TOO_DEEP
    try:
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        return _TOO_DEEP
    except tomllib.TOMLDecodeError as error:
        return Problem(FM001, 0, 1, f"the TOML cannot be read: {error}")
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        level = [child for value in level for child in _children(value)]
        if not level:
            return None
    return _TOO_DEEP


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _explain(error: toml_rs.TOMLDecodeError, text: str) -> Problem:
    """Make a problem of an error, whose position is in UTF-8 bytes."""
    from postkit.frontmatter.toml_errors import explain

    index = len(text.encode()[: error.pos].decode(errors="ignore"))
    return explain(error.msg.rstrip().rpartition("\n")[2], index, text)


class _Tree:
    """Makes nodes of toml-rs's metadata.

    There, a key that is written at its value is a mapping with `key_line`; a table that comes of a
    header or a dotted key holds its children at once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        data = text.encode()
        self._lines = [0, *(match.end() for match in re.finditer(b"\n", data))]
        begins = (byte & 0xC0 != 0x80 for byte in data)
        self._points = range(len(data) + 1) if text.isascii() else [0, *accumulate(begins)]

    def table(self, meta: dict[str, Any], place: tuple[int, int], level: int) -> Node:
        if level > MAX_DEPTH:
            raise RecursionError
        entries: dict[str, Entry] = {}
        for name, child in meta.items():
            if isinstance(child.get("key_line"), int):
                start, end = self._range(child, "key")
                entries[name] = Entry((start, end), self._value(child, (start, end), level + 1))
            else:
                node = self.table(child, place, level + 1)
                ends = [entry.node.end for entry in node.value.values()]
                starts = [entry.key[0] if entry.key else entry.node.start for entry in node.value.values()]
                node.start, node.end = min(starts, default=place[0]), max(ends, default=place[1])
                entries[name] = Entry(self._header(name), node)
        return Node(*place, entries)

    def _value(self, meta: dict[str, Any], key: tuple[int, int], level: int) -> Node:
        if level > MAX_DEPTH:
            raise RecursionError
        value = meta["value"]
        place = self._range(meta, "value") if "value_line" in meta else key
        raw = meta.get("value_raw")
        if isinstance(value, dict):
            return self._flow(self.table(value, place, level), raw)
        if isinstance(value, list):
            ends = [self._value(item, place, level + 1) for item in value]
            return self._flow(Node(*place, ends), raw)
        if isinstance(value, (date, datetime, time)):
            return Node(*place, Text(value.isoformat(), quoted=False), raw)
        return Node(*place, Text(value, quoted=True) if isinstance(value, str) else value, raw)

    def _flow(self, node: Node, raw: str | None) -> Node:
        node.flow = raw is not None
        return node

    def _range(self, meta: dict[str, Any], what: str) -> tuple[int, int]:
        """Return where a key or a value stands, in code points.

        Its line and column, in bytes from 1, tell where it begins; of what has several lines the
        last column is wrong, so the text as it is written tells where it ends.

        Args:
            meta: The metadata of an entry.
            what: `key` or `value`.
        """
        line, column = meta[f"{what}_line"], meta[f"{what}_col"]
        first_line = line if isinstance(line, int) else line[0]
        first = column if isinstance(column, int) else column[0]
        start = self._points[self._lines[first_line - 1] + first - 1]
        return start, start + len(meta[f"{what}_raw"])

    def _header(self, name: str) -> tuple[int, int] | None:
        """Find where a table's name stands in a header such as `[params]`."""
        match = re.search(rf"^[ \t]*\[[ \t]*(?P<name>{re.escape(name)})[ \t]*[\].]", self._text, re.MULTILINE)
        return match.span("name") if match else None
