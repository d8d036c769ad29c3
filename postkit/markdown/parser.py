"""pulldown-cmark with the extensions that the engines share: the only importer of pyromark."""

from __future__ import annotations

import re
from functools import cache

from pyromark import Markdown, Options

_SHARED = (
    Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS | Options.ENABLE_FOOTNOTES
)

_COLON_BEFORE_LETTER = re.compile(r"^[ \t>]*:(?=[^ \t\r\n])", re.MULTILINE)


def may_define(text: str) -> bool:
    """Tell whether pulldown-cmark may look for lists of definitions in a text.

    It takes `:smile:` at a line's start for a definition; kramdown and goldmark want a blank behind
    the colon. In a text with such a line, none is looked for.
    """
    return _COLON_BEFORE_LETTER.search(text) is None


@cache
def parser(*, heading_attributes: bool = False, definition_lists: bool = False) -> Markdown:
    """Return the parser with tables, strikethrough, task lists and footnotes.

    Args:
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        definition_lists: Whether a term and a line `: text` below it make a list of definitions.
    """
    extra = Options.ENABLE_HEADING_ATTRIBUTES if heading_attributes else Options(0)
    if definition_lists:
        extra |= Options.ENABLE_DEFINITION_LIST
    return Markdown(options=_SHARED | extra)


def render(text: str, *, heading_attributes: bool = False, definition_lists: bool = False) -> str:
    """Return the HTML of a Markdown text; raw HTML in it passes through.

    Args:
        text: The Markdown.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
        definition_lists: Whether a term and a line `: text` below it make a list of definitions.
    """
    definitions = definition_lists and may_define(text)
    return parser(heading_attributes=heading_attributes, definition_lists=definitions).html(text)
