"""What a highlighter puts around code: `<div class="highlight">`, toolbars, captions, lists of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from postkit.html import nodes
from postkit.html.code import code_text
from postkit.html.languages import language_in
from postkit.html.policy import EMPHASIS
from postkit.html.shapes.base import Shaped
from postkit.html.shapes.code_lines import count_numbers, identifier, is_mark, is_numbered, read_lines
from postkit.html.tree import Comment, Element, Node, Text

_HIGHLIGHTED = re.compile(
    r"(?:^|\s)(?:chroma|code|code-block|codeblock|codehilite|CodeRay|crayon-[\w-]+|csharpcode(?:-wrapper)?|dean_ch"
    r"|dp-highlighter|EnlighterJS\w*|geshi\w*|gist(?:-[\w-]+)?|highlight(?:er-rouge|-[\w+#.-]+)?|hljs|js-file-line"
    r"|language-[\w+#.-]+|listing|prettyprint(?:ed)?|programlisting|rouge|shj-\w+|source|sourceCode|sourcecode|src"
    r"|syntaxhighlighter|typocode\w*|wp-block-code|wp-block-syntaxhighlighter-code|wp_syntax|wp_codebox)"
    r"(?=$|[\s:;])|(?:^|\s)(?:brush|lang)\s*:"
)
"""A class that a highlighter gives to the code that it has coloured, or shall colour."""
_TOOLBARS = frozenset({"bar", "crayon-toolbar", "toolbar", "tools", "scriptcode-toolbar"})
_TOOLS = re.compile(
    r"(?:\s|[?|]|view (?:plain|source|raw)|copy(?: to clipboard)?|print|about|\[\w[\w+#.-]*\])*",
    re.IGNORECASE,
)
"""What stands in the toolbars of SyntaxHighlighter."""
_PLUGIN = frozenset({"colla", "cssfile", "escaped", "highlight", "line", "name", "nogutter"})
"""Attributes of a `<pre>` by which a plugin is told to show it as code, and how."""
_SETTINGS = _PLUGIN | {"class", "dir", "id", "lang", "ondblclick", "style", "tabindex", "title", "translate"}
"""Attributes of code that are no more than that."""


def block(text: str, language: str) -> Element:
    """Return a code block in plain HTML.

    Args:
        text: The code.
        language: Its language; empty if none is named.
    """
    attributes = {"class": f"language-{language}"} if language else {}
    code = Element("code", attributes, [Text(text)])
    return Element("pre", {}, [code])


def is_unnamed(element: Element) -> bool:
    """Tell whether an element has no id that somebody gave it."""
    return not identifier(element) or is_numbered(element)


def is_highlighted(element: Element) -> bool:
    """Tell whether an element says that a highlighter wrote it, or shall read it."""
    return _HIGHLIGHTED.search(element.attributes.get("class") or "") is not None


def highlighted_pre(pre: Element) -> Shaped | None:
    """Tell a `<pre>` with a highlighter's markup in it as one with text alone."""
    if not is_unnamed(pre) or pre.attributes.get("title"):
        return None
    if inner := only(pre, through=frozenset({"code", "span"})):
        is_code = inner.tag == "pre" and code_text(inner) is not None
        return Shaped(_in_language(inner, _language(pre)), unnamed=[pre]) if is_code else None
    if not all(name in _SETTINGS or name.startswith("data-") for name in pre.attributes):
        return None
    marked = is_highlighted(pre) or any(one.tag == "code" and is_highlighted(one) for one in pre.elements())
    is_source = not _PLUGIN.isdisjoint(pre.attributes) and ("name" in pre.attributes or bool(_language(pre)))
    tags = {one.tag for one in pre.elements()}
    in_lines = tags.isdisjoint(EMPHASIS) and (not tags.isdisjoint({"div", "li"}) or count_numbers(pre) > 1)
    if not marked and not is_source and not in_lines:
        return None
    return _shaped_lines(pre, pre.children, verbatim=True)


