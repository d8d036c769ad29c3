"""pulldown-cmark with the extensions that the engines share: the only importer of pyromark."""

from __future__ import annotations

from functools import cache

from pyromark import Markdown, Options

_SHARED = (
    Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS | Options.ENABLE_FOOTNOTES
)


@cache
def parser(*, heading_attributes: bool = False) -> Markdown:
    """Return the parser with tables, strikethrough, task lists and footnotes.

    Args:
        heading_attributes: Whether `# a {#id}` gives a heading its id.
    """
    extra = Options.ENABLE_HEADING_ATTRIBUTES if heading_attributes else Options(0)
    return Markdown(options=_SHARED | extra)


def render(text: str, *, heading_attributes: bool = False) -> str:
    """Return the HTML of a Markdown text; raw HTML in it passes through.

    Args:
        text: The Markdown.
        heading_attributes: Whether `# a {#id}` gives a heading its id.
    """
    return parser(heading_attributes=heading_attributes).html(text)
