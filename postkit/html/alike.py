"""Whether two pieces of HTML are one document; what is the same tree on both sides is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import turbohtml

from postkit.html.normal import Block, normal_form
from postkit.html.policy import HEADINGS
from postkit.html.rendered import read_rendered
from postkit.html.shapes import tell
from postkit.html.treatment import Treatment
from postkit.html.tree import grow, parse_fragment

_BLOCKS = frozenset({"blockquote", "div", "dl", "figure", "hr", "ol", "p", "pre", "table", "ul", *HEADINGS})
"""Blocks that part what stands before them from what stands behind."""

_LINKS_HERE = re.compile(r"href\s*=\s*[\"']?\s*[#&]")
"""A link to an id, in HTML in lower case."""


def are_alike(old: str, new: str, treatment: Treatment) -> bool:
    """Tell whether two pieces of HTML have one normal form.

    Args:
        old: A piece.
        new: What it became.
        treatment: What becomes of tags and attributes.

    Raises:
        TooDeepError: If elements are nested too deep.
    """
    was, is_now = _units(old), _units(new)
    place = _first_difference(was, is_now)
    if place == len(was) == len(is_now):
        return True
    if treatment.lists or _hangs(old) or _hangs(new) or not all(map(_is_apart, was + is_now)):
        return _whole(old, treatment) == _whole(new, treatment)
    was, is_now = was[place:], is_now[place:]
    behind = _first_difference(was[::-1], is_now[::-1])
    was, is_now = was[: len(was) - behind], is_now[: len(is_now) - behind]
    if len(was) == len(is_now) and all(
        one.equals(other) or _form([one], treatment) == _form([other], treatment)
        for one, other in zip(was, is_now, strict=True)
    ):
        return True
    return _form(was, treatment) == _form(is_now, treatment)


def _hangs(html: str) -> bool:
    """Tell whether the reading of a block may hang on others: Word's lists, and links to ids that may go."""
    lowered = html.lower()
    return "mso-list" in lowered or _LINKS_HERE.search(lowered) is not None


def _units(html: str) -> list[turbohtml.Node]:
    """Return what stands at the top level; where that is all blocks, without the blanks between them."""
    nodes = list(parse_fragment(html).children)
    units = [node for node in nodes if not _is_blank(node)]
    return units if all(map(_is_apart, units)) else nodes


def _is_blank(node: turbohtml.Node) -> bool:
    return isinstance(node, turbohtml.Text) and not node.data.strip(" \t\n\f\r")


def _is_apart(node: turbohtml.Node) -> bool:
    """Tell whether nothing that stands beside a node goes on in it, or shows as blanks."""
    return isinstance(node, turbohtml.Comment) or (
        isinstance(node, turbohtml.Element) and node.tag in _BLOCKS
    )


def _first_difference(was: Sequence[turbohtml.Node], is_now: Sequence[turbohtml.Node]) -> int:
    """Return at how many nodes two rows begin with the same trees."""
    for place, (one, other) in enumerate(zip(was, is_now, strict=False)):
        if not one.equals(other):
            return place
    return min(len(was), len(is_now))


def _form(nodes: Iterable[turbohtml.Node], treatment: Treatment) -> tuple[Block, ...]:
    return normal_form(tell(grow(nodes), treatment))


def _whole(html: str, treatment: Treatment) -> tuple[Block, ...]:
    return normal_form(read_rendered(html, treatment))
