"""A post that is HTML as a whole: whether it may become Markdown, and the one region that it is.

No Markdown engine reads such a body, so its old side is the tree of the whole. What stays HTML in
it is read by a Markdown engine for the first time, so that must be as portable as what is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import renamed
from postkit.core.printable import quoted
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors.base import PageFacts
from postkit.html.leaks import leak
from postkit.html.lines import with_line_feeds
from postkit.html.portable import objection
from postkit.html.region import Layout, Region
from postkit.html.template_tags import reason_of_tags, splits_element
from postkit.html.trouble import Trouble, split_text
from postkit.markdown.scan import scan
from postkit.rules import table as rules
from postkit.site.post import Post

SUFFIX = ".md"
"""What the name of an HTML post ends with once its body is Markdown."""

_LAYOUT_FOLDERS = frozenset({"_layouts", "_includes"})
_LAYOUT_ROOTS = frozenset({"archetypes", "layouts", "themes"})
_AS_IT_IS = frozenset({"astro", "mkdocs"})
"""Engines that publish an HTML file as it is, front matter and all."""

_DOCUMENT = re.compile(r"<(?:!doctype|html|head|body|frameset)\b", re.IGNORECASE)
_LAYOUT_TAG = re.compile(r"\{\{-?\s*content\b|\{[{%]-?[^}%]*\bpaginator\b")
"""What only a layout, or a page that Jekyll makes many of, has."""

_PROGRAM = re.compile(r"<\?(?:php|=)")
_ELEMENT = re.compile(rb"<([A-Za-z][A-Za-z0-9-]*)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


class Pages(NamedTuple):
    """What the conversion of an HTML file hangs on beside the file itself.

    Args:
        anywhere: Whether it may lie outside of the flavor's post folders.
        config: Reads the site's own configuration.
    """

    anywhere: bool = False
    config: Callable[[], Mapping[str, Any]] = dict


POSTS_ALONE = Pages()
"""Only posts, on a site without configuration."""


def refusal(post: Post, pages: Pages) -> Diagnostic | None:
    """Return the finding that says why a file may not become Markdown, whatever is in its body; or None.

    Args:
        post: The file, whose name ends with `.html`.
        pages: What its conversion hangs on.
    """
    hint = ""
    reason = next(_reasons(post), "")
    if not reason and not pages.anywhere and not _is_in_post_folder(post):
        reason, hint = "it lies in no folder of posts", "convert it with `--force-html-pages`"
    reason = reason or _other_address(post, pages)
    return Diagnostic(rules.HTM005, WHOLE_FILE, f"the file stays HTML: {reason}", hint) if reason else None


def _reasons(post: Post) -> Iterator[str]:
    *folders, _ = post.path.split("/")
    if not _LAYOUT_FOLDERS.isdisjoint(folders) or (folders and folders[0] in _LAYOUT_ROOTS):
        yield "it is a layout"
    if post.flavor.name in _AS_IT_IS:
        yield f"{post.flavor.title} publishes HTML files as they are"
    if post.front_matter.kind is None:
        yield "it has no front matter"
    if tag := _DOCUMENT.search(post.masked.text):
        yield f"it holds {quoted(tag[0] + '>')}, so it is a layout or a page of its own"
    if any(_LAYOUT_TAG.match(tag) for tag in post.masked.tags.values()):
        yield "it has a template tag that only layouts and lists of posts have"


def _is_in_post_folder(post: Post) -> bool:
    return not frozenset(post.flavor.post_folders).isdisjoint(post.path.split("/")[:-1])


def _other_address(post: Post, pages: Pages) -> str:
    """Return what would become of the file's address under its new name; empty where it stays."""
    if post.flavor.urls is None:
        return ""
    config, data = pages.config(), post.front_matter.data
    was, is_now = (
        post.flavor.urls(PageFacts(path, data, config)) for path in (post.path, renamed(post.path, SUFFIX))
    )
    if was == is_now:
        return ""
    return f"under the name {quoted(renamed(post.path, SUFFIX))} its address would be another"


def whole_body(post: Post) -> Layout:
    """Return a body as one region, from its first line with something on it to its last character.

    Args:
        post: An HTML post.
    """
    text = post.masked.text
    shown = text.rstrip()
    first = len(shown) - len(shown.lstrip())
    start = max(shown.rfind("\n", 0, first), shown.rfind("\r", 0, first)) + 1
    if not shown:
        return Layout([], post.body.start)
    span = Span(len(text[:start].encode()), len(shown.encode())).shift(post.body.start)
    html = with_line_feeds(shown[start:])
    return Layout([Region(span, html, _trouble(post, html), int("\r\n" in shown))], post.body.start)


def _trouble(post: Post, html: str) -> Trouble | None:
    if "markdown=" in html:
        return Trouble("an attribute `markdown=` would make the engine read Markdown inside")
    if reason := reason_of_tags(post, html):
        return Trouble(reason)
    if _PROGRAM.search(html):
        return Trouble("a program in PHP stands in it")
    return split_text(html) or leak(html)


def objection_to_body(post: Post, text: str, pages: Pages) -> str:
    """Return why an engine would not read the new body of an HTML post as it is meant; empty if it would.

    Args:
        post: The post.
        text: Its new body, masked.
        pages: What its conversion hangs on.
    """
    if splits_element(post, text):
        return "a template tag beside others may leave out one end of what stands for HTML around them"
    flavor = post.flavor
    if reason := objection(
        text, heading_attributes=flavor.heading_attributes, definition_lists=flavor.definition_lists
    ):
        return reason
    if post.flavor.name == "hugo" and (tag := _first_tag(text)) and not _keeps_html(pages.config()):
        return f"`<{tag}>` is left, and Hugo drops HTML in Markdown unless its `renderer.unsafe` is set"
    return ""


def _keeps_html(config: Mapping[str, Any]) -> bool:
    """Tell whether Hugo publishes the HTML that stands in Markdown; it does not by default."""
    from postkit.flavors.permalinks.hugo_site import lowered

    found = lowered(config)
    for name in ("markup", "goldmark", "renderer"):
        found = lowered(found.get(name))
    return found.get("unsafe") is True


def _first_tag(text: str) -> str:
    """Return the name of the first element that a Markdown text has as HTML; empty where it has none."""
    data = text.encode()
    for piece in scan(text, 0).html:
        if found := _ELEMENT.search(_COMMENT.sub(b"", data[piece.span.start : piece.span.end])):
            return found[1].decode()
    return ""
