"""Changes to a post: an edit replaces a byte span, a fix is a set of edits that belong together."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from postkit.core.span import Span


class Safety(StrEnum):
    """Whether a fix may be applied without a person looking at it."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Edit(NamedTuple):
    """Replaces the bytes of a span; an empty span inserts, an empty replacement deletes."""

    span: Span
    replacement: bytes


class Fix(NamedTuple):
    """A repair that is applied whole or not at all.

    Args:
        title: What it does, as a short imperative sentence.
        edits: The edits, in any order, without overlaps.
        safety: Whether `--fix` alone may apply it.
        suffix: What the file's name ends with afterwards, such as `.md`; empty where it stays. The
            edits without the new name would be wrong.
    """

    title: str
    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    suffix: str = ""


def renamed(path: str, suffix: str) -> str:
    """Return a path whose file's name ends with another suffix.

    Args:
        path: A path with `/`.
        suffix: The new suffix with its dot; empty for the path as it is.
    """
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] or name}{suffix}" if suffix else path


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the data with every edit applied once; bytes outside the spans stay as they are.

    Args:
        data: The bytes that the spans were computed from.
        edits: Edits in any order.

    Raises:
        ValueError: If two edits overlap or a span lies outside the data.
    """
    parts: list[bytes] = []
    done = 0
    for edit in sorted(edits):
        start, end = edit.span
        if not done <= start <= end <= len(data):
            raise ValueError(f"edit at bytes {start}-{end} overlaps another or leaves the text")
        parts += (data[done:start], edit.replacement)
        done = end
    return b"".join((*parts, data[done:]))


def choose_fixes(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that fit together in one round: the first of those that collide wins.

    Two insertions at one place collide too, since their order would be chance; so the same fix
    offered twice is taken once.
    """
    chosen: list[Fix] = []
    taken: list[Span] = []
    for fix in fixes:
        spans = [edit.span for edit in fix.edits]
        if any(_collides(span, taken) for span in spans):
            continue
        chosen.append(fix)
        for span in spans:
            insort(taken, span)
    return chosen


def _collides(span: Span, taken: list[Span]) -> bool:
    """Tell whether a span meets one of the sorted spans, which do not overlap one another."""
    index = bisect_left(taken, span)
    return any(span == other or span.overlaps(other) for other in taken[max(index - 1, 0) : index + 1])
