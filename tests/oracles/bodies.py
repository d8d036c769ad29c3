"""Bodies of posts as the real engines get them, and whether a conversion reads as before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from postkit import convert
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.style import AS_USUAL, Style
from postkit.site.post import Post
from tests.oracles.engines import ENGINES
from tests.oracles.reading import read
from tests.oracles.styles import read_looks

_TOKEN = re.compile("[\U000f0000-\U000ffffd]")
_SHORTCODE = re.compile(r"\{\{(?=[<%])")


class Difference(NamedTuple):
    """A post that an engine reads differently after its conversion."""

    flavor: str
    old: str
    new: str
    old_reading: object
    new_reading: object

    def __str__(self) -> str:
        return (
            f"[{self.flavor}]\n--- old\n{self.old}\n--- new\n{self.new}\n"
            f"--- was read\n{self.old_reading}\n--- is read\n{self.new_reading}"
        )


def engine_body(text: str, flavor: str, path: str = "post.md") -> str:
    """Return the body without front matter, each template tag a word that tells which one it is."""
    post = Post(Source(path, text.encode()), FLAVORS[flavor])
    tags = post.masked.tags

    def word(match: re.Match[str]) -> str:
        tag = tags.get(match[0])
        return f"T{hashlib.sha1(tag.encode()).hexdigest()[:8]}" if tag else match[0]

    body = _TOKEN.sub(word, post.masked.text)
    # Hugo stops at a shortcode that is none, as posts of other engines have them.
    return body if flavor == "mkdocs" else _SHORTCODE.sub("{ {", body)


def differences(flavor: str, pairs: Sequence[tuple[str, str]], *, looks: bool = False) -> list[Difference]:
    """Return the pairs of an old and a new text that the flavor's engine reads differently.

    Args:
        flavor: The flavor.
        pairs: The texts.
        looks: Whether attributes of presentation count, too.
    """
    render = ENGINES[flavor]
    olds = render([engine_body(old, flavor) for old, _ in pairs])
    news = render([engine_body(new, flavor) for _, new in pairs])
    found = []
    for (old, new), old_page, new_page in zip(pairs, olds, news, strict=True):
        if old_page == new_page:
            continue
        was, is_now = read(old_page), read(new_page)
        if looks:
            was, is_now = [*was, read_looks(old_page)], [*is_now, read_looks(new_page)]
        if was != is_now:
            found.append(Difference(flavor, old, new, was, is_now))
    return found


def converted(texts: Sequence[str], flavor: str, style: Style = AS_USUAL) -> list[tuple[str, str]]:
    """Return each text that a conversion changes, with what it becomes."""
    pairs = [(text, convert(text, flavor=flavor, style=style).text) for text in texts]
    return [(old, new) for old, new in pairs if old != new]
