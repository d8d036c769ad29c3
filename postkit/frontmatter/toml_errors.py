"""What a TOML parser complains of, in plain words and at the place of the mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import NamedTuple

from postkit.frontmatter.tree import Problem
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM001, FM007

_QUOTE_IT = "put the whole value in quotes if it is a text"
_CURLY = "“”„‟‘’«»"
_KEY = re.compile(
    r"""[ \t]*(?:\[\[?[ \t]*)?(?P<key>[\w.-]+|"[^"\r\n]*"|'[^'\r\n]*')[ \t]*(?P<colon>[:：])?"""
)
_BARE_TEXT = re.compile(r"[^=\r\n]*=[ \t]*(?P<text>(?!(?:true|false|inf|nan)\b)[^\W\d_]+)")
_BETWEEN = re.compile(r"expected (?P<what>\w+) between (?P<first>\d+) and (?P<last>\d+)")
_MANY_LINES = re.compile("\"{3}|'{3}")
"""Quotes of texts on many lines, where what looks like a key is none."""
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_AGAIN = "write `2022-02-09` or `2022-02-09T17:49:45+08:00`"


class _Saying(NamedTuple):
    """What is said of one complaint, and where it begins if not where the parser stopped."""

    message: str
    hint: str
    at: int | None = None


_SAYINGS = {
    "missing opening quote": _Saying("a text without its first quote", "put a quote before it"),
    "invalid boolean": _Saying(
        "true and false are written in small letters", "write `true` or `false`, or put it in quotes"
    ),
    "unexpected leading zero": _Saying(
        "a number cannot begin with 0", "remove the zero, or put it in quotes if it is a text"
    ),
    "invalid unquoted key": _Saying(
        "a key without quotes has only letters from A to Z, digits, `-` and `_`", "put the key in quotes"
    ),
    "unquoted keys cannot be empty": _Saying("a key is missing here", "write `key = value`"),
    "invalid date": _Saying("a date in a form that TOML does not know", _AGAIN),
    "invalid time": _Saying("a time in a form that TOML does not know", _AGAIN),
    "unclosed table": _Saying("the name of a table is not closed", "close it with `]`"),
    "unclosed array table": _Saying("the name of a table is not closed", "close it with `]]`"),
}


def explain(reason: str, index: int, text: str) -> Problem:
    """Make a problem of a parser's error.

    Args:
        reason: What the parser says, in its words.
        index: Where it stopped, in code points.
        text: The content that it was given.
    """
    index = min(index, len(text))
    if reason == "duplicate key":
        return _duplicate(index, text)
    said = _say(reason, index, text)
    index = index if said.at is None else said.at
    if not text[index : index + 1].strip():
        # The end of a line: the last letter before it is what can be seen.
        index = max(len(text[:index].rstrip()) - 1, 0)
    return Problem(FM001, index, min(index + 1, len(text)), said.message, said.hint)


def _say(reason: str, index: int, text: str) -> _Saying:
    complaint = reason.partition(",")[0]
    if match := _BETWEEN.search(reason):
        message = f"no such date: the {match['what']} should be between {match['first']} and {match['last']}"
        return _Saying(message, _AGAIN)
    if complaint in _PLACED:
        return _PLACED[complaint](index, text)
    if text.startswith("{{", index - 1):
        return _Saying("a template tag is no TOML value", "put the template tag in quotes", index - 1)
    if reason.endswith(('string, expected `"`', "string, expected `'`")):
        at = max(text.rfind(reason[-2], 0, index), 0)
        return _Saying("a quote is opened here and never closed", "close it, or remove it", at)
    return _SAYINGS.get(complaint) or _Saying(f"the TOML cannot be read: {reason}", "")


def _no_value(index: int, text: str) -> _Saying:
    """Say what stands after a key where `=` should."""
    if index <= 3 and text[:index] == "+" * index:
        return _Saying("the fence of TOML is `+++` alone on its line", "end the line after `+++`", 0)
    match = _KEY.match(text, _line_start(text, index))
    key = match["key"] if match else "key"
    if match and match["colon"]:
        hint = f"write `{key} = …`; `:` belongs to YAML, between lines of `---`"
        return _Saying("TOML wants `=` after a key, not `:`", hint, match.start("colon"))
    hint = f"write `{key} = …`, and put a key of several words in quotes"
    return _Saying("a key without `=` and a value", hint)


def _no_quotes(index: int, text: str) -> _Saying:
    if text[index : index + 1] in _CURLY and text[index : index + 1]:
        return _Saying(f"{quote(text[index])} is no quote to TOML", 'write straight quotes: `"…"`')
    if not text[index : _line_end(text, index)].strip():
        return _Saying("the key has no value", 'write one; an empty text is `""`')
    if text[index].isdigit():
        return _Saying("this value cannot be read", f"put a comma between two items, or {_QUOTE_IT}")
    return _Saying("a text in TOML wants quotes", "put the value in quotes")


def _goes_on(index: int, text: str) -> _Saying:
    if bare := _BARE_TEXT.match(text, _line_start(text, index), index):
        return _Saying("a text in TOML wants quotes", "put the value in quotes", bare.start("text"))
    before = text[_line_start(text, index) : index].rstrip()
    if before.endswith("'"):
        hint = "put the whole value in double quotes, which may hold single ones"
        return _Saying("text goes on after the closing quote", hint)
    if before.endswith('"'):
        hint = 'write `\\"` for a double quote inside, or use single quotes outside'
        return _Saying("text goes on after the closing quote", hint)
    return _Saying("text goes on after the value", _QUOTE_IT)


def _not_closed(index: int, text: str) -> _Saying:
    """Tell a list that is not closed from one whose items have no comma between them."""
    opening = max(text.rfind("[", 0, index), text.rfind("{", 0, index), 0)
    if "\n" not in text[opening:index] and text[index : _line_end(text, index)].strip():
        return _Saying("a comma is missing before this", "write one between the items")
    closing = "`]`" if text[opening : opening + 1] == "[" else "`}`"
    return _Saying(f"{quote(text[opening])} is closed too late or never", f"close it with {closing}", opening)


def _bad_escape(index: int, text: str) -> _Saying:  # noqa: ARG001 - as its neighbours
    message = "a backslash in double quotes begins an escape that TOML does not know"
    return _Saying(message, "write `\\\\` for a backslash, or use single quotes", index - 1)


_PLACED: dict[str, Callable[[int, str], _Saying]] = {
    "key with no value": _no_value,
    "string values must be quoted": _no_quotes,
    "unexpected key or value": _goes_on,
    "missing escaped value": _bad_escape,
    "missing comma between array elements": _not_closed,
    "unclosed array": _not_closed,
    "unclosed inline table": _not_closed,
}
"""Complaints of which the text around tells what is meant."""


def _duplicate(index: int, text: str) -> Problem:
    match = _KEY.match(text, index)
    name = match["key"] if match else "key"
    start, end = match.span("key") if match else (index, index + 1)
    bare = name[1:-1] if name[0] in "'\"" else name
    message = f"the key {quote(bare)} stands twice; TOML does not allow that"
    again = rf"^[ \t]*(?:\[\[?[ \t]*)?(?P<key>{re.escape(name)})[ \t]*[=.\]]"
    first = re.search(again, text[:start], re.MULTILINE)
    related = (*first.span("key"), "first here") if first else None
    cut = _repeated_line(text, first.start("key"), start) if first else None
    return Problem(FM007, start, end, message, "remove one of the two", related, cut)


def _repeated_line(text: str, first: int, second: int) -> tuple[int, int] | None:
    """Return the second of two entries of one table that are equal and stand on a line each."""
    one, two = (text[_line_start(text, at) : _line_end(text, at)].strip() for at in (first, second))
    if one != two or "#" in one or _TABLE.search(text, first, second) or _MANY_LINES.search(text, 0, second):
        return None
    try:
        tomllib.loads(one)
    except ValueError:
        return None  # a value that goes on below
    return _line_start(text, second), min(_line_end(text, second) + 1, len(text))


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end == -1 else end
