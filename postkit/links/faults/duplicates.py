"""Labels that are defined twice: one of the definitions has no effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic, Related
from postkit.core.edit import Edit, Fix
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Dialect
from postkit.links.destinations.grammar import GAP, decode, destination_at
from postkit.links.destinations.literal import literal_spans, outside
from postkit.links.destinations.prose import Spans
from postkit.links.faults.brackets import Prose
from postkit.links.faults.labels import normal
from postkit.rules import table

_LABEL = re.compile(
    rb"^(?P<marks>(?:[ \t]{0,3}(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*)\[(?!\^)"
    rb"(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]:",
    re.MULTILINE | re.DOTALL,
)
_TITLE = re.compile(
    rb"(?:[ \t]*\r?\n[ \t>]*|[ \t]+)(?P<title>\"(?:[^\"\\\r\n]|\\.)*+\""
    rb"|'(?:[^'\\\r\n]|\\.)*+'|\((?:[^()\\\r\n]|\\.)*+\))"
    rb"(?=[ \t]*(?:\r|\n|\Z))"
)
_LINE_END = re.compile(rb"[ \t]*(?:\r?\n|\r|\Z)")
_LAST_COUNTS = frozenset({Dialect.KRAMDOWN, Dialect.PYTHON_MARKDOWN})


class _Found(NamedTuple):
    """A definition.

    Attributes:
        span: Its bytes in the source, from the label's bracket.
        line: The bytes of its line or lines with their end, if nothing else stands in them.
        label: The label.
        says: Its destination and title.
    """

    span: Span
    line: Span | None
    label: str
    says: tuple[str, bytes]


def duplicate_definitions(prose: Prose) -> Iterator[Diagnostic]:
    """Yield a finding for each definition of a label whose other definition counts.

    In CommonMark and in marked the first counts, in kramdown and Python-Markdown the last.

    Args:
        prose: The body of a post.
    """
    groups: dict[str, list[_Found]] = {}
    for found in _definitions(prose):
        groups.setdefault(normal(found.label), []).append(found)
    for group in groups.values():
        last = prose.post.flavor.dialect in _LAST_COUNTS
        counts = group[-1] if last else group[0]
        yield from (_finding(one, counts, last=last) for one in group if one is not counts)


def _definitions(prose: Prose) -> list[_Found]:
    """Return all definitions of the labels that seem to be defined more than once."""
    if prose.data.count(b"]:") <= len(prose.post.document.definitions):
        return []
    seen: dict[str, int] = {}
    matches = list(_LABEL.finditer(prose.data))
    for match in matches:
        label = normal(match["label"].decode(errors="replace"))
        seen[label] = seen.get(label, 0) + 1
    known = {normal(one.label) for one in prose.post.document.definitions}
    if not any(count > 1 and label in known for label, count in seen.items()):
        return []
    content, literal = _content(prose), literal_spans(prose.post)
    found = []
    for match in matches:
        label = normal(match["label"].decode(errors="replace"))
        place = match.start("label") - 1 + prose.base
        if (
            seen[label] > 1
            and label in known
            and place not in content
            and outside(literal, Span(place, place))
        ):
            one = _definition(prose, match)
            found += [one] if one else []
    return found


def _content(prose: Prose) -> Spans:
    from postkit.markdown.content import content_spans

    attributes = prose.post.flavor.heading_attributes
    return Spans(content_spans(prose.post.masked.text, prose.base, heading_attributes=attributes))


def _definition(prose: Prose, match: re.Match[bytes]) -> _Found | None:
    data = prose.data
    gap = GAP.match(data, match.end())
    place = destination_at(data, gap.end() if gap else match.end())
    if place is None or (place[0] == place[1] != match.end() and data[place[0] - 1] != 0x3C):
        return None
    end = place[1] + (data[place[0] - 1 : place[0]] == b"<")
    title = _TITLE.match(data, end)
    stop = title.end() if title else end
    rest = _LINE_END.match(data, stop)
    if rest is None:
        return None
    start = match.start("label") - 1
    line = None if match["marks"].strip() else Span(match.start(), rest.end()).shift(prose.base)
    says = decode(data[slice(*place)].decode(errors="replace")), title["title"] if title else b""
    return _Found(Span(start, stop).shift(prose.base), line, match["label"].decode(errors="replace"), says)


def _finding(one: _Found, counts: _Found, *, last: bool) -> Diagnostic:
    same = one.says == counts.says
    message = f"the label {quoted(one.label)} is defined {'again below' if last else 'above already'}"
    message += ", with the same destination" if same else ", and that definition counts"
    fix = Fix("delete the definition", (Edit(one.line, b""),)) if same and one.line else None
    related = (Related(counts.span, "the definition that counts"),)
    hint = "delete one of them, or rename its label"
    return Diagnostic(table.LNK005, one.span, message, hint, fix, related)
