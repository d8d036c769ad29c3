"""Lists of definitions as kramdown and goldmark read them, beside what pulldown-cmark does."""

from __future__ import annotations

from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node

_TEXTS = frozenset({"Paragraph", "Tight"})


def definition_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against a list of definitions; what its terms and definitions hold is not looked at."""
    for part in node.children:
        if part.kind == "DefinitionListTitle":
            if any(child.kind in {"SoftBreak", "HardBreak"} for child in part.walk()):
                yield "kramdown and Hugo read a term on each line"
        else:
            yield from _definition(document, part)


def _definition(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against one definition; kramdown and goldmark decide for each whether it is loose."""
    blocks = node.children
    if not blocks:
        yield "kramdown and Hugo read no empty definition"
        return
    if blocks[0].kind in _TEXTS and document.follows_blank(node) != (blocks[0].kind == "Paragraph"):
        yield "the definitions of a list differ in the blank lines between them"
    if "\n" in document.text[node.start : blocks[0].start]:
        yield "kramdown reads no block that begins below its `:`"
    for block in blocks:
        if block.kind == "Tight" and block is not blocks[0]:
            yield "a tight definition has text behind a block"
        elif block.kind == "CodeBlock" and block.value == "Indented":
            yield "engines read indented code in a definition in different ways"
        elif block.kind == "DefinitionList":
            yield "a list of definitions stands in a definition"
