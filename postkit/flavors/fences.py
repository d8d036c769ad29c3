"""Where each engine sees front matter; measured on Jekyll 4.4, Hugo 0.168 and python-frontmatter 1.3.

Every pattern is anchored to the start of the text or to the start of a line, so that a search is
linear in the length of the text.
"""

from __future__ import annotations

import re
from typing import Literal

from postkit.flavors.reader import Fences

_EOL = r"(?:\r\n|\n|\r|\Z)"
_LOOKS_LIKE_A_KEY = re.compile(r"[ \t\r\n]*[^\s:#-][^:\r\n]*:(?:[ \t\r\n]|\Z)")

_JEKYLL_OPEN = re.compile(r"---[ \t\r\f\v]*\n")
_JEKYLL_CLOSE = re.compile(r"(?<=\n)(?:---|\.\.\.)[ \t\r\f\v]*(?:\n|\Z)")
_JEKYLL_SPACE = re.compile(r"[ \t\r\n\f\v]*")

_HUGO_START = re.compile(r"[ \t\r\n\ufeff]*")
_HUGO_EOL = re.compile(r"\r?\n?")
_HUGO_CLOSE = {"-": re.compile(r"(?<=[\r\n])---"), "+": re.compile(r"(?<=[\r\n])\+\+\+")}

_ANY_OPEN = re.compile(r"\s*(?:(?P<yaml>-{3,})|(?P<toml>\+{3,})|(?P<json>\{))[^\S\r\n]*" + _EOL)
_ANY_CLOSE = {
    "yaml": re.compile(r"(?<=[\r\n])-{3,}[^\S\r\n]*" + _EOL),
    "toml": re.compile(r"(?<=[\r\n])\+{3,}[^\S\r\n]*" + _EOL),
}
_REST_OF_LINE = re.compile(r"[ \t]*" + _EOL)

_JSON_MARK = re.compile(r'[{}"]|\\.', re.DOTALL)


def find_jekyll(text: str) -> Fences | None:
    """Find front matter as Jekyll does: `---` on the very first line, closed by `---` or `...`.

    The blank lines after the closing fence belong to the block. An opening fence that is never
    closed makes the whole file a body to Jekyll; it is reported where a key follows it.

    Args:
        text: The text of a post without BOM.
    """
    opening = _JEKYLL_OPEN.match(text)
    if opening is None:
        return None
    start = opening.end()
    closing = _JEKYLL_CLOSE.search(text, start)
    if closing is None:
        return _unclosed("yaml", text, 0, start) if _LOOKS_LIKE_A_KEY.match(text, start) else None
    space = _JEKYLL_SPACE.match(text, closing.end())
    body = space.end() if space else closing.end()
    if body < len(text):
        body = text.rfind("\n", 0, body) + 1
    return Fences("yaml", (0, body), (start, closing.start()))


def find_hugo(text: str) -> Fences | None:
    """Find front matter as Hugo does: the first character that is no blank decides.

    Hugo stops the build where that character is `-`, `+` or `{` and no front matter follows; such
    a block comes back with `closed` false and need not begin with a fence.

    Args:
        text: The text of a post without BOM.
    """
    blank = _HUGO_START.match(text)
    start = blank.end() if blank else 0
    first = text[start : start + 1]
    if first == "{":
        end = _json_end(text, start)
        if end is None:
            return _unclosed("json", text, start, start)
        return Fences("json", (start, _after_eol(text, end)), (start, end))
    if first not in _HUGO_CLOSE:
        return None
    kind: Literal["yaml", "toml"] = "yaml" if first == "-" else "toml"
    if not text.startswith(first * 3, start):
        return _unclosed(kind, text, start, start)
    blank_line = _REST_OF_LINE.match(text, start + 3)
    content = blank_line.end() if blank_line else start + 3
    closing = _HUGO_CLOSE[first].search(text, content)
    if closing is None:
        return _unclosed(kind, text, start, content)
    return Fences(kind, (start, _after_eol(text, closing.end())), (content, closing.start()))


def find_any(text: str) -> Fences | None:
    """Find front matter where the engine is not known.

    YAML as python-frontmatter reads it: blanks may come before, a fence is a line of three or
    more `-` with blanks after it. TOML between lines of `+++`, and JSON from a line `{` to its
    matching brace at the end of a line. An opening fence on the first line that is never closed
    is reported: of `---`, where a key follows it.

    Args:
        text: The text of a post without BOM.
    """
    opening = _ANY_OPEN.match(text)
    if opening is None:
        return None
    if opening["json"]:
        return _any_json(text, opening.start("json"))
    kind: Literal["yaml", "toml"] = "yaml" if opening["yaml"] else "toml"
    start, content = opening.start(kind), opening.end()
    closing = _ANY_CLOSE[kind].search(text, content)
    if closing:
        return Fences(kind, (start, closing.end()), (content, closing.start()))
    meant = kind == "toml" or _LOOKS_LIKE_A_KEY.match(text, content)
    return _unclosed(kind, text, start, content) if meant and start == 0 else None


def _any_json(text: str, start: int) -> Fences | None:
    end = _json_end(text, start)
    if end is None:
        return _unclosed("json", text, start, start) if start == 0 else None
    rest = _REST_OF_LINE.match(text, end)
    return Fences("json", (start, rest.end()), (start, end)) if rest else None


def _unclosed(kind: Literal["yaml", "toml", "json"], text: str, start: int, content: int) -> Fences:
    return Fences(kind, (start, len(text)), (content, len(text)), closed=False)


def _after_eol(text: str, index: int) -> int:
    eol = _HUGO_EOL.match(text, index)
    return eol.end() if eol else index


def _json_end(text: str, start: int) -> int | None:
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
