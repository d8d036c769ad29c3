"""What stands between two template tags that take it for themselves."""

from __future__ import annotations

import re

from postkit.core.span import Span
from postkit.html.spelling import spelling_of
from postkit.site.post import Post

_NAME = re.compile(r"\{%\s*(\w+)")


def hidden_spans(post: Post) -> list[Span]:
    """Return the bytes of a post from a tag `{% x %}` to the next `{% endx %}`, where the engine hides them.

    Hexo puts such stretches aside before Markdown is read (`escapeAllSwigTags`); some tags read
    Markdown, some take their content for code.

    Args:
        post: The post.
    """
    if not spelling_of(post.flavor).hides_tags or not post.masked.tags:
        return []
    places = {
        character: index for index, character in enumerate(post.masked.text) if character >= "\U000f0000"
    }
    tags = [(places[character], tag) for character, tag in post.masked.tags.items()]
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    ends = {match[1] for _, tag in tags if (match := _NAME.match(tag)) and match[1].startswith("end")}
    for place, tag in tags:
        name = _NAME.match(tag)
        if opened is None and name and f"end{name[1]}" in ends:
            opened = (place, name[1])
        elif opened is not None and name and name[1] == f"end{opened[1]}":
            found.append(_span(post, opened[0], place))
            opened = None
    return found if opened is None else [*found, _span(post, opened[0], len(post.masked.text))]


def _span(post: Post, first: int, last: int) -> Span:
    """Return the bytes in the source between two places in the masked body."""
    start, inside = len(post.masked.text[:first].encode()), len(post.masked.text[first:last].encode())
    return Span(post.body.start + start, post.body.start + start + inside)
