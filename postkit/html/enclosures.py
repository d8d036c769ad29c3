"""What stands open around a piece of HTML in the page, since no tag has closed it.

Each piece is looked up as a paragraph in the tree of the whole page, where it shows how far a tag
reaches that is never closed. That holds for engines whose HTML goes to the page as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postkit.core.span import Span
from postkit.html.nodes import shows
from postkit.html.policy import BLOCKS, CONTAINERS
from postkit.html.tree import Element, Text, TooDeepError, parse
from postkit.html.trouble import Trouble
from postkit.markdown.parser import render
from postkit.site.post import Post

_CONTAINERS = CONTAINERS | {"dd", "dl", "fieldset", "form", "li", "ol", "td", "th", "ul"}
_HOLDS_NO_BLOCKS = frozenset(
    {"button", "listing", "math", "option", "pre", "select", "svg", "table", "tbody", "tr"}
)
"""Elements in which paragraphs are not what they are elsewhere. What others make of one, the proof sees."""


def enclosures(post: Post, spans: Sequence[Span]) -> list[Trouble | None]:
    """Return for each piece of HTML why what stands open around it keeps it.

    Args:
        post: The post.
        spans: The bytes of the pieces in the source, in order.
    """
    marker = next(c for c in map(chr, range(0xE000, 0xF8FF)) if c not in post.masked.text)
    body = _with_holders(post, spans, marker)
    try:
        around = dict(_holders(parse(render(body)), (), marker))
    except TooDeepError:
        return [Trouble("it is nested too deep")] * len(spans)
    return [
        _trouble(around.get(f"{marker}{number}{marker}"), post.masked_slice(span))
        for number, span in enumerate(spans)
    ]


def _with_holders(post: Post, spans: Sequence[Span], marker: str) -> str:
    parts: list[bytes] = []
    done = 0
    for number, span in enumerate(spans):
        start, end = span.start - post.body.start, span.end - post.body.start
        parts += (post.masked_bytes[done:start], f"\n\n{marker}{number}{marker}\n\n".encode())
        done = end
    return b"".join((*parts, post.masked_bytes[done:])).decode()


def _holders(node: Element, around: tuple[str, ...], marker: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what stands in each paragraph that holds nothing but a marked number, with the tags around it."""
    for child in node.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "p" and len(child.children) == 1 and isinstance(child.children[0], Text):
            if child.children[0].data.startswith(marker):
                yield child.children[0].data, around
        else:
            yield from _holders(child, (*around, child.tag), marker)


def _trouble(around: tuple[str, ...] | None, html: str) -> Trouble | None:
    if around is None:
        return Trouble("a tag before it is never closed", unbalanced=True)
    reaching = _HOLDS_NO_BLOCKS if _is_of_blocks(html) else {*around} - _CONTAINERS
    name = next((tag for tag in around if tag in reaching), None)
    return Trouble(f"a `<{name}>` before it is never closed", unbalanced=True) if name else None


def _is_of_blocks(html: str) -> bool:
    """Tell whether nothing in some HTML would become a paragraph that is none."""
    return all(
        isinstance(node, Element) and node.tag in BLOCKS for node in parse(html).children if shows(node)
    )
