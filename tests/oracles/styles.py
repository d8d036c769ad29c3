"""Styles that conversions are tried in, and what shows whether presentation stayed."""

from __future__ import annotations

from typing import Any

import html5lib

from postkit.html.style import Looks, Style

STYLES = {
    "usual": Style(),
    "underscores": Style(bullet="*", emphasis="_", strong="__", fence="~~~"),
    "slanted": Style(bullet="+", emphasis="_", strong="**", fence="```", refers=False),
    "heavy": Style(bullet="*", emphasis="*", strong="__", fence="~~~"),
    "keep": Style(keep=frozenset({"b", "img", "h2", "ol", "blockquote", "span", "center", "code"})),
    "keep-blocks": Style(keep=frozenset({"p", "ul", "td", "pre", "figure", "div", "a"})),
    "drop": Style(drop_attributes=("on*", "cite", "open", "d*")),
    "ial": Style(looks=Looks.IAL),
    "keep-html": Style(looks=Looks.KEEP_HTML, drop_attributes=("border",)),
}
"""What the writers of some sites might want."""

_LOOKS = frozenset({"align", "class", "height", "style", "width"})
_SAID = {"class": {"pre", "code", "tt"}, "align": {"td", "th"}, "style": {"td", "th"}}


def keeps_looks(style: Style) -> bool:
    """Tell whether presentation has to stay."""
    return style.looks is not Looks.DROP


def read_looks(html: str) -> list[Any]:
    """Return the attributes of presentation on a page in order, but for languages and alignments of cells."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [
        (node.tag, name, " ".join(value.split()))
        for node in tree.iter()
        for name, value in sorted(node.attrib.items(), key=str)
        if name in _LOOKS and value.strip() and node.tag not in _SAID.get(str(name), set())
    ]
