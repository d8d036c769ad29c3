"""Destinations in attributes of raw HTML (HTML standard, sections 13.1.2.3 and 4.8.4.2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.span import Span
from postkit.links.destinations.html import candidates
from postkit.links.destinations.kinds import Destination
from postkit.links.spelling.references import MARKS, Escapes, spellings
from postkit.markdown.tags import REFERENCE, Attribute, decode_attribute, start_tags
from postkit.site.post import Post

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BREAKS = r"\t\n\f\r"


def _escapes(characters: str) -> Escapes:
    hard = re.compile(f"[{MARKS}{_BREAKS}{characters}]")
    return Escapes(REFERENCE, decode_attribute, hard, hard, ampersands=True)


_BY_QUOTE = {'"': _escapes('"'), "'": _escapes("'"), "": _escapes(" \"'=")}


def attribute_spellings(post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield texts that make a destination in an attribute say a value, each of them proved.

    Args:
        post: The post.
        found: The destination.
        value: What it is to say.

    Yields:
        Texts for its span, template tags masked.
    """
    attributes = _attributes(post.masked_slice(found.whole), found.whole.start)
    at = next((index for index, one in enumerate(attributes) if one.span.contains(found.span)), None)
    if at is None:
        return
    old, quote = post.masked_slice(found.span), _quote(post, attributes[at].span)
    for text in spellings(post, old, value, _BY_QUOTE[quote or ""]):
        new = f'"{text}"' if _lacks_quotes(quote, old, text) else text
        new = f"={new}" if quote is None else new
        if _says(post, found, at, new, value):
            yield new


def _attributes(tag: str, base: int) -> tuple[Attribute, ...]:
    found = next(start_tags(tag, base), None)
    return found.attributes if found and found.span == Span(base, base + len(tag.encode())) else ()


def _quote(post: Post, span: Span) -> str | None:
    """Return the quote around a value; empty where there is none, None where not even `=` is there."""
    before = post.source.data[max(span.start - 64, 0) : span.start].rstrip(b" \t\n\f\r")
    if span.start == span.end and not before.endswith((b"=", b'"', b"'")):
        return None
    around = post.source.data[span.start - 1 : span.start], post.source.data[span.end : span.end + 1]
    return around[0].decode() if around[0] == around[1] and around[0] in (b'"', b"'") else ""


def _lacks_quotes(quote: str | None, old: str, text: str) -> bool:
    """Tell whether a value without quotes has to get some: an empty one, one that was, an odd one."""
    return not quote and (not text or not old or _CONTROL.search(text) is not None)


def _says(post: Post, found: Destination, at: int, new: str, value: str) -> bool:
    """Tell whether the tag with a new text says what it did but for the one destination."""
    base = found.whole.start
    tag = post.masked_bytes[base - post.body.start : found.whole.end - post.body.start]
    changed = tag[: found.span.start - base] + new.encode() + tag[found.span.end - base :]
    before = _attributes(tag.decode(errors="replace"), base)
    after = _attributes(changed.decode(errors="replace"), base)
    if [one.name for one in before] != [one.name for one in after]:
        return False
    others = (one == at or before[one].value == after[one].value for one in range(len(before)))
    old, now = _values(post, before[at], tag, base), _values(post, after[at], changed, base)
    index = next((index for index, (span, _) in enumerate(old) if span.contains(found.span)), None)
    if index is None or not all(others):
        return False
    said = post.masked.unmask(decode_attribute(post.masked_slice(found.span)))
    whole = old[index][1]
    wanted = [text for _, text in old]
    wanted[index] = whole[: len(whole) - len(said)] + value
    return whole.endswith(said) and [text for _, text in now] == wanted


def _values(post: Post, attribute: Attribute, tag: bytes, base: int) -> list[tuple[Span, str]]:
    """Return the destinations in an attribute, with the bytes of each."""
    if attribute.name != "srcset":
        return [(attribute.span, post.masked.unmask(attribute.value))]
    written = tag[attribute.span.start - base : attribute.span.end - base].decode(errors="replace")
    found = candidates(written, attribute.span.start)
    return [(span, post.masked.unmask(value)) for span, value in found]
