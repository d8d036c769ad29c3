"""Highlighted code, and code in `<code>` with breaks, told as `<pre><code>`.

What a program coloured is code: `<table>` with line numbers (Pygments, Rouge, CodeRay, Chroma, Hexo,
Octopress, SyntaxHighlighter, Crayon, GitHub), `<pre>` full of spans, lines in a list (GeSHi), lines
pasted from an editor. Blanks and line ends are kept exactly; where a browser folds blanks, outside
of `<pre>`, no-break spaces stand for blanks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from postkit.html.shapes.base import Shape, Shaped
from postkit.html.shapes.code_blocks import (
    block,
    highlighted_pre,
    highlighted_wrapper,
    only,
    shows,
)
from postkit.html.shapes.code_colours import pasted_code
from postkit.html.shapes.code_lines import identifier, read_lines
from postkit.html.shapes.code_tables import highlighted_table
from postkit.html.tree import Element, Text


def _textile(element: Element) -> Shaped | None:
    """Tell `<notextile>`, which says nothing to a reader, as what only groups."""
    if element.attributes:
        return None
    blocks = any(isinstance(child, Element) and child.tag in _AROUND for child in element.children)
    return Shaped(Element("div" if blocks else "span", {}, element.children))


def _code_around_block(code: Element) -> Shaped | None:
    """Tell a `<code>` that is nothing but a code block as that block."""
    inner = only(code)
    return Shaped(inner) if inner and inner.tag == "pre" and not identifier(code) else None


def _code_with_breaks(element: Element) -> Shaped | None:
    """Tell a block that is nothing but `<code>`, in more lines than one, as a code block."""
    shown = [child for child in element.children if shows(child)]
    tags = [child.tag if isinstance(child, Element) else "" for child in shown]
    if _MONOSPACE.isdisjoint(tags) or not set(tags) <= {"br", *_MONOSPACE} or identifier(element):
        return None
    if any(isinstance(child, Text) and "\xa0" in child.data for child in element.children):
        return None
    inner = [one for child in shown if isinstance(child, Element) for one in (child, *child.elements())]
    if not _BREAKS.issubset(one.tag for one in inner) or any(one.tag not in _IN_CODE for one in inner):
        return None
    code = read_lines(shown, verbatim=False)
    if code is None or any(identifier(one) for one in code.unnamed) or "\n" not in code.text.strip("\n"):
        return None
    told = block(code.text.strip("\n"), "")
    return Shaped(told if element.tag == "p" else replace(element, children=[told]))


_MONOSPACE = frozenset({"code", "tt"})
_AROUND = frozenset({"blockquote", "div", "figure", "pre", "table"})
_BREAKS = frozenset({"br"})
_IN_CODE = frozenset({"br", "code", "font", "span", "tt"})

CODE: Mapping[str, Sequence[Shape]] = {
    "table": (highlighted_table,),
    "pre": (highlighted_pre,),
    "figure": (highlighted_wrapper,),
    "div": (highlighted_wrapper, pasted_code, _code_with_breaks),
    "p": (pasted_code, _code_with_breaks),
    "blockquote": (_code_with_breaks,),
    "code": (_code_around_block,),
    "notextile": (_textile,),
}
"""The shapes of this kind, by tag."""
