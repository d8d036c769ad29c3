"""What stands beside what: blocks that some engines join, split or miss."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from postkit.html.portable.definitions import definition_reasons
from postkit.html.portable.inline import inline_reasons
from postkit.html.portable.lines import line_reasons
from postkit.html.portable.lists import list_reasons
from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.raw import RawHtml
from postkit.html.portable.tables import table_reasons

_SWALLOWS = {"List": "list", "BlockQuote": "quote", "Table": "table", "DefinitionList": "list of definitions"}
"""Blocks into which kramdown takes what follows without a blank line."""

_AT_COLUMN = {"Heading": "heading", "CodeBlock": "fence"}
_HEADING_ATTRIBUTES = re.compile(r"(?<!\\)\{(?!:)[ ]*(?:[#.]|[\w-]+=)[^{}]*\}[ \t#]*$")
_PLAIN_ID = re.compile(r"(?<= )\{#[A-Za-z][\w:.-]*\}$")


def block_reasons(document: Document, blocks: Sequence[Node], *, column: int | None = None) -> Iterator[str]:
    """Yield reasons against some blocks that stand in one container, and what is in them.

    Args:
        document: The text.
        blocks: The blocks, in order.
        column: Where they should stand, from 0; the first one's column if not given.
    """
    raw = RawHtml()
    column = document.column(blocks[0]) if column is None and blocks else column
    for number, node in enumerate(blocks):
        if number:
            yield from _beside(document, blocks[number - 1], node)
        if node.kind == "HtmlBlock":
            yield from raw.take("".join(child.value for child in node.children))
            continue
        yield from raw.around(document, node)
        if _must_align(document, node) and document.column(node) != column:
            yield f"kramdown reads no {_AT_COLUMN[node.kind]} that is indented"
        yield from _inside(document, node, first=number == 0)
    yield from raw.end()


def _beside(document: Document, before: Node, node: Node) -> Iterator[str]:
    if before.kind == node.kind == "List" and (before.value is None) == (node.value is None):
        yield "kramdown makes one list of two in a row"
    if document.follows_blank(node):
        return
    comment = node.kind == "HtmlBlock" and document.source(node).startswith("<!--")
    if before.kind in _SWALLOWS and (before.kind != "List" or node.kind != "HtmlBlock" or comment):
        yield f"no blank line stands behind a {_SWALLOWS[before.kind]}, so kramdown reads on"
    elif comment and before.kind != "HtmlBlock":
        yield "no blank line stands before a comment, so kramdown takes it into the text"
    elif node.kind in {"Table", "Rule"}:
        yield f"no blank line stands before a {'table' if node.kind == 'Table' else 'line `---`'}"
    elif _is_setext(document, node):
        yield "no blank line stands before an underlined heading"
    elif before.kind == "CodeBlock" and before.value == "Indented":
        yield "no blank line stands behind indented code"


def _inside(document: Document, node: Node, *, first: bool) -> Iterator[str]:
    if node.kind in {"Paragraph", "Tight"}:
        yield from line_reasons(document, node, first=first)
        yield from inline_reasons(document, node)
    elif node.kind == "Heading":
        yield from _heading(document, node)
    elif node.kind == "CodeBlock" and node.value != "Indented":
        yield from _code(document, node)
    elif node.kind == "FootnoteDefinition":
        yield "engines write footnotes in different ways"
    else:
        yield from _container(document, node)


def _container(document: Document, node: Node) -> Iterator[str]:
    if node.kind == "BlockQuote":
        yield from block_reasons(document, node.children)
    elif node.kind == "List":
        yield from list_reasons(document, node)
        for item in node.children:
            yield from block_reasons(document, item.children)
    elif node.kind == "DefinitionList":
        yield from definition_reasons(document, node)
        for part in node.children:
            if part.kind == "DefinitionListTitle":
                yield from line_reasons(document, part, first=True)
                yield from inline_reasons(document, part)
            else:
                yield from block_reasons(document, part.children)
    elif node.kind == "Table":
        yield from table_reasons(document, node)
        for row in node.children:
            for cell in row.children:
                yield from inline_reasons(document, cell)


def _must_align(document: Document, node: Node) -> bool:
    if node.kind == "CodeBlock":
        return bool(node.value != "Indented")
    return node.kind == "Heading" and not _is_setext(document, node)


def _is_setext(document: Document, node: Node) -> bool:
    return node.kind == "Heading" and document.text[node.start : node.start + 1] != "#"


def _heading(document: Document, node: Node) -> Iterator[str]:
    source = document.source(node).rstrip()
    if _is_setext(document, node):
        if source.count("\n") > 1:
            yield "kramdown reads no underlined heading of several lines"
        if "|" in source:
            yield "kramdown may read a table where a heading has a `|`"
    elif not node.children:
        yield "kramdown reads no empty heading"
    title = source.split("\n")[0]
    known = document.heading_attributes and _PLAIN_ID.search(title)
    if _HEADING_ATTRIBUTES.search(title) and not known:
        yield "some engines read `{` at a heading's end as attributes"
    yield from inline_reasons(document, node)


def _code(document: Document, node: Node) -> Iterator[str]:
    lines = document.source(node).rstrip().split("\n")
    mark = lines[0][0]
    info = lines[0].lstrip(mark)
    size = len(lines[0]) - len(info)
    last = lines[-1].strip(" \t>")
    if len(lines) < 2 or len(last) < size or last.strip(mark):
        yield "kramdown reads no code block that is not closed"
    if document.column(node) and any(line.isspace() for line in lines):
        yield "kramdown keeps blanks in a line of indented code that has nothing else"
    if len(info.split()) > 1:
        yield "kramdown reads no code block with more than one word behind its fence"
