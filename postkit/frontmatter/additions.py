"""A text more in a list of the front matter: edits of the place where it belongs, never a re-dump."""

from __future__ import annotations

import re
from typing import Any

from postkit.core.edit import Edit, apply_edits
from postkit.core.source import Source
from postkit.core.span import Span
from postkit.frontmatter.literals import literal, single_quoted
from postkit.frontmatter.members import appended, line_before, newline_of, with_key
from postkit.frontmatter.read import FrontMatter, read
from postkit.frontmatter.tree import Node, find

_DASH = re.compile(rb"[ \t]*-[ \t]*")
_LINE_END = re.compile(rb"[\r\n]|\Z")
_PLAIN_NO_MORE = re.compile(r"[,\[\]{}]")
_BLOCK_OR_MARKED = "|>&*!"
_QUOTES = ("'", '"')
_KINDS = {"yaml", "toml", "json"}

Edits = tuple[Edit, ...]


def with_item(front_matter: FrontMatter, key: str, text: str) -> Edits | None:
    """Return the edits that add a text to the list below a key.

    A lone text becomes a list, a key without a value gets one, and a key that is not there is
    written below the others. All that the engine reads beside it stays what it was: that is tried.

    Args:
        front_matter: The front matter.
        key: A key at the top.
        text: The text.

    Returns:
        The edits; None where there is no front matter, or they would make something else of it.
    """
    if front_matter.kind not in _KINDS:
        return None
    name = written_key(front_matter, key)
    items = _items(front_matter.data.get(name))
    if items is None:
        return None
    edits = (
        _in_value(front_matter, name, text) if name in front_matter.data else _as_key(front_matter, key, text)
    )
    if edits is None:
        return None
    return edits if _says(front_matter, edits, {name: [*items, text]}) else None


def written_key(front_matter: FrontMatter, key: str) -> str:
    """Return a key as it is written in a front matter, where the engine takes no heed of its case.

    Args:
        front_matter: The front matter.
        key: The key; it is returned where it is not there.
    """
    if key in front_matter.data or not front_matter.flavor.reader.one_case:
        return key
    return next((one for one in front_matter.data if one.lower() == key.lower()), key)


def _items(value: Any) -> list[Any] | None:
    """Return what a value holds as a list; None for what is no list of texts, nor becomes one."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else None


def _says(front_matter: FrontMatter, edits: Edits, given: dict[str, Any]) -> bool:
    """Tell whether the front matter, edited, says what it did but for some keys, above the same body."""
    old = front_matter.source
    source = Source(old.path, apply_edits(old.data, edits))
    new = read(source, front_matter.flavor)
    return (
        new.data == front_matter.data | given
        and [one.rule for one in new.problems] == [one.rule for one in front_matter.problems]
        and source.data[new.body_start :] == old.data[front_matter.body_start :]
    )


def _as_key(front_matter: FrontMatter, key: str, text: str) -> Edits | None:
    item = _literal(front_matter, text)
    return None if item is None else with_key(front_matter, key, f"[{item}]")


def _in_value(front_matter: FrontMatter, key: str, text: str) -> Edits | None:
    place = front_matter.locate((key,))
    if place is None or front_matter.tree is None:
        return None
    entry = find(front_matter.tree[0], (key,))
    node = entry.node if entry else None
    if node is None or not isinstance(node.value, list):
        return _in_scalar(front_matter, place.value, text)
    if not node.value:
        return _in_brackets(front_matter, place.value, text)
    last = front_matter.locate((key, len(node.value) - 1))
    if last is None or not place.value.contains(last.value):
        return None
    return _behind(front_matter, node, last.value, text)


def _behind(front_matter: FrontMatter, listed: Node, last: Span, text: str) -> Edits | None:
    """Put an item behind the last one of a list, in the same style."""
    raw = front_matter.source.slice(last)
    item = _literal(front_matter, text, raw[0] if raw[:1] in _QUOTES else "")
    if item is None:
        return None
    if listed.flow:
        return appended(front_matter, last, item)
    data = front_matter.source.data
    dash = line_before(data, last.start)
    end = _LINE_END.search(data, last.end)
    if not _DASH.fullmatch(dash) or end is None:
        return None
    prefix = dash.decode() if dash.endswith((b" ", b"\t")) else f"{dash.decode()} "
    line = f"{newline_of(front_matter)}{prefix}{item}"
    return (Edit(Span(end.start(), end.start()), line.encode()),)


def _in_brackets(front_matter: FrontMatter, brackets: Span, text: str) -> Edits | None:
    """Put the first item into an empty list."""
    item, inside = _literal(front_matter, text), Span(brackets.start + 1, brackets.end - 1)
    if item is None or front_matter.source.slice(inside).strip():
        return None
    return (Edit(inside, item.encode()),)


def _in_scalar(front_matter: FrontMatter, span: Span, text: str) -> Edits | None:
    """Make a list of a lone text, or of nothing."""
    raw = front_matter.source.slice(span)
    if raw[:1] and (raw[0] in _BLOCK_OR_MARKED or "\n" in raw or "\r" in raw):
        return None
    quote = raw[0] if raw[:1] in _QUOTES else ""
    item = _literal(front_matter, text, quote)
    if item is None:
        return None
    if not raw:
        blank = "" if line_before(front_matter.source.data, span.start).endswith(b" ") else " "
        return (Edit(span, f"{blank}[{item}]".encode()),)
    if raw in {"~", "''", '""'} or raw.lower() == "null":
        return (Edit(span, f"[{item}]".encode()),)
    first = single_quoted(raw) if not quote and _PLAIN_NO_MORE.search(raw) else raw
    return (Edit(span, f"[{first}, {item}]".encode()),)


def _literal(front_matter: FrontMatter, text: str, quote: str = "") -> str | None:
    assert front_matter.kind  # noqa: S101 (told before)
    return literal(text, front_matter.kind, front_matter.flavor.reader, quote)
