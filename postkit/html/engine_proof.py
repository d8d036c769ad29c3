"""What pulldown-cmark cannot tell of a dialect that is not quite CommonMark."""

from __future__ import annotations

from postkit.flavors.base import Dialect
from postkit.html.normal import Block, normal_form
from postkit.html.python_markdown import render
from postkit.html.shapes import read_html
from postkit.html.targets import is_kept
from postkit.html.treatment import Treatment
from postkit.html.tree import TooDeepError
from postkit.markdown.parser import parser
from postkit.markdown.scan import scan


def is_asked(dialect: Dialect) -> bool:
    """Tell whether each region is proved against what an engine makes of it, too."""
    return dialect in {Dialect.PYTHON_MARKDOWN, Dialect.MARKED}


def says_the_same(wanted: tuple[Block, ...], markdown: str, dialect: Dialect, treatment: Treatment) -> bool:
    """Tell whether an engine takes a Markdown text for the same as a piece of HTML, as far as it goes.

    Args:
        wanted: The normal form of the HTML.
        markdown: The Markdown.
        dialect: How the engine reads Markdown; CommonMark is proved elsewhere.
        treatment: What becomes of tags and attributes.
    """
    if not is_asked(dialect):
        return True
    links = (link for link in scan(markdown, 0).links if link.kind != "Email")
    if not all(is_kept(link.destination, dialect, image=link.image) for link in links):
        return False
    if dialect is Dialect.MARKED:
        # With `breaks`, Hexo's default, each line end is a break.
        return "SoftBreak" not in parser().events(markdown)
    new = render(markdown)
    return new is not None and wanted == normal_form(read_html(new, treatment))


def page_reads_alike(old: str, new: str, dialect: Dialect, treatment: Treatment) -> bool:
    """Tell whether an engine that is at hand makes the same document of two bodies.

    Args:
        old: A post's body.
        new: The same after a conversion.
        dialect: How the engine reads Markdown; only Python-Markdown is at hand.
        treatment: What becomes of tags and attributes.
    """
    if dialect is not Dialect.PYTHON_MARKDOWN:
        return True
    was, is_now = render(old), render(new)
    if was is None or is_now is None:
        return False
    try:
        return normal_form(read_html(was, treatment)) == normal_form(read_html(is_now, treatment))
    except TooDeepError:
        return False
