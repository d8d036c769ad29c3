"""Tables as a grid of cells, which is all that Markdown has."""

from __future__ import annotations

import re
from typing import NamedTuple

from postkit.html.tree import Element, Text

_TEXT_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")


class Grid(NamedTuple):
    """A table without spans or captions.

    Attributes:
        header: The cells of its header row, or None.
        rows: The cells of the other rows, as many in each.
        alignments: For each column `left`, `center`, `right` or an empty text.
    """

    header: list[Element] | None
    rows: list[list[Element]]
    alignments: tuple[str, ...]


def read_grid(table: Element) -> Grid | None:
    """Return the grid of a table, or None where Markdown has no table like it.

    Args:
        table: A `<table>`; spans, captions, several bodies, header cells below the first row and
            rows of unequal length make it no grid.
    """
    rows: list[list[Element]] = []
    bodies = 0
    for part in _elements(table):
        if part is None or part.tag not in {"thead", "tbody"} or (part.tag == "thead" and rows):
            return None
        bodies += part.tag == "tbody"
        for row in _elements(part):
            cells = _cells(row)
            if cells is None:
                return None
            rows.append(cells)
        if part.tag == "thead" and len(rows) != 1:
            return None
    if bodies > 1 or not rows or len({len(row) for row in rows}) != 1 or not rows[0]:
        return None
    header = rows[0] if all(cell.tag == "th" for cell in rows[0]) else None
    body = rows[1:] if header else rows
    if not body or any(cell.tag == "th" for row in body for cell in row):
        return None
    return Grid(header, body, tuple(_alignment(column) for column in zip(*rows, strict=True)))


def _elements(node: Element) -> list[Element | None]:
    """Return the elements right below one; None stands for text that is out of place."""
    found: list[Element | None] = []
    for child in node.children:
        if isinstance(child, Element):
            found.append(child)
        elif not isinstance(child, Text) or child.data.strip():
            found.append(None)
    return found


def _cells(row: Element | None) -> list[Element] | None:
    if row is None or row.tag != "tr":
        return None
    cells: list[Element] = []
    for cell in _elements(row):
        if cell is None or cell.tag not in {"td", "th"}:
            return None
        spans = {cell.attributes.get(name) or "1" for name in ("colspan", "rowspan")}
        if spans != {"1"}:
            return None
        cells.append(cell)
    return cells


def _alignment(column: tuple[Element, ...]) -> str:
    """Return the alignment that all cells of a column have; else none, it is presentation."""
    found = {_cell_alignment(cell) for cell in column}
    return found.pop() if len(found) == 1 else ""


def _cell_alignment(cell: Element) -> str:
    match = _TEXT_ALIGN.search(cell.attributes.get("style") or "")
    value = match[1] if match else (cell.attributes.get("align") or "").lower()
    return value if value in {"left", "center", "right"} else ""
