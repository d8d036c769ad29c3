"""Attribute lists: how presentation is written that is to stay.

kramdown's stand behind a link or image (`![a](u){: .b width="3"}`) or on the line below a paragraph or
heading; Hugo's at a heading's end (`# a {#b .c}`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from postkit.html.errors import CannotSayError
from postkit.html.treatment import Treatment
from postkit.html.tree import Element

LIST = r"\{:((?: \.[A-Za-z][\w-]*| [a-z]+=\"[^\"{}\\]*\")+)\}"
"""A list as kramdown takes it; its items are a group."""
_WRITTEN = re.compile(rf"(?<=\)){LIST}|\n{LIST}(?=\n|\Z)")
_IN_HEADING = re.compile(r"^(#{1,6} .*?) \{(#[\w:.-]+)?(?: ?\.[A-Za-z][\w-]*)+\}$", re.MULTILINE)


def behind_span(node: Element) -> str:
    """Return the attribute list of a link or image, to stand right behind it; empty where it needs none."""
    listed = node.listed
    return f"{{:{_items(listed)}}}" if listed else ""


def with_list(text: str, node: Element) -> str:
    """Return the Markdown of a paragraph or heading with its attribute list.

    Args:
        text: Its Markdown.
        node: The element.
    """
    listed, lists = node.listed, node.treatment.lists
    if not listed or lists is None:
        return text
    if lists.own_line:
        return f"{text}\n{{:{_items(listed)}}}"
    if identifier := node.attributes.get("id"):
        return text.removesuffix("}") + _items(listed) + "}" if text.endswith(f"{{#{identifier}}}") else text
    return f"{text} {{{_items(listed)[1:]}}}"


def unlisted(text: str, node: Element, *, nested: bool) -> str:
    """Return the Markdown of a heading that kramdown's table of contents must not list.

    Args:
        text: Its Markdown.
        node: The heading.
        nested: Whether it stands in a list or quote, where no list of attributes is written.

    Raises:
        CannotSayError: If that cannot be said there.
    """
    if nested or node.listed:
        reason = "the post's table of contents would list the heading"
        raise CannotSayError(reason, node, differs=True)
    return f"{text}\n{{: .no_toc}}"


def _items(listed: Mapping[str, str]) -> str:
    """Return the items of a list, a blank before each."""
    return "".join(
        "".join(f" .{one}" for one in value.split()) if name == "class" else f' {name}="{value}"'
        for name, value in listed.items()
    )


def without_lists(text: str, treatment: Treatment) -> str:
    """Return a Markdown text without the attribute lists that are written here.

    Args:
        text: The text.
        treatment: What tells of the engine's lists.
    """
    if treatment.lists is None:
        return text
    if treatment.lists.own_line:
        return _WRITTEN.sub("", text)
    return _IN_HEADING.sub(lambda match: f"{match[1]} {{{match[2]}}}" if match[2] else match[1], text)
