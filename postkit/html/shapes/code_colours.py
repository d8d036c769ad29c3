"""Code pasted from an editor: coloured words in a font of fixed width, lines parted by breaks or blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postkit.html.shapes.base import Shaped
from postkit.html.shapes.code_blocks import block, shows
from postkit.html.shapes.code_lines import identifier, read_lines
from postkit.html.tree import Element, Node

_FIXED = re.compile(
    r"\b(?:andale mono|bitstream vera sans mono|cascadia|consolas|courier|dejavu sans mono|inconsolata"
    r"|lucida console|menlo|monaco|monospace|source code pro)\b",
    re.IGNORECASE,
)
_FONT = re.compile(r"font(?:-family)?\s*:\s*([^;]*)", re.IGNORECASE)
_UNFOLDED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*(?!black\b|#000(?:000)?\b|inherit\b)", re.IGNORECASE)
_INSIDE = frozenset({"br", "code", "div", "font", "p", "span"})
_LINES = frozenset({"div", "p"})
_SIGNS = re.compile(r"[{}()\[\];=<>/#:]")
"""Signs that most lines of code have and few sentences."""


def pasted_code(element: Element) -> Shaped | None:
    """Tell coloured lines in a font of fixed width as a code block.

    It is code only if all of it is in such a font, at least two words have colours, more than one
    line is there, and half of the lines have a sign of a program in them. So prose stays.
    """
    inner = list(element.elements())
    if not inner or identifier(element) or any(one.tag not in _INSIDE or identifier(one) for one in inner):
        return None
    if not _is_fixed(element) and not _all_fixed(element.children):
        return None
    if sum(_is_coloured(one) for one in inner) < 2 or any(_keeps_blanks(one) for one in inner):
        return None
    code = read_lines(_opened(element.children), verbatim=_keeps_blanks(element))
    if code is None:
        return None
    lines = [line for line in code.text.split("\n") if line.strip()]
    if len(lines) < 2 or 2 * sum(1 for line in lines if _SIGNS.search(line)) < len(lines):
        return None
    return Shaped(block(code.text.strip("\n"), ""), code.dropped)


def _opened(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the content of what is wrapped around all of some nodes."""
    shown = [node for node in nodes if shows(node)]
    if len(shown) == 1 and isinstance(shown[0], Element) and shown[0].tag in _INSIDE - {"br"}:
        return _opened(shown[0].children)
    return nodes


def _all_fixed(nodes: Sequence[Node]) -> bool:
    """Tell whether all that shows is in elements with such a font, or holds nothing but them."""
    shown = [node for node in nodes if shows(node)]
    return bool(shown) and all(
        isinstance(node, Element)
        and (node.tag == "br" or _is_fixed(node) or _all_fixed(node.children) or not node.text().strip())
        for node in shown
    )


def _is_fixed(element: Element) -> bool:
    fonts = [*_FONT.findall(element.attributes.get("style") or ""), element.attributes.get("face") or ""]
    return any(_FIXED.search(font) for font in fonts)


def _keeps_blanks(element: Element) -> bool:
    """Tell whether no browser folds the blanks in an element."""
    return _UNFOLDED.search(element.attributes.get("style") or "") is not None


def _is_coloured(element: Element) -> bool:
    if element.attributes.get("color"):
        return True
    return _COLOUR.search(element.attributes.get("style") or "") is not None
