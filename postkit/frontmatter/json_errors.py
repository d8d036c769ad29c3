"""What a JSON parser complains of, in plain words and at the place of the mistake."""

from __future__ import annotations

import re
from typing import NamedTuple

from postkit.frontmatter.tree import Problem
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM001

_WORD = re.compile(r"[A-Za-z_]+")
_NUMBER = re.compile(r"[-+.]?\d")
_CURLY = "“”„‟‘’«»"


class _Saying(NamedTuple):
    """What is said of one complaint, and where it begins if not where the parser stopped."""

    message: str
    hint: str
    at: int | None = None


_ESCAPE = _Saying("a backslash begins an escape that JSON does not know", "write `\\\\` for a backslash")
_SAYINGS = {
    "Expecting property name enclosed in double quotes": _Saying(
        "a key in JSON wants double quotes", 'write `"key": value`'
    ),
    "Expecting ':' delimiter": _Saying("a colon is missing before this", 'write `"key": value`'),
    "Unterminated string starting": _Saying("a quote is opened here and never closed", "close it"),
    "Invalid \\escape": _ESCAPE,
    "Invalid \\uXXXX escape": _ESCAPE,
}


def explain(complaint: str, index: int, text: str) -> Problem:
    """Make a problem of a parser's error.

    Args:
        complaint: What the parser says, in its words.
        index: Where it stopped, in code points.
        text: The content that it was given.
    """
    said = _say(complaint, index, text)
    index = min(index if said.at is None else said.at, max(len(text.rstrip()) - 1, 0))
    return Problem(FM001, index, index + 1, said.message, said.hint)


def _say(complaint: str, index: int, text: str) -> _Saying:
    if said := _seen(index, text):
        return said
    if complaint == "Expecting ',' delimiter":
        return _no_comma(index, text)
    if complaint == "Expecting value":
        return _no_value(index, text)
    if complaint.startswith("Invalid control character"):
        return _control(index, text)
    return _SAYINGS.get(complaint.partition(" at")[0]) or _Saying(
        f"the JSON cannot be read: {complaint[:1].lower()}{complaint[1:]}", ""
    )


def _seen(index: int, text: str) -> _Saying | None:
    """Say what is wrong where the place alone shows it."""
    here, before = text[index : index + 1], text[:index].rstrip()
    if text.startswith("{{"):
        hint = "a file that begins with `{` is read as JSON; put `---` twice before the template tag"
        return _Saying("a template tag is no JSON", hint)
    if before.endswith(",") and (here in {"}", "]", ","} or not text[index:].strip()):
        return _Saying("a comma that nothing follows", "remove the comma", len(before) - 1)
    if text.startswith(("//", "/*", "#"), index):
        return _Saying("JSON has no comments", "remove the comment")
    if here in {"'", *_CURLY}:
        return _Saying(f"{quote(here)} is no quote to JSON", 'write straight double quotes: `"…"`')
    return None


def _no_comma(index: int, text: str) -> _Saying:
    if text[index - 1 : index] == "0" and text[index : index + 1].isdigit():
        hint = "remove the zero, or put it in double quotes if it is a text"
        return _Saying("a number cannot begin with 0", hint, index - 1)
    return _Saying("a comma is missing before this", "write one between the entries")


def _no_value(index: int, text: str) -> _Saying:
    word = _WORD.match(text, index)
    if word and word[0].lower() in {"true", "false", "null"}:
        return _Saying(f"{quote(word[0])} is written in small letters", f"write `{word[0].lower()}`")
    if word:
        return _Saying("a text in JSON wants double quotes", 'write `"…"`')
    if _NUMBER.match(text, index):
        return _Saying("a number begins with a digit or `-`", "write `0.5`, or put it in double quotes")
    return _Saying("a value is missing here", 'write one; an empty text is `""`')


def _control(index: int, text: str) -> _Saying:
    if text[index : index + 1] in {"\n", "\r"}:
        at = text.rfind('"', 0, index)
        return _Saying("a quote is opened here and not closed on its line", "close it", max(at, 0))
    return _Saying(
        f"a control character (U+{ord(text[index]):04X}) is not allowed in JSON", "write it as an escape"
    )
