"""What would be written, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import diff_bytes, unified_diff

_ESCAPED = re.compile(rb'[\x00-\x1f\x7f"\\]')


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """Return the unified diff of one post.

    Args:
        path: The post's path, with `/`.
        before: Its bytes as they are.
        after: Its bytes as they would be.
    """
    old, new = _name(f"a/{path}"), _name(f"b/{path}")
    lines = diff_bytes(unified_diff, _lines(before), _lines(after), old, new, lineterm=b"\n")
    return b"".join(_ended(lines))


def _lines(data: bytes) -> list[bytes]:
    # bytes.splitlines would end lines at a lone CR too, which patch does not.
    *lines, last = data.split(b"\n")
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _name(path: str) -> bytes:
    """Return a file's name as git writes it in a diff: in quotes where it needs escapes."""
    name = path.encode(errors="surrogateescape")
    if not _ESCAPED.search(name):
        return name + b"\t" if b" " in name else name
    return b'"' + _ESCAPED.sub(lambda match: b"\\%03o" % match[0][0], name) + b'"'


def _ended(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
