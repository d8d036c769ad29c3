"""A list of notes that stays HTML, as a single one does that is a paragraph in an item."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from postkit.flavors.base import Flavor
from postkit.html.errors import CannotSayError
from postkit.html.nodes import shows
from postkit.html.piece import join
from postkit.html.pieces import convert_pieces
from postkit.html.spelling import Spelling
from postkit.html.tree import Element, TooDeepError, parse

_NUMBERING = frozenset({"reversed", "start", "type"})


def items_of_html(html: str, flavor: Flavor, spelling: Spelling) -> Iterator[tuple[int, str]]:
    """Yield the number and the Markdown of each item of a list, its id an anchor; none if it is no such list.

    Args:
        html: The list.
        flavor: The engine.
        spelling: What it takes.
    """
    try:
        nodes = [node for node in parse(html).children if shows(node)]
        if len(nodes) != 1 or not isinstance(nodes[0], Element) or nodes[0].tag != "ol":
            return
        if not _NUMBERING.isdisjoint(nodes[0].attributes):
            return
        items = [node for node in nodes[0].children if shows(node)]
        for number, item in enumerate(items, 1):
            if not isinstance(item, Element) or item.tag != "li" or item.inside is None:
                return
            start, end = item.inside
            pieces = convert_pieces(html[start:end], flavor, spelling, "{text}", {}, in_markdown=False)
            anchor = escape(item.attributes.get("id") or "")
            yield number, f'<a id="{anchor}"></a>{join(pieces, spelling)}'
    except (CannotSayError, TooDeepError):
        yield 0, ""  # which is no note
