"""The markers that a post is written with already."""

from __future__ import annotations

from collections import Counter
from typing import Any

from postkit.html.style import Markers, Style
from postkit.markdown.parser import parser
from postkit.site.post import Post

_WRITTEN = {
    "bullet": {"-": "-", "*": "*", "+": "+"},
    "emphasis": {"*": "*", "_": "_"},
    "strong": {"*": "**", "_": "__"},
    "fence": {"`": "```", "~": "~~~"},
}
"""What the first character of a construct says about its marker."""
_MARKED = {"Item": "bullet", "Emphasis": "emphasis", "Strong": "strong", "CodeBlock": "fence"}


def markers_of(post: Post, style: Style) -> Markers:
    """Return the markers to write a post with: the site's, else those used most in its Markdown.

    Args:
        post: The post; where it uses several equally often, or none, the default is taken.
        style: What the site's writers want.
    """
    asked = {name: marker for name in _WRITTEN if (marker := getattr(style, name))}
    is_markdown = not post.is_html and any(block.kind != "HtmlBlock" for block in post.document.blocks)
    if is_markdown and len(asked) < len(_WRITTEN):
        asked = _used(post) | asked
    return Markers(**asked)


def _used(post: Post) -> dict[str, str]:
    """Return the marker of each kind that is used most, where one is."""
    data = post.masked_bytes
    counts: dict[str, Counter[str]] = {name: Counter() for name in _WRITTEN}
    for event, bounds in parser().events_with_range(post.masked.text):
        name = _MARKED.get(_started(event))
        if name:
            first = chr(data[bounds["start"]])
            if marker := _WRITTEN[name].get(first):
                counts[name][marker] += 1
    return {name: marker for name, count in counts.items() if (marker := _winner(count))}


def _started(event: Any) -> str:
    """Return the name of what an event begins; empty where it begins nothing."""
    started = event.get("Start", "") if isinstance(event, dict) else ""
    return started if isinstance(started, str) else next(iter(started))


def _winner(count: Counter[str]) -> str | None:
    """Return what was counted most; None where two were, or none."""
    (first, most), (_, second) = [*count.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > second else None
