"""Tables that some engine reads otherwise, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node

_DELIMITERS_ONLY = re.compile(r"[ \t]*\|?[ \t|:=+-]*[=-][ \t|:=+-]*")
_OPENS = re.compile(r"[ \t>]*\|")
_CLOSES = re.compile(r"(?<!\\)\|[ \t]*$")
_ROW_PIPE = re.compile(r"\\.|(\|)")


def table_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against a table, its cells' content not looked at."""
    head, *rows = document.source(node).rstrip().split("\n")
    if len(rows) < 2:
        yield "kramdown reads no table without a row below its header"
    if len({_pipes(row) for row in (head, *rows)}) > 1:
        yield "the rows of a table differ in their number of cells"
    edges = {(bool(_OPENS.match(row)), bool(_CLOSES.search(row))) for row in (head, *rows)}
    if len(edges) > 1 or (False, True) in edges:
        yield "the rows of a table differ in the `|` at their edges"
    if any(_DELIMITERS_ONLY.fullmatch(row) for row in rows[1:]):
        yield "kramdown takes a row of dashes for a line between parts of a table"
    for row in (head, *rows):
        if r"\`" in row:
            yield "kramdown pairs backticks in a table before it reads escapes"
    for cell in node.walk():
        if cell.kind == "Code" and r"\|" in document.source(cell):
            yield "kramdown shows the backslash before a `|` in a cell's code"


def _pipes(row: str) -> int:
    inner = re.sub(r"^[ \t>]*\|?|(?<!\\)\|?[ \t]*$", "", row)
    return sum(match[1] is not None for match in _ROW_PIPE.finditer(inner))
