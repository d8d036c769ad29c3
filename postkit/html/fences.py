"""Code blocks → fences; indented code where an engine takes no fence."""

from __future__ import annotations

import re

from postkit.html.atoms import TAG_IN_CODE
from postkit.html.code import code_language, code_text
from postkit.html.errors import CannotSayError
from postkit.html.languages import DRAWN
from postkit.html.piece import Kind, Piece
from postkit.html.spelling import Spelling
from postkit.html.tree import Element
from postkit.markdown.mask import has_tag

_INFO = re.compile(r"[A-Za-z0-9][\w+#.-]*")


def write_code(node: Element, spelling: Spelling, *, nested: bool) -> Piece | None:
    """Return a `<pre>` as a code block; None where nothing is in it.

    Args:
        node: The element.
        spelling: The engine's.
        nested: Whether it stands in a list or quote.

    Raises:
        CannotSayError: If it is more than code, or no code block keeps it.
    """
    text = code_text(node)
    if text is None:
        raise CannotSayError("markup stands inside `<pre>`", node)
    if has_tag(text):
        raise CannotSayError(TAG_IN_CODE, node)
    info = code_language(node)
    if info in DRAWN:
        raise CannotSayError(f"a picture may be drawn from code in `{info}`", node)
    if info and not _INFO.fullmatch(info):
        raise CannotSayError("the code's language is no single word", node)
    body = text.rstrip("\n")
    if not body.strip():
        return None
    if spelling.strips_code and _has_blanks_at_edges(body):
        raise CannotSayError("Hexo drops blanks at the edges of code", node, differs=True)
    if nested and not spelling.fences_inside:
        return _indented(node, body, info)
    mark = spelling.markers.fence[0]
    longest = max((len(run) for run in re.findall(f"{mark}{{3,}}", text)), default=2)
    fence = mark * (longest + 1)
    return Piece([node], f"{fence}{info}\n{body}\n{fence}", Kind.FENCE)


def _indented(node: Element, body: str, info: str) -> Piece:
    if info:
        raise CannotSayError("the engine takes no fence in a list or quote", node)
    lines = (f"    {line}" if line.strip() else "" for line in body.split("\n"))
    return Piece([node], "\n".join(lines), Kind.INDENTED)


def _has_blanks_at_edges(body: str) -> bool:
    """Tell whether every line begins with a blank, or the last one ends with one."""
    lines = [line for line in body.split("\n") if line.strip()]
    return body != body.rstrip() or all(line[0].isspace() for line in lines)
