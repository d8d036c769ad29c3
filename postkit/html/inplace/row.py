"""One leaf as a row of tokens: its source, cut where a tag becomes something else."""

from __future__ import annotations

import re

from postkit.core.span import Span
from postkit.flavors.base import Dialect, Flavor
from postkit.html import policy
from postkit.html.atoms import autolink, code_span, image
from postkit.html.attribute_lists import behind_span
from postkit.html.errors import CannotSayError
from postkit.html.escape import escape_text, write_title, write_url
from postkit.html.inplace.breaks import written_break
from postkit.html.inplace.pairs import Tag
from postkit.html.inplace.source import LeafSource, without_tags
from postkit.html.spelling import Spelling
from postkit.html.targets import check_target
from postkit.html.tokens import Kind, Token
from postkit.html.tree import Element, Text
from postkit.markdown.leaves import Leaf, Part

_MARKS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del", "Link": "a"}
_STARS = re.compile(r"\*|(?<!\w)_|_(?!\w)")
_STARRED = frozenset({"Emphasis", "Strong"})
_MARK_CHARACTERS = {"strong": _STARS, "em": _STARS, "del": re.compile("~"), "a": re.compile(r"[\[\]]")}
_TOUCHING = frozenset("*_~")
_LOOKS_ONLY = frozenset({"style", "color", "face", "size", "lang", "dir", "align"})
"""Attributes of a `<span>` or `<font>` that an author would not miss; a class may be one."""
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_ADDRESS = re.compile(r"://|www\.|@")
# To cmark-gfm only blanks of ASCII end an address.
_FIRST_WORD = re.compile(r"[^ \t\r\n]+")
_LAST_WORD = re.compile(r"[^ \t\r\n]+\Z")


