"""What a reader takes for code on a page, written apart from postkit, over html5lib's tree.

A reader sees the numbers beside code as no part of it, and the frame that a highlighter draws as no
block of its own. So each such frame becomes a plain `<pre>` here, its caption a paragraph.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

_FRAME = re.compile(
    r"highlight|syntax|dp-|geshi|csharpcode|coderay|codehilite|crayon|chroma|^code$|sourceCode|gist|dean_ch",
    re.IGNORECASE,
)
_LINES = re.compile(r"geshi|dp-|syntax|linenum|code", re.IGNORECASE)
"""What says that the items of a list are lines of code."""
_FIXED = re.compile(r"courier|consolas|monospace|monaco|lucida console|menlo", re.IGNORECASE)
_OWN_LINE = {"div", "li", "p", "pre", "tr"}
_TOOLBAR = re.compile(r"toolbar|^bar$|tools")


def with_plain_code(tree: Element) -> Element:
    """Return a tree with highlighted code as plain `<pre>`; the tree itself changes."""
    for index, child in enumerate(list(tree)):
        if not isinstance(child.tag, str):
            continue
        found = _whole(child)
        if found is None:
            with_plain_code(child)
            found = _read(child)
        if found is not None:
            found.tail = child.tail
            tree[index] = found
    return tree


def _whole(node: Element) -> Element | None:
    """Return what an element is whose parts mean nothing by themselves."""
    if node.tag == "table":
        return _table(node)
    return _frame(node) if "csharpcode" in (node.get("class") or "").split() else None


def _read(node: Element) -> Element | None:
    """Return what an element is if it is code, or a frame around it."""
    if node.tag == "notextile":
        node.tag = "div" if any(child.tag in {"div", "figure", "pre"} for child in node) else "span"
    if node.tag in {"div", "figure"} and _FRAME.search(node.get("class") or ""):
        return _frame(node)
    if node.tag == "pre":
        return _pre(node)
    if node.tag in {"div", "p", "blockquote"}:
        return _pasted(node)
    if node.tag == "code" and len(node) == 1 and node[0].tag == "pre" and not _loose(node):
        return node[0]
    return None


def _table(node: Element) -> Element | None:
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in node.iter("tr")]
    titles = [one for one in node.iter("caption") if _letters(one)]
    titles += [row.pop() for row in rows if len(row) == 1 and row[0].tag == "th"]
    rows = [row for row in rows if row]
    if not rows or any(len(row) > 2 or row[0].tag == "th" for row in rows):
        return None
    is_frame = any(_FRAME.search(one.get("class") or "") or one.tag == "pre" for one in node.iter())
    if not is_frame or not all(_is_code(row[-1]) for row in rows):
        return None
    text = "\n".join(_lines(row[-1], pre=len(rows) > 1) for row in rows)
    numbers = [_numbers(row[0]) for row in rows if len(row) == 2]
    flat = [number for cell in numbers for number in cell]
    if numbers and (not flat or flat != list(range(flat[0], flat[0] + len(flat)))):
        return None
    count = text.rstrip("\n").count("\n") + 1
    if numbers and not count <= len(flat) <= count + 1:
        return None
    return _as_pre(text, titles)


def _is_code(cell: Element) -> bool:
    tags = {
        one.tag for one in cell.iter() if one is not cell and not (one.tag == "a" and not one.get("href"))
    }
    if not tags <= {"b", "br", "code", "div", "em", "font", "i", "p", "pre", "span", "strong", "tt"}:
        return False
    return ("pre" in tags and not _loose(cell)) or bool(
        re.search(r"\bcode\b|blob-code|lntd", cell.get("class") or "")
    )


def _numbers(cell: Element) -> list[int]:
    words = " ".join(cell.itertext()).split() or (cell.get("data-line-number") or "").split()
    return [int(word) for word in words] if all(word.isdigit() for word in words) else []


def _frame(node: Element) -> Element | None:
    for tool in [one for one in node if _TOOLBAR.search(one.get("class") or "") or _is_empty(one)]:
        node.remove(tool)
    captions = [one for one in node if one.tag == "figcaption"]
    rest = [one for one in node if one.tag != "figcaption" and isinstance(one.tag, str)]
    if _loose(node) or not rest:
        return None
    titles = [one for one in captions if _letters(one)]
    classes = " ".join(one.get("class") or "" for one in (node, *rest))
    if len(rest) == 1 and (rest[0].tag == "pre" or (rest[0].tag == "ol" and _LINES.search(classes))):
        code = rest[0]
        text = _lines(code)
    elif _lines_only(rest) or ("csharpcode" in (node.get("class") or "") and rest[0].tag == "pre"):
        text = _lines(node)
    else:
        return None
    below = bool(captions) and list(node).index(captions[0]) > list(node).index(rest[0])
    return _as_pre(text, titles, below=below)


def _lines_only(elements: list[Element]) -> bool:
    return len(elements) == 1 and elements[0].get("class") in {"container", "lines"}


def _pre(node: Element) -> Element | None:
    inner = [one for one in node.iter() if one is not node and one.tag == "pre"]
    lines = any(one.tag in {"div", "li"} for one in node.iter())
    classes = " ".join(one.get("class") or "" for one in node.iter())
    marked = _FRAME.search(classes) or re.search(r"prettyprint|brush|hljs|lineno|lnum|wp-block-code", classes)
    if not inner and not lines and not marked and not {"line", "name"} & set(node.attrib):
        return None
    if any(one.tag in {"a", "img"} and one.get("href") for one in node.iter()):
        return None
    return _as_pre(_lines(inner[0]) if inner else _lines(node), [])


def _pasted(node: Element) -> Element | None:
    tags = {one.tag for one in node.iter() if one is not node}
    if not tags <= {"br", "code", "div", "font", "p", "span", "tt"} or node.get("id"):
        return None
    only_code = {one.tag for one in node} <= {"br", "code", "tt"} and not _loose(node)
    if only_code and "br" in tags and tags & {"code", "tt"} and tags <= {"br", "code", "font", "span", "tt"}:
        text = _lines(node).strip("\n")
        if "\n" not in text:
            return None
        if node.tag == "blockquote":
            for child in list(node):
                node.remove(child)
            node.append(_as_pre(text, []))
            return node
        return _as_pre(text, [])
    colours = [
        one
        for one in node.iter()
        if re.search(r"(?<![-\w])color", " ".join([one.get("style") or "", *one.keys()]))
    ]
    fixed = _is_fixed(node) or (not _loose(node) and all(_is_fixed(one) for one in node if _letters(one)))
    if any("white-space" in (one.get("style") or "") for one in node.iter()):
        return None
    text = _lines(node).strip("\n")
    signs = sum(bool(re.search(r"[(){}\[\];=<>/#:]", line)) for line in text.split("\n"))
    is_code = fixed and len(colours) > 1 and "\n" in text and 2 * signs >= len(re.findall(r"(?m)^.*\S", text))
    return _as_pre(text, []) if is_code else None


def _is_fixed(node: Element) -> bool:
    return bool(_FIXED.search(" ".join([node.get("style") or "", node.get("face") or ""])))


def _as_pre(text: str, titles: list[Element], *, below: bool = False) -> Element:
    around = Element("div")
    for title in titles:
        title.tag, title.tail = "p", None
    pre = Element("pre")
    pre.text = re.sub(r"(?m)^[ \t]*\xa0[ \t\xa0]*$", "", text)
    around.extend([pre, *titles] if below else [*titles, pre])
    return around if titles else pre


def _lines(node: Element, *, pre: bool = False) -> str:
    """Return some code as a browser lays it out in lines, without the numbers in front of them."""
    layout = _Layout()
    layout.inside(node, pre=pre or node.tag == "pre")
    if layout.lines[-1].strip(" "):
        layout.end(pre=pre or node.tag == "pre")
    lines = layout.lines[:-1]
    if layout.numbered:
        lines = [line if line.strip() else "" for line in lines]
        if layout.tight and all(not line or line[0] in " \xa0" for line in lines):
            lines = [line[1:] for line in lines]
    return "\n".join(lines)


class _Layout:
    def __init__(self) -> None:
        self.lines = [""]
        self.numbered = self.tight = False

    def inside(self, node: Element, *, pre: bool) -> None:
        self._text(node.text, pre=pre)
        for child in node:
            self._child(child, pre=pre)
            self._text(child.tail, pre=pre)

    def _child(self, child: Element, *, pre: bool) -> None:
        number = re.search(r"\b(lineno|linenos|lnum|ln|lnt|line-number)\b", child.get("class") or "")
        if not isinstance(child.tag, str):
            return
        if number and _letters(child).strip(".:|").isdigit():
            self.numbered = True
            self.tight = not re.search(r"\s\Z", "".join(child.itertext()))
        elif child.tag == "br":
            self.end(pre=pre)
        elif child.tag in _OWN_LINE:
            self._block(child, pre=pre)
        else:
            self.inside(child, pre=pre)

    def _block(self, node: Element, *, pre: bool) -> None:
        if self.lines[-1].strip("" if pre else " "):
            self.end(pre=pre)
        self.lines[-1] = ""
        before = len(self.lines)
        pre = pre or node.tag == "pre"
        self.inside(node, pre=pre)
        if self.lines[-1].strip("" if pre else " ") or (len(self.lines) == before and node.tag != "p"):
            self.end(pre=pre)
        self.lines[-1] = ""

    def _text(self, text: str | None, *, pre: bool) -> None:
        first, *others = (text or "").split("\n") if pre else [re.sub(r"[ \t\n\f\r]+", " ", text or "")]
        self.lines[-1] += first
        self.lines += others

    def end(self, *, pre: bool) -> None:
        if not pre:
            self.lines[-1] = re.sub(" +", " ", self.lines[-1]).strip(" ").replace("\xa0", " ").rstrip()
        self.lines.append("")


def _letters(node: Element) -> str:
    return "".join("".join(node.itertext()).split())


def _is_empty(node: Element) -> bool:
    copies = [one for one in node if one.tag == "textarea" and "crayon-plain" in (one.get("class") or "")]
    return node.tag == "div" and len(copies) == len(node) and not _loose(node)


def _loose(node: Element) -> bool:
    return any((text or "").strip() for text in [node.text, *(child.tail for child in node)])
