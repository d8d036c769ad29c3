"""Headings that stay HTML, since the engine makes more of one in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from postkit.flavors.base import Dialect
from postkit.html.policy import HEADINGS
from postkit.html.region import Region
from postkit.site.post import Post

_CONTENTS = {
    Dialect.KRAMDOWN: re.compile(r"^ {0,3}\{:[^}\n]*\btoc\b", re.MULTILINE),
    Dialect.PYTHON_MARKDOWN: re.compile(r"^ {0,3}\[TOC\]", re.MULTILINE),
}
"""How a post asks for its table of contents."""


class StayingHeadings:
    """The headings of one post that Markdown must not say.

    Args:
        post: The post.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        contents = _CONTENTS.get(post.flavor.dialect)
        self._listed = contents is not None and contents.search(post.masked.text) is not None

    def of(self, region: Region) -> Mapping[str, str]:
        """Return the tags of those in a region, each with the reason.

        Args:
            region: The region.
        """
        if self._listed:
            return dict.fromkeys(HEADINGS, "the post's table of contents would list the heading")
        if self._post.flavor.dialect is Dialect.PYTHON_MARKDOWN and _names_page(self._post, region):
            return {"h1": "MkDocs would take the page's title from the heading"}
        return {}


def _names_page(post: Post, region: Region) -> bool:
    """Tell whether a `# a` in a region could name the page: it is its first block and no title is given."""
    blocks = post.document.blocks
    return blocks[0].span.start >= region.span.start and "title" not in post.front_matter.data
