"""Inline Markdown that engines read in different ways: marks in the text as pairs of pattern and reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint

from postkit.html.portable.emphasis import emphasis_reasons
from postkit.html.portable.links import link_reasons
from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.prose import COVER, END, prose, without_escapes
from postkit.html.portable.tags import tag_reasons

_WRITTEN = (
    (re.compile(r"(?<!\\)(?:\\\\)*\\[&%@^/,;?]"), "kramdown shows the backslash before `& % @ ^ / , ; ?`"),
    (re.compile(r"&\\#"), "kramdown makes a reference of `&` and an escaped `#`"),
    (re.compile(r"(?<!\\)(?:\\\\)+ ?\n"), "kramdown breaks a line that ends with an escaped backslash"),
)
"""In the text with its escapes."""

_PLAIN = (
    (re.compile(r"\$\$"), "kramdown reads `$$` as mathematics"),
    (re.compile(rf"(?:[*_~;]|{END})\{{:"), "kramdown takes `{:…}` for attributes"),
    (re.compile(r"\{::(?:comment|nomarkdown|options)"), "kramdown takes `{::` for an instruction"),
    (re.compile(r"~{3,}"), "engines disagree on three `~` in a text"),
    (re.compile(r"~[*_]|[*_]~"), "cmark-gfm looks past a `~` beside a star"),
    (re.compile(r"<[A-Za-z]\w*:[\w:]*(?:\s[^<>]*)?/?>"), "kramdown reads a tag with a `:` as HTML"),
)
"""In the text with its escapes covered."""
_PLAIN_SIGNS = re.compile(r"[$~{<]")
"""What all of these look for, one sign or another of it."""

# A sign, and what stands around it: a search for single characters is the quickest.
_ADDRESS = re.compile(
    r"[:.@&](?:(?:(?<=http:)|(?<=https:)|(?<=ftp:))//|(?<=www\.)(?<![A-Za-z0-9]www\.)[^\s\\]"
    r"|(?:(?<=[\w.+-]@)|(?<=[\w.+-]&)#(?:64|x40);)[\w-]+\.\w)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#(\d+)|#[xX]([0-9A-Fa-f]+)|([A-Za-z][A-Za-z0-9]*));")
_HTML4 = frozenset(name2codepoint) | {"apos"}
_MAIL_IN_CODE = re.compile(r"[\w.+-]`[^\s`@]*@")
_BRACKETS = re.compile(r"\[|\](\()?")
_BACKTICKS = re.compile(r"`+")
_NO_PLAIN_TEXT = re.compile(r"[\\`*_~\[\]<&@$]|\{:|://|www\.", re.IGNORECASE)
"""What every rule here looks for, one thing or another of it."""


def inline_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against the inline content of a paragraph, heading or cell."""
    source = document.source(node)
    if not _NO_PLAIN_TEXT.search(source):
        return
    written = prose(document, node).rstrip("\n")
    plain = _without_strikes(document, node, without_escapes(written))
    if "\\" in written:
        yield from (reason for pattern, reason in _WRITTEN if pattern.search(written))
    if _PLAIN_SIGNS.search(plain):
        yield from (reason for pattern, reason in _PLAIN if pattern.search(plain))
    if "~" in source and _looks_struck(_without_strikes(document, node, written), source):
        yield "some engines strike out what stands between two `~`"
    if _looks_like_link(plain):
        yield "some engines take `[…](…)` for a link, others do not"
    if _ADDRESS.search(source) and _ADDRESS.search(without_escapes(prose(document, node, links=False))):
        yield "some engines make a link of a bare address"
    if "`" in source:
        yield from _code(document, node, plain)
    yield from _ruled(document, node, source)


def _ruled(document: Document, node: Node, source: str) -> Iterator[str]:
    """Yield what the rules say of the signs that each of them looks for."""
    if "&" in source:
        yield from _references(document, node)
    if "\\" in source:
        yield from _breaks(document, node)
    if "<" in source:
        yield from tag_reasons(document, node)
    if "[" in source or "<" in source:
        yield from link_reasons(document, node)
    if "*" in source or "_" in source or "~" in source:
        yield from emphasis_reasons(document, node)


def _without_strikes(document: Document, node: Node, plain: str) -> str:
    """Return the text with the markers of what is struck by two tildes covered."""
    if "~~" not in plain:
        return plain
    text = list(plain)
    for child in node.walk():
        if child.kind == "Strikethrough" and document.text.startswith("~~", child.start):
            for index in (child.start, child.start + 1, child.end - 2, child.end - 1):
                text[index - node.start] = COVER
    return "".join(text)


def _looks_struck(written: str, source: str) -> bool:
    """Tell whether a `~` that is text could begin what a later one ends.

    To kramdown that may be an escaped one, or one in code.
    """
    opening = re.search(r"(?:(?<!\\)~|~~)(?![ \t\n~])", written)
    closing = [match.start() for match in re.finditer(r"(?<![ \t\n~\\])~|(?<![ \t\n~])~~", source)]
    return bool(opening and closing and closing[-1] > opening.end())


def _looks_like_link(plain: str) -> bool:
    """Tell whether `](` ends a pair of brackets that is no link to pulldown-cmark."""
    opened = 0
    for match in _BRACKETS.finditer(plain):
        if match[0] == "[":
            opened += 1
        elif opened and match[1]:
            return True
        else:
            opened = max(opened - 1, 0)
    return False


def _references(document: Document, node: Node) -> Iterator[str]:
    source = list(document.source(node))
    for child in node.walk():
        if child.kind == "Code":
            source[child.start - node.start : child.end - node.start] = COVER * (child.end - child.start)
    for match in _REFERENCE.finditer("".join(source)):
        decimal, hexadecimal, name = match.groups()
        if name:
            if name not in _HTML4 and f"{name};" in html5:
                yield f"kramdown does not know the name `&{name};`"
            continue
        number = int(decimal) if decimal and len(decimal) < 9 else int(hexadecimal or "110000", 16)
        if number > 0x10FFFF or 0xD800 <= number < 0xE000 or (number < 0xA0 and not _is_ascii_text(number)):
            yield f"engines read `{match[0][:12]}` in different ways"


def _is_ascii_text(number: int) -> bool:
    return number in {9, 10, 13} or 32 <= number < 127


def _code(document: Document, node: Node, plain: str) -> Iterator[str]:
    for child in node.walk():
        if child.kind != "Code":
            continue
        source = document.source(child)
        if _MAIL_IN_CODE.match(document.text, child.start - 1):
            yield "Hugo takes a mail address over the backtick before it"
        if not child.value.strip():
            yield "kramdown reads no code of nothing but blanks"
        if source.startswith("``"):
            continue
        if source[1:2].isspace():
            yield "kramdown reads no code in single backticks that begins with a blank"
        if "`" in source[1:-1]:
            yield "kramdown ends code at the first backtick"
    runs = [len(run) for run in _BACKTICKS.findall(plain)]
    if any(later >= run for number, run in enumerate(runs) for later in runs[number + 1 :]):
        yield "kramdown may read code between backticks that are text"


def _breaks(document: Document, node: Node) -> Iterator[str]:
    for child in node.walk():
        if child.kind == "HardBreak" and document.text.startswith("\\", child.start):
            line = document.text[document.line_start(child.start) : child.start]
            if _ADDRESS.search(line.rsplit(" ", 1)[-1]):
                yield "some engines take the backslash at a line's end into the address before it"
        elif child.kind == "Strikethrough" and any(
            one.kind == "HardBreak" and document.text.startswith("\\", one.start) for one in child.walk()
        ):
            yield "kramdown shows the backslash of a break inside `~~`"
