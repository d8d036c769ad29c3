"""Lines of a paragraph at whose beginning some engine sees a block, or nothing to show at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.policy import KRAMDOWN_SPANS
from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.prose import prose
from postkit.html.tree import VOID

_ANY_LINE = (
    (re.compile(r"\^[ \t]*$"), "kramdown takes a `^` alone for a mark that is not shown"),
    (re.compile(r"\{:(?![:/])[^}]*\}[ \t]*$"), "kramdown takes `{:…}` for attributes"),
)
_LATER_LINE = (
    (re.compile(r"\d{1,9}\.(?=[ \t]|$)"), "kramdown begins a list at a number in the middle of a text"),
    (re.compile(r"(?:=+|-+)[ \t]*$"), "kramdown reads an underlined heading in a list or quote"),
    (re.compile(r"(?=.*\|)[|:\- \t]*-[|:\- \t]*$"), "some engines begin a table in the middle of a text"),
    (re.compile(r"(?:\*{3,}|_{3,})[ \t]*$"), "engines disagree on a line of stars below a text"),
)
_LABEL = re.compile(r"\[[^\]\n]+\]:[ \t]*\S")
_ABBREVIATION = re.compile(r"\*\[.+?\]:")
_DEFINITION = re.compile(r":(?=[ \t])")
_PIPE = re.compile(r"\\.|(\|)")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")


def line_reasons(document: Document, node: Node, *, first: bool) -> Iterator[str]:
    """Yield reasons against the lines of a paragraph.

    Args:
        document: The text.
        node: A paragraph, or the text of a tight item.
        first: Whether nothing stands before it in its container.
    """
    source = document.source(node)
    written = source.split("\n")
    lines: list[str] = []
    for number, line in enumerate(written):
        begins = _start(line, node.quotes if number else 0)
        if begins[:1].isalpha():
            continue  # nothing but text begins with a letter
        if not number and _LABEL.match(line):
            yield "kramdown takes a text that begins with `[…]:` for a link definition"
        if _ABBREVIATION.match(begins):
            yield "kramdown takes a line that begins with `*[…]:` for an abbreviation"
        lines = lines or prose(document, node).split("\n")
        start = _start(lines[number], node.quotes if number else 0)
        patterns = _ANY_LINE + _LATER_LINE if number else _ANY_LINE
        yield from (reason for pattern, reason in patterns if pattern.match(start))
        if _DEFINITION.match(start) and (number or not first):
            yield "some engines take a line that begins with `: ` for a definition"
    if "\\`" in source and any(map(_pairs_escaped_backtick, written)):
        yield "kramdown pairs an escaped backtick where it looks for tables"
    yield from _tags(document, node)
    if "|" in source and all(_has_pipe(line) for line in _lines_with_pipes(document, node)):
        yield "kramdown reads lines with `|` as a table"


def _pairs_escaped_backtick(line: str) -> bool:
    """Tell whether an escaped back-tick stands before another one that stands before a `|`."""
    escaped = line.find("\\`")
    return 0 <= escaped < line.rfind("`", 0, max(line.rfind("|"), 0)) - 1


def _start(line: str, quotes: int) -> str:
    line = line.lstrip(" \t")
    for _ in range(quotes):
        line = line.removeprefix(">").lstrip(" \t")
    return line


def _tags(document: Document, node: Node) -> Iterator[str]:
    for child in node.children:
        if child.kind != "InlineHtml":
            continue
        before = document.text[document.line_start(child.start) : child.start]
        if child.start != node.start and before.strip(" \t>"):
            continue
        tag = _TAG.match(child.value)
        if tag and not tag[1] and tag[2].lower() not in KRAMDOWN_SPANS:
            yield f"kramdown begins a block at a line that starts with `<{tag[2]}>`"


def _lines_with_pipes(document: Document, node: Node) -> list[str]:
    """Return the lines of a paragraph without the `|` in code, in tags and inside of HTML elements."""
    text = list(document.source(node))
    depth, begin = 0, 0
    for child in node.walk():
        start, end = child.start - node.start, child.end - node.start
        if child.kind not in {"Code", "InlineHtml"}:
            continue
        _blank(text, start, end)
        tag = _TAG.match(child.value) if child.kind == "InlineHtml" else None
        if tag is None or tag[2].lower() in VOID:
            continue
        if not tag[1]:
            begin = begin if depth else start
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                _blank(text, begin, end)
    return "".join(text).rstrip("\n").split("\n")


def _blank(text: list[str], start: int, end: int) -> None:
    for index in range(start, end):
        if text[index] == "|":
            text[index] = " "


def _has_pipe(line: str) -> bool:
    return any(match[1] for match in _PIPE.finditer(line))
