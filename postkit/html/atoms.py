"""Inline elements that become one unit: code spans, images, autolinks, and HTML that stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from postkit.html import policy
from postkit.html.attribute_lists import behind_span
from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_html, is_plain_alt, write_title, write_url
from postkit.html.spelling import COMMON, Spelling
from postkit.html.targets import check_target
from postkit.html.tree import VOID, Comment, Element, Node, Text
from postkit.markdown.mask import count_openers, has_tag

TAG_IN_CODE = "what a template tag writes is not the same in Markdown's code"
_VERBATIM = frozenset({"code", "kbd", "samp", "tt", "var"})
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_BRACKET = re.compile(r"[\[\]]")
_READ_WITHOUT_TAGS = re.compile(r"[`\\\[\]*_~]")
_READ_IN_TAGS = re.compile(r"[`\\\[\]]")
_AUTOLINK = re.compile(r"https?://[^\s<>\"\\|`{}^\[\]]+")


def code_span(node: Element, spelling: Spelling = COMMON, *, in_cell: bool) -> str:
    """Return the code span of a `<code>`; empty where it holds nothing.

    Raises:
        CannotSayError: If markup other than colour stands in it.
    """
    if any(child.tag not in policy.COLOURING for child in node.elements()):
        raise CannotSayError("markup stands inside `<code>`", node)
    text = _BLANKS.sub(" ", node.text())
    if has_tag(text):
        raise CannotSayError(TAG_IN_CODE, node)
    if not text.strip():
        return ""
    # kramdown takes no backtick beside a blank, and no pipe is safe in a cell's code span. What only a
    # reference keeps from being a template tag is one in Markdown's code.
    pipe = in_cell and "|" in text
    if "``" in text or pipe or "\xa0" in text or count_openers(text, spelling.tags):
        return f"<code>{escape_html(text.strip())}</code>"
    text = text.strip()
    if not spelling.quotes_backticks:
        return f"<code>{escape_html(text)}</code>" if "`" in text else f"`{text}`"
    # Hugo makes a link of an address and the letters before it, whatever parts them.
    return f"`` {text} ``" if "`" in text or "@" in text else f"`{text}`"


def image(node: Element, spelling: Spelling = COMMON) -> str:
    """Return the image of an `<img>`.

    Args:
        node: The element.
        spelling: The engine's.

    Raises:
        CannotSayError: If its source is missing or its text cannot be written for every engine.
    """
    source = (node.attributes.get("src") or "").strip()
    alt = _BLANKS.sub(" ", node.attributes.get("alt") or "").strip()
    if not source:
        raise CannotSayError("an image has no source", node)
    if not is_plain_alt(alt) or (not spelling.keeps_brackets and _BRACKET.search(alt)):
        raise CannotSayError("engines read the image's text in different ways", node)
    check_target(node, source, spelling.dialect)
    title = write_title(node.attributes.get("title") or "", spelling)
    return f"![{alt}]({write_url(source)}{title}){behind_span(node)}"


def autolink(node: Element) -> str:
    """Return `<url>` for a link whose text is its own URL, else an empty text."""
    href = node.attributes.get("href") or ""
    text = node.text() if all(isinstance(child, Text) for child in node.children) else ""
    more = node.attributes.get("title") or node.listed
    plain = text.strip() == href and not more and _AUTOLINK.fullmatch(href)
    return f"<{href}>" if plain else ""


def raw_inline(node: Element, spelling: Spelling = COMMON, *, verbatim: bool = False) -> str:
    """Return an inline element as HTML that no engine reads Markdown in.

    Args:
        node: The element.
        spelling: The engine's.
        verbatim: Whether it stands in code.

    Raises:
        CannotSayError: If something in it is no inline element.
    """
    tag = node.tag
    if tag not in policy.KEPT_INLINE | policy.INLINE | policy.UNWRAPPED_INLINE:
        raise CannotSayError(f"Markdown has no `<{tag}>`", node)
    if tag in policy.UNWRAPPED_INLINE and not node.objection:
        return _raw_nodes(node.children, spelling, verbatim=verbatim)
    opening = f"<{tag}{_attributes(node.attributes, spelling)}>"
    if tag in VOID:
        return opening
    inner = _raw_nodes(node.children, spelling, verbatim=verbatim or tag in _VERBATIM)
    return f"{opening}{inner}</{tag}>"


def _raw_nodes(nodes: list[Node], spelling: Spelling, *, verbatim: bool) -> str:
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            parts.append(escape_html(_BLANKS.sub(" ", node.data), verbatim=verbatim))
        elif isinstance(node, Comment):
            raise CannotSayError("a comment stands inside an inline element")
        else:
            parts.append(raw_inline(node, spelling, verbatim=verbatim))
    return "".join(parts)


def _attributes(attributes: Mapping[str, str | None], spelling: Spelling) -> str:
    written: list[str] = []
    for name, value in attributes.items():
        if value is None:
            written.append(f" {name}")
        else:
            written.append(f' {name}="{escape(_BLANKS.sub(" ", value), quote=True)}"')
    text = "".join(written)
    # Python-Markdown reads code and escapes in a tag, marked counts the brackets of one in a link.
    if not spelling.reads_attributes:
        return text
    # A template tag ends one for marked, which then pairs the markers in it.
    read = _READ_WITHOUT_TAGS if has_tag(text) else _READ_IN_TAGS
    return read.sub(lambda found: f"&#{ord(found[0])};", text)
