"""Start tags that Markdown has words for, and attributes that it has no place for, as a post has them.

Counted are start tags in what the flavor takes for HTML, template tags masked. A tag counts as
*sayable* if Markdown has words for it, and *apart* if it is such a tag where none could say it:

* inside an element that Markdown has no words for and reads no Markdown in (`OPAQUE`), or that a
  script makes something else of;
* a table, and all in it, that is no grid of text: a cell that spans rows or columns, a caption, a
  header cell below the first row, a block other than a paragraph in one of several cells;
* a table with a template tag between its rows, and code with one in it, as nobody knows what it writes;
  code that shows how one begins, which only references keep from being one;
* what stands between two template tags that take it for themselves: Hugo's `{{< x >}}` is handed HTML,
  and Hexo sets `{% x %}` aside before any Markdown is read;
* a tag with an `aria-…` attribute, which tells those who hear a page what no Markdown does;
* a list that is numbered with letters;
* an anchor, `<a>` with an id or a name and no destination;
* an icon, `<i class="…"></i>` with nothing in it;
* a break in a heading or in a cell of a table, which are one line in Markdown.

An element that is never closed sets nothing apart, so what is wrong in a post counts as sayable.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape
from typing import NamedTuple

import turbohtml
from turbohtml import TokenType

from postkit.core.span import Span
from postkit.flavors.base import TagSyntax
from postkit.html.code import code_language
from postkit.html.hidden import hidden_spans
from postkit.html.policy import HEADINGS, SAYABLE, is_embed, may_be_icon
from postkit.html.treatment import Treatment, is_said
from postkit.html.tree import Element
from postkit.markdown.mask import count_openers, has_tag
from postkit.site.post import Post

OPAQUE = frozenset(
    {
        *("applet", "audio", "canvas", "fieldset", "form", "iframe", "map", "math", "noscript", "object"),
        *("picture", "script", "select", "style", "svg", "template", "textarea", "video"),
    }
)
"""Elements that Markdown has no words for and that stay as they are with all that is in them."""

_ONE_LINE = frozenset({"table", *HEADINGS})
"""What is written in lines that nothing can break."""
_CODE = frozenset({"code", "pre", "tt"})
_FOLLOWED = OPAQUE | _ONE_LINE | _CODE | {"caption"}
_NO_CELL = frozenset({"blockquote", "dl", "hr", "ol", "pre", "table", "ul", *HEADINGS})
"""Blocks that no cell of a Markdown table can hold."""
_CELLS = frozenset({"td", "th"})


class Tags(NamedTuple):
    """How many start tags a post has that Markdown has words for.

    Attributes:
        sayable: Those that it could say where they stand.
        apart: Those that it could not.
    """

    sayable: int = 0
    apart: int = 0


def count(post: Post, treatment: Treatment) -> Count:
    """Count the tags and attributes of a post; none in one that does not decode.

    Args:
        post: The post.
        treatment: Which attributes may be dropped.
    """
    found = Count(treatment, post.flavor.tags)
    if not post.readable or b"<" not in post.source.data:
        return found
    hidden = hidden_spans(post)
    end, raw = 0, False
    for piece in post.document.html:
        if piece.span.start != end:
            found.last = ""
            if found.waits:
                found.between(post.masked_slice(Span(end, piece.span.start)), raw=raw)
        found.breaks_line = piece.block or not _is_one_line(post, piece.span.start)
        found.is_hidden = any(piece.span.overlaps(one) for one in hidden)
        for token in turbohtml.tokenize(post.masked_slice(piece.span)):
            found.take(token)
        end = piece.span.end
        raw = piece.block and post.flavor.dialect.reads_to_end_tag
    return found


def _is_one_line(post: Post, start: int) -> bool:
    """Tell whether what begins at a byte stands in a table or heading of Markdown."""
    blocks = post.document.blocks
    index = bisect_right(blocks, start, key=lambda block: block.span.start) - 1
    return index >= 0 and blocks[index].kind in {"Table", "Heading"}


class _Open:
    """An element whose end decides whether what is in it counts apart."""

    __slots__ = ("apart", "breaks", "cells", "in_cell", "rows", "sayable", "tag")

    def __init__(self, tag: str, sayable: int, *, apart: bool) -> None:
        self.tag = tag
        self.sayable = sayable
        self.apart = apart
        self.rows = self.cells = self.breaks = 0
        self.in_cell = False


class Count:
    """Counts tags and attributes, token by token in the order of the source.

    Attributes:
        attributes: Those that Markdown has no place for and that may be dropped, by name.
        last: The tag right before, if it may be an icon's.
        breaks_line: Whether a break could be said in the Markdown around.
        is_hidden: Whether template tags take what stands here for themselves.
    """

    def __init__(self, treatment: Treatment, tags: Sequence[TagSyntax] = ()) -> None:
        self._treatment = treatment
        self._tags = tags
        self.attributes: Counter[str] = Counter()
        self.last = ""
        self.breaks_line = True
        self.is_hidden = False
        self._sayable = self._apart = 0
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()

    def tags(self) -> Tags:
        """Return the tags."""
        return Tags(self._sayable, self._apart)

    @property
    def waits(self) -> bool:
        """Whether an element is open whose end decides something."""
        return bool(self._open)

    def between(self, text: str, *, raw: bool) -> None:
        """Count what stands between two pieces of HTML while an element is open.

        Args:
            text: The masked text.
            raw: Whether the engine reads on in it up to the end tag, over blank lines too.
        """
        if not raw:
            self._text(unescape(text))
            return
        for token in turbohtml.tokenize(text):
            self.take(token)

    def take(self, token: turbohtml.Token) -> None:
        """Count one token."""
        last, self.last = self.last, ""
        tag = token.tag or ""
        if token.type is TokenType.START_TAG:
            self._start(tag, dict(token.attrs or ()))
        elif token.type is TokenType.END_TAG:
            if last == tag and self._sayable:
                self._sayable -= 1
                self._apart += 1
            if self._names[tag]:
                self._end(tag)
            elif self._open and tag in _CELLS:
                self._open[-1].in_cell = False
        elif self._open:
            self._text(token.data or "")

    def _text(self, text: str) -> None:
        """Note a text right inside of an element that keeps Markdown from saying that."""
        around = self._open[-1]
        if around.tag == "caption":
            around.apart |= bool(text.strip())
        elif around.tag in _CODE:
            around.apart |= has_tag(text) or count_openers(text, self._tags) > 0
        elif around.tag == "table" and not around.in_cell:
            around.apart |= has_tag(text)

    def _start(self, tag: str, attributes: dict[str, str | None]) -> None:
        apart = tag in OPAQUE or is_embed(attributes) or _has_letters(tag, attributes)
        opens = _Open(tag, self._sayable, apart=apart) if apart or tag in _FOLLOWED else None
        if tag in SAYABLE:
            if (
                _is_anchor(tag, attributes)
                or _is_heard(attributes)
                or self.is_hidden
                or (tag == "br" and not self.breaks_line)
            ):
                self._apart += 1
            else:
                self._sayable += 1
        if self._open:
            self._inside(self._open[-1], tag, attributes)
        if opens:
            self._open.append(opens)
            self._names[tag] += 1
        if attributes:
            if may_be_icon(tag, attributes):
                self.last = tag
            dropped = self._treatment.dropped(tag, attributes)
            self.attributes.update(name for name in dropped if not _is_said(tag, name, attributes))

    def _inside(self, around: _Open, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Note what keeps the innermost table from being a grid of text, and breaks."""
        if tag == "br" and around.tag in _ONE_LINE and self.breaks_line:
            around.breaks += 1
        if around.tag != "table":
            return
        around.in_cell = tag in _CELLS or (around.in_cell and tag != "tr")
        if tag == "tr":
            around.rows += 1
        elif tag in _CELLS:
            around.cells += 1
            spans = {attributes.get(name) or "1" for name in ("colspan", "rowspan")}
            around.apart |= spans != {"1"} or (tag == "th" and around.rows > 1)
        elif tag in _NO_CELL:
            around.apart = True

    def _end(self, tag: str) -> None:
        """Close the innermost element of a name, and what was left open in it."""
        while True:
            closed = self._open.pop()
            self._names[closed.tag] -= 1
            if closed.tag == tag:
                break
        if closed.tag == "caption":
            if closed.apart and self._open:
                self._open[-1].apart = True
        elif closed.apart and (closed.cells != 1 or tag != "table"):
            self._apart += self._sayable - closed.sayable
            self._sayable = closed.sayable
        else:
            self._apart += closed.breaks
            self._sayable -= closed.breaks


def _has_letters(tag: str, attributes: Mapping[str, str | None]) -> bool:
    return tag == "ol" and (attributes.get("type") or "1") != "1"


def _is_anchor(tag: str, attributes: Mapping[str, str | None]) -> bool:
    return tag == "a" and "href" not in attributes and not {"id", "name"}.isdisjoint(attributes)


def _is_heard(attributes: Mapping[str, str | None]) -> bool:
    return any(name.startswith("aria-") for name in attributes)


def _is_said(tag: str, name: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether Markdown says an attribute; a class only if it names a language."""
    if not is_said(tag, name, attributes[name]):
        return False
    return name != "class" or bool(code_language(Element(tag, attributes)))
