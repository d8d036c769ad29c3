"""What would be written, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import diff_bytes, unified_diff

_ESCAPED = re.compile(rb'[\x00-\x1f\x7f"\\]')


def diff(path: str, before: bytes, after: bytes, *, old_path: str) -> bytes:
    """Return the unified diff of one post.

    Args:
        path: The post's path as it would be, with `/`.
        before: Its bytes as they are.
        after: Its bytes as they would be.
        old_path: Its path as it is; another one makes a rename, as git writes it.
    """
    old, new = f"a/{old_path}", f"b/{path}"
    lines = diff_bytes(
        unified_diff, _lines(before), _lines(after), _ended_name(old), _ended_name(new), lineterm=b"\n"
    )
    hunks = b"".join(_ended(lines))
    # The blank line keeps git from taking the next post's hunks for this one's.
    return hunks if old_path == path else _rename(old_path, path) + (hunks or b"\n")


def _rename(old: str, new: str) -> bytes:
    """Return the lines in which git says that a file gets another name."""
    return b"diff --git %b %b\nrename from %b\nrename to %b\n" % (
        *(_name(f"a/{old}"), _name(f"b/{new}")),
        *(_name(old), _name(new)),
    )


def _lines(data: bytes) -> list[bytes]:
    # bytes.splitlines would end lines at a lone CR too, which patch does not.
    *lines, last = data.split(b"\n")
    return [line + b"\n" for line in lines] + ([last] if last else [])


def _name(path: str) -> bytes:
    """Return a file's name as git writes it in a diff: in quotes where it needs escapes."""
    name = path.encode(errors="surrogateescape")
    if not _ESCAPED.search(name):
        return name
    return b'"' + _ESCAPED.sub(lambda match: b"\\%03o" % match[0][0], name) + b'"'


def _ended_name(path: str) -> bytes:
    """Return a file's name as it stands behind `---` and `+++`: a tab ends one with a blank in it."""
    name = _name(path)
    return name + b"\t" if b" " in name and not name.startswith(b'"') else name


def _ended(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
