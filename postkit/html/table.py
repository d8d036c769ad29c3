"""Tables as a grid of cells, which is all that Markdown has."""

from __future__ import annotations

import re
from typing import NamedTuple

from postkit.html.nodes import with_anchor
from postkit.html.tree import Element, Text

_TEXT_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right)")

MAX_CELLS = 20_000
"""A table with more cells, those that are missing counted, is no grid: a single long row would make many."""


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

    @property
    def is_aligned(self) -> bool:
        """Whether each cell has the alignment of its column, where it has one."""
        return all(
            _cell_alignment(cell) in {"", alignment}
            for row in [self.header or [], *self.rows]
            for cell, alignment in zip(row, self.alignments, strict=False)
        )


def read_grid(table: Element) -> Grid | None:
    """Return the grid of a table, or None where Markdown has no table like it.

    Args:
        table: A `<table>`; spans, a caption, header cells below the first row and a table of nothing
            but its header make it no grid. Short rows are filled, bodies joined, the foot put last.
    """
    parts = [part for part in _elements(table) if part is None or not _is_nothing(part)]
    if any(part is None or part.tag not in {"thead", "tbody", "tfoot"} for part in parts):
        return None
    rows: dict[str, list[list[Element] | None]] = {"thead": [], "tbody": [], "tfoot": []}
    for part in parts:
        if part is not None:
            rows[part.tag] += (_cells(row) for row in _elements(with_anchor(part)))
    cells = [row for group in rows.values() for row in group if row is not None]
    if len(rows["thead"]) > 1 or not cells or len(cells) < sum(map(len, rows.values())):
        return None
    header = cells.pop(0) if rows["thead"] or _is_header(cells[0]) else None
    if not cells or any(cell.tag == "th" for row in cells for cell in row):
        return None
    return _filled(header, cells)


def _is_nothing(part: Element) -> bool:
    """Tell whether a part of a table is presentation, or a caption without text."""
    return part.tag == "colgroup" or (
        part.tag == "caption" and not part.text().strip() and not any(part.elements())
    )


def _filled(header: list[Element] | None, rows: list[list[Element]]) -> Grid | None:
    """Return a grid with as many cells in each row."""
    width = max(len(row) for row in [*rows, header or []])
    if not width or width * len(rows) > MAX_CELLS:
        return None
    everything = [[*row, *(Element("td") for _ in range(width - len(row)))] for row in [header or [], *rows]]
    columns = zip(*(everything if header else everything[1:]), strict=True)
    alignments = tuple(_alignment(column) for column in columns)
    return Grid(everything[0] if header else None, everything[1:], alignments)


def _is_header(row: list[Element]) -> bool:
    """Tell whether a row is a header: all its cells are, or are empty, and not all are empty."""
    named = [cell for cell in row if cell.tag == "th"]
    return bool(named) and not any(
        cell.text().strip() or any(cell.elements()) for cell in row if cell.tag != "th"
    )


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
    for cell in _elements(with_anchor(row)):
        if cell is None or cell.tag not in {"td", "th"}:
            return None
        spans = {cell.attributes.get(name) or "1" for name in ("colspan", "rowspan")}
        if spans != {"1"}:
            return None
        cells.append(with_anchor(cell))
    return cells


def _alignment(column: tuple[Element, ...]) -> str:
    """Return the alignment that all cells of a column have; else none, it is presentation."""
    found = {_cell_alignment(cell) for cell in column}
    return found.pop() if len(found) == 1 else ""


def _cell_alignment(cell: Element) -> str:
    match = _TEXT_ALIGN.search(cell.attributes.get("style") or "")
    value = match[1] if match else (cell.attributes.get("align") or "").lower()
    return value if value in {"left", "center", "right"} else ""
