"""What would be written, as a unified diff that `patch` and `git apply` take."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import diff_bytes, unified_diff


def diff(path: str, before: bytes, after: bytes) -> bytes:
    """Return the unified diff of one post.

    Args:
        path: The post's path, with `/`.
        before: Its bytes as they are.
        after: Its bytes as they would be.
    """
    name = path.encode(errors="surrogateescape").replace(b"\n", b"\\n")
    lines = diff_bytes(
        unified_diff, _lines(before), _lines(after), b"a/" + name, b"b/" + name, lineterm=b"\n"
    )
    return b"".join(_ended(lines))


def _lines(data: bytes) -> list[bytes]:
    # bytes.splitlines would end lines at a lone CR too, which patch does not.
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [data.rpartition(b"\n")[2]][
        : data[-1:] != b"\n"
    ]


def _ended(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"
