"""What stands between two template tags that take it for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.span import Span
from postkit.html.spelling import spelling_of
from postkit.site.post import Post

_TOKEN = re.compile("[\U000f0000-\U0010ffff]")
_NAME = re.compile(r"\{%\s*(\w+)")
_SHORTCODE = re.compile(r"\{\{<\s*(?P<end>/?)\s*(?P<name>[^\s/>]+)")
_Places = list[tuple[int, str]]
"""Template tags, each with its place in the masked body."""


def hidden_spans(post: Post) -> list[Span]:
    """Return the bytes of a post between two template tags where no Markdown may be read.

    Args:
        post: The post.
    """
    if not post.masked.tags:
        return []
    places = {match[0]: match.start() for match in _TOKEN.finditer(post.masked.text)}
    tags = [(places[character], tag) for character, tag in post.masked.tags.items()]
    between = _in_tags(tags, len(post.masked.text)) if spelling_of(post.flavor).hides_tags else ()
    return [_span(post, first, last) for first, last in (*between, *_in_shortcodes(tags))]


def _in_tags(tags: _Places, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places from a tag `{% x %}` to the next `{% endx %}`.

    Hexo puts such stretches aside before Markdown is read (`escapeAllSwigTags`); some tags read
    Markdown, some take their content for code.
    """
    opened: tuple[int, str] | None = None
    ends = {match[1] for _, tag in tags if (match := _NAME.match(tag)) and match[1].startswith("end")}
    for place, tag in tags:
        name = _NAME.match(tag)
        if opened is None and name and f"end{name[1]}" in ends:
            opened = (place, name[1])
        elif opened is not None and name and name[1] == f"end{opened[1]}":
            yield opened[0], place
            opened = None
    if opened is not None:
        yield opened[0], end


def _in_shortcodes(tags: _Places) -> Iterator[tuple[int, int]]:
    """Yield the places from a shortcode `{{< x >}}` to its `{{< /x >}}`.

    Hugo hands such a stretch to the shortcode as it is, which may read Markdown in it or not; what
    stands in `{{% x %}}` is Markdown. A shortcode that is not closed holds nothing.
    """
    opened: dict[str, list[int]] = {}
    for place, tag in tags:
        match = _SHORTCODE.match(tag)
        if match is None:
            continue
        if not match["end"]:
            opened.setdefault(match["name"], []).append(place)
        elif starts := opened.pop(match["name"], None):
            # Any of them may be the one that it closes.
            yield starts[0], place


def _span(post: Post, first: int, last: int) -> Span:
    """Return the bytes in the source between two places in the masked body."""
    start, inside = len(post.masked.text[:first].encode()), len(post.masked.text[first:last].encode())
    return Span(post.body.start + start, post.body.start + start + inside)
