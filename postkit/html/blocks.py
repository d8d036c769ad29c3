"""Block elements → Markdown blocks that every engine reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postkit.html import policy
from postkit.html.atoms import TAG_IN_CODE
from postkit.html.code import code_language, code_text
from postkit.html.errors import CannotSayError
from postkit.html.inline import one_line, paragraphs, tight
from postkit.html.table import read_grid
from postkit.html.tree import Comment, Element, Node, Text
from postkit.markdown.mask import has_tag

LISTS = frozenset({"ul", "ol"})
_RULE = "---"
_HTML_RULE = "<hr>"
"""In an item of a list, which `---` ends in kramdown."""
_INFO = re.compile(r"[A-Za-z0-9][\w+#.-]*")
_BACKTICKS = re.compile(r"`{3,}")
LIST_BREAK = "<!-- -->"
"""Says nothing: stands between two lists, and where an item or a cell is empty."""


class BlockWriter:
    """Writes blocks in one flavor's spelling.

    Args:
        heading_id: How the flavor writes a heading's id: a template with `{id}`.
        contents: Whether the post has a table of contents, which would list new headings.
    """

    def __init__(self, heading_id: str, *, contents: bool = False) -> None:
        self._heading_id = heading_id
        self._contents = contents

    def blocks(self, nodes: Iterable[Node]) -> list[str]:
        """Return the Markdown blocks of some nodes, to be joined by blank lines.

        Raises:
            CannotSayError: If something has no Markdown.
        """
        written: list[str] = []
        last_list = ""
        for run in group(nodes):
            if isinstance(run, Element):
                if last_list == run.tag:
                    written.append(LIST_BREAK)
                found = self._block(run)
                last_list = run.tag if found and run.tag in LISTS else ""
            else:
                found = paragraphs(run)
                last_list = "" if found else last_list
            written += found
        return written

    def _block(self, node: Element) -> list[str]:
        tag = node.tag
        if tag not in policy.BLOCKS | policy.UNWRAPPED_BLOCKS:
            raise CannotSayError(f"Markdown has no `<{tag}>`", node)
        if names := policy.foreign_attributes(tag, node.attributes):
            raise CannotSayError(f"`<{tag}>` has the attribute `{names[0]}`", node)
        if tag in policy.UNWRAPPED_BLOCKS:
            return self.blocks(node.children)
        if tag == "p":
            return paragraphs(node.children)
        if tag in policy.HEADINGS:
            return self._heading(node)
        writers = {
            "ul": self._list,
            "ol": self._list,
            "blockquote": self._quote,
            "pre": _code,
            "table": _table,
            "hr": _rule,
        }
        if tag not in writers:
            raise CannotSayError(f"Markdown has no `<{tag}>`", node)
        return writers[tag](node)

    def _heading(self, node: Element) -> list[str]:
        if self._contents:
            raise CannotSayError("the post's table of contents would list the heading", node, differs=True)
        text = one_line(node.children)
        if not text:
            if node.attributes.get("id"):
                raise CannotSayError("a heading with an id has no text", node)
            return []
        if text.endswith("}"):
            text = re.sub(r"(?<!\\)\{", r"\\{", text)
        text = re.sub(r"(^| )(#+)$", r"\1\\\2", text)
        identifier = node.attributes.get("id")
        if identifier:
            if not re.fullmatch(r"[\w:.-]+", identifier):
                raise CannotSayError("the heading's id cannot be written as an attribute", node)
            text = self._heading_id.replace("{id}", identifier).replace("{text}", text)
        return [f"{'#' * policy.HEADINGS[node.tag]} {text}"]

    def _quote(self, node: Element) -> list[str]:
        inner = self.blocks(node.children)
        if not inner:
            return []
        lines = "\n\n".join(inner).split("\n")
        return ["\n".join(f"> {line}".rstrip(" ") if not line.strip() else f"> {line}" for line in lines)]

    def _list(self, node: Element) -> list[str]:
        if (node.attributes.get("start") or "1") != "1":
            raise CannotSayError("kramdown ignores a list's start number", node)
        items = [self._item_blocks(item) for item in _items(node)]
        if not items:
            return []
        loose = [item for item in items if item[1]]
        if loose and len(loose) != len(items):
            raise CannotSayError("a list has tight and loose items", node)
        written = [
            _indent(blocks or [LIST_BREAK], _marker(node, number), loose=bool(loose))
            for number, (blocks, _) in enumerate(items, 1)
        ]
        return [("\n\n" if loose else "\n").join(written)]

    def _item_blocks(self, item: Element) -> tuple[list[str], bool]:
        """Return an item's blocks and whether it is loose: its first text is a paragraph of its own."""
        if policy.foreign_attributes("li", item.attributes):
            raise CannotSayError("a list item has attributes", item)
        runs = list(group(item.children))
        if not runs:
            return [], False
        bare = [run for run in runs if not isinstance(run, Element)]
        lists = [run for run in runs if isinstance(run, Element) and run.tag in LISTS]
        if not bare:
            first = runs[0]
            if isinstance(first, Element) and first.tag != "p":
                raise CannotSayError("a list item begins with a block other than a paragraph", item)
            return [_HTML_RULE if block == _RULE else block for block in self.blocks(item.children)], True
        if isinstance(runs[0], Element) or len(bare) > 1 or len(lists) != len(runs) - 1 or len(lists) > 1:
            raise CannotSayError("a tight list item holds more than a text and a list", item)
        text = tight(bare[0])
        if not text:
            raise CannotSayError("a list item has no text before its list", item)
        return [text, *(block for one in lists for block in self._list(one))], False


