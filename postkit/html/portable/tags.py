"""HTML inside a line: tags that kramdown shows as text or reads no Markdown in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.html.portable.nodes import Document, Node
from postkit.html.tree import VOID

READ_INSIDE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdo", "big", "button", "cite", "del", "dfn", "em", "i", "ins"),
        *(
            "label",
            "q",
            "rb",
            "rp",
            "rt",
            "rtc",
            "ruby",
            "select",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "tt",
        ),
    }
)
"""Inline tags in which kramdown 2.4 reads Markdown."""

_BLOCK_TAGS = frozenset(
    {
        *("address", "applet", "article", "aside", "base", "basefont", "blockquote", "body", "caption"),
        *("center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "embed"),
        *("fieldset", "figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main"),
        *("map", "math", "menu", "menuitem", "nav", "noframes", "noscript", "object", "ol", "optgroup"),
        *("option", "p", "param", "pre", "script", "search", "section", "source", "style", "summary"),
        *("svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr"),
        *("track", "ul"),
    }
)
"""Tags that kramdown shows as text, or reads in its own way, inside a paragraph."""

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
KRAMDOWN_TAG = re.compile(
    r"<[A-Za-z][\w.:-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:\w+|\"[^\"]*\"|'[^']*'))?)*\s*/?>"
)
END_TAG = re.compile(r"</[^\s>]+\s*>")
_MARKUP = frozenset({"Emphasis", "Strong", "Strikethrough", "Code", "Link", "Image", "HardBreak"})


def tag_reasons(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against the tags in an inline container."""
    opened: list[tuple[str, Node]] = []
    for parent, child in _tags(node):
        if child.value.startswith("<!--"):
            continue
        name = _NAME.match(child.value)
        if name is None:
            yield "kramdown shows `<?` and `<!` as text"
        elif child.value.startswith("</"):
            if not END_TAG.fullmatch(child.value):
                yield "kramdown shows an end tag with attributes as text"
            if not opened or opened[-1][0] != name[1] or opened[-1][1] is not parent:
                yield f"`{child.value}` closes nothing that is open beside it"
                return
            opened.pop()
        else:
            yield from _opening(name[1].lower(), child.value)
            if name[1].lower() not in VOID:
                opened.append((name[1], parent))
    if opened:
        yield f"`<{opened[-1][0]}>` is not closed in its text"
        return
    yield from _contents(document, node)


def _tags(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield each inline tag below a node after what it stands in."""
    for child in node.children:
        if child.kind == "InlineHtml":
            yield node, child
        elif child.kind != "Image":
            yield from _tags(child)


def _opening(name: str, tag: str) -> Iterator[str]:
    if name in _BLOCK_TAGS:
        yield f"kramdown shows a `<{name}>` in a text as text"
    if repeats_attribute(tag):
        yield "engines keep one or the other of two attributes of one name"
    if not KRAMDOWN_TAG.fullmatch(tag):
        yield "kramdown shows a tag as text, for how its attributes are written"
    if tag.endswith("/>") and name not in VOID:
        yield "kramdown closes a tag that ends with `/>`"
    if "markdown=" in tag and not _reads_spans(tag):
        yield "engines read an attribute `markdown=` in different ways"


def repeats_attribute(tag: str) -> bool:
    """Tell whether a start tag has two attributes of one name."""
    without_values = re.sub(r"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*)", " ", tag).lower()
    names = re.findall(r"\s([a-z_:][\w.:-]*)", without_values)
    return len(set(names)) < len(names)


def _reads_spans(tag: str) -> bool:
    return bool(re.search(r"""markdown=["']span["']""", tag))


def _contents(document: Document, node: Node) -> Iterator[str]:
    """Yield reasons against what stands in elements; the tags close one another."""
    raw: list[bool] = []
    for one in node.walk():
        if one.kind == "InlineHtml":
            _follow(one.value, raw)
        elif not raw:
            continue
        elif one.kind == "HardBreak" and document.text.startswith("\\", one.start):
            yield "kramdown shows the backslash of a break inside a tag"
        elif raw[-1] and (one.kind in _MARKUP or document.text[one.start - 1] == "\\"):
            yield "kramdown reads no Markdown inside some tags, such as `<code>` and `<u>`"


def _follow(tag: str, raw: list[bool]) -> None:
    """Note whether kramdown reads no Markdown inside each open element."""
    name = _NAME.match(tag)
    if name is None or name[1].lower() in VOID:
        return
    if tag.startswith("</"):
        del raw[-1:]  # in an image's text it may close nothing
    else:
        raw.append((bool(raw) and raw[-1]) or not (name[1].lower() in READ_INSIDE or _reads_spans(tag)))
