"""Quotes around a YAML value that cannot stand without them, or inside others."""

from __future__ import annotations

import re

from postkit.core.edit import Edit, Fix, Safety
from postkit.core.offsets import ByteOffsets
from postkit.flavors.reader import Reader
from postkit.frontmatter.parse import parse
from postkit.frontmatter.tree import Problem
from postkit.rules.table import FM001

_KEY = r"[^\s:#'\"\[\]{}&*!|>%@`,?-][^:\r\n]*:[ ]+"
_LINE = re.compile(rf"[ ]*(?P<items>(?:- +)*)(?P<entry>(?:{_KEY})?(?P<value>\S[^\r\n]*))")
_BELOW = re.compile(r"[\r\n]+(?P<indent>[ ]*)(?=[^\s#])")
_NO_VALUE = re.compile(r"[|>&!?#]|-(?:\s|\Z)|.*[ \t]#")
_CLOSERS = {"[": "]", "{": "}"}


def quoting_fix(
    problem: Problem, content: str, reader: Reader, offsets: ByteOffsets, shift: int
) -> Fix | None:
    """Return the fix that puts the value at a problem in single quotes; it wants a person's look.

    There is none where the value goes on below, where a comment follows it, where its own quote or
    bracket is open, or where the content is as broken as before with it.

    Args:
        problem: Why the content cannot be read.
        content: The content, in YAML.
        reader: How the engine reads it.
        offsets: The bytes of the text's code points.
        shift: Where the content begins in the text.
    """
    if problem.rule is not FM001 or not problem.stops:
        return None
    line_start = content.rfind("\n", 0, problem.start) + 1
    line = _LINE.match(content, line_start)
    if line is None or (not line["items"] and line["entry"] == line["value"]):
        return None
    if _NO_VALUE.match(line["value"]) or _is_open(line["value"]) or _goes_on(line, content):
        return None
    value = line["value"].rstrip()
    own = value[0] if value[0] in "'\"" and len(value) > 1 and value.endswith(value[0]) else ""
    inner = value[1:-1] if own else value
    quoted = "'" + inner.replace("''" if own == "'" else "'", "'").replace("'", "''") + "'"
    start, end = line.start("value"), line.start("value") + len(value)
    if quoted == value or not _is_better(f"{content[:start]}{quoted}{content[end:]}", end, reader):
        return None
    edit = Edit(offsets.span((start, end), shift), quoted.encode())
    return Fix("put the whole value in quotes", (edit,), Safety.UNSAFE)


def _is_open(value: str) -> bool:
    """Tell whether a value opens a quote or a bracket that it does not close."""
    if value[0] in "'\"":
        return value.count(value[0]) < 2
    return value[0] in _CLOSERS and _CLOSERS[value[0]] not in value


def _goes_on(line: re.Match[str], content: str) -> bool:
    """Tell whether the next line is indented more than the entry of this one."""
    below = _BELOW.match(content, line.end())
    return below is not None and len(below["indent"]) > line.start("entry") - line.start()


def _is_better(content: str, end: int, reader: Reader) -> bool:
    """Tell whether the content can be read now, at least down to the line after the value."""
    parsed = parse("yaml", content, reader)
    line_end = content.find("\n", end)
    return all(problem.start > line_end > -1 for problem in parsed.problems)