def group(nodes: Iterable[Node]) -> Iterable[Element | Sequence[Node]]:
    """Yield block elements one by one, and what stands between them as runs of inline nodes."""
    run: list[Node] = []
    for node in nodes:
        block = isinstance(node, Element) and (
            node.tag in policy.BLOCKS or node.tag in policy.KEPT_BLOCKS or node.tag in policy.UNWRAPPED_BLOCKS
        )
        if not block:
            run.append(node)
            continue
        if any(shows(one) for one in run):
            yield run
        run = []
        if isinstance(node, Element):
            yield node
    if any(shows(one) for one in run):
        yield run


def shows(node: Node) -> bool:
    """Tell whether a node is more than blanks."""
    return not isinstance(node, Text) or bool(node.data.strip(" \t\n\f\r"))


def _items(node: Element) -> list[Element]:
    items: list[Element] = []
    for child in node.children:
        if isinstance(child, Element) and child.tag == "li":
            items.append(child)
        elif isinstance(child, Comment) or shows(child):
            raise CannotSayError("something other than an item stands in a list", node)
    return items


def _marker(node: Element, number: int) -> str:
    return "- " if node.tag == "ul" else f"{number}. "


def _indent(blocks: list[str], marker: str, *, loose: bool) -> str:
    text = ("\n\n" if loose else "\n").join(blocks)
    pad = " " * len(marker)
    lines = text.split("\n")
    return "\n".join([marker + lines[0], *(pad + line if line.strip() else "" for line in lines[1:])])


def _code(node: Element) -> list[str]:
    text = code_text(node)
    if text is None:
        raise CannotSayError("markup stands inside `<pre>`", node)
    if has_tag(text):
        raise CannotSayError(TAG_IN_CODE, node)
    info = code_language(node)
    if info and not _INFO.fullmatch(info):
        raise CannotSayError("the code's language is no single word", node)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    body = text.rstrip("\n")
    return [f"{fence}{info}\n{body}\n{fence}"] if body.strip() else []


def _rule(_node: Element) -> list[str]:
    return [_RULE]


def _table(node: Element) -> list[str]:
    grid = read_grid(node)
    if grid is None:
        raise CannotSayError("Markdown has no table with spans, captions or header cells in rows", node)
    rows = [[_cell(cell) for cell in row] for row in grid.rows]
    header = [_cell(cell) for cell in grid.header or ()] or [""] * len(rows[0])
    rules = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}
    # A row of nothing but blanks would be no row.
    rows = [row if any(row) else [LIST_BREAK, *row[1:]] for row in rows]
    lines = [header, [rules[alignment] for alignment in grid.alignments], *rows]
    return ["\n".join(f"| {' | '.join(line)} |" for line in lines)]


def _cell(cell: Element) -> str:
    text = one_line(cell.children, in_cell=True)
    # kramdown takes a row of such cells for a line between rows (`TABLE_SEP_LINE`).
    # Every dash is escaped, or typographers make a sign of the rest.
    if re.fullmatch(r"[+: =-]*[=-][+: =-]*", text):
        return text.replace("-", r"\-") if "-" in text else f"\\{text}"
    return text
