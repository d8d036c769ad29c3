"""The ids that engines give to headings.

Each function takes the headings of one page in order: the text that a reader sees (inline markup
rendered away) and the explicit id, or None. Text in which an engine's typographer must change
nothing (code spans, escaped characters) may stand between two `VERBATIM` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from unicodedata import category, normalize

Headings = Iterable[tuple[str, str | None]]

VERBATIM: Final = "\0"
"""Stands before and after text that no typographer changes; Markdown text never holds it."""

_KRAMDOWN_DASHES = "---|--|<< | >>"
_HUGO_DASHES = "---|--"
_CIRCLED_LETTERS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))


def github(headings: Headings) -> list[str]:
    """Return the ids that GitHub.com makes.

    Source: html-pipeline's `TableOfContentsFilter`. github-slugger 2.0 (Astro, remark, VS Code)
    gives the same but for a capital sigma at the end of a word, which it lowers to `ς`.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return _unique(headings, lambda text: text.translate(_GITHUB))


def kramdown_gfm(headings: Headings) -> list[str]:
    """Return the ids that kramdown-parser-gfm 1.1 makes, Jekyll's default.

    Two headings may end with one id: it counts texts and does not look at the ids made.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    ids: list[str] = []
    seen: dict[str, int] = {}
    for text, explicit in headings:
        if explicit is not None:
            ids.append(explicit)
            continue
        slug = _without_dashes(text, _KRAMDOWN_DASHES).translate(_KRAMDOWN)
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        ids.append(f"{slug}-{count}" if count else slug)
    return ids


def hugo_github(headings: Headings) -> list[str]:
    """Return the ids that Hugo 0.168 makes with `autoIDType = "github"`, its default.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return _unique(headings, _hugo_slug)


def _hugo_slug(text: str) -> str:
    return _without_dashes(text, _HUGO_DASHES).strip().translate(_HUGO) or "heading"


def python_markdown(headings: Headings) -> list[str]:
    """Return the ids that Python-Markdown 3.11 makes (`toc.slugify` and `toc.unique`), MkDocs's default.

    What is not ASCII is dropped; an id that is used, or empty, is counted on with `_1`, `_2`.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    given = list(headings)
    used = {explicit for _, explicit in given if explicit is not None}
    counts: dict[str, int] = {}
    ids: list[str] = []
    for text, explicit in given:
        result = _python_slug(text) if explicit is None else explicit
        if explicit is None and (result in used or not result):
            match = re.fullmatch(r"(.*)_([0-9]+)", result)
            base, number = (match[1], int(match[2])) if match else (result, 0)
            number = max(number, counts.get(base, 0)) + 1
            while f"{base}_{number}" in used:
                number += 1
            counts[base] = number
            result = f"{base}_{number}"
        used.add(result)
        ids.append(result)
    return ids


def _python_slug(text: str) -> str:
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _without_dashes(text: str, dashes: str) -> str:
    """Drop what a typographer turns into signs that no id keeps, outside of verbatim text."""
    parts = text.split(VERBATIM)
    parts[::2] = [re.sub(dashes, "", part) for part in parts[::2]]
    return "".join(parts)


def _unique(headings: Headings, slug: Callable[[str], str]) -> list[str]:
    """Make ids and number them until each is unused; an explicit id counts as used."""
    ids: list[str] = []
    counts: dict[str, int] = {}
    for text, explicit in headings:
        base = result = slug(text) if explicit is None else explicit
        while explicit is None and result in counts:
            counts[base] += 1
            result = f"{base}-{counts[base]}"
        counts.setdefault(result, 0)
        ids.append(result)
    return ids


class _Table(dict[int, str]):
    """What becomes of each character: filled as characters are met, since Unicode is large."""

    def __init__(self, keep: Callable[[str], bool], dashes: str) -> None:
        super().__init__({ord(char): "-" for char in dashes})
        self._keep = keep

    def __missing__(self, code: int) -> str:
        # Character by character, as Ruby and Go lower text: a final sigma is not told apart.
        lowered = chr(code).lower()
        self[code] = result = "".join(filter(self._keep, lowered))
        return result


def _is_word(char: str) -> bool:
    r"""Tell whether a character is `\p{Word}`: Alphabetic, Mark, Decimal_Number, Connector_Punctuation.

    Measured: the same 134,562 code points as Ruby 3.1, and what Unicode 14 added.
    """
    kind = category(char)
    return (
        kind[0] in "LM"
        or kind in ("Nd", "Nl", "Pc")
        or any(first <= ord(char) <= last for first, last in _CIRCLED_LETTERS)
    )


def _is_hugo_word(char: str) -> bool:
    kind = category(char)
    return kind[0] == "L" or kind == "Nd" or char == "_"


_GITHUB = _Table(_is_word, "- ")
_KRAMDOWN = _Table(_is_word, "- \t")
_HUGO = _Table(_is_hugo_word, "- ")
