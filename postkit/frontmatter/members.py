"""A key more in front matter, an item more in brackets: where it goes, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.edit import Edit
from postkit.core.span import Span
from postkit.frontmatter.read import FrontMatter

_TOML = re.compile(
    rb'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]|[^\s"\'#\[\]{}]+',
    re.DOTALL,
)
_REST_OF_LINE = re.compile(rb"[ \t]*(?P<comma>,?)[ \t]*(?P<comment>#[^\r\n]*)(?=[\r\n])")
_BARE_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


def with_key(front_matter: FrontMatter, key: str, value: str) -> tuple[Edit, ...] | None:
    """Return the edits that write a key which is not there yet, below all others at the top.

    In TOML it stands above the first table; in braces it is the last member.

    Args:
        front_matter: Front matter in YAML, TOML or JSON.
        key: The key.
        value: Its value as it is to be written, on one line.
    """
    if not _BARE_KEY.fullmatch(key):
        return None
    kind, root = front_matter.kind, front_matter.tree[0] if front_matter.tree else None
    if kind == "json" or (root is not None and root.flow):
        member = f'"{key}": {value}' if kind == "json" else f"{key}: {value}"
        last = _last_member(front_matter)
        return appended(front_matter, last, member) if last else None
    if kind == "toml":
        return (_toml_line(front_matter, f"{key} = {value}"),)
    place = front_matter.locate(())
    before = line_before(front_matter.source.data, place.value.start) if place else b""
    indent = before.decode() if before.isspace() else ""
    return (_at_end(front_matter, f"{indent}{key}: {value}"),)


def appended(front_matter: FrontMatter, last: Span, written: str) -> tuple[Edit, ...]:
    """Return the edits that put a member or an item behind the last one, inside brackets.

    Where the last one has a line for itself, so has the new one; a comment behind it stays there.

    Args:
        front_matter: Where it is.
        last: The last member, from its key on, or the last item.
        written: What is put behind it.
    """
    data = front_matter.source.data
    indent = line_before(data, last.start)
    if indent.strip() or (not indent and data[last.start - 1 : last.start] not in {b"\n", b"\r"}):
        return (_insert(last.end, f", {written}"),)
    line = f"{newline_of(front_matter)}{indent.decode()}{written}"
    rest = _REST_OF_LINE.match(data, last.end)
    if rest is None:
        return (_insert(last.end, f",{line}"),)
    if rest["comma"]:
        return (_insert(rest.end(), f"{line},"),)
    return (_insert(last.end, ","), _insert(rest.end(), line))


def newline_of(front_matter: FrontMatter) -> str:
    """Return the line end of a front matter; that of the post where it has but one line."""
    content = front_matter.source.data[front_matter.content.start : front_matter.content.end]
    for newline in ("\r\n", "\n", "\r"):
        if newline.encode() in content:
            return newline
    return front_matter.source.newline


def line_before(data: bytes, at: int) -> bytes:
    """Return what stands on a line before a byte of it.

    Args:
        data: The bytes of the post.
        at: The offset of the byte.
    """
    return data[max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1 : at]


def _insert(at: int, written: str) -> Edit:
    return Edit(Span(at, at), written.encode())


def _last_member(front_matter: FrontMatter) -> Span | None:
    places = filter(None, (front_matter.locate((key,)) for key in front_matter.data))
    members = (Span(place.key.start, place.value.end) for place in places if place.key)
    return max(members, key=lambda span: span.end, default=None)


def _at_end(front_matter: FrontMatter, line: str) -> Edit:
    """Write a line as the last one between the fences."""
    data, content, newline = front_matter.source.data, front_matter.content, newline_of(front_matter)
    at = content.end
    if data[at - 1 : at + 1] == b"\r\n":
        at -= 1  # to some engines the last line end is no part of the content, or half of it is
    ends = at == content.start or data[at - 1 : at] in {b"\n", b"\r"}
    return _insert(at, f"{line}{newline}" if ends else f"{newline}{line}")


def _toml_line(front_matter: FrontMatter, line: str) -> Edit:
    """Write a line of TOML behind the last one above the first table."""
    content = front_matter.content
    at: int | None = None
    for start, end, is_table in _toml_statements(front_matter.source.data[content.start : content.end]):
        if is_table:
            at = content.start + start if at is None else at
            return _insert(at, f"{line}{newline_of(front_matter)}")
        at = content.start + end
    return _at_end(front_matter, line)


def _toml_statements(content: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield where each statement's first line begins and its last one ends; and whether it is a header."""
    depth, start, first = 0, 0, b""
    for match in _TOML.finditer(content):
        token = match[0]
        if token == b"\n":
            if depth == 0:
                if first:
                    yield start, match.end(), first == b"["
                start, first = match.end(), b""
            continue
        if token[:1] == b"#":
            continue
        first = first or token
        depth += (token in {b"[", b"{"}) - (token in {b"]", b"}"})
    if first:
        yield start, len(content), first == b"["
