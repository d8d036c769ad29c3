"""Whether every engine reads a Markdown text alike: a safety net under what was not written with care.

pulldown-cmark, which proves conversions, is blind to what kramdown, Hugo and cmark-gfm read
otherwise. Here its events tell what is code, HTML, a link; rules say where another engine would
see something else. The rules were measured on kramdown 2.4.0 with Jekyll's defaults, Hugo 0.168
(goldmark 1.8) and cmark-gfm 0.29.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.blocks import block_reasons
from postkit.html.portable.nodes import Document, read

MAX_DEPTH = 60
"""How deep blocks and emphasis may nest in a text that is looked at."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def objection(
    markdown: str, *, heading_attributes: bool = False, definition_lists: bool = False
) -> str | None:
    """Return why an engine would read a Markdown text otherwise than the others, or None.

    Args:
        markdown: The text of whole blocks, as they stand between blank lines; template tags masked.
        heading_attributes: Whether the flavor's engine takes `# a {#id}`, so that it may stand.
        definition_lists: Whether it has lists of definitions, so that they may stand.

    Returns:
        A reason in plain words, as a clause.
    """
    text = markdown.replace("\r\n", "\n")
    if _CONTROL.search(text):
        return "a control character stands in it"
    document = read(text, heading_attributes=heading_attributes, definition_lists=definition_lists)
    if document.depth > MAX_DEPTH:
        return "it is nested too deep"
    return next(_reasons(document), None)


def _reasons(document: Document) -> Iterator[str]:
    lists = [node for node in document.blocks if node.kind == "List"]
    for start, end in document.definitions:
        if any(node.start <= start < node.end for node in lists):
            yield "a link definition stands in a list, which cmark-gfm reads as tight"
        if re.search(r"[\\|]", document.text[start:end]):
            yield "a link definition has a backslash or a `|`"
    yield from block_reasons(document, document.blocks, column=0)
