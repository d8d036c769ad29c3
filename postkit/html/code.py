"""Code blocks: what is in a `<pre>` and which language it says it is."""

from __future__ import annotations

from postkit.html import policy
from postkit.html.languages import language_in
from postkit.html.tree import Element, Text


def code_text(pre: Element) -> str | None:
    """Return the text of a `<pre>` with `<br>` as line ends; None where more than code is in it.

    Args:
        pre: The element; coloured spans in it say nothing, a link or bold text does.
    """
    parts: list[str] = []
    for child in pre.children:
        if isinstance(child, Text):
            parts.append(child.data)
        elif isinstance(child, Element) and child.tag == "br":
            parts.append("\n")
        elif isinstance(child, Element) and child.tag in policy.COLOURING and "id" not in child.attributes:
            inner = code_text(child)
            if inner is None:
                return None
            parts.append(inner)
        else:
            return None
    return "".join(parts)


def code_language(pre: Element) -> str:
    """Return the language that a `<pre>` or its `<code>` names; empty if none."""
    elements = [pre, *(child for child in pre.elements() if child.tag == "code")]
    found = (language_in(element.attributes) for element in elements)
    return next((language for language in found if language), "")
