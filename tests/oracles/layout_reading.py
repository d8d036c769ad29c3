"""What a reader sees of layout tables, Word's paragraphs and hidden images, on html5lib's tree.

Written apart from postkit: the same idioms, told by rules of its own.
"""

from __future__ import annotations

import re
from itertools import groupby
from xml.etree.ElementTree import Element

_SECTIONS = {"h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "hr"}
_LEVEL = re.compile(r"mso-list:\s*l\d+ level(\d)")
_CONDITION = re.compile(r"<!\[(?:if[^\]]*|endif)\]>")
_WORD_NAMES = re.compile(r"_GoBack|OLE_LINK\d+|_Hlk\d+|_MailEndCompose")


def with_plain_layout(tree: Element) -> Element:
    """Return a page's tree without what only places things, or is seen by no reader."""
    for node in list(tree.iter()):
        # kramdown shows it; no reader is meant to see it.
        node.text, node.tail = (_CONDITION.sub("", text) if text else text for text in (node.text, node.tail))
        if re.fullmatch(r"(?:o|w|st\d|u\d):\w+", str(node.tag)):
            node.tag = "span"
        if _WORD_NAMES.fullmatch(node.get("name") or ""):
            del node.attrib["name"]
    for node in list(tree.iter()):
        for child in list(node):
            if _is_unseen(child):
                _take_out(node, child)
        _as_lists(node)
        _with_lists_around_items(node)
    for node in reversed(list(tree.iter("table"))):
        if _only_places(node):
            for part in [node, *_parts(node)]:
                part.tag = "div"
    return tree


def _is_unseen(node: Element) -> bool:
    if node.tag == "style":
        return "mso-" in (node.text or "")
    sizes = [(node.get(name) or "9").removesuffix("px").strip() for name in ("width", "height")]
    words = (node.get("alt") or "").strip() or node.get("title") or node.get("id")
    return node.tag == "img" and all(size in {"0", "1"} for size in sizes) and not words


def _take_out(parent: Element, node: Element) -> None:
    siblings = list(parent)
    index = siblings.index(node)
    if index:
        siblings[index - 1].tail = (siblings[index - 1].tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)


def _parts(table: Element) -> list[Element]:
    """Return the parts, rows and cells of a table, not those of tables in it."""
    found: list[Element] = []
    for child in table:
        if child.tag in {"thead", "tbody", "tfoot", "tr", "td", "th", "caption"}:
            found += [child, *([] if child.tag in {"td", "th"} else _parts(child))]
    return found


def _only_places(table: Element) -> bool:
    parts = _parts(table)
    cells = [part for part in parts if part.tag in {"td", "th"}]
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(part.tag in {"th", "caption"} for part in parts) or not cells:
        return False
    if len(cells) == 1 or "tr-caption-container" in (table.get("class") or ""):
        return True
    rows = [len([part for part in row if part.tag == "td"]) for row in parts if row.tag == "tr"]
    one_way = len(rows) == 1 or set(rows) == {1}
    holds = any(below.tag in _SECTIONS for cell in cells for below in cell.iter())
    return one_way and holds and (table.get("border") or "0") == "0"


def _as_lists(parent: Element) -> None:
    """Put Word's paragraphs that are items into lists; where one is no item, none is."""
    marked = [(child, _marker(child)) for child in parent]
    if not any(marker is not None for _, marker in marked):
        return
    told: list[Element] = []
    for is_item, group in groupby(
        marked, key=lambda one: one[1] is not None and not (one[0].tail or "").strip()
    ):
        members = list(group)
        told += _lists(members) if is_item else [child for child, _ in members]
    text = parent.text
    attributes = dict(parent.attrib)
    tail = parent.tail
    parent.clear()
    parent.text, parent.tail = text, tail
    parent.attrib.update(attributes)
    parent.extend(told)


def _with_lists_around_items(parent: Element) -> None:
    """Put a list around items that stand in none."""
    if parent.tag in {"ul", "ol"}:
        return
    around: Element | None = None
    for child in list(parent):
        if child.tag != "li":
            around = None
            continue
        if around is None or (around[-1].tail or "").strip():
            around = Element("ul")
            parent.insert(list(parent).index(child), around)
        parent.remove(child)
        around.append(child)
    for one in parent.iter("ul"):
        if len(one) and (one[-1].tail or "").strip() and one.tail is None:
            one.tail, one[-1].tail = one[-1].tail, None


def _marker(node: Element) -> str | None:
    """Return the sign that draws an item's bullet or number; None where a node is no item of Word."""
    if node.tag != "p" or not _LEVEL.search(node.get("style") or ""):
        return None
    drawn = next((one for one in node.iter("span") if "mso-list:Ignore" in (one.get("style") or "")), None)
    sign = "".join(drawn.itertext()).strip() if drawn is not None else "?a"
    return sign if len(sign) == 1 or re.fullmatch(r"\(?\d+[.)]", sign) else None


def _lists(members: list[tuple[Element, str | None]]) -> list[Element]:
    opened: list[Element] = []
    found: list[Element] = []
    first = int(_level(members[0][0]))
    for node, sign in members:
        depth = _level(node) - first
        tag = "ul" if sign and len(sign) == 1 else "ol"
        number = int(re.sub(r"\D", "", sign or "") or 0)
        if not 0 <= depth <= len(opened):
            return [one for one, _ in members]
        del opened[depth + 1 :]
        if len(opened) == depth or opened[depth].tag != tag:
            del opened[depth:]
            new = Element(tag)
            if opened:
                opened[-1][-1].append(new)
            else:
                found.append(new)
            opened.append(new)
        if number and number != len(opened[-1]) + 1:
            return [one for one, _ in members]
        opened[-1].append(_item(node))
    return found


def _level(node: Element) -> int:
    found = _LEVEL.search(node.get("style") or "")
    assert found
    return int(found[1])


def _item(node: Element) -> Element:
    item = Element("li", {"id": node.get("id", "")} if node.get("id") else {})
    item.text = node.text
    for child in list(node):
        item.append(child)
    for holder in list(item.iter()):
        for child in list(holder):
            if "mso-list:Ignore" in (child.get("style") or ""):
                _take_out(holder, child)
    return item
