"""The anchors of posts: ids of headings, of attribute lists and of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from postkit.core.source import Source
from postkit.flavors.base import Dialect, Flavor
from postkit.flavors.headings import Rule
from postkit.flavors.publishing.record import Publishing
from postkit.markdown.tags import start_tags
from postkit.site.anchors import anchors
from postkit.site.page_headings import page_headings
from postkit.site.post import Post

_MOST_PAGES = 2048
_LARGEST = 4_000_000
_NEAR = 400

_ATTRIBUTE_LIST = re.compile(r"\{:?[^{}\n]{0,80}?#(\w[^\s{}]{0,120}+)[^{}\n]{0,120}+\}")
_BLOCK_LIST = re.compile(r"[ ]{0,3}\{:([^{}\n]*)\}[ \t]*\r?(?=\n|\Z)")
_ID = re.compile(r"(?:^|\s)(?:#([\w][^\s{}]*)|id=\"([^\"]*)\")")
_HTML_HEADING = re.compile(r"<h([1-6])(?=[\s>])[^<>]*>(.{0,400}?)</h\1", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")

_TERM = re.compile(r"^[ \t]*(\S[^\n]*)\n(?:[ \t\r]*\n)?[ \t]*:[ \t]", re.MULTILINE)
_LINK_END = re.compile(r"\]\([^)\n]*\)")

_QUIET_TAGS = frozenset(
    {
        *("#", "liquid", "comment", "raw", "highlight", "link", "post_url"),
        *("if", "elsif", "elseif", "else", "unless", "case", "when", "for", "break", "continue", "tablerow"),
        *("assign", "capture", "increment", "decrement", "cycle", "set"),
        *("details", "figure", "gist", "instagram", "param", "qr", "ref", "relref"),
        *("tweet", "video", "vimeo", "x", "youtube"),
        *("codeblock", "code", "blockquote", "pullquote", "img", "image", "iframe", "jsfiddle", "note"),
        *("asset_img", "asset_link", "asset_path", "post_link", "post_path", "include_code"),
        *("audio", "caption", "embed", "gallery", "playlist", "sourcecode"),
    }
)
"""Tags of Liquid, Hexo, Hugo and WordPress that bring no headings or ids into a page."""

_BRINGS_TEXT = re.compile(r"^[ \t]*(?:;*-+8<-+|\{!|\{[%{]|:::[ \t]+[\w.-]+[ \t]*\r?$)", re.MULTILINE)
"""Lines for which extensions of Python-Markdown, or plugins of MkDocs, bring text: snippets, included
files, macros, the documentation of a module."""

_TAG_NAME = re.compile(r"(?:\{%-?|\{\{[<%]|\[)\s*/?\s*([\w#-]+)")
_TAG_LINE = re.compile(r"^[ \t]*([\U000f0000-\U000ffffd\U00100000-\U0010fffd])x*[ \t\r]*$", re.MULTILINE)


_UNKNOWN = Publishing()


def page_anchors(post: Post, how: Publishing = _UNKNOWN) -> frozenset[str]:
    """Return what a fragment may name in a post, in NFC.

    Args:
        post: The post, readable.
        how: How its site is published; where that tells no rule for ids, the flavor's is taken.
    """
    rule = how.heading_ids or post.flavor.heading_ids
    others = (*_html_ids(post, rule), *_listed_ids(post), *_term_ids(post, rule))
    return anchors(heading_ids(post, how), others)


def heading_ids(post: Post, how: Publishing) -> list[str]:
    """Return the ids of the headings of a post in order; empty where one has none.

    Args:
        post: The post, readable.
        how: How its site is published.
    """
    rule = how.heading_ids or post.flavor.heading_ids
    return rule(
        (heading.text, heading.id or _listed_id(post, heading.span.start, heading.span.end))
        for heading in page_headings(post, how)
    )


def knows_all_anchors(post: Post) -> bool:
    """Tell whether a post has no anchors but those that its own text shows.

    A template tag that stands alone in a line may bring any content, a tag in a heading
    changes its id, and the components of MDX make ids of their own. What a page without a body
    shows, its layout brings.

    Args:
        post: The post, readable.
    """
    tags, text = post.masked.tags, post.masked.text
    if post.is_mdx or not text.strip():
        return False
    if any(character in tags for heading in post.document.headings for character in heading.text):
        return False
    if post.flavor.dialect is Dialect.PYTHON_MARKDOWN and _BRINGS_TEXT.search(text):
        return False
    alone = (tags.get(match[1]) for match in _TAG_LINE.finditer(text)) if tags else ()
    return all(tag is None or _is_quiet(tag) for tag in alone)


class PageAnchors:
    """The anchors of other pages, read when first asked for; only the latest are remembered.

    Args:
        root: The site's root folder.
        flavor: Its engine.
        how: How it is published.
    """

    def __init__(self, root: Path, flavor: Flavor, how: Publishing = _UNKNOWN) -> None:
        self._root = root
        self._how = how
        self._flavor = flavor
        self._text: Callable[[str], bytes | None] = self._on_disk
        self.of = lru_cache(maxsize=_MOST_PAGES)(self._read)

    def take_texts_from(self, text: Callable[[str], bytes | None]) -> None:
        """Take the pages for what they will say, not for what they say.

        Args:
            text: Returns what a file below the root will say; None where that is not known.
        """
        self._text = text
        self.of.cache_clear()

    def _on_disk(self, path: str) -> bytes | None:
        try:
            with (self._root / path).open("rb") as file:
                return file.read(_LARGEST + 1)
        except OSError:
            return None

    def _read(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a file below the root; None where they cannot all be known."""
        data = self._text(path)
        if data is None or len(data) > _LARGEST:
            return None
        post = Post(Source(path, data), self._flavor)
        if not post.readable or not knows_all_anchors(post):
            return None
        return page_anchors(post, self._how)


