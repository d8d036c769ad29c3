"""Inline content as a row of tokens: what comes between the tree and its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from postkit.html import policy
from postkit.html.atoms import autolink, code_span, image, raw_inline
from postkit.html.attribute_lists import behind_span
from postkit.html.errors import CannotSayError
from postkit.html.escape import write_title, write_url
from postkit.html.spelling import COMMON, Spelling
from postkit.html.targets import check_target
from postkit.html.tree import Comment, Element, Node, Text
from postkit.markdown.mask import has_tag

_UNFOLDED = re.compile(r"[ \t\n\f\r](?:[ \t\n\f\r]+|(?<![ \n]))")
"""Blanks but for a lone one or a lone line end, which stay what they are."""

_DIVIDER = re.compile(r"\s*more\s*")
_CODE_EDGES = re.compile(r"([ \t\n\f\r]*)(.*?)([ \t\n\f\r]*)", re.DOTALL)
_IN_CODE = policy.COLOURING | policy.SAYABLE
_AROUND_CODE = frozenset({"a", *policy.EMPHASIS})
_EDGE_BLANKS = re.compile(r"\s*")


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    """Characters, not yet escaped."""
    ATOM = auto()
    """Markdown or HTML that is ready: a code span, an image."""
    OPEN = auto()
    """The beginning of emphasis or a link."""
    CLOSE = auto()
    """Its end."""
    BREAK = auto()
    """A line break."""
    SOURCE = auto()
    """Markdown as it stands in a post, which stays as it is."""


# Tuples: to find a member of an enumeration in a set, its hash is asked for, which is slow.
MARKERS = (Kind.OPEN, Kind.CLOSE)
_CHARACTERS = (Kind.TEXT, Kind.SOURCE)


@dataclass(slots=True)
class Token:
    """A piece of inline content.

    Attributes:
        kind: What it is.
        value: The text, the atom's Markdown, or for OPEN and CLOSE `strong`, `em`, `del`, `a`.
        target: For a link what stands behind its text: destination, title, attribute list.
        tag: For OPEN and CLOSE the tag as it stands in a post, where there is one to go back to.
        kept: Why an atom is HTML, where it has a tag that Markdown can say.
    """

    kind: Kind
    value: str = ""
    target: str = ""
    tag: str = ""
    kept: CannotSayError | None = None

    @property
    def mark(self) -> tuple[str, str]:
        """What an OPEN or CLOSE token begins or ends."""
        return (self.value, self.target)


def tokenize(nodes: Iterable[Node], spelling: Spelling = COMMON, *, in_cell: bool = False) -> list[Token]:
    """Return the tokens of inline nodes: white space folded, emphasis tidied.

    Args:
        nodes: Inline nodes; a block among them raises.
        spelling: The engine's.
        in_cell: Whether they stand in a table cell, where a bare pipe in code is not possible.

    Raises:
        CannotSayError: If something has no Markdown.
    """
    reader = _Reader(spelling, in_cell=in_cell)
    reader.nodes(nodes)
    tokens = _fold(reader.tokens)
    return _fold(tidy(tokens)) if any(token.kind in MARKERS for token in tokens) else tokens


def tidy(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens with blanks outside of emphasis and no emphasis around nothing."""
    row = _Tidy()
    for token in tokens:
        row.take(token)
    row.flush()
    return row.tokens


