"""Globs of settings, flags and `.gitignore` files, read as gitignore(5) of git 2.39 reads them."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

EVERY = "**"
"""The glob that names every path."""

# Regular expressions as texts: `re` compiles each at its first use, and most runs need few of them.
_PART = (
    r"(?s)(?<![^/])(?:\*\*/)+"  # folders, none or some
    r"|\*+|\?"
    r"|\[[!^]?\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*\]"  # a class
    r"|\\?."
)
_MEMBER = r"(?s)\[:([a-z]+):\]|\\?(.)(?:-\\?(.))?"
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


def matches(glob: str, path: str) -> bool:
    """Tell whether a glob names a path or a folder that it is in.

    Args:
        glob: `*` and `?` stop at `/`, `**` as a whole part does not. Without a `/` before its
            last character the glob may match at any depth; with one it starts at the top.
        path: A relative path with `/`.
    """
    return _compiled(glob).match(path) is not None


def below(folder: Path, path: Path) -> str | None:
    """Return a path as seen from a folder, with `/`; None outside of the folder.

    Args:
        folder: An absolute path.
        path: A path, relative to the working folder or absolute.
    """
    full = os.path.join(os.getcwd(), path)  # noqa: PTH118, PTH109 (asked of every post; pathlib takes ten times as long)
    full = os.path.normpath(full) if ".." in full else full
    home = os.path.join(folder, "")  # noqa: PTH118
    if not os.path.normcase(full).startswith(os.path.normcase(home)):
        return None
    return full[len(home) :].replace(os.sep, "/")


@lru_cache(maxsize=1024)
def _compiled(glob: str) -> re.Pattern[str]:
    """Return the regular expression of a glob; one that cannot be read names only itself."""
    body = glob.rstrip("/")
    prefix = "" if "/" in body else r"(?:.*/)?"
    body = body.removeprefix("./").lstrip("/")
    try:
        return re.compile(prefix + translate(body) + r"(?:/.*)?\Z", re.DOTALL)
    except re.error:
        return re.compile(prefix + re.escape(body) + r"(?:/.*)?\Z", re.DOTALL)


def translate(glob: str) -> str:
    """Return the regular expression, open at its end, of a glob without `/` at either end.

    A wildcard that another one of its kind follows may take the first place that fits, so it
    never has to be tried again: the time to match grows with the path, not with its power.

    Args:
        glob: The glob. An unknown class, such as `[[:nope:]]`, gives a text that does not
            compile, since git matches nothing with it.
    """
    inside = glob == "**" or glob.endswith("/**")
    sections: list[list[str]] = [[]]
    for part in re.findall(_PART, glob.removesuffix("**") if inside else glob):
        if part.endswith("**/"):
            sections.append([])
        else:
            sections[-1].append(part)
    first, *others = map(_section, sections)
    for number, section in enumerate(others, start=1):
        skipped = rf"(?:[^/]*/)*?{section}"
        first += skipped if number == len(others) and not inside else f"(?>{skipped})"
    return first + (".+" if inside else "")


def _section(parts: list[str]) -> str:
    """Return the regular expression of what is between two `**/`."""
    runs: list[list[str]] = [[]]
    for part in parts:
        if part.startswith("*"):
            runs.append([])
        else:
            runs[-1].append(part)
    first, *others = ("".join(map(_translated, run)) for run in runs)
    for number, run in enumerate(others, start=1):
        last = number == len(others) or "/" in runs[number]
        first += rf"[^/]*{run}" if last else rf"(?>[^/]*?{run})"
    return first


def _translated(part: str) -> str:
    """Return a part of a glob that stands for one character."""
    if part == "?":
        return r"[^/]"
    if part.startswith("[") and len(part) > 1:
        negated = part[1] in "!^"
        return f"(?!/)[{'^' if negated else ''}{re.sub(_MEMBER, _member, part[1 + negated : -1])}]"
    return re.escape(part[-1])


def _member(match: re.Match[str]) -> str:
    """Return a member of a class: a named class, a range, a character."""
    name, first, last = match.groups()
    if name:
        return _CLASSES.get(name, "z-a")
    if last is None or last < first:  # git takes `[c-a]` for `[c]`
        return re.escape(first)
    return f"{re.escape(first)}-{re.escape(last)}"
