"""Tags of containers with Markdown inside, as blocks of their own: no regions to convert."""

from __future__ import annotations

import re
from collections import Counter

from postkit.flavors.base import Dialect
from postkit.html.policy import CONTAINERS
from postkit.site.post import Post

_TAG = re.compile(
    r"\s*<(?:(?P<open>[A-Za-z]+)\b[^<>]*?\smarkdown=([\"'])(?P<value>1|block)\2[^<>]*|/(?P<close>[A-Za-z]+))>\s*"
)


def frames(post: Post) -> frozenset[int]:
    """Return the numbers of the top-level blocks that only open or close containers of Markdown.

    With `markdown="1"` every engine reads Markdown between such blocks, but for Python-Markdown.

    Args:
        post: The post; a container that is never closed is none.
    """
    if "markdown=" not in post.masked.text or post.flavor.dialect is Dialect.PYTHON_MARKDOWN:
        return frozenset()
    tags: Counter[int] = Counter()
    opened: list[tuple[str, int]] = []
    for index, block in enumerate(post.document.blocks):
        if block.kind != "HtmlBlock":
            continue
        text = post.masked_slice(block.span)
        position = 0
        found: list[re.Match[str]] = []
        while match := _TAG.match(text, position):
            found.append(match)
            position = match.end()
        if position < len(text):
            continue
        if any(match["open"] and not _is_container(match) for match in found):
            continue
        tags[index] = len(found)
        for match in found:
            if match["open"]:
                opened.append((match["open"].lower(), index))
            elif opened and opened[-1][0] == match["close"].lower():
                _, other = opened.pop()
                tags[index] -= 1
                tags[other] -= 1
    return frozenset(index for index, unpaired in tags.items() if not unpaired)


def _is_container(match: re.Match[str]) -> bool:
    """Tell whether kramdown too reads blocks in an element; in `<center>` it must be told so."""
    tag = match["open"].lower()
    return tag in CONTAINERS and (tag != "center" or match["value"] == "block")
