"""Regions that blank lines part although they are one list to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

from postkit.core.span import Span
from postkit.html.lines import with_line_feeds
from postkit.html.region import Region
from postkit.site.post import Post

_GOES_ON = re.compile(r"<li\b|<p\b[^<>]*\bmso-list:", re.IGNORECASE)
"""An item without its list, and a paragraph that Word calls an item."""


def joined(post: Post, regions: Iterable[Region]) -> list[Region]:
    """Return regions with items that follow one another, blank lines between, as one.

    Args:
        post: The post.
        regions: In order.
    """
    found: list[Region] = []
    for region in regions:
        if found and _go_on(post, found[-1], region):
            first = found[-1]
            span = Span(first.span.start, region.span.end)
            html = with_line_feeds(post.masked_slice(span))[first.indent :]
            returns = max(first.returns, region.returns)
            found[-1] = first._replace(span=span, html=html, returns=returns)
        else:
            found.append(region)
    return found


def _go_on(post: Post, before: Region, region: Region) -> bool:
    if before.trouble or region.trouble:
        return False
    if not _GOES_ON.match(before.html) or not _GOES_ON.match(region.html):
        return False
    return not post.masked_slice(Span(before.span.end, region.span.start)).strip()
