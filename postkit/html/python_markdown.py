"""Python-Markdown as MkDocs runs it: the only importer of `markdown`.

MkDocs 1.6 has the extensions `toc`, `tables` and `fenced_code` on. `toc` is left out: it gives headings ids,
and a list of them to a post that asks for one with `[TOC]`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

MAX_LENGTH = 200_000
"""So many code points are rendered: it takes about a second for them."""


def render(text: str) -> str | None:
    """Return the HTML of a page's Markdown; None where it is too long or the engine fails on it.

    Args:
        text: The Markdown without front matter.
    """
    if len(text) > MAX_LENGTH:
        return None
    engine = _engine()
    engine.reset()
    try:
        return engine.convert(text)
    except (RecursionError, ValueError, AssertionError, IndexError, AttributeError):
        return None  # it has limits of its own, on what nobody writes


@cache
def _engine() -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=["tables", "fenced_code"])
