"""Leftovers: what editors and hosts leave in a post that no reader sees.

Word writes tags of its own (`<o:p>`, `<st1:place>`), conditional comments, bookmarks and a style
sheet for its classes; Blogger's feeds and advertisers put an image of one pixel at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from postkit.html import policy
from postkit.html.tree import Comment, Element, Node, Text

_OWN_TAG = re.compile(r"(?:o|w|u\d+|st\d+):[\w-]+")
_CONDITION = re.compile(r"(?:<!)?\[(?:if\b[^\]]*\]|endif\])", re.IGNORECASE)
_BOOKMARK = re.compile(r"_GoBack|OLE_LINK\d+|_Hlk\d+|_MailEndCompose")
"""What Word names the place of the cursor, and of what was copied."""
_WORD_STYLES = re.compile(r"\bmso-|/\* (?:Style|Font|Page) Definitions \*/")
_HEAD = frozenset({"meta", "link"})
_WORD_LINKS = frozenset({"colorschememapping", "edit-time-data", "file-list", "oledata.mso", "themedata"})
_SIZE = re.compile(r"\s*0*[01](?:px)?\s*", re.IGNORECASE)
_HOLDS_LEFTOVER = policy.UNWRAPPED_BLOCKS | policy.UNWRAPPED_INLINE | {"p", "a"}


def without_leftovers(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes without those that no reader sees, and the content of tags that say nothing.

    Args:
        nodes: The content of an element, in which this is done already.
    """
    left: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and _OWN_TAG.fullmatch(node.tag):
            left += node.children
        elif not _is_leftover(node):
            left.append(node)
    return left


def is_emptied(old: Node, new: Node) -> bool:
    """Tell whether an element held nothing but leftovers, and so is one itself.

    Args:
        old: The node.
        new: The same without them.
    """
    return (
        isinstance(old, Element)
        and isinstance(new, Element)
        and new.tag in _HOLDS_LEFTOVER
        and not new.attributes.get("id")
        and not any(_shows(child) for child in new.children)
        and any(_shows(child) for child in old.children)
    )


def _shows(node: Node) -> bool:
    return not isinstance(node, Text) or bool(node.data.strip())


def _is_leftover(node: Node) -> bool:
    if isinstance(node, Comment):
        return _CONDITION.match(node.data.strip()) is not None
    if isinstance(node, Text) or node.tag in node.treatment.keep:
        return False
    if node.tag == "img":
        return _is_pixel(node)
    if node.tag == "a":
        return _is_bookmark(node)
    if node.tag == "style":
        return _WORD_STYLES.search(node.text()) is not None
    return node.tag in _HEAD and _is_of_head(node)


def _is_pixel(node: Element) -> bool:
    """Tell whether an image is one that counts readers: a pixel wide and high, without words."""
    attributes = node.attributes
    sizes = (attributes.get("width") or "", attributes.get("height") or "")
    return (
        all(_SIZE.fullmatch(size) for size in sizes)
        and not (attributes.get("alt") or "").strip()
        and not attributes.get("title")
        and not attributes.get("id")
    )


def _is_bookmark(node: Element) -> bool:
    name = node.attributes.get("name") or node.attributes.get("id") or ""
    return "href" not in node.attributes and not node.children and _BOOKMARK.fullmatch(name) is not None


def _is_of_head(node: Element) -> bool:
    """Tell whether an element of a page's head says something of Word alone."""
    attributes = node.attributes
    if node.tag == "link":
        return (attributes.get("rel") or "").lower() in _WORD_LINKS
    names = (attributes.get("name") or "", attributes.get("http-equiv") or "")
    return any(name.lower() in {"content-type", "generator", "originator", "progid"} for name in names)