class Row:
    """What a leaf becomes, tag by tag.

    Args:
        source: The leaf's source.
        leaf: The leaf.
        flavor: The engine that counts.
        spelling: What it takes and the site's writers want.
        parts: Whether two breaks may part it into paragraphs. A tag that is open would go on in a new
            one, and attributes stand at one paragraph alone.

    Attributes:
        parted: How many times it parts the leaf by a blank line.
    """

    def __init__(
        self, source: LeafSource, leaf: Leaf, flavor: Flavor, spelling: Spelling, *, parts: bool
    ) -> None:
        self._source = source
        self._leaf = leaf
        self._parts = parts
        self._kramdown = flavor.dialect is Dialect.KRAMDOWN
        self._spelling = spelling
        self._links_addresses = flavor.links_addresses
        self._said: list[tuple[Span, list[Token]]] = []
        self._marked: list[tuple[str, Span]] = []
        self._raw: list[Span] = []
        self._done = 0
        self.parted = 0

    def tokens(self) -> list[Token]:
        """Return the tokens, in order."""
        row: list[Token] = []
        place = self._source.span.start
        for span, tokens in sorted(self._said, key=lambda said: said[0]):
            if span.start > place:
                row.append(Token(Kind.SOURCE, self._source.slice(Span(place, span.start))))
            row += tokens
            place = span.end
        if place < self._source.span.end:
            row.append(Token(Kind.SOURCE, self._source.slice(Span(place, self._source.span.end))))
        return row

    def keep(self, tag: Tag) -> None:
        """Leave a tag as it is; kramdown then reads no Markdown inside some."""
        read = not self._kramdown or tag.name in policy.KRAMDOWN_MARKDOWN_INSIDE
        if not read and not (self._raw and self._raw[-1].contains(tag.span)):
            self._raw.append(tag.inside)

    def say(self, tag: Tag) -> None:
        """Put Markdown in place of a tag and of its end tag; tags are given in order.

        Raises:
            CannotSayError: If it has to stay.
        """
        name = tag.name
        if self._raw and self._raw[-1].contains(tag.span):
            raise CannotSayError("kramdown reads no Markdown in the element around it", differs=True)
        if name not in policy.INLINE | policy.UNWRAPPED_INLINE:
            raise CannotSayError(f"Markdown has no `<{name}>`")
        if reason := self._spelling.treatment.objection(name, tag.attributes):
            raise CannotSayError(reason)
        writers = {
            "br": self._break,
            "img": self._image,
            "code": self._code,
            "tt": self._code,
            "a": self._link,
        }
        if name in policy.UNWRAPPED_INLINE:
            self._unwrap(tag)
        elif name in writers:
            writers[name](tag)
        else:
            self._mark(tag, policy.EMPHASIS[name], "")

    def _put(self, span: Span, *tokens: Token) -> None:
        self._said.append((span, list(tokens)))

    def _unwrap(self, tag: Tag) -> None:
        if not _LOOKS_ONLY.issuperset(tag.attributes):
            raise CannotSayError("a class may be there for a reason")
        self._demand_plain(tag)
        self._demand_no_address(tag)
        self._put(tag.span)
        self._put(tag.end)

    def _break(self, tag: Tag) -> None:
        if self._leaf.kind not in {"Paragraph", "Item"} or tag.marks or tag.span.start < self._done:
            return
        after = _FIRST_WORD.match(self._source.after(tag.end.end))
        if self._links_addresses and after and _ADDRESS.search(after[0]):
            return
        found = written_break(
            self._source,
            tag.span,
            parts=self._parts and not tag.level,
            folds=self._spelling.folds_lines,
        )
        if found:
            self._put(found[0], Token(Kind.ATOM, found[1]))
            self._done = found[0].end
            self.parted += found[1].count("\n") > 1

    def _image(self, tag: Tag) -> None:
        before = _LAST_WORD.search(self._source.before(tag.span.start))
        if self._links_addresses and before and _ADDRESS.search(before[0]):
            raise CannotSayError("the engine makes a link of the address before it", differs=True)
        after = _FIRST_WORD.match(self._source.after(tag.end.end))
        if not self._spelling.folds_lines and after and _ADDRESS.search(after[0]):
            raise CannotSayError("the engine makes a link of the address behind it", differs=True)
        node = Element("img", tag.attributes, treatment=self._spelling.treatment)
        self._put(tag.span, Token(Kind.ATOM, image(node, self._spelling)))

    def _code(self, tag: Tag) -> None:
        self._demand_content(tag)
        lines = self._code_lines(tag)
        self._demand_no_address(tag)
        if len(lines) > 1 and (self._leaf.kind not in {"Paragraph", "Item"} or "" in lines):
            raise CannotSayError("its code has lines, and no code span can hold them")
        if any(line != line.strip() for line in lines):
            raise CannotSayError("blanks stand at an end of its code")
        nodes = (Element(tag.name, {}, [Text(line)]) for line in lines)
        atoms = [code_span(node, self._spelling, in_cell=self._leaf.kind == "TableCell") for node in nodes]
        if any(atom.startswith("<") for atom in atoms):
            raise CannotSayError("no code span can hold it")
        line_break = f"  {self._source.newline}{self._source.margin}"
        self._put(tag.whole, Token(Kind.ATOM, line_break.join(atoms)))
        self._done = tag.end.end

    def _code_lines(self, tag: Tag) -> list[str]:
        """Return the lines of code; breaks at an edge of the leaf are only room."""
        parts = self._leaf.parts[tag.index + 1 : tag.end_index]
        if not any(map(_is_break, parts)):
            return [self._plain_text(tag)]
        lines = [""]
        for part in parts:
            if _is_break(part):
                lines.append("")
            elif part.kind == "Text":
                lines[-1] += part.value
            else:
                raise CannotSayError(f"markup stands inside `<{tag.name}>`")
        self._demand_no_backslash(tag)
        lines = [line.strip() for line in lines]
        if not self._source.before(tag.span.start).strip() and not lines[0]:
            del lines[0]
        if not self._source.after(tag.end.end).strip() and not lines[-1]:
            del lines[-1]
        return lines

    def _link(self, tag: Tag) -> None:
        href = tag.attributes.get("href")
        anchor = "id" in tag.attributes or "name" in tag.attributes
        if href is None and anchor:
            return  # it has no Markdown, and needs none
        if anchor or not (href or "").strip():
            raise CannotSayError("it is an anchor" if anchor else "a link has no destination")
        self._demand_content(tag)
        inner = self._source.slice(tag.inside)
        node = Element("a", tag.attributes, [Text(inner)], treatment=self._spelling.treatment)
        check_target(node, href or "", self._spelling.dialect)
        if (found := autolink(node)) and inner == href:
            self._put(tag.whole, Token(Kind.ATOM, found))
            return
        before, after = self._source.before(tag.span.start), self._source.after(tag.end.end)[:1]
        if (
            before.rstrip().endswith("]")
            or before.endswith(("!", "^"))
            or after in {"{", "[", "("}
            or inner.lstrip().startswith("^")
        ):
            raise CannotSayError("what stands beside it would be read as part of the link", differs=True)
        title = write_title(tag.attributes.get("title") or "", self._spelling)
        self._mark(tag, "a", f"({write_url(href or '')}{title}){behind_span(node)}")

    def _mark(self, tag: Tag, value: str, target: str) -> None:
        """Write a pair of tags as a pair of markers, or drop them inside of another such pair."""
        self._demand_content(tag)
        self._demand_plain(tag)
        if any(_MARKS.get(mark) == value for mark in tag.marks):
            raise CannotSayError("Markdown of the same kind is around it", differs=True)
        while self._marked and not self._marked[-1][1].contains(tag.whole):
            self._marked.pop()
        if any(name == value for name, _ in self._marked):
            if value == "a":
                raise CannotSayError("a link stands inside a link")
            self._put(tag.span)
            self._put(tag.end)
            return
        inside = self._leaf.parts[tag.index + 1 : tag.end_index]
        if any(part.kind == "Start" and _MARKS.get(part.value) == value for part in inside):
            raise CannotSayError(f"Markdown of the same kind stands inside `<{tag.name}>`", differs=True)
        self._demand_no_address(tag)
        self._demand_no_marker(tag, value)
        self._put(tag.span, Token(Kind.OPEN, value, target, self._source.slice(tag.span)))
        self._put(tag.end, Token(Kind.CLOSE, value, target, self._source.slice(tag.end)))
        self._marked.append((value, tag.whole))

    def _demand_no_marker(self, tag: Tag, value: str) -> None:
        """Raise where a character that is text now could be taken for a marker."""
        # An engine pairs the markers of a whole block; those that are text it may see otherwise then.
        if self._source.holds(_MARK_CHARACTERS[value]):
            raise CannotSayError("a marker that is text stands beside it", differs=True)
        inner, after = self._source.slice(tag.inside), self._source.after(tag.end.end)
        shown = without_tags(inner).strip() or " "
        if inner.endswith("  ") and after.lstrip(" \t").startswith(("\n", "\r")):
            raise CannotSayError("the blanks at its end would break the line", differs=True)
        before = without_tags(self._source.before(tag.span.start))
        outside = {before[-1:], without_tags(after)[:1]}
        inside = {shown[0], shown[-1]}
        # `**_a_ b**` is read alike, where no letter is beside it.
        quiet = value == "strong" and not any(map(str.isalnum, outside))
        if value != "a" and _TOUCHING & (outside | (inside - {"_"} if quiet else inside)):
            raise CannotSayError("it touches another marker", differs=True)

    def _demand_content(self, tag: Tag) -> None:
        if self._source.is_empty(tag.inside):
            raise CannotSayError("it holds nothing")

    def _demand_no_address(self, tag: Tag) -> None:
        """Raise where the engine makes a link of an address in an element or at its edge.

        In links and code of Markdown it makes none, and a tag ends an address where a marker may not.
        """
        if not self._links_addresses:
            return
        beside = (
            _LAST_WORD.search(without_tags(self._source.before(tag.span.start))),
            _FIRST_WORD.match(without_tags(self._source.after(tag.end.end))),
        )
        texts = [without_tags(self._source.slice(tag.inside)), *(match[0] for match in beside if match)]
        if any(_ADDRESS.search(text) for text in texts):
            raise CannotSayError("the engine makes a link of an address in it or beside it", differs=True)

    def _plain_text(self, tag: Tag) -> str:
        """Return the text between a tag and its end, which must be nothing but text."""
        parts = self._leaf.parts[tag.index + 1 : tag.end_index]
        if any(part.kind != "Text" for part in parts):
            raise CannotSayError(f"markup stands inside `<{tag.name}>`")
        self._demand_no_backslash(tag)
        return "".join(part.value for part in parts)

    def _demand_no_backslash(self, tag: Tag) -> None:
        if "\\" in self._source.slice(tag.inside):
            raise CannotSayError("engines read its backslashes in different ways", differs=True)

    def _demand_plain(self, tag: Tag) -> None:
        """Raise where an engine reads what stands in an element in another way than the rest of the text."""
        if not self._spelling.nests_marks:
            self._demand_plain_for_marked(tag)
        if self._kramdown and tag.name not in policy.KRAMDOWN_MARKDOWN_INSIDE:
            text = self._plain_text(tag)
            if escape_text(text) != text:
                raise CannotSayError(f"kramdown reads no Markdown in `<{tag.name}>`", differs=True)

    def _demand_plain_for_marked(self, tag: Tag) -> None:
        """Raise where marked, as Hexo runs it, may pair markers otherwise or see a break come or go."""
        inner = self._source.slice(tag.inside)
        inside = (part for part in self._leaf.parts[tag.index + 1 : tag.end_index] if part.value in _STARRED)
        clear = _STARRED.isdisjoint(tag.marks) and all(self._is_clear(tag, part) for part in inside)
        if not clear or inner != inner.strip():
            raise CannotSayError("Hexo may pair its markers otherwise", differs=True)

    def _is_clear(self, tag: Tag, part: Part) -> bool:
        """Tell whether marked pairs the markers of a part in a tag as CommonMark does: `**_a_ b**`."""
        stars = policy.EMPHASIS.get(tag.name) == "strong" and self._spelling.markers.strong == "**"
        if part.kind == "End":
            return True
        return stars and part.value == "Emphasis" and self._source.slice(part.span).startswith("_")


def _is_break(part: Part) -> bool:
    """Tell whether a part ends a line for a reader."""
    return part.kind == "HardBreak" or (part.kind == "InlineHtml" and _BREAK.match(part.value) is not None)
