"""What is wrong with links as they are written: nothing of the site need be known for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.faults.brackets import Prose
from postkit.links.faults.broken import broken_links
from postkit.links.faults.duplicates import duplicate_definitions
from postkit.links.faults.empty import empty_destination
from postkit.links.faults.schemeless import scheme_less_host
from postkit.links.faults.stray import Exists, stray_characters
from postkit.links.faults.undefined import undefined_references
from postkit.site.post import Post

_WORTH_A_LOOK = re.compile(rb"\]\[|\]:|\][ \t]*\r?\n?[ \t>]*\(|\]\xef\xbc\x88|\)\[")
_LIST = re.compile(rb"\{[^{}\r\n]{0,200}\}")


def fault_of(post: Post, found: Destination, exists: Exists) -> Diagnostic | None:
    """Return the finding on a destination that cannot be right, whatever the site holds, or None.

    Args:
        post: The post.
        found: One of its destinations.
        exists: Tells whether a destination names something on the site.
    """
    tag = post.source.slice(found.whole)
    return (
        empty_destination(found, tag + _attributes(post, found))
        or stray_characters(post, found, exists)
        or scheme_less_host(post, found, tag, exists)
    )


def faults_in_text(post: Post, exists: Exists, *, labels_known: bool) -> Iterator[Diagnostic]:
    """Yield the findings on what is meant for a link but is none, and on definitions without effect.

    Args:
        post: The post, readable.
        exists: Tells whether a destination names something on the site.
        labels_known: Whether no plugin defines labels that a reference may use.
    """
    if post.is_html or not _WORTH_A_LOOK.search(post.masked_bytes):
        return
    prose = Prose(post)
    yield from undefined_references(prose, labels_known=labels_known)
    yield from broken_links(prose, exists)
    yield from duplicate_definitions(prose)


def _attributes(post: Post, found: Destination) -> str:
    """Return the list of attributes that stands behind a link in the same line."""
    match = _LIST.match(post.source.data, found.whole.end) if found.kind is Kind.INLINE else None
    return match[0].decode(errors="replace") if match else ""
