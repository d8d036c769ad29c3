"""What the engines' rules for fences share."""

from __future__ import annotations

import re

from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind

EOL = r"(?:\r\n|\n|\r|\Z)"
"""The end of a line, or of the text."""

_KEY = re.compile(r"[ \t\r\n]*[^\s:#-][^:\r\n]*:(?:[ \t\r\n]|\Z)")
_NEARLY = re.compile(r"(?<=[\r\n])(?:\.\.\.|[ \t]+---)[ \t]*(?=[\r\n]|\Z)")
"""What closes YAML elsewhere, or looks as if it did."""

_JSON_MARK = re.compile(r'[{}"]|\\.', re.DOTALL)
_JSON_STRING = re.compile(r'"(?:[^"\\\r\n]|\\.)*(?P<end>"?)')
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")
_FENCES = {"yaml": "---", "toml": "+++", "json": "{"}


def looks_like_a_key(text: str, index: int) -> bool:
    """Tell whether the first thing after some place is a key, which prose after a rule is not."""
    return _KEY.match(text, index) is not None


def unclosed(kind: Kind, text: str, start: int, content: int, engine: str = "") -> Fences:
    """Return front matter that is opened and never closed.

    Args:
        kind: Its language.
        text: The text.
        start: Where the opening fence begins.
        content: Where the content begins.
        engine: What the engine makes of it, in words.
    """
    if kind == "json" and (string := _open_quote(text, content)):
        message = "a quote is opened here and not closed on its line" + (f"; {engine}" if engine else "")
        flaw = Flaw(FlawKind.UNREADABLE, (string.start(), string.start() + 1), message, "close it")
        return Fences(kind, (start, len(text)), (content, len(text)), flaw)
    fence = _FENCES[kind]
    hint = f"close it with {'`}`' if kind == 'json' else f'a line `{fence}`'}"
    if kind == "yaml" and (near := _NEARLY.search(text, content)):
        hint = f"{hint}: `{near[0].rstrip()}` closes nothing here"
    message = "the front matter is never closed" + (f"; {engine}" if engine else "")
    place = (start, start + len(fence))
    flaw = Flaw(FlawKind.UNCLOSED, place, message, hint)
    return Fences(kind, (start, len(text)), (content, len(text)), flaw)


def _open_quote(text: str, index: int) -> re.Match[str] | None:
    """Find a quote without its partner on its line, in JSON down to the first blank line."""
    blank = _BLANK_LINE.search(text, index)
    for match in _JSON_STRING.finditer(text, index, blank.start() if blank else len(text)):
        if not match["end"]:
            return match
    return None


def content_end(text: str, closing: re.Match[str]) -> int:
    """Return where content ends before a closing fence whose group `eol` ends the line above it.

    That line end is no part of the content, but js-yaml adds one where there is none at the end;
    a CR that belongs to it is no line end of its own.
    """
    end = closing.start("eol")
    return end if text[max(end - 1, 0) : end] == "\n" else closing.end("eol")


def json_end(text: str, start: int) -> int | None:
    """Return the index after the brace that closes the one at `start`; None if none does."""
    depth, quoted = 0, False
    for mark in _JSON_MARK.finditer(text, start):
        character = mark[0]
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "{}":
            depth += 1 if character == "{" else -1
            if depth == 0:
                return mark.end()
    return None