def highlighted_wrapper(wrapper: Element) -> Shaped | None:
    """Tell an element that a highlighter put around its code as that code, with its caption beside it."""
    named = is_highlighted(wrapper) or is_numbered(wrapper) or language_in(wrapper.attributes)
    if not is_unnamed(wrapper) or not (named or _holds_lines(wrapper)):
        return None
    tools = [child for child in wrapper.children if isinstance(child, Element) and _is_tool(child)]
    copies = [copy for tool in tools for copy in tool.elements() if copy.tag == "textarea"]
    rest = [child for child in wrapper.children if not isinstance(child, Element) or not _is_tool(child)]
    elements = [child for child in rest if isinstance(child, Element)]
    if sum(1 for child in rest if shows(child)) != len(elements):
        return None
    captions = [one for one in elements if one.tag == "figcaption"]
    code = [node for node in rest if not isinstance(node, Element) or node.tag != "figcaption"]
    found = _code_in(wrapper, code)
    if found is None or any(copy.text().split() != found.element.text().split() for copy in copies):
        return None
    titles = [Element("p", {}, one.children) for one in captions if one.text().strip()]
    below = bool(captions) and elements[-1] is captions[-1]
    parts = [found.element, *titles] if below else [*titles, found.element]
    element = parts[0] if len(parts) == 1 else Element("div", {}, list(parts))
    return Shaped(element, [*found.dropped, *tools], [*found.unnamed, wrapper])


def _code_in(wrapper: Element, nodes: Sequence[Node]) -> Shaped | None:
    """Return the code that is all of some nodes."""
    elements = [node for node in nodes if isinstance(node, Element)]
    if len(elements) == 1 and elements[0].tag == "pre":
        if count_numbers(elements[0]):
            return _shaped_lines(wrapper, elements, verbatim=False)
        return Shaped(_in_language(elements[0], _language(wrapper)))
    if len(elements) == 1 and _is_lines(elements[0]):
        return _shaped_lines(wrapper, elements[0].children, verbatim=False)
    is_rows = "csharpcode" in classes(wrapper) or _holds_lines(wrapper)
    if is_rows and all(one.tag in {"pre", "p"} for one in elements):
        return _shaped_lines(wrapper, nodes, verbatim=False)
    return None


def _shaped_lines(element: Element, nodes: Sequence[Node], *, verbatim: bool) -> Shaped | None:
    code = read_lines(nodes, verbatim=verbatim)
    if code is None or not code.text.strip():
        return None
    return Shaped(block(code.text, _language(element)), code.dropped, [*code.unnamed, element])


def _holds_lines(wrapper: Element) -> bool:
    """Tell whether an element holds several `<pre>`, each a line of code with its number."""
    lines = [one for one in wrapper.children if isinstance(one, Element) and one.tag == "pre"]
    return len(lines) > 1 and all(count_numbers(one) == 1 for one in lines)


def _is_lines(element: Element) -> bool:
    """Tell whether an element is a list of lines of code, as SyntaxHighlighter and GeSHi write them."""
    if element.tag == "div":
        return classes(element)[:1] in (["container"], ["lines"])
    items = [child for child in element.children if shows(child)]
    return element.tag == "ol" and all(isinstance(one, Element) and one.tag == "li" for one in items)


def _is_tool(element: Element) -> bool:
    """Tell whether an element is a toolbar, holds nothing, or nothing but a copy of the code to select."""
    if element.tag == "div" and not any(shows(child) for child in element.children):
        return True
    if (copy := only(element)) and copy.tag == "textarea" and "crayon-plain" in classes(copy):
        return True
    return not _TOOLBARS.isdisjoint(classes(element)) and _TOOLS.fullmatch(element.text()) is not None


def _language(element: Element) -> str:
    """Return the language that an element or something in it names; empty if none."""
    found = (language_in(one.attributes) for one in (element, *element.elements()) if one.tag != "span")
    return next((language for language in found if language), "")


def _in_language(pre: Element, language: str) -> Element:
    """Return a code block in a language, if it does not name its own."""
    if not language or _language(pre):
        return pre
    attributes = {**pre.attributes, "class": f"language-{language}"}
    return replace(pre, attributes=attributes)


def only(element: Element, through: frozenset[str] = frozenset()) -> Element | None:
    """Return the one element that is all that shows in an element, going through some tags; None if more is.

    Args:
        element: The element.
        through: Tags that are gone through; what is returned is none of them.
    """
    while True:
        shown = [child for child in element.children if shows(child)]
        if len(shown) != 1 or not isinstance(shown[0], Element) or (through and identifier(element)):
            return None
        element = shown[0]
        if element.tag not in through:
            return element


def shows(node: Node) -> bool:
    """Tell whether a node is more than blanks, or than a comment that says nothing."""
    return not is_mark(node) if isinstance(node, Comment) else nodes.shows(node)


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.attributes.get("class") or "").split()
