"""Lists: items in which kramdown sees other blocks, or other blank lines, than CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node


def list_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against a list; what its items' blocks hold is not looked at."""
    marker = document.source(node.children[0]).lstrip()
    if node.value is not None:
        if re.match(r"\d+\)", marker):
            yield "kramdown reads no list with `1)`"
        if node.value != 1:
            yield "kramdown ignores the number that a list starts with"
    for item in node.children:
        yield from _item(document, item)
    yield from _looseness(document, node)


def _item(document: Document, item: Node) -> Iterator[str]:
    blocks = item.children
    if not blocks:
        yield "kramdown reads no empty list item"
        return
    if blocks[0].kind not in {"Paragraph", "Tight"} and "\n" in document.text[item.start : blocks[0].start]:
        yield "kramdown reads no block that begins below its item's marker"
    if any(block.kind == "Tight" for block in blocks[1:]):
        yield "a tight list item has text behind a block"
    for block in blocks:
        if block.kind == "Rule":
            yield "a line `---` in a list item ends kramdown's list"
        elif block.kind == "Heading" and not document.text.startswith("#", block.start):
            yield "kramdown may read a list where an item has an underlined heading"
        elif block.kind == "Table":
            yield "Hugo makes a list tight that holds a table"
        elif block.kind == "CodeBlock" and block.value == "Indented":
            yield "engines read indented code in a list item in different ways"
    yield from _boxes(document, item)


def _boxes(document: Document, item: Node) -> Iterator[str]:
    first = item.children[0]
    box = any(node.kind == "TaskListMarker" for node in first.children)
    if box and first.kind == "Paragraph":
        yield "cmark-gfm reads a task in a loose list in its own way"
    if document.text.startswith("{:", first.start):
        yield "kramdown takes `{:…}` for attributes"
    if not box and re.match(r"\[[ \txX]\]", document.text[first.start : first.end]):
        yield "some engines read a box at an item's beginning as a task"


def _looseness(document: Document, node: Node) -> Iterator[str]:
    """Yield a reason where kramdown, which decides item by item, takes other items for loose ones.

    It puts no paragraph around an item's first text if no blank line follows it there, and around
    the last one's only if no item before it is tight (kramdown 2.4, `parse_list`).
    """
    tight: list[bool] = []
    for number, item in enumerate(node.children):
        first = item.children[0] if item.children else item
        if first.kind not in {"Paragraph", "Tight"}:
            tight.append(True)
            continue
        last = number == len(node.children) - 1
        parted = document.precedes_blank(first) and not (last and len(item.children) == 1)
        seen_tight = not parted and (not last or number == 0 or any(tight))
        tight.append(seen_tight)
        if seen_tight != (first.kind == "Tight"):
            yield "the items of a list differ in the blank lines between them"
