"""What a YAML parser complains of, in plain words and at the place of the mistake."""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml import MarkedYAMLError, YAMLError

from postkit.frontmatter.tree import Problem
from postkit.frontmatter.wording import quote
from postkit.rules.table import FM001

_QUOTE_IT = "put the whole value in quotes"
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE = "：﹕︓∶꞉"
"""Colons to the eye, and letters to YAML."""
_NO_KEY = re.compile(rf"[ \t]*(?P<word>[^\s:{_WIDE}=#]+)[ \t]*(?P<sign>[:{_WIDE}=])?")


class _Saying(NamedTuple):
    """What is said of one complaint; `at_context` where the context's mark is the mistake's place."""

    message: str
    hint: str
    at_context: bool = False


_SAYINGS = {
    "did not find expected ',' or ']'": _Saying(
        "`[` is closed too late or never", "close it with `]`, or " + _QUOTE_IT, at_context=True
    ),
    "did not find expected ',' or '}'": _Saying(
        "`{` is closed too late or never", "close it with `}`, or " + _QUOTE_IT, at_context=True
    ),
    "found unexpected end of stream": _Saying(
        "a quote is opened here and never closed", "close it, or remove it", at_context=True
    ),
    "found unexpected document indicator": _Saying(
        "a quote is opened here and never closed", "close it, or remove it", at_context=True
    ),
    "found unknown escape character": _Saying(
        "a backslash in double quotes begins an escape that YAML does not know",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "did not find expected hexdecimal number": _Saying(
        "a backslash in double quotes begins an escape that is not complete",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "block sequence entries are not allowed in this context": _Saying(
        "a list with `- ` cannot begin on the line of its key",
        "write it on the lines below, or put the value in quotes if it is a text",
    ),
    "mapping keys are not allowed in this context": _Saying("a value cannot begin with `? `", _QUOTE_IT),
    "did not find expected comment or line break": _Saying(
        "after `|` or `>` the text begins on the next line", _QUOTE_IT + " if it is one line"
    ),
    "did not find expected alphabetic or numeric character": _Saying(
        "a value cannot begin with `*` or `&`", _QUOTE_IT, at_context=True
    ),
    "did not find expected node content": _Saying("a value is missing here", "write one, or " + _QUOTE_IT),
    "did not find expected '-' indicator": _Saying(
        "this line stands neither in the list above nor outside it", "indent it as the lines around it"
    ),
    "found a tab character where an indentation space is expected": _Saying(
        "a tab indents this line", "indent with spaces"
    ),
    "found a tab character that violates indentation": _Saying(
        "a tab indents this line", "indent with spaces"
    ),
    "found duplicate %YAML directive": _Saying("a line that begins with `%` is a directive", _QUOTE_IT),
}


def explain(error: YAMLError, text: str) -> Problem:
    """Make a problem of a parser's error.

    Args:
        error: What the parser raised.
        text: The content that it was given.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _control_character(text)
    index = min(error.problem_mark.index, len(text))
    context = min(error.context_mark.index, len(text)) if error.context_mark else index
    problem = error.problem or "it is not valid YAML"
    if problem == "mapping values are not allowed in this context":
        return _unexpected_colon(text, index)
    if problem == "found character that cannot start any token":
        return _bad_start(text, index)
    if problem == "did not find expected key":
        return _unexpected_text(text, index)
    if problem == "could not find expected ':'":
        return _no_key(text, _line_start(text, context))
    if problem == "did not find expected node content" and not text[index:].strip():
        return _problem(text, index, "a bracket is opened here and never closed", "close it, or " + _QUOTE_IT)
    saying = _SAYINGS.get(problem) or _Saying(_as_written(problem), "")
    place = context if saying.at_context else index
    return _problem(text, place, saying.message, saying.hint)


def _as_written(problem: str) -> str:
    return f"the YAML cannot be read: {problem}"


def _problem(text: str, index: int, message: str, hint: str) -> Problem:
    """Place a problem on the code point at an index, or on the last one before it that is visible."""
    if not text[index : index + 1].strip():
        index = max(len(text[:index].rstrip()) - 1, 0) if not text[index:].strip() else index
    line = text[_line_start(text, index) : _line_end(text, index)]
    if "{{" in line or "{%" in line:
        hint = "put the template tag in quotes"
    return Problem(FM001, index, min(index + 1, len(text)), message, hint)


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end == -1 else end


def _control_character(text: str) -> Problem:
    match = _CONTROL.search(text)
    index = match.start() if match else 0
    name = f"U+{ord(text[index]):04X}" if match else "unknown"
    return Problem(
        FM001, index, index + 1, f"a control character ({name}) is not allowed in YAML", "remove it"
    )


def _unexpected_colon(text: str, index: int) -> Problem:
    """Say whether a value holds a colon, or the line above is the mistake."""
    start = _line_start(text, index)
    before = text[start:index]
    above_end = len(text[:start].rstrip())
    above_start = _line_start(text, above_end)
    above = text[above_start:above_end]
    if ":" in before or not above_end:
        return _problem(text, index, "a value without quotes cannot hold `: `", _QUOTE_IT)
    if re.search(r":(?:\s|$)", above):
        place = start + len(before) - len(before.lstrip())
        return _problem(
            text,
            place,
            "this line is indented more than the key above",
            "let the keys begin in the same column",
        )
    return _no_key(text, above_start)


def _no_key(text: str, start: int) -> Problem:
    """Say what is wrong with a line where a key should stand."""
    match = _NO_KEY.match(text, start)
    if match is None:
        return _problem(text, start, "a line that is no `key: value`", "write `key: value`")
    sign = match["sign"]
    word = match["word"]
    hints = {
        ":": f"write a blank after the colon: `{word}: …`",
        "=": f"write a colon: `{word}: …`; `=` belongs to TOML, between lines of `+++`",
        None: "write `key: value`, or indent it if it continues the line above",
    }
    line = text[match.start("word") : _line_end(text, match.start("word"))]
    message, hint = f"{quote(line.rstrip())} is no `key: value`", hints.get(sign, "")
    if why := _no_colon(sign):
        message, hint = f"{message}: {why}", f"write a plain colon and a blank: `{word}: …`"
    return _problem(text, match.start("word"), message, hint)


def _no_colon(sign: str | None) -> str:
    """Say what a sign after a key is that looks like a colon; empty where it does not."""
    if not sign or sign not in _WIDE:
        return ""
    return f"`{sign}` is no colon but {'a full-width one' if sign == '：' else f'U+{ord(sign):04X}'}"


def explain_no_mapping(text: str, index: int) -> tuple[str, str]:
    """Return the reason, which may be empty, why content is one text and no mapping, and a hint.

    Args:
        text: The content.
        index: Where the text begins.
    """
    match = _NO_KEY.match(text, index)
    return _no_colon(match["sign"] if match else None), _no_key(text, index).hint


def _bad_start(text: str, index: int) -> Problem:
    character = text[index : index + 1]
    if character == "\t":
        return _problem(text, index, "a tab indents this line", "indent with spaces")
    return _problem(text, index, f"a value cannot begin with {_name(character)}", _QUOTE_IT)


def _name(character: str) -> str:
    return "a backtick" if character == "`" else quote(character)


def _unexpected_text(text: str, index: int) -> Problem:
    """Say what stands after a value that had ended, or that a line is indented wrongly."""
    before = text[_line_start(text, index) : index].rstrip()
    last = before[-1:]
    if last == '"' and "{{" in before:
        hint = "put single quotes around the value: a template tag holds double ones"
        return Problem(FM001, index, index + 1, "text goes on after the closing quote", hint)
    if last in {'"', "'"}:
        hint = "put the whole value in quotes, and double a single quote inside: `'it''s'`"
        return _problem(text, index, "text goes on after the closing quote", hint)
    if last in {"]", "}"}:
        return _problem(text, index, "text goes on after the closing bracket", _QUOTE_IT)
    if before:
        return _problem(text, index, "this cannot stand here", _QUOTE_IT)
    return _problem(
        text,
        index,
        "this line does not fit the indentation of those above",
        "let the keys of a mapping begin in the same column",
    )
