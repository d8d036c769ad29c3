"""Characters too many or too few in a destination, so that its address cannot be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.spelling.parts import with_value
from postkit.rules import table
from postkit.site.post import Post

Exists = Callable[[Destination], bool]
"""Tells whether a destination names something on the site; False, too, where that is not known."""

_RIGHT = re.compile(r"https?://(?!/)", re.IGNORECASE)
_TWICE = re.compile(r"https?:/{0,2}(?=(?:https?|ftp)://|mailto:)", re.IGNORECASE)
_WRONG = re.compile(
    r"""(?P<name>h{1,2}t{1,3}p{1,2}s{0,2}|ttps?|hpt{1,2}ps?|hppts?|htts?p?|htpts?)
    (?:(?:[:;.,]|\uff1a|\uff1b|::|:;)[/\uff0f]{1,4}|//|:(?=[\w-]+(?:\.[\w-]+)+(?:/|\Z)))
    (?=[^\s/\uff0f])""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHER_SCHEME = re.compile(r"//|[A-Za-z][A-Za-z0-9+.-]*:")
_DOUBLE = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
_INVISIBLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_BLANK = r"%20|%09|%0A|%0D|%C2%A0|%E3%80%80|%E2%80%8B|%EF%BB%BF"
_BLANKS_BEFORE = re.compile(rf"(?:{_BLANK}|[\s\u200c\u200d])+", re.IGNORECASE)
_BLANKS_AFTER = re.compile(rf"(?:{_BLANK}|[\s\u200c\u200d])+\Z", re.IGNORECASE)
_BEFORE = re.compile(
    r"=?[\"'`\u201c\u201d\u2018\u2019\u300c(\[<]+(?=(?:https?:|www\.|\.{0,2}/))", re.IGNORECASE
)
_AFTER = re.compile(r"[\"'`\u201c\u201d\u2018\u2019\u300d\uff09\u3002\uff0c,>)\]]+\Z")
_OPENING = dict(
    zip(
        ")]>\u300d\uff09\u201d\u2019\"'`",
        "([<\u300c\uff08\u201c\u2018\"'`",
        strict=True,
    )
)
"""What a character at the end may close; then it is no stray one."""

_HAS_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|\Z)|localhost\b")
_LONGEST = 4096
_AT_END = 60
_HARD = re.compile(r"[\s<>\"\u201c\u201d\x00-\x1f\x7f]|\]\(")
"""What shows that an address is still wrong."""

_CODE = re.compile(r"(?:javascript|vbscript|data|about):", re.IGNORECASE)


class _Mistake(NamedTuple):
    """What is wrong with a destination.

    Attributes:
        what: In words.
        right: What it should say.
        safe: Whether nothing else can be meant.
    """

    what: str
    right: str
    safe: bool


def stray_characters(post: Post, found: Destination, exists: Exists) -> Diagnostic | None:
    """Return the finding on a destination that holds a character too many or too few, or None.

    Args:
        post: The post.
        found: One of its destinations.
        exists: Tells whether a destination names something; then it is right as it is.
    """
    if found.template or found.kind is Kind.BARE or not found.value or len(found.value) > _LONGEST:
        return None
    if _CODE.match(found.value):
        return None
    mistake = next(_mistakes(found), None)
    if mistake is None or exists(found):
        return None
    right = replace(found, value=mistake.right)
    fix = None
    written = None if _HARD.search(mistake.right) else with_value(post, found, mistake.right)
    if written is not None:
        safety = Safety.SAFE if mistake.safe or exists(right) else Safety.UNSAFE
        fix = Fix("write the address right", (Edit(found.span, written.encode()),), safety)
    message = f"{quoted(found.value)} {mistake.what}"
    return Diagnostic(table.LNK008, found.span, message, f"write {quoted(mistake.right)}", fix)


def _mistakes(found: Destination) -> Iterator[_Mistake]:
    value = found.value
    yield from _blanks(found, value)
    if hidden := _HIDDEN.search(value):
        name = f"U+{ord(hidden[0]):04X}"
        yield _Mistake(f"holds the invisible character {name}", _HIDDEN.sub("", value), safe=True)
    yield from _scheme(value)
    yield from _ends(value)
    path = value.partition("?")[0].partition("#")[0]
    if _DOUBLE.search(path) and not _OTHER_SCHEME.match(value):
        right = _DOUBLE.sub("%", path) + value[len(path) :]
        yield _Mistake("has its percent signs encoded twice", right, safe=False)


def _blanks(found: Destination, value: str) -> Iterator[_Mistake]:
    """Yield a blank at either end; browsers take plain ones off in HTML, and a query may end with one."""
    plain = found.kind is Kind.ATTRIBUTE
    text = value.strip(" \t\r\n\f") if plain else value
    if before := _BLANKS_BEFORE.match(text):
        yield _Mistake("begins with a blank", text[before.end() :], safe=True)
    if (
        "?" not in text
        and "#" not in text
        and (after := _BLANKS_AFTER.search(text, max(0, len(text) - _AT_END)))
    ):
        yield _Mistake("ends with a blank", text[: after.start()], safe=True)


def _scheme(value: str) -> Iterator[_Mistake]:
    if twice := _TWICE.match(value):
        yield _Mistake("has two schemes", value[twice.end() :], safe=True)
    elif not _RIGHT.match(value) and (wrong := _WRONG.match(value)):
        secure = "s" if "s" in wrong["name"].lower() else ""
        rest = value[wrong.end() :]
        safe = _HAS_HOST.match(rest) is not None
        yield _Mistake("has a broken scheme", f"http{secure}://{rest}", safe)


def _ends(value: str) -> Iterator[_Mistake]:
    """Yield quotes and brackets around an address, or a mark of the sentence after it."""
    before = _BEFORE.match(value)
    start = before.end() if before else 0
    end = len(value)
    after = _AFTER.search(value, start)
    while after and end > after.start() and not _belongs(value[start : end - 1], value[end - 1]):
        end -= 1
    text = value[start:end]
    if text and text != value:
        side, extra = ("begins", value[:start]) if start else ("ends", value[end:])
        yield _Mistake(f"{side} with a stray {quoted(extra)}", text, safe=False)


def _belongs(text: str, closing: str) -> bool:
    """Tell whether a closing character at the end of a text closes one that it holds."""
    opening = _OPENING.get(closing)
    if opening is None:
        return False
    return text.count(opening) % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)
