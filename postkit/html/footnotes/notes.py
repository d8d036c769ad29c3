"""The notes at the end of a post: a numbered list, or paragraphs that each begin with a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postkit.html.footnotes.html_list import items_of_html
from postkit.html.footnotes.links import ANCHOR, LINK, Link, as_link, ids
from postkit.html.spelling import Spelling
from postkit.markdown.document import Block
from postkit.site.post import Post

_ITEM = re.compile(r"^(?P<number>\d{1,3})\.[ ]{1,3}(?=\S)", re.MULTILINE)
_FRAME_OPENS = re.compile(r"\s*(<div\b[^<>]*\smarkdown=\"1\"[^<>]*>)\s*")
_FRAME_CLOSES = re.compile(r"\s*</div>\s*")
_OPENS = re.compile(rf"(?:{ANCHOR}|<sup\b[^<>]*>|\\?\[|\s)*")
_CLOSES = re.compile(rf"(?:{ANCHOR}|</sup>|\\?\]|\\?[.):])*(?:&nbsp;|\s)*")
_NUMBER = re.compile(r"\d{1,3}")
_END = re.compile(r"(?:&nbsp;|\s)*(?:<sup>|\\?\[|\()?\Z")
_ROOM = 40
"""So many characters of room before a link back go with it."""
_SIGN = re.compile(r"[\W\d_]+|.*\b(?:back|return|jump|up|top)\b.*", re.IGNORECASE)
"""What a link back shows: an arrow or another sign, or a word for the way."""
_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?\.?")


class Note(NamedTuple):
    """A note.

    Attributes:
        ids: What references lead to.
        back: The id of the reference that it leads back to.
        number: What it shows, or None.
        text: Its Markdown without the mark and the link back, in lines.
    """

    ids: frozenset[str]
    back: str
    number: int | None
    text: str


class Notes(NamedTuple):
    """The notes of a post.

    Attributes:
        start: Where they begin in the masked body, in bytes.
        items: In order.
    """

    start: int
    items: Sequence[Note]


def find_notes(post: Post, spelling: Spelling) -> Notes | None:
    """Return the notes that a post ends with; None if it has none, or something else among them.

    Args:
        post: The post.
        spelling: What its engine takes.
    """
    blocks = post.document.blocks
    if not blocks:
        return None
    last = _source(post, blocks[-1])
    if blocks[-1].kind == "List" or last.startswith("<ol"):
        first = len(blocks) - 1
        items = _items(last) if blocks[-1].kind == "List" else items_of_html(last, post.flavor, spelling)
        found = [read_note(source, numbered=number) for number, source in items]
    else:
        first = _first_paragraph(post, blocks)
        found = list(_framed(post, blocks[first:]))
    notes = [note for note in found if note is not None]
    if not notes or len(notes) < len(found):
        return None
    return Notes(blocks[first].span.start - post.body.start, notes)


def _source(post: Post, block: Block) -> str:
    return post.masked_slice(block.span).replace("\r\n", "\n").rstrip()


def _items(source: str) -> Iterator[tuple[int, str]]:
    """Yield the number and the content of each item of a numbered list, without its indentation."""
    marks = list(_ITEM.finditer(source))
    if not marks or marks[0].start():
        return
    ends = [*(mark.start() for mark in marks[1:]), len(source)]
    for mark, end in zip(marks, ends, strict=True):
        first, *rest = source[mark.end() : end].rstrip().split("\n")
        width = len(mark[0])
        lines = [line[width:] if not line[:width].strip() else line for line in rest]
        yield int(mark["number"]), "\n".join([first, *lines])


def _first_paragraph(post: Post, blocks: Sequence[Block]) -> int:
    """Return the number of the first of the paragraphs at the end that may be notes."""
    first = len(blocks)
    framed = False
    while first:
        block = blocks[first - 1]
        source = _source(post, block)
        if block.kind == "HtmlBlock" and _FRAME_CLOSES.fullmatch(source) and not framed:
            framed = True
        elif block.kind == "HtmlBlock" and _FRAME_OPENS.fullmatch(source) and framed:
            framed = False
        elif block.kind != "Paragraph" or (not framed and read_note(source) is None):
            break
        first -= 1
    return first


def _framed(post: Post, blocks: Sequence[Block]) -> Iterator[Note | None]:
    """Yield the notes of paragraphs, some of them in elements of their own."""
    opened: list[str] = []
    lines: list[str] = []
    for block in blocks:
        source = _source(post, block)
        if opening := _FRAME_OPENS.fullmatch(source):
            opened.append(opening[1])
        elif _FRAME_CLOSES.fullmatch(source):
            yield read_note("\n\n".join(lines), frame=opened.pop()) if opened else None
            lines = []
        elif opened:
            lines.append(source)
        else:
            yield read_note(source)
    if opened:
        yield None


def read_note(source: str, numbered: int | None = None, frame: str = "") -> Note | None:
    """Return the note that a text is; None if it has no mark to lead to, or no link back.

    Args:
        source: Its Markdown.
        numbered: The number of the item that it is, if it is one.
        frame: The start tag of the element that it stands in, if it has one of its own.
    """
    begin, number, back = _mark(source, numbered=numbered is not None)
    end = len(source)
    if back is None:
        end, back = _way_back(source, begin)
    if back is None:
        return None
    own = ids(source[:begin]) | ids(frame)
    text = source[begin:end]
    if not own or not text.strip() or ids(text):
        return None
    return Note(own, back, numbered if numbered is not None else number, text.strip())


def _mark(source: str, *, numbered: bool) -> tuple[int, int | None, str | None]:
    """Return where the text behind a note's mark begins, the number there and where it leads back to."""
    opening = _OPENS.match(source)
    place = opening.end() if opening else 0
    # A link begins with a bracket, too.
    for start in (place, place - 1):
        match = LINK.match(source, start) if start >= 0 else None
        link = as_link(match) if match else None
        if link and _SIGN.fullmatch(link.text):
            label = _LABEL.fullmatch(link.text)
            return _past(source, link.end), int(label[1]) if label else None, link.target
    # In an item of a list a number is text.
    number = None if numbered else _NUMBER.match(source, place)
    if number:
        behind = _past(source, number.end())
        if not source[number.end() : behind].isspace() and behind > number.end():
            return behind, int(number[0]), None
    anchors = re.match(rf"(?:{ANCHOR}|\s)*", source)
    return anchors.end() if anchors else 0, None, None


def _past(source: str, place: int) -> int:
    closing = _CLOSES.match(source, place)
    return closing.end() if closing else place


def _way_back(source: str, begin: int) -> tuple[int, str | None]:
    """Return where a note's text ends before the link back at its end, and where that leads."""
    last: Link | None = None
    for match in LINK.finditer(source, begin):
        last = as_link(match)
    if last is None or not _SIGN.fullmatch(last.text):
        return len(source), None
    rest = source[last.end :]
    if re.fullmatch(r"(?:</sup>|\\?\]|\)|\s)*", rest) is None:
        return len(source), None
    before = _END.search(source, max(begin, last.start - _ROOM), last.start)
    return before.start() if before else last.start, last.target