class _Reader:
    def __init__(self, spelling: Spelling, *, in_cell: bool) -> None:
        self._spelling = spelling
        self.tokens: list[Token] = []
        self._open: list[str] = []
        self._in_cell = in_cell

    def nodes(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self.tokens.append(Token(Kind.TEXT, node.data))
            elif isinstance(node, Comment):
                if _DIVIDER.fullmatch(node.data):
                    raise CannotSayError("Hugo splits the text at `<!--more-->`")
                if "\n" in node.data:
                    raise CannotSayError("a comment of several lines stands inside text")
                self.tokens.append(Token(Kind.ATOM, f"<!--{node.data}-->"))
            else:
                self._element(node)

    def _element(self, node: Element) -> None:
        tag = node.tag
        if tag in policy.KEPT_INLINE:
            self._atom(raw_inline(node, self._spelling))
            return
        if tag not in policy.INLINE | policy.UNWRAPPED_INLINE:
            raise CannotSayError(f"Markdown has no `<{tag}>`", node)
        if reason := node.objection:
            self._raw_or(node, CannotSayError(reason, node))
        elif tag == "br":
            self.tokens.append(Token(Kind.BREAK))
        elif tag == "img":
            self._image(node)
        elif tag in {"code", "tt"}:
            self._code(node)
        elif tag == "a":
            self._link(node)
        elif not node.children and policy.may_be_icon(tag, node.attributes):
            self._atom(raw_inline(node, self._spelling))
        elif tag in policy.EMPHASIS:
            self._wrapped(node, policy.EMPHASIS[tag], "")
        else:
            self.nodes(node.children)

    def _image(self, node: Element) -> None:
        try:
            self._atom(image(node, self._spelling))
        except CannotSayError as error:
            if not (node.attributes.get("src") or "").strip():
                raise
            self._raw_or(node, error)

    def _raw_or(self, node: Element, error: CannotSayError) -> None:
        """Add an element as the HTML that it is, where kramdown takes it for a part of a paragraph too."""
        if node.tag not in policy.KRAMDOWN_SPANS:
            raise error
        self._atom(raw_inline(node, self._spelling), error)

    def _atom(self, markdown: str, kept: CannotSayError | None = None) -> None:
        if markdown:
            self.tokens.append(Token(Kind.ATOM, markdown, kept=kept))

    def _code(self, node: Element) -> None:
        """Add a code span for each of its lines, or inside of the one element that is all of it."""
        lines = _lines(node)
        shown = [child for child in node.children if not isinstance(child, Text) or child.data.strip()]
        if len(lines) > 1:
            for number, line in enumerate(lines):
                self.tokens += [Token(Kind.BREAK)] if number else []
                self._code(replace(node, children=line))
        elif len(shown) == 1 and isinstance(shown[0], Element) and shown[0].tag in _AROUND_CODE:
            self._element(replace(shown[0], children=[replace(node, children=shown[0].children)]))
        elif has_tag(node.text()) or any(child.tag not in _IN_CODE for child in node.elements()):
            # What a template tag writes is not the same in Markdown's code.
            self._atom(raw_inline(node, self._spelling))
        else:
            self._code_span(node)

    def _code_span(self, node: Element) -> None:
        """Add a code span; blanks at its ends stand outside of it, since engines strip them."""
        before, text, after = _CODE_EDGES.fullmatch(node.text()).groups()  # type: ignore[union-attr]
        if before:
            self.tokens.append(Token(Kind.TEXT, before))
        self._atom(code_span(node, self._spelling, in_cell=self._in_cell))
        if text and after:
            self.tokens.append(Token(Kind.TEXT, after))

    def _link(self, node: Element) -> None:
        for name in ("id", "name"):
            if anchor := node.attributes.get(name):
                self._atom(raw_inline(Element("a", {name: anchor}), self._spelling))
                break
        href = node.attributes.get("href")
        if href is None:
            self.nodes(node.children)
        elif not href.strip():
            raise CannotSayError("a link has no destination", node)
        else:
            self._wrapped_link(node, href)

    def _wrapped_link(self, node: Element, href: str) -> None:
        try:
            check_target(node, href, self._spelling.dialect)
        except CannotSayError as error:
            self._raw_or(node, error)
            return
        if found := autolink(node):
            self._atom(found)
        else:
            title = write_title(node.attributes.get("title") or "", self._spelling)
            self._wrapped(node, "a", f"({write_url(href)}{title}){behind_span(node)}")

    def _wrapped(self, node: Element, value: str, target: str) -> None:
        if value in self._open:
            if value == "a":
                raise CannotSayError("a link stands inside a link", node)
            self.nodes(node.children)
            return
        self._open.append(value)
        self.tokens.append(Token(Kind.OPEN, value, target))
        self.nodes(node.children)
        self.tokens.append(Token(Kind.CLOSE, value, target))
        self._open.pop()


def _lines(node: Element) -> list[list[Node]]:
    """Return the content of an element as what stands between its breaks."""
    lines: list[list[Node]] = [[]]
    for child in node.children:
        if isinstance(child, Element) and child.tag == "br":
            lines.append([])
        else:
            lines[-1].append(child)
    return lines


def _fold(tokens: list[Token]) -> list[Token]:
    """Join neighbouring texts and fold white space, a line end staying one; none at a line's edge."""
    joined: list[Token] = []
    for token in tokens:
        if token.kind is Kind.TEXT and joined and joined[-1].kind is Kind.TEXT:
            joined[-1] = Token(Kind.TEXT, joined[-1].value + token.value)
        else:
            joined.append(token)
    blank = True
    last: Token | None = None
    for token in joined:
        if token.kind is Kind.TEXT:
            token.value = _UNFOLDED.sub(lambda m: "\n" if "\n" in m[0] else " ", token.value)
            if blank:
                token.value = token.value.lstrip(" \n")
            if token.value:
                blank, last = token.value[-1] in " \n", token
        elif token.kind is Kind.BREAK:
            _strip_end(last)
            blank, last = True, None
        elif token.kind is Kind.ATOM:
            blank, last = False, None
    _strip_end(last)
    return [token for token in joined if token.kind is not Kind.TEXT or token.value]


def _strip_end(token: Token | None) -> None:
    if token is not None:
        token.value = token.value.rstrip(" \n")


class _Tidy:
    """Moves blanks and breaks out of emphasis and drops markers that say nothing, in one pass.

    A blank, a no-break or wide one too, goes before the opening and after the closing markers
    around it, since no engine takes a marker beside a blank. Emphasis around nothing goes, and
    so do the two markers between neighbouring pieces of one emphasis.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._after: list[Token] = []

    def take(self, token: Token) -> None:
        if token.kind is Kind.CLOSE:
            self._close(token)
            return
        self.flush()
        self._put(token)

    def flush(self) -> None:
        waiting, self._after = self._after, []
        for token in waiting:
            self._put(token)

    def _close(self, token: Token) -> None:
        while self.tokens and self._take_blank_end():
            pass
        if self.tokens and self.tokens[-1].kind is Kind.OPEN:
            self.tokens.pop()
        else:
            self.tokens.append(token)

    def _take_blank_end(self) -> bool:
        """Move a break or the blanks at the end of the last text behind the closing markers."""
        last = self.tokens[-1]
        if last.kind is Kind.BREAK:
            self._after.insert(0, self.tokens.pop())
            return True
        size = _leading(last.value[::-1]) if last.kind in _CHARACTERS else 0
        if not size:
            return False
        keep = len(last.value) - size
        self._after.insert(0, Token(last.kind, last.value[keep:]))
        self.tokens[-1:] = [Token(last.kind, last.value[:keep])] if keep else []
        return True

    def _put(self, token: Token) -> None:
        last = self.tokens[-1] if self.tokens else None
        if last is None or last.kind not in MARKERS:
            self.tokens.append(token)
        elif last.kind is Kind.CLOSE:
            if token.kind is Kind.OPEN and token.mark == last.mark and token.value != "a":
                self.tokens.pop()
            else:
                self.tokens.append(token)
        else:
            self._put_behind_opening(token)

    def _put_behind_opening(self, token: Token) -> None:
        size = _leading(token.value) if token.kind in _CHARACTERS else 0
        if size or token.kind is Kind.BREAK:
            place = len(self.tokens)
            while place and self.tokens[place - 1].kind is Kind.OPEN:
                place -= 1
            self.tokens.insert(place, Token(token.kind, token.value[:size]))
        if token.kind is not Kind.BREAK and token.value[size:]:
            self.tokens.append(Token(token.kind, token.value[size:], token.target, token.tag))


def _leading(text: str) -> int:
    match = _EDGE_BLANKS.match(text)
    return match.end() if match else 0
