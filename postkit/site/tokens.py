"""The tokens of JavaScript and TypeScript, as far as configuration files need them.

Source: ECMAScript 2024, section 12. A template with templates inside is cut where the inner begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)
    |(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)
    |(?P<word>[\w$\#@]+)
    |(?P<mark>\.\.\.|=>|===?|!==?|\?\?|\?\.|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
_BEFORE_REGEX = frozenset({*"(,=:[!&|?{};+", "=>", "&&", "||", "??", "return", ""})
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


class Token(NamedTuple):
    """One token: `string`, `number`, `word`, `mark`, `regex` or, past the last, `end`."""

    kind: str
    text: str
    new_line: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens without comments, and an empty one at the end.

    Args:
        text: A program.
    """
    index, last, new_line = 0, "", False
    while index < len(text):
        match = _TOKEN.match(text, index)
        regex = _REGEX.match(text, index) if text[index] == "/" and last in _BEFORE_REGEX else None
        kind = "regex" if regex else str(match and match.lastgroup)
        found = regex or match
        if found is None:
            break
        index = found.end()
        if kind == "skip":
            new_line = new_line or "\n" in found[0]
            continue
        yield Token(kind, found[0], new_line)
        last, new_line = found[0], False
    yield Token("end", "", new_line=True)


def decoded(token: Token) -> str:
    """Return what a string or a key says.

    Args:
        token: A token; what is no string says itself.
    """
    if token.kind != "string":
        return token.text
    inside = token.text[1:-1]
    return _ESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPES.get(match[4], match[4])
