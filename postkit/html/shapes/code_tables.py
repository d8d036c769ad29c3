"""Tables that a highlighter wrote: code, with the numbers of its lines beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from postkit.html.languages import language_in
from postkit.html.shapes.base import Shaped
from postkit.html.shapes.code_blocks import block, classes, is_unnamed, shows
from postkit.html.shapes.code_lines import Code, is_line, read_lines
from postkit.html.tree import Element, Node

_TABLES = frozenset(
    {"CodeRay", "codehilitetable", "crayon-table", "highlight", "highlighttable", "linenotable", "lntable"}
    | {"rouge-table", "syntaxhighlighter", "hljs-ln"}
)
_CODE = frozenset(
    {"blob-code", "code", "content", "crayon-code", "hljs-ln-code", "lntd", "rouge-code", "js-file-line"}
)
_GUTTERS = frozenset(
    {"blob-num", "crayon-nums", "gutter", "hljs-ln-numbers", "line-numbers", "line_numbers", "linenodiv"}
    | {"lineno", "linenos", "lines", "lnt", "lntd", "number", "rouge-gutter"}
)
_DIGITS = re.compile(r"[0-9]{1,6}")
_IN_GUTTER = frozenset({"a", "b", "br", "code", "div", "font", "p", "pre", "span", "strong", "tt"})


_EMPTY_LINE = re.compile(r"^[ \t]*\xa0[ \t\xa0]*$", re.MULTILINE)
"""A line that is empty to a reader: GeSHi and others write it so that it keeps its height."""


def highlighted_table(table: Element) -> Shaped | None:
    """Tell a table of code, its lines in one cell or in one row each, as a code block."""
    parts = _parts(table)
    if parts is None or not is_unnamed(table):
        return None
    titles, rows = parts
    found = _one_row(table, rows[0]) if len(rows) == 1 else _rows(rows)
    if found is None:
        return None
    code, cells = found
    inner = (table, *cells, *(one for cell in cells for one in cell.elements() if one.tag != "span"))
    language = next((name for one in inner if (name := language_in(one.attributes))), "")
    told = block(_EMPTY_LINE.sub("", code.text), language)
    element = Element("div", {}, [*titles, told]) if titles else told
    return Shaped(element, code.dropped, [*code.unnamed, table])


def _parts(table: Element) -> tuple[list[Element], list[list[Element]]] | None:
    """Return what stands above the code, as paragraphs, and the rows; None where there is anything else."""
    titles: list[Element] = []
    rows: list[list[Element]] = []
    for child in _inside(table):
        if not isinstance(child, Element) or (cells := _elements(child)) is None:
            return None
        title = child if child.tag == "caption" else cells[0] if _is_title(cells) and not rows else None
        if title:
            titles += [Element("p", {}, title.children)] if title.text().strip() else []
        elif child.tag == "tr":
            rows.append(cells)
        elif child.tag not in {"colgroup", "col"}:
            return None
    return (titles, rows) if rows else None


def _inside(table: Element) -> Iterator[Node]:
    """Yield what shows in a table, the parts of a table gone through."""
    for child in table.children:
        if isinstance(child, Element) and child.tag in {"thead", "tbody", "tfoot"}:
            yield from (one for one in child.children if shows(one))
        elif shows(child):
            yield child


def _elements(part: Element) -> list[Element] | None:
    """Return the cells of a row; None where something stands between them, which may be in a caption."""
    shown = [child for child in part.children if shows(child)]
    cells = [child for child in shown if isinstance(child, Element)]
    return cells if part.tag == "caption" or len(cells) == len(shown) else None


def _is_title(cells: Sequence[Element]) -> bool:
    return len(cells) == 1 and cells[0].tag == "th"


def _one_row(table: Element, cells: Sequence[Element]) -> tuple[Code, Sequence[Element]] | None:
    if len(cells) not in {1, 2}:
        return None
    cell = cells[-1]
    held = any(one.tag == "pre" for one in cell.elements())
    told = _has(cell, _CODE) or _has(table, _TABLES)
    if not told and (len(cells) == 1 or not held):
        return None
    code = read_lines(cell.children, verbatim=False)
    if code is None or not is_line(cell):
        return None
    if len(cells) == 1:
        return (code, cells) if held or _has(table, _TABLES) else None
    gutter = cells[0]
    marked = any(_has(one, _GUTTERS) or one.tag == "pre" for one in (gutter, *gutter.elements()))
    numbers = _numbers(gutter)
    if not marked or numbers is None or not code.has_lines(len(numbers)):
        return None
    code.dropped.append(gutter)
    code.unnamed.append(cell)
    return code, cells[1:]


def _rows(rows: Sequence[Sequence[Element]]) -> tuple[Code, Sequence[Element]] | None:
    """Return the code of a table with a row for each line."""
    if any(len(cells) != 2 or not _has(cells[1], _CODE) or not is_line(cells[1]) for cells in rows):
        return None
    lines = [read_lines(cells[1].children, verbatim=True) for cells in rows]
    gutters = [cells[0] for cells in rows]
    if not _count(gutters) or not all(_has(one, _GUTTERS) for one in gutters):
        return None
    read = [line for line in lines if line is not None and "\n" not in line.text]
    if len(read) < len(rows):
        return None
    text = "\n".join(line.text for line in read)
    dropped = [*gutters, *chain.from_iterable(line.dropped for line in read)]
    codes = [cells[1] for cells in rows]
    unnamed = [*codes, *chain.from_iterable(line.unnamed for line in read)]
    return Code(text, dropped, unnamed), codes


def _count(gutters: Sequence[Element]) -> bool:
    """Tell whether the cells before the lines hold nothing but numbers in a row, shown or as an attribute."""
    numbers = [one.text().strip() or one.attributes.get("data-line-number") or "" for one in gutters]
    plain = all(one.tag in _IN_GUTTER for gutter in gutters for one in gutter.elements())
    return plain and _follow(numbers)


def _numbers(gutter: Element) -> list[str] | None:
    """Return the numbers that a cell holds, each in a line of its own; None if anything else is in it."""
    if any(one.tag not in _IN_GUTTER for one in gutter.elements()):
        return None
    read = read_lines([_without_links(child) for child in gutter.children], verbatim=False)
    if read is None:
        return None
    numbers = [line.strip() for line in read.text.split("\n") if line.strip()]
    return numbers if _follow(numbers) else None


def _follow(numbers: Sequence[str]) -> bool:
    if not numbers or not all(_DIGITS.fullmatch(number) for number in numbers):
        return False
    first = int(numbers[0])
    return [int(number) for number in numbers] == list(range(first, first + len(numbers)))


def _without_links(node: Node) -> Node:
    """Return a node with links to the lines as their text, and classes and ids away."""
    if not isinstance(node, Element):
        return node
    children = [_without_links(child) for child in node.children]
    tag = "span" if node.tag == "a" and (node.attributes.get("href") or "#").startswith("#") else node.tag
    return Element(tag, {}, children)


def _has(element: Element, names: frozenset[str]) -> bool:
    return not names.isdisjoint(classes(element))
