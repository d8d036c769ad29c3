"""Highlighted code read line by line: what a highlighter writes around each line and each word goes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from postkit.html.policy import COLOURING
from postkit.html.tree import Comment, Element, Node, Text

_LINES = frozenset({"div", "li", "p", "pre"})
_COLOURS = COLOURING | {"b", "em", "i", "strong"}
"""Elements that a highlighter colours words with."""
_NUMBERS = frozenset(
    {"hljs-ln-n", "line-number", "linenos", "lineno", "linenum", "lineNum", "lineNumber", "ln", "lnt", "lnum"}
)
"""Classes of a number that stands at the beginning of its line."""
_NUMBER_ID = re.compile(r"lnum[0-9]+")
_NUMBER = re.compile(r"\s*([0-9]{1,6})[\s.:|]*")
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_LINE_ID = re.compile(r"(?:[\w.-]*-)?LC?\d+|[A-Za-z]+-?\d+|(?:cb|co|hl-)\d+-\d+|crayon-[0-9a-f]+-\d+")
"""Ids that a highlighter numbers its lines with."""
_BLOCK_ID = re.compile(r"cb\d+|crayon-[0-9a-f]+|(?:code|highlighter)_\d+|codeSnippet(?:Wrapper)?")
"""Ids that a highlighter numbers its blocks with."""


class Code(NamedTuple):
    """Code as a highlighter wrote it.

    Attributes:
        text: Its lines, parted by line ends.
        dropped: Numbers of lines, and marks of the program.
        unnamed: Elements whose id only numbers them.
    """

    text: str
    dropped: list[Node]
    unnamed: list[Element]

    def has_lines(self, count: int) -> bool:
        """Tell whether it is as many lines, whether empty ones at its end count or not."""
        shown = self.text.rstrip("\n")
        return shown.count("\n") < count <= self.text.count("\n") + 2


def read_lines(nodes: Iterable[Node], *, verbatim: bool) -> Code | None:
    """Return the code that some nodes are; None where more than code is in them.

    Args:
        nodes: The content of a `<pre>`, of a cell, of a list of lines.
        verbatim: Whether blanks and line ends in them count, as they do in a `<pre>`. Elsewhere a
            browser folds them, and no-break spaces stand for blanks.
    """
    reader = _Reader()
    return reader.code() if reader.nodes(nodes, verbatim=verbatim) else None


def identifier(element: Element) -> str | None:
    """Return the id of an element."""
    attributes = element.attributes
    return attributes.get("id") or (attributes.get("name") if element.tag == "a" else None)


def is_numbered(element: Element) -> bool:
    """Tell whether an element has an id that a highlighter numbers its blocks with, and nobody else."""
    return _BLOCK_ID.fullmatch(identifier(element) or "") is not None


def is_line(element: Element) -> bool:
    """Tell whether an element has no id, or none but one that a highlighter numbers its lines with."""
    name = identifier(element)
    if not name or is_numbered(element):
        return True
    return element.tag != "pre" and _LINE_ID.fullmatch(name) is not None


def count_numbers(element: Element) -> int:
    """Return how many numbers of lines stand in the lines of some code."""
    return sum(_is_number(one) for one in element.elements())


def is_mark(comment: Comment) -> bool:
    """Tell whether a comment says nothing; Windows Live Writer puts one behind each line."""
    return comment.data.strip() in {"", "CRLF"}


def _is_number(element: Element) -> bool:
    if _NUMBER_ID.fullmatch(element.attributes.get("id") or ""):
        return True
    return not _NUMBERS.isdisjoint((element.attributes.get("class") or "").split())


class _Reader:
    """Follows nodes as a browser lays them out in lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._folds = False
        self._numbers: dict[int, int] = {}
        self._blank_after_number = True
        self._dropped: list[Node] = []
        self._unnamed: list[Element] = []

    def nodes(self, nodes: Iterable[Node], *, verbatim: bool) -> bool:
        """Read on; False where something is no code."""
        return all(self._node(node, verbatim=verbatim) for node in nodes)

    def code(self) -> Code | None:
        """Return what was read; None where the numbers in it are not those of its lines."""
        if self._shows():
            self._end_line()
        lines = self._lines
        if self._numbers:
            lines = [line if line.strip() else "" for line in lines]
            if not self._is_numbered():
                return None
        if not self._blank_after_number and all(line[:1] in {"", " ", "\t", "\xa0"} for line in lines):
            lines = [line[1:] for line in lines]
        return Code("\n".join(lines), self._dropped, self._unnamed)

    def _is_numbered(self) -> bool:
        """Tell whether each line has the number after that of the line before; an empty one may have none."""
        numbers = list(self._numbers.values())
        return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and not any(
            line.strip() for index, line in enumerate(self._lines) if index not in self._numbers
        )

    def _node(self, node: Node, *, verbatim: bool) -> bool:
        if isinstance(node, Text):
            self._text(node.data, verbatim=verbatim)
            return True
        if isinstance(node, Comment):
            self._dropped.append(node)
            return is_mark(node)
        if node.tag == "br":
            self._end_line()
            return True
        if _is_number(node):
            return self._number(node)
        if not is_line(node):
            return False
        self._unnamed.append(node)
        if node.tag == "a":
            self._dropped.append(node)
            return not node.children and (node.attributes.get("href") or "#").startswith("#")
        if node.tag in _LINES:
            return self._block(node, verbatim=verbatim or node.tag == "pre")
        return node.tag in _COLOURS and self.nodes(node.children, verbatim=verbatim)

    def _number(self, node: Element) -> bool:
        """Read the number of a line, at its beginning."""
        number = _NUMBER.fullmatch(node.text())
        if number is None or self._shows() or any(one.tag not in _COLOURS for one in node.elements()):
            return False
        self._numbers[len(self._lines)] = int(number[1])
        self._blank_after_number = self._blank_after_number and number[0][-1].isspace()
        self._dropped.append(node)
        return True

    def _block(self, node: Element, *, verbatim: bool) -> bool:
        """Read an element that is one line or more; one without content is an empty line."""
        if self._shows():
            self._end_line()
        self._line = []
        place = len(self._lines)
        if not self.nodes(node.children, verbatim=verbatim):
            return False
        counts = node.tag != "p" or place in self._numbers
        if self._shows() or (counts and len(self._lines) == place):
            self._end_line()
        self._line = []
        return True

    def _text(self, text: str, *, verbatim: bool) -> None:
        self._folds = not verbatim
        if self._folds:
            self._line.append(_BLANKS.sub(" ", text))
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._end_line()
            self._line.append(line)

    def _shows(self) -> bool:
        """Tell whether something is in the line that is open, blanks that a browser folds aside."""
        return bool("".join(self._line).strip(" ")) if self._folds else any(self._line)

    def _end_line(self) -> None:
        line = "".join(self._line)
        if self._folds:
            line = _BLANKS.sub(" ", line).strip(" ").replace("\xa0", " ").rstrip()
        self._lines.append(line)
        self._line = []
