"""html2text as a second proposer: another hand's Markdown, taken only where it proves.

The only importer of html2text. It is given a tree written out anew, not the source: so it sees
what browsers see, and never the inputs on which its lexer (`<a <a <a`) and its patterns (thousands
of line ends before a `1.`) take seconds (measured on html2text 2025.4.15).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import dedent

from postkit.flavors.base import Dialect, Flavor
from postkit.html.portable import objection
from postkit.html.prove import reads_alike
from postkit.html.spelling import COMMON, Spelling
from postkit.html.style import Markers
from postkit.html.tree import VOID, Element, Node, Text, TooDeepError

MAX_LENGTH = 20_000
"""So many code points of HTML are looked at: padding a table can square their number."""

_KEPT = ("href", "src", "alt", "title", "start")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_NEEDS_BRACKETS = re.compile(r"[\s()<>]")


def proved_by_peer(nodes: Sequence[Node], flavor: Flavor, spelling: Spelling = COMMON) -> str | None:
    """Return html2text's Markdown of some HTML if it is the same document in every engine, else None.

    For Hexo there is none: what it reads otherwise is seen to by our own writer, and no engine is asked.

    Args:
        nodes: The HTML, masked.
        flavor: The engine of the post.
        spelling: What the site's writers want: their markers, and tags that are kept have no Markdown.
    """
    treatment = spelling.treatment
    old = Element("#root", children=list(nodes), treatment=treatment)
    if flavor.dialect is Dialect.MARKED or any(one.tag in treatment.keep for one in old.elements()):
        return None
    proposals = _proposals(nodes, spelling.markers)
    return next((text for text in proposals if text and _proves(old, text, flavor)), None)


def _proves(old: Element, text: str, flavor: Flavor) -> bool:
    try:
        is_same = reads_alike(old, text, flavor)
    except TooDeepError:
        return False
    return is_same and (
        objection(
            text, heading_attributes=flavor.heading_attributes, definition_lists=flavor.definition_lists
        )
        is None
    )


def _proposals(nodes: Sequence[Node], markers: Markers) -> Iterator[str]:
    """Yield what html2text writes: with the escapes that it finds needed, then with all it knows."""
    html = _written(nodes, raw=False)
    if len(html) > MAX_LENGTH:
        return
    brackets = any(_needs_brackets(node) for node in nodes)
    first = _markdown(html, markers, escape_all=False, brackets=brackets)
    yield first
    second = _markdown(html, markers, escape_all=True, brackets=brackets)
    if second != first:
        yield second


def _markdown(html: str, markers: Markers, *, escape_all: bool, brackets: bool) -> str:
    """Return html2text's Markdown of HTML; nothing where it fails.

    Each text takes a new instance: one that was used keeps state. All set the same item of a table
    of its module, so two at once do not disturb each other.
    """
    from html2text import HTML2Text

    writer = HTML2Text(bodywidth=0)
    writer.unicode_snob = True
    writer.escape_snob = escape_all
    writer.skip_internal_links = False
    writer.protect_links = brackets
    writer.pad_tables = True
    writer.backquote_code_style = True
    writer.include_sup_sub = True
    writer.emphasis_mark, writer.strong_mark = markers.emphasis, markers.strong
    writer.ul_item_mark = markers.bullet
    try:
        # It writes two blanks before every list.
        return dedent(str(writer.handle(html)).strip("\n")).rstrip()
    except Exception:  # noqa: BLE001 (a proposer that fails proposes nothing)
        return ""


def _needs_brackets(node: Node) -> bool:
    """Tell whether an address in a node would end too early without `<` and `>` around it."""
    if not isinstance(node, Element):
        return False
    return any(
        _NEEDS_BRACKETS.search(one.attributes.get("href") or "") is not None
        for one in (node, *node.elements())
    )


def _written(nodes: Sequence[Node], *, raw: bool) -> str:
    """Return nodes as HTML: the attributes that html2text knows, white space folded outside of `<pre>`."""
    parts = []
    for node in nodes:
        if isinstance(node, Text):
            text = escape(node.data if raw else _BLANKS.sub(" ", node.data), quote=False)
            parts.append(text.replace("\N{NO-BREAK SPACE}", "&nbsp;"))
        elif isinstance(node, Element):
            given = "".join(
                f' {name}="{escape(node.attributes[name] or "")}"'
                for name in _KEPT
                if name in node.attributes
            )
            parts.append(f"<{node.tag}{given}>{_written(node.children, raw=raw or node.tag == 'pre')}")
            if node.tag not in VOID:
                parts.append(f"</{node.tag}>")
    return "".join(parts)
