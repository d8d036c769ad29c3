"""HTML in Markdown lists and quotes: it becomes Markdown in its item or quote, line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.html.balance import Balance
from postkit.html.decoding import bare_reference
from postkit.html.policy import SAYABLE
from postkit.html.portable import objection
from postkit.html.prove import Rewriting, reads_alike, replace
from postkit.html.region import Layout, Region
from postkit.html.rendered import read_rendered
from postkit.html.treatment import Treatment
from postkit.html.tree import TooDeepError
from postkit.html.trouble import Trouble, split_text
from postkit.markdown.leaves import nested_html
from postkit.markdown.parser import render
from postkit.site.post import Post

DIFFERS = "in this list or quote its Markdown would read differently"
_CONTAINERS = frozenset({"List", "BlockQuote"})
_SAYABLE = SAYABLE - {"hr"}
"""Tags that are worth a finding; a line in an item is `<hr>` in all spellings."""
_TAG_NAME = re.compile(r"<([A-Za-z][^\s/>]*)")
_MARKS = re.compile(r"[^\s>]")
_NO_TEXT = re.compile(r"[\s>]*")
_EMPHASIS = re.compile(rb"(?<=[^\s>*_~])[*_]+|[*_]+(?=[^\s*_~\[])|[*_]{2,}(?=\[)")
"""Markers that may begin or end emphasis: no bullet, no rule, no abbreviation of kramdown (`*[a]: b`)."""
_MANY = 8
"""So many pieces of one container are tried one by one where they do not change all at once."""


class Nested(NamedTuple):
    """A block of HTML in an item or a quote.

    Attributes:
        span: Its bytes in the source, from its first character to its last that shows.
        html: Its masked text without the marks of what it stands in, line ends as LF.
        margin: What each further line of it begins with.
        container: The bytes of the outermost list or quote.
        trouble: Why it stays, told from its tags alone.
    """

    span: Span
    html: str
    margin: str
    container: Span
    trouble: Trouble | None = None


def find_nested(post: Post, trusted: int, distrust: Trouble) -> list[Nested]:
    """Return the blocks of HTML in the lists and quotes of a post.

    Args:
        post: The post.
        trusted: The byte offset in the source up to which its Markdown is what it looks like.
        distrust: Why it may not be behind that offset.
    """
    blocks = [block for block in post.document.blocks if block.kind in _CONTAINERS]
    starts = [block.span.start for block in blocks]
    found: list[Nested] = []
    if not blocks:
        return found
    for lines in nested_html(post.masked.text, post.body.start):
        index = bisect_right(starts, lines[0].start) - 1
        if index < 0 or blocks[index].span.end < lines[-1].end:
            continue
        html = "".join(post.masked_slice(line) for line in lines).replace("\r\n", "\n").rstrip()
        if _SAYABLE.isdisjoint(name.lower() for name in _TAG_NAME.findall(html)):
            continue
        last = next(line for line in reversed(lines) if post.masked_slice(line).strip())
        span = Span(lines[0].start, last.start + len(post.masked_slice(last).rstrip().encode()))
        nested = Nested(span, html, _margin(post, span.start), blocks[index].span)
        found.append(nested._replace(trouble=_trouble(post, nested, trusted, distrust)))
    return found


def _margin(post: Post, start: int) -> str:
    line = post.masked_bytes.rfind(b"\n", 0, start - post.body.start) + 1 + post.body.start
    return _MARKS.sub(" ", post.masked_slice(Span(line, start)))


def _trouble(post: Post, nested: Nested, trusted: int, distrust: Trouble) -> Trouble | None:
    if post.flavor.dialect not in {Dialect.COMMONMARK, Dialect.KRAMDOWN}:
        return Trouble(f"{post.flavor.title} may read HTML in a list or a quote in another way")
    if nested.container.end > trusted:
        return distrust
    balance = Balance()
    balance.feed(nested.html)
    if balance.stray:
        return Trouble(f"`</{balance.stray}>` closes nothing that is open there", unbalanced=True)
    if balance.open:
        return Trouble(f"`<{balance.open[-1]}>` is not closed before the HTML ends", unbalanced=True)
    if "markdown=" in nested.html:
        return Trouble("an attribute `markdown=` makes the engine read Markdown inside")
    if post.flavor.dialect is Dialect.KRAMDOWN and (reference := bare_reference(nested.html)):
        return Trouble(f"kramdown shows {quoted(reference)} as it is written")
    return split_text(nested.html)


def convert_nested(
    post: Post,
    layout: Layout,
    say: Callable[[Region], tuple[str | None, tuple[Diagnostic, ...]]],
    treatment: Treatment,
) -> Iterator[tuple[Span, Rewriting | None, tuple[Diagnostic, ...]]]:
    """Yield the bytes of each block of HTML in a list or quote, what may stand there, and what stays of it.

    Args:
        post: The post.
        layout: Where its body is HTML.
        say: Returns the Markdown of a region, None where it stays, and the findings on what stays.
        treatment: What becomes of tags and attributes.
    """
    if post.is_html or not any(piece.block for piece in post.document.html):
        return
    starts = [region.span.start for region in layout.regions]
    written: list[tuple[Nested, str]] = []
    kept: dict[Span, tuple[Diagnostic, ...]] = {}
    for one in find_nested(post, layout.trusted, layout.distrust):
        index = bisect_right(starts, one.span.start) - 1
        in_region = index >= 0 and one.span.start < layout.regions[index].span.end
        if in_region or any(one.span.overlaps(span) for span in layout.hidden):
            continue
        text, stays = say(Region(one.span, one.html, one.trouble))
        # Only in the first line are places in the source those in the HTML.
        kept[one.span] = tuple(reason._replace(span=first_line(post, one.span)) for reason in stays)
        if text is None:
            yield one.span, None, kept[one.span]
        else:
            written.append((one, text))
    for one, change in rewrite_nested(post, written, treatment):
        yield one.span, change, kept[one.span] if change else ()


def first_line(post: Post, span: Span) -> Span:
    """Return the bytes of the first line of a span."""
    line = post.masked_slice(span).split("\n", 1)[0].rstrip("\r")
    return Span(span.start, span.start + len(line.encode()))


def rewrite_nested(
    post: Post, written: Sequence[tuple[Nested, str]], treatment: Treatment
) -> Iterator[tuple[Nested, Rewriting | None]]:
    """Yield blocks of HTML in lists and quotes with what may stand in their place; None where they stay.

    Args:
        post: The post.
        written: Blocks in order, each with its Markdown.
        treatment: What becomes of tags and attributes.
    """
    for container, several in groupby(written, key=lambda one: one[0].container):
        group = list(several)
        fits = _fitting(post, container, treatment)
        changes = _fitted(post, group, fits)
        if changes is None and 1 < len(group) <= _MANY:
            for one in group:
                alone = _fitted(post, [one], fits)
                yield one[0], alone[0] if alone else None
            continue
        for number, (nested, _) in enumerate(group):
            yield nested, changes[number] if changes else None


def _fitted(
    post: Post, group: Sequence[tuple[Nested, str]], fits: Callable[[Sequence[Rewriting]], bool]
) -> list[Rewriting] | None:
    """Return the changes of some blocks, without blank lines around them where that is enough."""
    for parted in (False, True):
        changes = [_change(post, nested, text, parted=parted) for nested, text in group]
        if fits(changes):
            return changes
    return None


def _fitting(post: Post, container: Span, treatment: Treatment) -> Callable[[Sequence[Rewriting]], bool]:
    """Return what tells whether a container reads as before, and alike in all engines, with some changes."""
    body, flavor = post.body.start, post.flavor
    lists = {"heading_attributes": flavor.heading_attributes, "definition_lists": flavor.definition_lists}
    old = post.masked_slice(container)
    start = container.start - body
    data = post.masked_bytes[start : container.end - body]
    blocks = _without_markers(data)
    unclear = flavor.dialect is Dialect.KRAMDOWN and objection(blocks.decode(), **lists) is not None

    def fits(changes: Sequence[Rewriting]) -> bool:
        if unclear:
            return False
        edits = [(span.shift(-start), text) for span, text in changes]
        try:
            wanted = read_rendered(render(old, **lists), treatment)
            return objection(replace(blocks, edits), **lists) is None and reads_alike(
                wanted, replace(data, edits), flavor
            )
        except TooDeepError:
            return False

    return fits


def _without_markers(data: bytes) -> bytes:
    """Return a container as long as it was, letters for the markers of emphasis in its own text.

    What an engine makes of those hangs on no other block, and no block on them. Where one stands as
    a bullet, or in a line of nothing else, it stays.
    """
    return _EMPHASIS.sub(lambda found: b"x" * len(found[0]), data)


def _change(post: Post, nested: Nested, text: str, *, parted: bool) -> Rewriting:
    """Return the bytes of the masked body that a block gives up, and its Markdown line by line."""
    margin, bare = nested.margin, nested.margin.rstrip()
    lines = [f"{margin}{line}" if line else bare for line in text.split("\n")]
    lines[0] = lines[0].removeprefix(margin)
    start = nested.span.start
    if parted and text and _follows_text(post, nested):
        start -= len(margin) - len(bare)
        lines = ["", f"{margin}{lines[0]}", *lines[1:]]
    if parted and text and _precedes_text(post, nested):
        lines.append(bare)
    return Span(start, nested.span.end).shift(-post.body.start), "\n".join(lines)


def _follows_text(post: Post, nested: Nested) -> bool:
    """Tell whether text stands on the line before a block that does not begin an item or quote."""
    data, start = post.masked_bytes, nested.span.start - post.body.start
    line = data.rfind(b"\n", 0, start) + 1
    if data[line:start].decode() != nested.margin or line == 0:
        return False
    return not _NO_TEXT.fullmatch(data[data.rfind(b"\n", 0, line - 1) + 1 : line].decode())


def _precedes_text(post: Post, nested: Nested) -> bool:
    data = post.masked_bytes
    line = data.find(b"\n", nested.span.end - post.body.start) + 1
    if not line or line > nested.container.end - post.body.start:
        return False
    end = data.find(b"\n", line)
    return not _NO_TEXT.fullmatch(data[line : end if end >= 0 else len(data)].decode())
