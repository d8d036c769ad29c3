"""The proof: with references and notes paired, old and new are the same document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from postkit.flavors.base import Flavor
from postkit.html import policy
from postkit.html.footnotes.links import fragment
from postkit.html.normal import Block, normal_form
from postkit.html.rendered import read_rendered
from postkit.html.treatment import Treatment
from postkit.html.tree import Element, Node, Text, TooDeepError
from postkit.markdown.parser import render

_AROUND = policy.CONTAINERS | {
    *("p", "li", "ul", "ol", "strong", "em", "b", "i", "table", "thead", "tbody", "tr", "td", "th"),
}
"""Elements in which every engine takes `[^1]` for a reference."""
_BRACKETS = re.compile(r"[\s\[\]()]+")
_LABEL = re.compile(r"[\s\xa0\[(]*(?:\d{1,3})?[\]).:]*[\s\xa0]*")
_END = re.compile(r"[\s\xa0\[(]*[\s\])]*\Z")
_DEFINITION = "footnote-definition"
_REFERENCE = "footnote-reference"


class Sides(NamedTuple):
    """What is compared.

    Attributes:
        body: The old text before the notes.
        notes: The old notes.
        new: The new text.
        targets: The number of each note by the id that its reference leads to.
        backs: The number of each note by the id that it leads back to.
        ids: All ids that go.
    """

    body: str
    notes: str
    new: str
    targets: Mapping[str, int]
    backs: Mapping[str, int]
    ids: frozenset[str]


def are_the_same(sides: Sides, flavor: Flavor, treatment: Treatment) -> bool:
    """Tell whether references, notes and all around them are the same in both texts.

    Args:
        sides: The texts.
        flavor: The engine.
        treatment: What becomes of tags and attributes.
    """

    def tree(text: str) -> Element:
        definitions = flavor.definition_lists
        html = render(text, heading_attributes=flavor.heading_attributes, definition_lists=definitions)
        return read_rendered(html, treatment)

    try:
        body, notes, new = tree(sides.body), tree(sides.notes), tree(sides.new)
        whole = tree(sides.body + sides.notes)
        return (
            normal_form(whole) == (*normal_form(body), *normal_form(notes))
            and _is_closed(whole, sides)
            and _same_body(body, new, sides)
            and _same_notes(notes, new, sides)
        )
    except TooDeepError:
        return False


def _is_closed(whole: Element, sides: Sides) -> bool:
    """Tell whether nothing but references and their notes leads to the ids that go."""
    hrefs = (fragment(one.attributes.get("href") or "") for one in whole.elements() if one.tag == "a")
    return Counter(one for one in hrefs if one in sides.ids) == Counter([*sides.targets, *sides.backs])


def _same_body(body: Element, new: Element, sides: Sides) -> bool:
    """Compare what stands before the notes, each reference a mark with its number."""
    rest = [one for one in new.children if not _is_note(one)]
    found: list[Block | tuple[int, ...]] = []
    for nodes, number in ((body.children, _leads_to(sides.targets)), (rest, _rendered_number)):
        told = _Told(sides.ids, number)
        found.append(normal_form(replace(body, children=told.nodes(nodes, plain=True))))
        found.append(tuple(told.seen))
    numbers = tuple(range(1, len(sides.targets) + 1))
    return found[0] == found[2] and found[1] == found[3] == numbers


class _Told:
    """Tells references as marks in the text, and the anchors beside them not at all."""

    def __init__(self, ids: frozenset[str], number: Callable[[Element], int]) -> None:
        self.seen: list[int] = []
        self._ids = ids
        self._number = number

    def nodes(self, nodes: Sequence[Node], *, plain: bool) -> list[Node]:
        told: list[Node] = []
        for node in nodes:
            if not isinstance(node, Element):
                told.append(node)
            elif number := self._number(node):
                # One that stands where an engine may not look for it is none.
                self.seen.append(number if plain else 0)
                told.append(Text(f"\ue000{number}\ue000"))
            elif not _is_anchor(node, self._ids):
                inner = self.nodes(node.children, plain=plain and node.tag in _AROUND)
                told.append(replace(node, children=inner))
        return told


def _leads_to(targets: Mapping[str, int]) -> Callable[[Element], int]:
    """Return what tells the number of the note that an element, all of it, leads to; 0 if it does not."""

    def number(node: Element) -> int:
        if node.tag not in {"a", "sup"}:
            return 0
        shown = _BRACKETS.sub("", node.text())
        ways = [one for one in (node, *node.elements()) if one.tag == "a" and "href" in one.attributes]
        if len(ways) != 1:
            return 0
        found = targets.get(fragment(ways[0].attributes["href"] or ""), 0)
        return found if shown == str(found) else 0

    return number


def _rendered_number(node: Element) -> int:
    """Return the number of a reference as pulldown-cmark writes it; 0 if an element is none."""
    shown = node.text()
    return int(shown) if node.tag == "sup" and _has_class(node, _REFERENCE) and shown.isdecimal() else 0


def _same_notes(notes: Element, new: Element, sides: Sides) -> bool:
    elements = [one for one in notes.children if isinstance(one, Element)]
    listed = [one.tag for one in elements] == ["ol"]
    if listed:
        elements = [one for one in elements[0].children if isinstance(one, Element)]
    texts = [_text_of(one) for one in new.children if isinstance(one, Element) and _is_note(one)]
    if len(elements) != len(texts) or [number for number, _ in texts] != list(range(1, len(texts) + 1)):
        return False
    return all(
        any(normal_form(one) == wanted for one in _contents(element, sides, listed=listed))
        for element, (_, wanted) in zip(elements, texts, strict=True)
    )


def _text_of(note: Element) -> tuple[int, tuple[Block, ...]]:
    """Return the number and the content of a note as pulldown-cmark writes it."""
    label, *rest = [one for one in note.children if isinstance(one, Element)]
    return int(label.text()), normal_form(Element("#root", children=list(rest)))


def _contents(note: Element, sides: Sides, *, listed: bool) -> Iterator[Element]:
    """Yield what may be the content of an old note: without its mark and without its link back."""
    nodes = _without_ways(note.children if note.tag in {"li", "div"} else [note], sides)
    root = Element("#root", children=nodes, treatment=note.treatment)
    for label in (False, True)[: 1 if listed else 2]:
        for end in (False, True):
            yield _stripped(root, label=label, end=end)
    if listed:
        yield _stripped(root, label=True, end=True)


def _without_ways(nodes: Sequence[Node], sides: Sides) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if not isinstance(node, Element):
            kept.append(node)
        elif _is_anchor(node, sides.ids) or _leads_back(node, sides):
            continue
        else:
            inner = _without_ways(node.children, sides)
            emptied = node.tag == "sup" and not _LABEL.sub("", Element("sup", children=inner).text())
            if not emptied or inner == node.children:
                kept.append(replace(node, children=inner))
    return kept


def _leads_back(node: Element, sides: Sides) -> bool:
    return node.tag == "a" and fragment(node.attributes.get("href") or "") in sides.backs


def _stripped(root: Element, *, label: bool, end: bool) -> Element:
    """Return a note without the number at its beginning, and without the room at its end."""
    texts = [one for one in _texts(root) if one.data.strip(" \t\r\n")]
    if not texts:
        return root
    first, last = texts[0], texts[-1]

    def mended(node: Node) -> Node:
        if isinstance(node, Element):
            return replace(node, children=[mended(child) for child in node.children])
        if not isinstance(node, Text):
            return node
        data = node.data
        if label and node is first:
            data = _LABEL.sub("", data, count=1)
        return Text(_END.sub("", data) if end and node is last else data)

    return replace(root, children=[mended(child) for child in root.children])


def _texts(node: Element) -> Iterator[Text]:
    for child in node.children:
        if isinstance(child, Element):
            yield from _texts(child)
        elif isinstance(child, Text):
            yield child


def _is_anchor(node: Element, ids: frozenset[str]) -> bool:
    name = node.attributes.get("id") or node.attributes.get("name") or ""
    return node.tag == "a" and not node.children and "href" not in node.attributes and fragment(name) in ids


def _is_note(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == "div" and _has_class(node, _DEFINITION)


def _has_class(node: Element, name: str) -> bool:
    return name in (node.attributes.get("class") or "").split()
