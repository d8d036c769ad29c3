"""Destinations, titles and alternative texts that engines decode in different ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.prose import COVER, is_autolink, link_tail, without_escapes

_TAIL = (
    (re.compile(r"\]\([^\S\n]+<"), "kramdown reads no link with a blank before `<`"),
    (re.compile(r"\\"), "kramdown keeps backslashes in destinations and titles"),
    (re.compile(r"\|"), "kramdown takes a `|` in a destination or title for a table's"),
    (re.compile(r"[ \t\n]\([^()]*\)[ \t\n]*\)$"), "kramdown reads no title in parentheses"),
    (re.compile(r"""[ \t\n>](?:""|'')[ \t\n]*\)$"""), "kramdown reads no empty title"),
    (re.compile(r"%(?![0-9A-Fa-f]{2})"), "engines encode a lone `%` in different ways"),
)
_PLAIN_TAIL = re.compile(r"\]\((?:[\w/:.?=&#+,;@!$*~-]|%[0-9A-Fa-f]{2})+\)")
"""A destination alone, in which no rule here finds anything."""
_DESTINATION = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s]*)")
_RAW = re.compile(r"[\[\]{}\"<>^`]")
_OPENER = re.compile(r"\*(?![ \t\n])|(?<![^\W\d_])_(?![ \t\n])")
_NOTE = re.compile(r"(?<!\\)\[\^")
_WEB = re.compile(r"<https?:")


def link_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against the links and images in an inline container."""
    for child in node.walk():
        if child.kind == "Image":
            yield from _alternative(child)
        if child.kind not in {"Link", "Image"}:
            continue
        text = document.text[child.start + 1 : link_tail(document, child)]
        if _NOTE.search(text):
            yield "kramdown reads no link with `[^` in its text"
        if _reaches_out(document, node, child):
            yield "kramdown may end emphasis behind the link that it begins in"
        if is_autolink(child):
            if child.value["link_type"] == "Autolink" and not _WEB.match(document.source(child)):
                yield "kramdown reads no `<…>` as a link but web and mail addresses"
        elif child.value["link_type"] == "Inline":
            yield from _tail(document.text[link_tail(document, child) : child.end])
        elif re.search(r"\][ \t\n]+\Z", document.text[: child.start]):
            yield "kramdown joins two pairs of brackets over a blank"


def _tail(tail: str) -> Iterator[str]:
    if _PLAIN_TAIL.fullmatch(tail):
        return
    destination = _DESTINATION.match(tail)
    written = destination[1].rstrip(")") if destination else ""
    title = tail[destination.end() :] if destination else ""
    if _RAW.search(written.removeprefix("<").removesuffix(">")):
        yield "engines encode `[ ] { } < > ^` and quotes in a destination in different ways"
    if title.startswith(('"', "'")):
        yield "engines want a blank before a title"
    for pattern, reason in _TAIL:
        if pattern.search(tail if "%" not in pattern.pattern else tail[: len(tail) - len(title)]):
            yield reason


def _alternative(image: Node) -> Iterator[str]:
    if any(child.kind not in {"Text", "SoftBreak"} for child in image.walk()):
        yield "kramdown keeps the markers in an image's text"


def _reaches_out(document: Document, node: Node, link: Node) -> bool:
    """Tell whether a star or underscore that is text inside a link could meet one behind the text."""
    tail = link_tail(document, link)
    source = document.text[link.start : tail]
    if "*" not in source and "_" not in source:
        return False
    inside = list(without_escapes(source))
    for child in link.walk():
        if child.kind in {"Emphasis", "Strong", "Code", "InlineHtml", "Image"}:
            begin, over = child.start - link.start, child.end - link.start
            inside[begin:over] = COVER * (over - begin)
    openers = set(_OPENER.findall("".join(inside)))
    if not openers:
        return False
    behind = without_escapes(document.text[tail : node.end])
    return any(re.search(rf"(?<![ \t\n]){re.escape(one)}", behind) for one in openers)
