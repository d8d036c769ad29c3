"""Lines of patterns as gitignore(5) reads them, for the settings of MkDocs that are made of such lines.

Matched name by name, so that no pattern takes long. Not read: an escaped character.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

_AS_FILE, _BY_FOLDER, _NOT = 2, 1, 0


def covers(lines: Iterable[str], path: str) -> bool:
    """Tell whether a file is among those that some lines name, and no line with `!` takes it out.

    As pathspec 1.1 judges, which MkDocs asks: the last line that names the file itself counts, else
    the last one that names a folder above it.

    Args:
        lines: The patterns.
        path: A file's path with `/`.
    """
    names = path.split("/")
    covered, so_far = False, _NOT
    for line in lines:
        pattern = line.rstrip()
        if not pattern or pattern.startswith("#"):
            continue
        found = _match(pattern.removeprefix("!"), names)
        if found and found >= so_far:
            covered, so_far = not pattern.startswith("!"), found
    return covered


def _match(pattern: str, names: Sequence[str]) -> int:
    """Tell whether a pattern matches a path, or a folder above it; one that ends with `/`, folders alone."""
    parts = pattern.strip("/").split("/")
    if len(parts) == 1 and not pattern.startswith("/"):
        parts = ["**", *parts]
    if not pattern.endswith("/") and _is_path(parts, names):
        return _AS_FILE
    return _BY_FOLDER if any(_is_path(parts, names[:count]) for count in range(1, len(names))) else _NOT


def _is_path(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether the parts of a pattern match all the names; `**` stands for any number of folders."""
    # After each part: how many names may be used up by then.
    reached = {0}
    for part, following in pairwise((*parts, "")):
        if part == "**":
            # At the end it stands for one name at least.
            least = min(reached, default=len(names)) + (not following)
            reached = set(range(least, len(names) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], part)}
    return len(names) in reached
