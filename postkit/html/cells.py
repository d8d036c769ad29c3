"""Tables → Markdown tables."""

from __future__ import annotations

import re

from postkit.html import policy
from postkit.html.errors import CannotSayError
from postkit.html.inline import one_line
from postkit.html.nodes import group_through, sayable
from postkit.html.spelling import COMMON, Spelling
from postkit.html.table import Grid, read_grid
from postkit.html.treatment import Treatment
from postkit.html.tree import Element

_RULES = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
_SPACER = re.compile(r"(?:&nbsp;|\s|<br>)*")


def write_table(node: Element, spelling: Spelling = COMMON) -> str:
    """Return the Markdown of a table.

    Args:
        node: The element.
        spelling: The engine's.

    Raises:
        CannotSayError: If it is more than a grid of cells that hold text.
    """
    grid = read_grid(node)
    if grid is None:
        raise CannotSayError("Markdown has no table with spans, captions or header cells in rows", node)
    _check_parts(node, grid, spelling.treatment)
    rows = [[_cell(cell, spelling) for cell in row] for row in grid.rows]
    header = [_cell(cell, spelling) for cell in grid.header or ()] or [""] * len(rows[0])
    lines = [header, [_RULES[alignment] for alignment in grid.alignments], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _check_parts(table: Element, grid: Grid, treatment: Treatment) -> None:
    """Raise where a part of a table is to stay, or has a look that is to stay and that a grid cannot say."""
    for part in table.elements():
        if part.tag in policy.TABLE_PARTS and treatment.keeps(part.tag, part.attributes):
            raise CannotSayError(part.objection, part)
    if treatment.keeps_looks and not grid.is_aligned:
        raise CannotSayError("cells of one column are aligned in different ways", table)


def _cell(cell: Element, spelling: Spelling) -> str:
    """Return a cell's text; paragraphs in it are parted by two breaks, as a reader sees them."""
    texts: list[str] = []
    for run in group_through(cell.children):
        if isinstance(run, Element) and run.tag != "p":
            raise CannotSayError(f"a table cell holds `<{run.tag}>`", run)
        nodes = sayable(run).children if isinstance(run, Element) else run
        text = one_line(nodes, spelling, in_cell=True)
        if not _SPACER.fullmatch(text):
            texts.append(text)
    text = "<br><br>".join(texts)
    # kramdown takes a row of such cells for a line between rows (`TABLE_SEP_LINE`).
    # Every dash is escaped, or typographers make a sign of the rest.
    if re.fullmatch(r"[+: =-]*[=-][+: =-]*", text):
        return text.replace("-", r"\-") if "-" in text else spelling.escaped(text[0]) + text[1:]
    return text
