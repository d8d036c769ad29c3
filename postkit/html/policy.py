"""What each tag and attribute is to a conversion: said by Markdown, presentation, or to be kept.

Allow-lists: a tag or attribute that is in none of them stays HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

EMPHASIS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "del": "del",
    "s": "del",
    "strike": "del",
}
"""Inline tags that have markers in Markdown, by what they mean."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "hr", "table", *HEADINGS})
"""Block tags that Markdown can say."""

TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"})

INLINE = frozenset({"a", "img", "br", "code", "tt", *EMPHASIS})
"""Inline tags that Markdown can say."""

UNWRAPPED_INLINE = frozenset({"span", "font"})
"""Inline tags that only carry presentation."""

COLOURING = frozenset({"code", "font", "span", "tt"})
"""Tags that say nothing inside of code."""

UNWRAPPED_BLOCKS = frozenset({"div", "center"})
"""Block tags that only group, when no attribute but presentation is on them."""

KEPT_INLINE = frozenset(
    {
        *("abbr", "acronym", "bdo", "big", "button", "cite", "dfn", "input", "ins", "kbd", "label", "mark"),
        *("q", "samp", "small", "sub", "sup", "u", "var"),
    }
)
"""Inline tags without Markdown that every engine reads inside a paragraph, at a line's start too."""

CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "center", "details", "div", "figcaption"),
        *("figure", "footer", "header", "main", "nav", "section"),
    }
)
"""Block tags in which every engine reads Markdown, with `markdown="1"` and blank lines around it."""

PARTS = frozenset({"figcaption", "summary"})
"""What belongs to a container and stays as it is in it."""

KEPT_BLOCKS = CONTAINERS | frozenset(
    {
        *("dialog", "dl", "fieldset", "form", "iframe", "noscript", "script", "style", "summary"),
        *("ol", "p", "pre", "table", "ul", *HEADINGS),
    }
)
"""Block tags that every engine takes for an HTML block when they begin a line."""

SAYABLE = BLOCKS | INLINE | frozenset({"thead", "tbody", "tr", "td", "th"})
"""Every tag that Markdown can say: what the share of tags left is counted over."""

PRESENTATION = frozenset(
    {
        *(
            "align",
            "bgcolor",
            "border",
            "cellpadding",
            "cellspacing",
            "class",
            "color",
            "emheight",
            "face",
            "imageanchor",
        ),
        *("height", "hspace", "lang", "loading", "decoding", "rel", "sizes", "size", "style", "srcset"),
        *("target", "valign", "vspace", "width", "dir", "clear", "nowrap", "role", "summary", "trbidi"),
    }
)
"""Attributes that are dropped from the tags that Markdown says."""

_MEANING = {
    "a": frozenset({"href", "title", "id", "name"}),
    "img": frozenset({"src", "alt", "title"}),
    "p": frozenset({"id"}),
    "blockquote": frozenset({"id"}),
    "ol": frozenset({"id", "start", "type"}),
    "ul": frozenset({"id", "type"}),
    "li": frozenset({"id"}),
    "table": frozenset({"id"}),
    "td": frozenset({"id", "colspan", "rowspan"}),
    "th": frozenset({"id", "colspan", "rowspan", "scope"}),
    **{heading: frozenset({"id"}) for heading in HEADINGS},
}
"""Attributes that mean something and that the serialiser looks at itself."""


def foreign_attributes(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    """Return the names of the attributes that are neither presentation nor looked at elsewhere.

    Args:
        tag: The tag's name in lower case.
        attributes: Its attributes.
    """
    if not attributes:
        return []
    known = _MEANING.get(tag, frozenset())
    embed = is_embed(attributes)
    return [
        name
        for name in attributes
        if name not in known and (embed or (name not in PRESENTATION and not name.startswith("data-")))
    ]


def is_embed(attributes: Mapping[str, str | None]) -> bool:
    """Tell whether a script makes something else of an element: a tweet of a quote, a pen of a paragraph.

    Args:
        attributes: The element's.
    """
    if not attributes:
        return False
    return not _EMBED_DATA.isdisjoint(attributes) or any(
        _EMBED_CLASS.fullmatch(name) for name in (attributes.get("class") or "").split()
    )


_EMBED_CLASS = re.compile(
    r"twitter-(?:tweet|video|timeline|moment|[a-z]+-button)|instagram-media|tiktok-embed|codepen"
    r"|fb-(?:post|video|like|page|comments|share-button)|fb_iframe_widget|reddit-(?:card|embed-bq)"
    r"|imgur-embed-pub|bluesky-embed|mastodon-embed|wp-embedded-content|embedly-card|gie-single"
    r"|tumblr-post|g-plusone|g-ytsubscribe|addthis_\w+|LIshare\w*"
)
"""Classes by which the scripts of other sites find what they work on."""
_EMBED_DATA = frozenset(
    {"data-flickr-embed", "data-instgrm-permalink", "data-pin-do", "data-slug-hash", "data-tweet-id"}
)


def means(tag: str, name: str) -> bool:
    """Tell whether an attribute means something on a tag that the serialiser looks at itself."""
    return name in _MEANING.get(tag, frozenset())


def may_be_icon(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether an element that holds nothing shows something: `<i class="fa fa-home">` is a picture.

    Args:
        tag: The tag's name in lower case.
        attributes: Its attributes.
    """
    return tag in {"i", "em"} and bool(attributes.get("class"))


FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
"""Elements that go on in the blocks after them when they are not closed (HTML standard §13.2.4.3)."""

KRAMDOWN_SPANS = frozenset(
    {
        *("a", "abbr", "acronym", "b", "big", "bdo", "br", "button", "cite", "code", "del", "dfn", "em"),
        *("i", "img", "input", "ins", "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc"),
        *("ruby", "samp", "select", "small", "span", "strong", "sub", "sup", "tt", "u", "var"),
    }
)
"""Tags that begin a paragraph in kramdown 2.4, not an HTML block (`HTML_SPAN_ELEMENTS`)."""

KRAMDOWN_MARKDOWN_INSIDE = frozenset(
    {
        *("a", "abbr", "b", "big", "button", "cite", "del", "dfn", "em", "i", "ins", "label", "q"),
        *("ruby", "small", "span", "strong", "sub", "sup", "tt"),
    }
)
"""Inline tags in which kramdown 2.4 reads Markdown, as all others do (`HTML_CONTENT_MODEL`)."""
