"""What is meant for a link but is none: a blank or a bracket stands where it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.faults.brackets import Bracketed, Prose
from postkit.links.faults.stray import Exists
from postkit.links.spelling.parts import with_value
from postkit.rules import table

_ADDRESS = rb"(?:https?://|www\.)[^\s()<>\[\]\"]++"
_LETTER = re.compile(r"[^\W\d_]")
_APART = re.compile(rb"(?P<blank>[ \t]+|[ \t]*\r?\n[ \t>]*)\(\s*(?P<to>%b)\s*\)" % _ADDRESS, re.IGNORECASE)
_WIDE = re.compile(
    rb"(?P<open>\xef\xbc\x88|\()\s*(?P<to>(?:https?://|www\.)(?:(?!\xef\xbc[\x88\x89])[^\s()<>\[\]\"])++)"
    rb"\s*(?P<close>\xef\xbc\x89|\))",
    re.IGNORECASE,
)
_INSIDE = re.compile(rb"\((?P<to>[^()<>\r\n]*+(?:\([^()<>\r\n]*+\)[^()<>\r\n]*+)*+)\)")
_OPEN = re.compile(
    rb"\((?P<to>(?:https?://|www\.)[^\s()<>\[\]\"{}]++)(?P<wrong>[\]}]?)(?=\s|\Z|[\]}>])", re.IGNORECASE
)
_REVERSED = re.compile(
    rb"(?<![\]\w])\((?P<text>[^()\[\]\r\n]{1,200}+)\)\[(?P<to>(?:https?://|www\.|mailto:)[^\s\[\]]++)\](?![(\[])",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\s+(\"[^\"]*\"|'[^']*'|\".*\"|'.*')\s*\Z", re.DOTALL)
_BEGINS = re.compile(r"(?:https?://|mailto:\s*|www\.|\.{0,2}/|[\w%.-]+/)\S", re.IGNORECASE)
_AFTER_SCHEME = re.compile(r"\A(mailto:|tel:|https?://)[ \t]+", re.IGNORECASE)
_HOST = re.compile(r"https?://", re.IGNORECASE)
_SUFFIX = re.compile(r"[^,;=|]*\.[a-z][a-z0-9]{1,4}(?:#\S*)?", re.IGNORECASE)
_PARAGRAPH_END = re.compile(rb"[ \t]*(?:\r?\n[ \t>]*)?(?:\r?\n|\Z)")
_LONGEST = 2000
_BLANKS_IN_LINKS = frozenset({Dialect.KRAMDOWN, Dialect.PYTHON_MARKDOWN})


class _Wrong(NamedTuple):
    """What is wrong, the bytes at fault in the source, and the edits that mend it."""

    what: str
    span: Span
    edits: tuple[Edit, ...] = ()
    hint: str = ""
    safe: bool = False


def broken_links(prose: Prose, exists: Exists) -> Iterator[Diagnostic]:
    """Yield a finding for each text that is meant for a link but is none.

    Args:
        prose: The body of a post.
        exists: Tells whether a destination names something on the site.
    """
    for text in prose.bracketed:
        wrong = _wrong(prose, text, exists)
        if wrong:
            yield _finding(wrong)
    for match in _REVERSED.finditer(prose.data) if b")[" in prose.data else ():
        place = match.start() + prose.base
        if place not in prose.none and not prose.is_linked(place):
            yield _finding(_reversed(match, prose.base))


def _finding(wrong: _Wrong) -> Diagnostic:
    safety = Safety.SAFE if wrong.safe else Safety.UNSAFE
    fix = Fix("make it a link", wrong.edits, safety) if wrong.edits else None
    return Diagnostic(table.LNK008, wrong.span, wrong.what, wrong.hint, fix)


def _wrong(prose: Prose, text: Bracketed, exists: Exists) -> _Wrong | None:
    shown = prose.slice(text.text)
    if shown.startswith("^") or shown in ("x", "X"):
        return None  # a footnote, a task that is done
    if (match := prose.match(_APART, text.end)) and _LETTER.search(shown):
        blank = Span(*match.span("blank")).shift(prose.base)
        return _Wrong("a blank parts the text from its address", _place(match, prose), (Edit(blank, b""),))
    if (match := prose.match(_WIDE, text.end)) and match["open"] + match["close"] != b"()":
        parts = (
            Edit(Span(*match.span(n)).shift(prose.base), c) for n, c in (("open", b"("), ("close", b")"))
        )
        return _Wrong("full-width parentheses make no link", _place(match, prose), tuple(parts))
    if (match := prose.match(_INSIDE, text.end)) and b"](" not in match["to"]:
        return _blank_inside(prose, text, match, exists)
    if (match := prose.match(_OPEN, text.end)) and not _is_template(prose, match):
        end = Span(*match.span("wrong")).shift(prose.base)
        edits = (Edit(end, b")"),) if match["wrong"] or _PARAGRAPH_END.match(prose.data, match.end()) else ()
        return _Wrong("the `)` after the address is missing", _place(match, prose), edits)
    return None


def _place(match: re.Match[bytes], prose: Prose) -> Span:
    return Span(*match.span("to")).shift(prose.base)


def _is_template(prose: Prose, match: re.Match[bytes]) -> bool:
    """Tell whether a tag stands in it, of this engine or, left over, of another."""
    written = match["to"].decode(errors="replace")
    return "{{" in written or "{%" in written or any(one in prose.post.masked.tags for one in written)


def _blank_inside(prose: Prose, text: Bracketed, match: re.Match[bytes], exists: Exists) -> _Wrong | None:
    """Return what is wrong with `[a](b c.md)`, where the parser sees no link."""
    written = match["to"].decode(errors="replace")
    if len(written) > _LONGEST or prose.follows_word(text.start) or _is_template(prose, match):
        return None
    kramdown = prose.post.flavor.dialect in _BLANKS_IN_LINKS
    bare = written.strip(" \t")
    if title := _TITLE.search(bare):
        if kramdown:
            return None
        bare = bare[: title.start()]
        if not re.search(r"\s", bare):
            what = "the title of the link holds its own quotes"
            return _Wrong(what, _place(match, prose)) if _is_address(bare) else None
    if not re.search(r"[ \t]", bare) or not _is_address(bare):
        return None
    start = prose.base + match.start("to") + written.index(bare)
    span = Span(start, start + len(bare.encode()))
    image = prose.data[text.start - prose.base : text.start - prose.base + 1] == b"!"
    whole = Span(text.start, match.end() + prose.base)
    found = Destination(Kind.INLINE, span, bare, bare, image, whole)
    there = exists(found)
    if kramdown and (there or (_HOST.match(bare) and _SUFFIX.fullmatch(bare))):
        return None
    what = "a blank stands in the address"
    right = re.sub(r"[ \t]", "%20", bare) if there else _AFTER_SCHEME.sub(r"\1", bare)
    new = None if re.search(r"\s", right) else with_value(prose.post, found, right)
    if new is not None:
        return _Wrong(what, span, (Edit(span, new.encode()),), f"write {quoted(new)}", safe=there)
    return _Wrong(what, span, hint="write `%20` for it, or take out what does not belong there")


def _is_address(text: str) -> bool:
    return _BEGINS.match(text) is not None or _SUFFIX.fullmatch(text) is not None


def _reversed(match: re.Match[bytes], base: int) -> _Wrong:
    span = Span(*match.span()).shift(base)
    new = b"[" + match["text"] + b"](" + match["to"] + b")"
    return _Wrong("the brackets of the link are swapped", span, (Edit(span, new),))
