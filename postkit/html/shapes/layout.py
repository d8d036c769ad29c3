"""Layout tables: rows and cells that only place things, as pages were laid out before style sheets.

A table of one cell, one that says `role="presentation"`, Blogger's image with its caption, and a
plain column or row of cells that hold whole blocks, which no table of data does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from postkit.html import policy
from postkit.html.nodes import shows, with_anchor
from postkit.html.shapes.base import Shaped
from postkit.html.tree import Element, Node, Text

_PARTS = frozenset({"thead", "tbody", "tfoot", "tr"})
_BLOCKS_NO_CELL_OF_DATA_HOLDS = frozenset({"blockquote", "hr", "table", *policy.HEADINGS})
_DATA = frozenset({"th", "caption"})


def layout_table(table: Element) -> Shaped | None:
    """Return the content of a layout table, cell after cell as it is read out; None for a table of data.

    Args:
        table: A `<table>`.
    """
    rows = _rows(table)
    if rows is None or not rows or not _is_layout(table, rows):
        return None
    cells = [cell for row in rows for cell in row if any(shows(node) for node in cell.children)]
    if any(one.attributes.get("id") for one in _inner(table)):
        return None  # it would be lost with its row
    return Shaped(_group(table, [_group(cell, cell.children) for cell in cells]))


def _group(node: Element, children: Sequence[Node]) -> Element:
    """Return a `<div>` in the place of a table or cell, its id as an anchor."""
    anchored = with_anchor(replace(node, children=list(children)))
    return Element("div", {}, anchored.children, node.start, node.end, node.inside)


def _is_layout(table: Element, rows: list[list[Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    if (table.attributes.get("role") or "") in {"presentation", "none"}:
        return True
    if any(cell.tag in _DATA for cell in cells):
        return False
    if len(cells) == 1 or "tr-caption-container" in (table.attributes.get("class") or "").split():
        return True
    if (table.attributes.get("border") or "0") != "0":
        return False
    one_way = len(rows) == 1 or all(len(row) == 1 for row in rows)
    return one_way and any(
        one.tag in _BLOCKS_NO_CELL_OF_DATA_HOLDS for cell in cells for one in cell.elements()
    )


def _rows(table: Element) -> list[list[Element]] | None:
    """Return the cells of each row; None where something stands in the table that is no row."""
    rows: list[list[Element]] = []
    for part in _shown(table):
        if not isinstance(part, Element):
            return None
        if part.tag in {"colgroup", "col"}:
            continue
        if part.tag not in {"thead", "tbody", "tfoot"}:
            return None
        for row in _shown(part):
            cells = list(_shown(row)) if isinstance(row, Element) and row.tag == "tr" else [row]
            found = [cell for cell in cells if isinstance(cell, Element) and cell.tag in {"td", "th"}]
            if len(found) != len(cells):
                return None
            rows.append(found)
    return rows


def _shown(node: Element) -> Iterator[Node]:
    """Yield what stands right below an element, blanks left out."""
    return (child for child in node.children if not isinstance(child, Text) or child.data.strip())


def _inner(table: Element) -> Iterator[Element]:
    """Yield the parts and rows of a table, not those of tables in it."""
    for child in table.children:
        if isinstance(child, Element) and child.tag in _PARTS:
            yield child
            yield from _inner(child)