def _html_ids(post: Post, rule: Rule) -> Iterator[str]:
    for piece in post.document.html:
        text = post.masked_slice(piece.span)
        for tag in start_tags(text, piece.span.start):
            for attribute in tag.attributes:
                if attribute.name == "id" or (attribute.name == "name" and tag.name == "a"):
                    yield attribute.value
        if post.flavor.anchors.html_headings:
            texts = ((_TAG.sub("", match[2]).strip(), None) for match in _HTML_HEADING.finditer(text))
            yield from rule(texts)


def _listed_ids(post: Post) -> Iterator[str]:
    """Yield the ids of attribute lists anywhere: blocks and spans may have one, and engines differ."""
    return (match[1] for match in _ATTRIBUTE_LIST.finditer(post.masked.text))


def _term_ids(post: Post, rule: Rule) -> list[str]:
    """Return the ids of terms of definition lists, where an engine can be told to make them."""
    if not post.flavor.anchors.terms:
        return []
    terms = (_LINK_END.sub("", match[1]).strip() for match in _TERM.finditer(post.masked.text))
    return rule((term, None) for term in terms)


def _listed_id(post: Post, start: int, end: int) -> str | None:
    """Return the id in a kramdown attribute list in the line after or before a heading."""
    if post.flavor.dialect is not Dialect.KRAMDOWN:
        return None
    base, data = post.body.start, post.masked_bytes
    after = data[end - base : end - base + _NEAR].decode(errors="replace").removeprefix("\n")
    before = data[max(start - base - _NEAR, 0) : start - base].decode(errors="replace").split("\n")[-3:]
    # A list after a blank line belongs to the block below it, else to the one above.
    above = before[-2] if len(before) > 1 and not before[-1] and not "".join(before[:-2]).strip() else ""
    for line in (after, above):
        found = _BLOCK_LIST.match(line)
        identifier = _ID.search(found[1]) if found else None
        if identifier:
            return identifier[1] or identifier[2]
    return None


def _is_quiet(tag: str) -> bool:
    name = _TAG_NAME.match(tag)
    return name is not None and (name[1] in _QUIET_TAGS or name[1].startswith("end"))
