"""Values in front matter: letter by letter, between the quotes that they have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.links.destinations.kinds import Destination
from postkit.site.post import Post

_PLAIN = re.compile(
    r"(?:[^\W\d_]|/|\.{1,2}/)(?:[^\s:#,\[\]{}]|:(?=[^\s,\[\]{}])|(?<=\S)#|[ ](?=[^\s#]))*", re.ASCII
)
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
"""What a reader of YAML 1.1 or 1.2 takes for something else than text."""


def front_matter_spellings(post: Post, found: Destination, value: str) -> Iterator[str]:
    """Yield texts that make a value of the front matter say something else.

    Args:
        post: The post.
        found: A destination in the front matter.
        value: What it is to say.
    """
    if not value.isprintable() or not value:
        return
    data, (start, end) = post.source.data, found.span
    quote = data[start - 1 : start].decode(errors="replace")
    if quote in ('"', "'") and data[end : end + 1] == quote.encode():
        if quote not in value and (quote == "'" or "\\" not in value):
            yield value
    elif _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        yield value
    elif not set(value) & set('"\\'):
        yield f'"{value}"'
