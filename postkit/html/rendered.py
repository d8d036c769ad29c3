"""What pulldown-cmark makes of a Markdown text, kramdown's attribute lists read, which are text to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postkit.html.attribute_lists import LIST
from postkit.html.policy import HEADINGS
from postkit.html.shapes import read_html
from postkit.html.treatment import Treatment
from postkit.html.tree import Comment, Element, Node, Text

_BEHIND = re.compile(LIST)
_BELOW = re.compile(rf"\n{LIST}\s*\Z")
_ALONE = re.compile(rf"\s*{LIST}\s*")
_ITEM = re.compile(r" (?:\.(?P<class>[\w-]+)|(?P<name>[a-z]+)=\"(?P<value>[^\"]*)\")")
_SPANS = frozenset({"a", "img"})


def read_rendered(html: str, treatment: Treatment) -> Element:
    """Return the tree of what pulldown-cmark makes of a Markdown text, kramdown's attribute lists read.

    Args:
        html: The HTML.
        treatment: What becomes of tags and attributes, the engine's attribute lists too.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    root = read_html(html, treatment)
    if treatment.lists and treatment.lists.own_line and "{:" in html:
        _read(root)
    return root


def _read(parent: Element) -> None:
    """Give the elements below one the attributes of the lists that stand behind them."""
    kept: list[Node] = []
    for child in parent.children:
        if isinstance(child, Element):
            _read(child)
            if _is_of_heading(kept, child):
                continue
            kept.append(child)
        else:
            kept.append(_without_list(kept, child))
    parent.children = kept
    last = kept[-1] if kept else None
    if parent.tag == "p" and isinstance(last, Text) and (found := _BELOW.search(last.data)):
        _put(parent, found[1])
        kept[-1] = Text(last.data[: found.start()])


def _without_list(before: Sequence[Node], node: Text | Comment) -> Text | Comment:
    """Return what follows a link or image without the list at its beginning, which those then have."""
    last = before[-1] if before else None
    if not isinstance(node, Text) or not isinstance(last, Element) or last.tag not in _SPANS:
        return node
    found = _BEHIND.match(node.data)
    if found is None:
        return node
    _put(last, found[1])
    return Text(node.data[found.end() :])


def _is_of_heading(before: Sequence[Node], paragraph: Element) -> bool:
    """Tell whether a paragraph is a list right below a heading, which then has its attributes."""
    last = next((one for one in reversed(before) if not isinstance(one, Text) or one.data.strip()), None)
    if not isinstance(last, Element) or last.tag not in HEADINGS or paragraph.tag != "p":
        return False
    found = None if any(paragraph.elements()) else _ALONE.fullmatch(paragraph.text())
    if found:
        _put(last, found[1])
    return found is not None


def _put(element: Element, items: str) -> None:
    attributes = dict(element.attributes)
    for item in _ITEM.finditer(items):
        if item["class"]:
            before = attributes.get("class")
            attributes["class"] = f"{before} {item['class']}" if before else item["class"]
        else:
            attributes[item["name"]] = item["value"]
    element.attributes = attributes
