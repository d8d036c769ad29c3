"""Headings of which the engine makes more in Markdown: some stay HTML, some say that it must not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from postkit.flavors.base import Dialect
from postkit.html.policy import HEADINGS
from postkit.html.region import Region
from postkit.html.spelling import Spelling
from postkit.html.treatment import reading_lists
from postkit.site.post import Post

_CONTENTS = {
    Dialect.KRAMDOWN: re.compile(r"^ {0,3}\{:[^}\n]*\btoc\b", re.MULTILINE),
    Dialect.PYTHON_MARKDOWN: re.compile(r"^ {0,3}\[TOC\]", re.MULTILINE),
}
"""How a post asks for its table of contents."""


def has_contents(post: Post) -> bool:
    """Tell whether a post asks for its table of contents, which lists the headings of Markdown alone."""
    contents = _CONTENTS.get(post.flavor.dialect)
    return contents is not None and contents.search(post.masked.text) is not None


def unlisting(post: Post, spelling: Spelling) -> Spelling:
    """Return how a post is to be written whose table of contents must not list more than it does.

    In kramdown's, headings of the class `no_toc` are not listed.

    Args:
        post: The post.
        spelling: What its engine and its writers want.
    """
    treatment = reading_lists(spelling.treatment)
    if post.flavor.dialect is not Dialect.KRAMDOWN or treatment is None or not has_contents(post):
        return spelling
    return spelling._replace(unlists=True, treatment=treatment)


class StayingHeadings:
    """The headings of one post that Markdown must not say.

    Args:
        post: The post.
        unlists: Whether they are written so that no table of contents lists them.
    """

    def __init__(self, post: Post, *, unlists: bool) -> None:
        self._post = post
        self._listed = not unlists and has_contents(post)

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
