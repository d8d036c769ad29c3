"""Figures that say nothing beyond the image in them."""

from __future__ import annotations

from postkit.html import policy
from postkit.html.tree import Comment, Element

_AROUND_IMAGE = frozenset({"a", "p", *policy.UNWRAPPED_BLOCKS, *policy.UNWRAPPED_INLINE})


def is_image(node: Element) -> bool:
    """Tell whether an element is a `<figure>` of one image, linked or not, and nothing else that shows.

    Without a caption it says no more than a paragraph of that image does.

    Args:
        node: The element; one with an attribute other than presentation is none, nor one that is kept.
    """
    if node.tag != "figure" or node.objection:
        return False
    inside = [one for one in node.elements() if one.tag not in _AROUND_IMAGE]
    return [one.tag for one in inside] == ["img"] and not _holds_more(node)


def _holds_more(node: Element) -> bool:
    """Tell whether text or a comment stands in an element."""
    if node.text().strip(" \t\n\f\r"):
        return True
    return any(
        isinstance(child, Comment) and bool(child.data.strip())
        for one in (node, *node.elements())
        for child in one.children
    )
