"""Inline tokens → Markdown that every engine reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_line_starts, escape_text, is_punctuation, is_symbol
from postkit.html.spelling import COMMON, Spelling
from postkit.html.tokens import MARKERS, Kind, Token, tidy, tokenize
from postkit.html.tree import Element, Node, Text
from postkit.markdown.mask import ends_with_tag, starts_with_tag

SPACER = re.compile(r"(?:&nbsp;|\s)+")
"""A paragraph that is nothing but blanks to a reader."""
_MARKED = frozenset({"strong", "em", "del"})
_OTHER_MARKER = str.maketrans("*_", "_*")
_HARD_BREAK = "  \n"
_LONE_TAG = re.compile(r"<[A-Za-z][\w-]*(?:\s[^<>]*)?/?>[ \t]*(?:\n|\Z)")
"""A tag that begins an HTML block in CommonMark (condition 7)."""
_GOES_ON = re.compile(r"(?<! )\n\Z")
"""A line end that no break stands at, so that the line may be joined to the next."""
_ADDRESS = re.compile(r"(?:://|www\.|@)[^ \t\r\n]*\Z")
"""An address that some engines make a link of without being told; a reference in it would end it."""


def paragraphs(nodes: Iterable[Node], spelling: Spelling = COMMON) -> list[str]:
    """Return the paragraphs that inline nodes make: two breaks in a row end one.

    Args:
        nodes: The content of a `<p>` or loose inline nodes.
        spelling: The engine's.

    Raises:
        CannotSayError: If something has no Markdown.
    """
    chunks = _split(tokenize(nodes, spelling))
    return [text for chunk in chunks if (text := _block_text(chunk, spelling))]


def check_listing(nodes: Sequence[Node]) -> None:
    """Raise where a paragraph is a listing: a browser makes one line of it, but its writer did not.

    Args:
        nodes: The content of a `<p>` or loose inline nodes.

    Raises:
        CannotSayError: If it is a `<code>` of several lines.
    """
    shown = [node for node in nodes if not isinstance(node, Text) or node.data.strip()]
    only = shown[0] if len(shown) == 1 else None
    if isinstance(only, Element) and only.tag in {"code", "tt"} and "\n" in only.text().strip():
        raise CannotSayError("the lines of its code would become one", only)


def tight(nodes: Iterable[Node], spelling: Spelling = COMMON) -> str:
    """Return the text of a tight list item; breaks stay breaks."""
    return _block_text(_without_breaks_at_edges(tokenize(nodes, spelling)), spelling)


def one_line(nodes: Iterable[Node], spelling: Spelling = COMMON, *, in_cell: bool = False) -> str:
    """Return inline content for a heading or a table cell: one line, breaks as `<br>`.

    Args:
        nodes: Inline nodes.
        spelling: The engine's.
        in_cell: Whether it is a cell's content.
    """
    tokens = _without_breaks_at_edges(tokenize(nodes, spelling, in_cell=in_cell))
    writer = _Writer(tokens, spelling, line_break="<br>", references=in_cell, in_cell=in_cell)
    return writer.write().replace("\n", " ")


def term(nodes: Iterable[Node], spelling: Spelling = COMMON) -> str:
    """Return inline content for the term of a definition: one line that begins a paragraph, breaks as `<br>`.

    Args:
        nodes: Inline nodes.
        spelling: The engine's.
    """
    tokens = _without_breaks_at_edges(tokenize(nodes, spelling))
    return _block_text(tokens, spelling, line_break="<br>").replace("\n", " ")


def write_source(
    tokens: Iterable[Token], spelling: Spelling, *, references: bool, in_cell: bool = False
) -> str:
    """Return a row of Markdown as it stands in a post with tags in it as tokens.

    Args:
        tokens: SOURCE for what stays; an OPEN or CLOSE that has no safe marker stays the tag it was.
        spelling: The engine's.
        references: Whether a neighbour of emphasis may be written as a numeric reference.
        in_cell: Whether it is a cell's content.
    """
    return _Writer(tidy(tokens), spelling, line_break="", references=references, in_cell=in_cell).write()


def _block_text(tokens: list[Token], spelling: Spelling, line_break: str = _HARD_BREAK) -> str:
    text = _Writer(tokens, spelling, line_break=line_break, references=True).write()
    if text.startswith("<!--"):
        raise CannotSayError("a comment begins a paragraph")
    if (lone := _LONE_TAG.match(text)) and _GOES_ON.search(lone[0]):
        text = f"{lone[0].rstrip()} {text[lone.end() :]}"
        lone = _LONE_TAG.match(text)
    if lone:
        raise tokens[0].kept or CannotSayError("a tag that Markdown has not stands alone on a line")
    if spelling.hides_tags and any(starts_with_tag(line) for line in text.split("\n")):
        raise CannotSayError("a line that begins with a template tag is no Markdown", differs=True)
    if spelling.hides_tags:
        # marked ends an item at a line that begins with a tag of HTML.
        text = text.replace(f"{_HARD_BREAK}<", "<br><")
    return escape_line_starts(text, spelling)


def _split(tokens: list[Token]) -> list[list[Token]]:
    """Split at two or more breaks; what is open there is closed before and opened again after."""
    chunks: list[list[Token]] = [[]]
    opened: list[Token] = []
    for token in tokens:
        chunk = chunks[-1]
        if token.kind is Kind.BREAK and chunk and chunk[-1].kind is Kind.BREAK:
            chunk += [Token(Kind.CLOSE, *one.mark) for one in reversed(opened)]
            chunks.append(list(opened))
            continue
        if token.kind is Kind.BREAK and len(chunks) > 1 and chunk == opened:
            continue
        if token.kind is Kind.OPEN:
            opened.append(token)
        elif token.kind is Kind.CLOSE:
            opened.pop()
        chunk.append(token)
    return [_without_breaks_at_edges(chunk) for chunk in chunks]


def _without_breaks_at_edges(tokens: list[Token]) -> list[Token]:
    """Drop breaks at the beginning and the end, markers there not counted."""
    kept = list(tokens)
    index = len(kept) - 1
    while index >= 0 and kept[index].kind in (Kind.BREAK, Kind.CLOSE):
        if kept[index].kind is Kind.BREAK:
            del kept[index]
        index -= 1
    index = 0
    while index < len(kept) and kept[index].kind in (Kind.BREAK, Kind.OPEN):
        if kept[index].kind is Kind.BREAK:
            del kept[index]
        else:
            index += 1
    return kept


class _Writer:
    """Writes a row of tokens; markers look at their neighbours' first or last character."""

    def __init__(
        self,
        tokens: list[Token],
        spelling: Spelling,
        *,
        line_break: str,
        references: bool,
        in_cell: bool = False,
    ) -> None:
        self._tokens = tokens
        self._spelling = spelling
        self._break = line_break
        self._references = references and spelling.refers
        self._in_cell = in_cell
        self._parts: list[str] = []

    def write(self) -> str:
        links = 0
        for index, token in enumerate(self._tokens):
            if token.value == "a" and token.kind in MARKERS:
                links += 1 if token.kind is Kind.OPEN else -1
            self._parts.append(self._plain(token, first=index == 0, in_link=links > 0))
        self._mark()
        return "".join(self._parts)

    def _plain(self, token: Token, *, first: bool, in_link: bool) -> str:
        if token.kind is Kind.TEXT:
            text = escape_text(
                token.value, in_link=in_link, in_cell=self._in_cell, first=first, spelling=self._spelling
            )
            if self._spelling.folds_lines:
                return text.replace("\n", " ") if in_link else text
            # Hexo makes a list of definitions of `<br>: x`.
            text = self._spelling.escaped(":") + text[1:] if text.startswith(":") else text
            return text.replace("\n", " ")
        if token.kind is Kind.BREAK:
            return "<br>" if in_link else self._break
        if token.value == "a" and token.kind is Kind.OPEN:
            if self._parts and self._parts[-1].endswith("!"):
                self._parts[-1] = self._parts[-1][:-1] + r"\!"
            return "["
        if token.value == "a" and token.kind is Kind.CLOSE:
            return f"]{token.target}"
        return token.value if token.kind in (Kind.ATOM, Kind.SOURCE) else ""

    def _mark(self) -> None:
        """Write the emphasis markers, pair by pair, once all else is known."""
        opened: list[int] = []
        for index, token in enumerate(self._tokens):
            if token.value not in _MARKED or token.kind not in MARKERS:
                continue
            if token.kind is Kind.OPEN:
                opened.append(index)
            else:
                start = opened.pop()
                self._pair(start, index, inside=any(self._is_star(one) for one in opened))

    def _pair(self, start: int, end: int, *, inside: bool) -> None:
        markers = [] if self._confuses(start, end, inside=inside) else self._candidates(start, end)
        for marker in markers:
            if not any(self._faults(start, end, marker)):
                self._parts[start] = self._parts[end] = marker
                return
        # Stars need a reference less often, so they are tried last.
        if not markers or not self._refer(start, end, min(markers)):
            name = self._tokens[start].value
            self._parts[start] = self._tokens[start].tag or f"<{name}>"
            self._parts[end] = self._tokens[end].tag or f"</{name}>"

    def _faults(self, start: int, end: int, marker: str) -> tuple[bool, bool]:
        """Tell of both ends of a pair whether a marker there would not count."""
        before, after = self._before(start), self._after(end)
        return (
            self._needs_reference(before, self._after(start), marker) or (marker[0] == "_" and before == "-"),
            self._needs_reference(after, self._before(end), marker),
        )

    def _refer(self, start: int, end: int, marker: str) -> bool:
        """Write a pair of markers with references beside it, so that they count; tell whether that can be."""
        left, right = self._faults(start, end, marker)
        if (left and not (self._can_refer(start - 1) and _is_plain_end(self._parts[start - 1]))) or (
            right and not (self._can_refer(end + 1) and not starts_with_tag(self._parts[end + 1]))
        ):
            return False
        if left:
            text = self._parts[start - 1]
            self._parts[start - 1] = f"{text[:-1]}&#{ord(text[-1])};"
        if right:
            text = self._parts[end + 1]
            self._parts[end + 1] = f"&#{ord(text[0])};{text[1:]}"
        self._parts[start] = self._parts[end] = marker
        return True

    def _candidates(self, start: int, end: int) -> list[str]:
        """Return the markers that a pair may have, the wanted one first; none where none is safe.

        Emphasis gives way to the strong emphasis that it touches: no two markers of one character.
        """
        name = self._tokens[start].value
        edges = (self._before(start), self._after(start), self._before(end), self._after(end))
        if name == "del":
            # goldmark takes no tilde beside a tilde; kramdown ends at `~~` in code too.
            near = "~" in edges or "~~" in "".join(self._parts[start + 1 : end])
            return ["~~"] if self._spelling.strikes and not near else []
        wanted = self._spelling.markers.strong if name == "strong" else self._spelling.markers.emphasis
        other = wanted.translate(_OTHER_MARKER)
        neighbours = (start - 1, start + 1, end - 1, end + 1)
        stars = [i for i in neighbours if 0 <= i < len(self._tokens) and self._is_star(i)]
        if not stars:
            # An underscore that is text comes too near to one that is none.
            return [wanted, other] if "_" not in edges else sorted((wanted, other))
        if name == "em":
            strong = self._spelling.markers.strong
            return [strong[0].translate(_OTHER_MARKER)]
        return [wanted]

    def _confuses(self, start: int, end: int, *, inside: bool) -> bool:
        """Tell whether the engine would take a pair of markers for another one, or for text."""
        if self._spelling.hides_tags and self._touches_tag(start, end):
            return True
        if self._spelling.nests_marks:
            return False
        signs = (_is_sign(self._after(start)), _is_sign(self._before(end)))
        if (signs[0] and self._is_marker(start - 1)) or (signs[1] and self._is_marker(end + 1)):
            return True
        outer = (self._before(start), self._after(end))
        return inside and any(
            sign and (_is_sign(one) or one.isalnum()) for sign, one in zip(signs, outer, strict=True)
        )

    def _touches_tag(self, start: int, end: int) -> bool:
        """Tell whether a template tag stands beside a marker: as a comment it is a sign, not a letter."""
        return any(
            ends_with_tag(self._part_before(index)) or starts_with_tag(self._part_after(index))
            for index in (start, end)
        )

    def _is_marker(self, index: int) -> bool:
        return 0 <= index < len(self._tokens) and self._tokens[index].kind in MARKERS

    def _is_star(self, index: int) -> bool:
        token = self._tokens[index]
        return token.kind in MARKERS and token.value in {"strong", "em"}

    def _before(self, index: int) -> str:
        """Return the character before a token, as far as it is written; empty at the edge."""
        return self._part_before(index)[-1:]

    def _after(self, index: int) -> str:
        return self._part_after(index)[:1]

    def _part_before(self, index: int) -> str:
        return next((self._parts[i] for i in range(index - 1, -1, -1) if self._parts[i]), "")

    def _part_after(self, index: int) -> str:
        return next((self._parts[i] for i in range(index + 1, len(self._parts)) if self._parts[i]), "")

    def _needs_reference(self, outer: str, inner: str, marker: str) -> bool:
        """Tell whether a marker between two characters would not count as one.

        CommonMark 0.31 §6.2 (flanking); symbols count against us on either side, since engines
        differ on them.
        """
        # cmark-gfm looks past tildes, at what may be a letter.
        if not outer or outer.isspace() or (is_punctuation(outer) and outer != "~"):
            return False
        if marker[0] == "_":
            return True
        return not inner or is_punctuation(inner) or is_symbol(inner)

    def _can_refer(self, index: int) -> bool:
        """Tell whether the neighbour is text whose nearest character may be written as a reference."""
        if not self._references or not 0 <= index < len(self._tokens):
            return False
        if self._tokens[index].kind is Kind.SOURCE and _ADDRESS.search(self._parts[index]):
            return False
        return self._tokens[index].kind in (Kind.TEXT, Kind.SOURCE) and bool(self._parts[index])


def _is_sign(character: str) -> bool:
    return bool(character) and (is_punctuation(character) or is_symbol(character))


def _is_plain_end(text: str) -> bool:
    """Tell whether a text ends with a character of its own, not with an escaped one or a template tag."""
    return not text.endswith("~") and not ends_with_tag(text)
