"""Blocks of HTML: to kramdown one reaches to its closing tag, to the others to a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

import turbohtml
from turbohtml import TokenType

from postkit.html.policy import KRAMDOWN_SPANS
from postkit.html.portable.nodes import Document, Node
from postkit.html.portable.tags import END_TAG, KRAMDOWN_TAG, repeats_attribute
from postkit.html.tree import VOID

_DECLARATION = re.compile(r"<(?:\?|!(?!--))")
_TAGS = re.compile(
    r"<!--.*?-->|<(script|style|textarea|pre)\b.*?</\1\s*>|(?P<tag></?[A-Za-z])", re.DOTALL | re.IGNORECASE
)


_UNFINISHED = re.compile(r"&(#\w+|[A-Za-z][A-Za-z0-9]*)(?![;=\w])")


class RawHtml:
    """Follows the tags of one container's HTML blocks, with the Markdown between them."""

    def __init__(self) -> None:
        # Each open element, and whether kramdown reads Markdown in it.
        self._open: list[tuple[str, bool]] = []

    def take(self, html: str) -> Iterator[str]:
        """Yield reasons against one block of HTML.

        Args:
            html: Its text, without the marks of the container around it.
        """
        if _DECLARATION.search(html):
            yield "kramdown shows `<?` and `<!` as text"
        if html.lstrip().startswith("<!--") and "-->" not in html:
            yield "kramdown shows a comment as text that is not closed"
        yield from _spelling(html)
        if any(name[0] == "#" or name in html5 for name in _UNFINISHED.findall(html)):
            yield "kramdown shows a reference without `;` as text"
        for token in turbohtml.tokenize(html):
            if token.type is TokenType.TEXT:
                if self._is_markdown() and (token.data or "").strip():
                    yield "text stands beside a block of HTML, not in it"
            elif token.type is TokenType.START_TAG:
                yield from self._start(token)
            elif token.type is TokenType.END_TAG:
                if not self._open or self._open[-1][0] != token.tag:
                    yield f"`</{token.tag}>` closes nothing that is open there"
                    return
                self._open.pop()

    def around(self, document: Document, node: Node) -> Iterator[str]:
        """Yield reasons against a block of Markdown that stands in the open elements."""
        if not self._is_markdown():
            yield f"kramdown reads no Markdown inside `<{self._open[-1][0]}>`"
        breaks = [child for child in node.walk() if child.kind == "HardBreak"] if self._open else []
        if any(document.text.startswith("\\", child.start) for child in breaks):
            yield "kramdown shows the backslash of a break inside HTML"

    def end(self) -> Iterator[str]:
        """Yield a reason if something is still open at the container's end."""
        if self._open:
            yield f"`<{self._open[-1][0]}>` is not closed"

    def _is_markdown(self) -> bool:
        return not self._open or self._open[-1][1]

    def _start(self, token: turbohtml.Token) -> Iterator[str]:
        tag = token.tag or ""
        attributes = dict(token.attrs or ())
        if self._is_markdown() and tag in KRAMDOWN_SPANS:
            yield f"kramdown takes `<{tag}>` for the beginning of a paragraph"
        markdown = attributes.get("markdown")
        if "markdown" in attributes and not self._reads(tag, markdown):
            yield "engines read an attribute `markdown=` in different ways"
        if tag in VOID:
            return
        if token.self_closing:
            yield "kramdown closes a tag that ends with `/>`"
        self._open.append((tag, "markdown" in attributes))

    def _reads(self, tag: str, value: object) -> bool:
        return self._is_markdown() and (value == "block" or (value == "1" and tag not in {"center", "p"}))


def _spelling(html: str) -> Iterator[str]:
    for match in _TAGS.finditer(html):
        if not match["tag"]:
            continue
        tag = (END_TAG if match["tag"].startswith("</") else KRAMDOWN_TAG).match(html, match.start())
        if tag is None:
            yield "kramdown shows a tag as text, for how its attributes are written"
        elif repeats_attribute(tag[0]):
            yield "engines keep one or the other of two attributes of one name"
