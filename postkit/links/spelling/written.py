"""The one place where a destination is written: its grammar decides how."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from postkit.flavors.base import Names
from postkit.links.destinations.grammar import decode
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.spelling.addresses import autolink_spellings, bare_spellings
from postkit.links.spelling.attribute import attribute_spellings
from postkit.links.spelling.front_matter import front_matter_spellings
from postkit.links.spelling.markdown import markdown_spellings
from postkit.links.spelling.template import template_spellings
from postkit.markdown.tags import decode_attribute
from postkit.site.post import Post

_Spellings = Callable[[Post, Destination, str], Iterator[str]]
_SPELLINGS: dict[Kind, _Spellings] = {
    Kind.INLINE: markdown_spellings,
    Kind.DEFINITION: markdown_spellings,
    Kind.AUTOLINK: autolink_spellings,
    Kind.BARE: bare_spellings,
    Kind.ATTRIBUTE: attribute_spellings,
    Kind.TEMPLATE: template_spellings,
    Kind.FRONT_MATTER: front_matter_spellings,
}
_IN_BODY = frozenset({Kind.INLINE, Kind.DEFINITION, Kind.BARE, Kind.AUTOLINK, Kind.ATTRIBUTE})

_DECODED = {Kind.INLINE: decode, Kind.DEFINITION: decode, Kind.ATTRIBUTE: decode_attribute}
_IN_ANGLES, _IN_QUOTES = re.compile(r"<(.*)>", re.DOTALL), re.compile(r'=?"(.*)"', re.DOTALL)
_QUOTES = (b'"', b"'", b"`")
_AROUND = {
    Kind.INLINE: _IN_ANGLES,
    Kind.DEFINITION: _IN_ANGLES,
    Kind.ATTRIBUTE: _IN_QUOTES,
    Kind.TEMPLATE: _IN_QUOTES,
    Kind.FRONT_MATTER: _IN_QUOTES,
}


def written(post: Post, destination: Destination, value: str) -> str | None:
    """Return the text that, put in place of a destination, makes it say something else.

    What the old text and the new have in common at both ends stays byte for byte; the rest is escaped as
    the destination's grammar wants it.

    Args:
        post: The post.
        destination: One of its destinations.
        value: What it is to say, template tags as they are.

    Returns:
        The text for the destination's span; None where its grammar cannot say the value.
    """
    if not _encodes(value) or (_follows_tag(post, destination) and not value.startswith("/")):
        return None
    for text in _SPELLINGS[destination.kind](post, destination, value):
        new = post.masked.unmask(text) if destination.kind in _IN_BODY else text
        if destination.kind not in _IN_BODY or _keeps_tags(post, destination, text):
            return new
    return None


def said(post: Post, destination: Destination) -> str:
    """Return what the bytes of a destination say, whatever an alias of the site makes of it.

    Args:
        post: The post.
        destination: One of its destinations.
    """
    if destination.kind not in _DECODED:
        return destination.value
    return post.masked.unmask(_DECODED[destination.kind](post.masked_slice(destination.span)))


def says(post: Post, destination: Destination, text: str) -> str:
    """Return what a destination says once a text stands in its place.

    Args:
        post: The post.
        destination: A destination without template tags.
        text: What `written` gave for it: `<>` or quotes may be around it where there were none.
    """
    if destination.kind is Kind.BARE:
        text = decode(text)
        return text if "://" in text[:8] else f"http://{text}"
    around = (
        None
        if post.source.data[destination.span.end : destination.span.end + 1] in _QUOTES
        else _AROUND.get(destination.kind)
    )
    inside = around.fullmatch(text) if around else None
    bare = inside[1] if inside else text
    return _DECODED[destination.kind](bare) if destination.kind in _DECODED else bare


def _encodes(value: str) -> bool:
    """Tell whether a file can hold a text: not half of a surrogate pair, nor what parsers replace."""
    return not any("\ud800" <= one <= "\udfff" or one == "\0" for one in value)


def _follows_tag(post: Post, found: Destination) -> bool:
    """Tell whether a tag for what addresses begin with stands before a destination."""
    if found.kind not in _IN_BODY or found.template:
        return False
    before = post.source.data[found.span.start - 2 : found.span.start]
    return found.names is Names.ROOTED or before in (b"}}", b"%}")


def _keeps_tags(post: Post, found: Destination, text: str) -> bool:
    """Tell whether no template tag begins or ends in a text that did not before; some can go."""
    old = post.masked_slice(found.span)
    return all(
        len(re.findall(syntax.open, text)) <= len(re.findall(syntax.open, old))
        and text.count(syntax.close) <= old.count(syntax.close)
        for syntax in post.flavor.tags
    )
