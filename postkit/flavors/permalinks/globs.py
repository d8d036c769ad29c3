"""File patterns as JavaScript's picomatch reads them.

Source: picomatch 4, measured through Eleventy 3.1 and Astro 7.3. Not read: extended patterns such
as `+(a|b)`, and ranges of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|\[(!|\^)?([^\]/]+)\]|\{([^{}/]*)\}|.", re.DOTALL)
_MOST = 1000
_MOST_STARS = 3
_NOTHING = "(?!)"


def selects(patterns: Iterable[str], path: str, *, dot: bool) -> bool:
    """Tell whether one of several patterns matches a path and none that begins with `!` does.

    Args:
        patterns: The patterns, without a leading `./`.
        path: The path, with `/`.
        dot: Whether `*` and `**` match names that begin with a dot.
    """
    wanted, refused = _compiled(tuple(patterns), dot=dot)
    return wanted.fullmatch(path) is not None and refused.fullmatch(path) is None


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...], *, dot: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what the patterns want and what those with `!` refuse."""
    wanted = [_expression(pattern, dot=dot) for pattern in patterns if pattern[:1] != "!"]
    refused = [_expression(pattern[1:], dot=dot) for pattern in patterns if pattern[:1] == "!"]
    return _joined(wanted), _joined(refused)


def _joined(expressions: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in expressions) or _NOTHING, re.DOTALL)


def _expression(pattern: str, *, dot: bool) -> str:
    """Return a pattern without a leading `./` as a regular expression for all of a path."""
    segments = re.sub(r"\*\*+", "**", pattern).split("/")
    stars = max(segment.replace("**", "*").count("*") for segment in segments)
    if max(stars, sum("**" in segment for segment in segments)) > _MOST_STARS:
        # Each star more is a power of the time that a miss takes.
        return _NOTHING
    name = "" if dot else r"(?!\.)"
    parts: list[str] = []
    at_start = True
    for match in _PIECE.finditer(pattern[:_MOST]):
        piece = match[0]
        guard = name if at_start else ""
        if piece == "**/" and at_start:
            parts.append(f"(?:{name}[^/]+/)*")
            continue
        if piece in {"**", "**/"} and at_start:
            parts.append(f"(?:{name}[^/]+(?:/{name}[^/]+)*)?")
        elif piece[0] == "*":
            # Alone in a folder it stands for a name, which is never empty.
            parts.append(f"{guard}{'[^/]+?' if at_start else '[^/]*'}")
        elif piece == "?":
            parts.append(f"{guard}[^/]")
        elif match[2]:
            parts.append(f"[{'^/' if match[1] else ''}{re.escape(match[2]).replace(chr(92) + '-', '-')}]")
        elif match[3] is not None:
            choices = (re.escape(choice).replace(r"\*", "[^/]*") for choice in match[3].split(","))
            parts.append(f"(?:{'|'.join(choices)})")
        else:
            parts.append(re.escape(piece))
        at_start = piece == "/"
    expression = "".join(parts)
    try:
        re.compile(expression)
    except re.error:
        return _NOTHING
    return expression
