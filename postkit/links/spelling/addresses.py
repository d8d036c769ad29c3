"""Addresses that stand alone: autolinks (CommonMark 0.31, section 6.5) and bare ones (GFM, section 6.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.links.destinations.bare import REFERENCE, address_at
from postkit.links.destinations.grammar import decode
from postkit.links.destinations.kinds import Destination
from postkit.links.spelling.references import MARKS, Escapes, spellings
from postkit.site.post import Post

_AUTOLINK = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s{MARKS}\x00-\x20\x7f]*")
_RISKY = re.compile(f"[{MARKS}]")
_BEHIND = re.compile(rb"[^\s<\x00-\x20]*+")
_SCHEME = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_NEVER = rf"{MARKS}\\\"\x00-\x20\x7f"
_BARE = Escapes(
    REFERENCE,
    decode,
    re.compile(f"[{_NEVER}]"),
    re.compile(rf"[{_NEVER}\s()'?!.,:*_~\u3001\u3002\u3008-\u3011\uff01-\uff1f\u201c\u201d](?!\Z)"),
)


def autolink_spellings(_post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield the text of an autolink that says a value, if one does: nothing is escaped there.

    What the old text had of risky characters the new one may have, too.

    Args:
        _post: The post, of which nothing else matters.
        found: The destination of an autolink.
        value: What it is to say.
    """
    old = set(_RISKY.findall(found.written))
    if _AUTOLINK.fullmatch(_RISKY.sub(lambda match: "x" if match[0] in old else match[0], value)):
        yield value


def bare_spellings(post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield texts that make an address in text say a value, each of them proved where it stands.

    Args:
        post: The post.
        found: A bare address.
        value: What it is to say.
    """
    start, end = (place - post.body.start for place in found.span)
    before = post.masked_bytes[max(start - 8, 0) : start]
    behind = _BEHIND.match(post.masked_bytes, end)
    after = behind[0] if behind else b""
    old, wanted = found.written, value
    if not _SCHEME.match(old):
        wanted = value.removeprefix("http://")
    for text in spellings(post, old, wanted, _BARE):
        address = address_at(post, before + text.encode() + after, len(before))
        # Its brackets may be those of links around it: they neither come nor go.
        if address == (text, value) and _RISKY.findall(text) == _RISKY.findall(old):
            yield text
