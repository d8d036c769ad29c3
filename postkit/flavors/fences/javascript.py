"""Fences of Astro and of gray-matter, which Eleventy reads with.

Measured on Astro 5.18 and 6.0 and on Eleventy 3.1.8 with @11ty/gray-matter 1.0.
"""

from __future__ import annotations

import re

from postkit.flavors.fences.common import content_end, looks_like_a_key, unclosed
from postkit.flavors.reader import Fences, Flaw, FlawKind, Kind

# What JavaScript's `\s` stands for.
_SPACE = "[\t\n\v\f\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"

_ASTRO_OPEN = re.compile(rf"(?:{_SPACE}*\n)?(?P<fence>---|\+\+\+)")
_ASTRO_CLOSE = re.compile(r"(?<=\n)(?:---|\+\+\+)")
_ASTRO_KINDS: dict[str, Kind] = {"---": "yaml", "+++": "toml"}

_ELEVENTY_CLOSE = re.compile(r"(?P<eol>\n)---\r?\n?")
_COMMENTS = re.compile(r"^[^\S\n]*#[^\n]+", re.MULTILINE)
_KINDS: dict[str, Kind] = {"": "yaml", "yaml": "yaml", "yml": "yaml", "json": "json"}
_CODE = frozenset({"js", "javascript", "node"})
_BLANKS = re.compile(r"[ \t]*(?=[\r\n])")
_WORD = re.compile(r"[ \t]*(?P<word>[A-Za-z]+)[ \t\r]*$")


def find_astro(text: str) -> Fences | None:
    """Find front matter as Astro does: `---` or `+++` on the first line that is not blank.

    Neither fence need end its line: what follows the opening one belongs to the content, what
    follows the closing one to the body. Where the two differ, the content is read and the block
    is printed as well.

    Args:
        text: The text of a post without BOM.
    """
    opening = _ASTRO_OPEN.match(text)
    if opening is None:
        return None
    start, content = opening.start("fence"), _after_blanks(text, opening.end())
    kind = _ASTRO_KINDS[opening["fence"]]
    closing = _ASTRO_CLOSE.search(text, content)
    if closing is None:
        if not looks_like_a_key(text, content) and kind == "yaml":
            return None
        return unclosed(kind, text, start, content, "Astro reads no key and prints it as text")
    flaw = None
    if closing[0] != opening["fence"]:
        message = f"opened with `{opening['fence']}` and closed with `{closing[0]}`; Astro prints the block"
        hint = f"close it with `{opening['fence']}`"
        flaw = Flaw(FlawKind.UNCLOSED, closing.span(), message, hint, (*closing.span(), opening["fence"]))
    elif word := _WORD.fullmatch(_line(text, content)):
        message = f"Astro knows no languages of front matter; `{word['word']}` becomes a part of it"
        flaw = Flaw(FlawKind.UNREADABLE, _shifted(word, content), message, "end the line after the fence")
    return Fences(kind, (start, closing.end()), (content, closing.start()), flaw)


def find_eleventy(text: str) -> Fences | None:
    """Find front matter as gray-matter does: text that begins with `---` and no fourth `-`.

    The rest of the first line names a language. Without a closing fence all the rest is front
    matter and the body is empty.

    Args:
        text: The text of a post without BOM.
    """
    if not text.startswith("---") or text.startswith("----"):
        return None
    language = _line(text, 3)
    name = language.strip().lower()
    content = 3 + len(language) if name else _after_blanks(text, 3)
    closing = _ELEVENTY_CLOSE.search(text, content)
    end, body = (content_end(text, closing), closing.end()) if closing else (len(text), len(text))
    kind = _KINDS.get(name, "yaml")
    flaw = None
    is_empty = not _COMMENTS.sub("", text[content:end]).strip()
    if name in _CODE:
        flaw = _code(language, name)
    elif name not in _KINDS:
        flaw = _no_language(language, is_empty=is_empty)
    elif closing is None and not is_empty:
        return unclosed(kind, text, 0, content, "Eleventy takes all for front matter and prints no body")
    elif is_empty:
        # Not even JSON is parsed then.
        kind = "yaml"
    return Fences(kind, (0, body), (content, end), flaw)


def _code(language: str, name: str) -> Flaw:
    message = f"front matter in `{name}` is a program, which Eleventy runs and postkit does not"
    hint = "write YAML or JSON if its keys are to be checked"
    return Flaw(FlawKind.CODE, (3, 3 + len(language.rstrip())), message, hint)


def _no_language(language: str, *, is_empty: bool) -> Flaw:
    shown = language.strip()[:60]
    does = "drops it silently" if is_empty else "stops there"
    message = f"Eleventy takes `{shown}` after `---` for the name of a language and {does}"
    start = 3 + len(language) - len(language.lstrip())
    place = (start, 3 + len(language.rstrip()))
    return Flaw(FlawKind.UNREADABLE, place, message, "end the line after `---`")


def _line(text: str, start: int) -> str:
    """Return the rest of a line without its end; all but the last character where no line ends.

    The latter is what gray-matter does.
    """
    end = text.find("\n", start)
    if end == -1:
        return text[start:-1] if len(text) > start else ""
    return text[start:end].removesuffix("\r")


def _after_blanks(text: str, index: int) -> int:
    """Return where the content begins after a fence: blanks at the end of its line are no content."""
    blanks = _BLANKS.match(text, index)
    return blanks.end() if blanks else index


def _shifted(match: re.Match[str], shift: int) -> tuple[int, int]:
    start, end = match.span("word")
    return start + shift, end + shift
