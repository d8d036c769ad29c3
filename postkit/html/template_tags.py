"""Template tags in an HTML post: where they make the same of Markdown as of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.printable import quoted
from postkit.flavors.base import Dialect
from postkit.html.spelling import spelling_of
from postkit.html.tree import Element, Text, TooDeepError, parse
from postkit.site.post import Post

_RENDERED_SHORTCODE = "{{%"
_CLOSING = re.compile(r"\{%-?\s*end(\w+)|\{\{[<%]\s*/\s*([\w/-]+)")
_BRANCHES = frozenset({"case", "for", "if", "unless"})
"""Block tags of Liquid whose content goes to the page as it is."""

_BRANCH = re.compile(r"\{%-?\s*(case|for|if|unless|else|elsif|when|end(?:case|for|if|unless))\b")
_TOKEN = re.compile("[\U000f0000-\U0010ffff]")

_SILENT = r"if|unless|for|case|else|elsif|when|end(?:if|unless|for|case)|assign|break|continue|comment"
_ALONE = {
    Dialect.KRAMDOWN: re.compile(rf"\{{%-?\s*(?:highlight|{_SILENT})\b"),
    Dialect.COMMONMARK: re.compile(rf"\{{%-?\s*(?:{_SILENT})\b|\{{\{{<"),
}
"""Tags that may stand for themselves among paragraphs: they give nothing, or a block that stays as it is.

Jekyll's `highlight` gives a `<figure>`, which kramdown reads to its end tag; Hugo puts what a
shortcode gives in the place of the whole paragraph.
"""

_DIV = re.compile(r"^<div>((?:(?!</div>).)*)</div>$", re.MULTILINE | re.DOTALL)
"""What loose content was put into that Markdown cannot say."""

_ONE_TAG = re.compile("[\U000f0000-\U0010ffff][x\n]*")
_Placed = tuple[str, tuple[int, ...]]
"""A template tag, or its token, and the way through the tree to what it stands in."""


def reason_of_tags(post: Post, html: str) -> str:
    """Return why template tags would not make the same of Markdown as of HTML; empty where they would.

    Args:
        post: An HTML post.
        html: Its body, masked.
    """
    for tag in post.masked.tags.values():
        if tag.startswith(_RENDERED_SHORTCODE):
            return "what its shortcode `{{%` gives would be read as Markdown"
        closing = _CLOSING.match(tag)
        if closing and (closing[1] not in _BRANCHES or spelling_of(post.flavor).hides_tags):
            return f"the template tag that {quoted(tag)} ends may not read Markdown"
    tags = post.masked.tags
    if not any(map(_BRANCH.match, tags.values())):
        return ""
    try:
        places = [(tags[token], place) for token, place in _places(parse(html), ()) if token in tags]
    except TooDeepError:
        return ""  # it stays for that
    return "" if _are_siblings(places) else "a template tag opens in one element and ends in another"


def _places(element: Element, path: tuple[int, ...]) -> Iterator[_Placed]:
    """Yield each character that may be a tag's token with the way to what it stands in, in order."""
    for name, value in element.attributes.items():
        for token in _TOKEN.findall(name + (value or "")):
            yield token, (*path, -1)
    for number, child in enumerate(element.children):
        if isinstance(child, Element):
            yield from _places(child, (*path, number))
        else:
            inside = path if isinstance(child, Text) else (*path, number)
            for token in _TOKEN.findall(child.data):
                yield token, inside


def _are_siblings(places: list[_Placed]) -> bool:
    """Tell whether all tags of each branch stand in one element, so that leaving one out breaks none."""
    opened: list[_Placed] = []
    for tag, place in places:
        found = _BRANCH.match(tag)
        if found is None:
            continue
        if found[1] in _BRANCHES:
            opened.append((found[1], place))
            continue
        if not opened or opened[-1][1] != place:
            return False
        if found[1].startswith("end"):
            name, _ = opened.pop()
            if found[1] != f"end{name}":
                return False
    return not opened


def bare_tags(post: Post, text: str) -> str:
    """Return the new body of an HTML post with no `<div>` around a template tag that needs none.

    Args:
        post: The post.
        text: Its new body, masked.
    """
    pattern, tags = _ALONE.get(post.flavor.dialect), post.masked.tags

    def bare(match: re.Match[str]) -> str:
        alone = pattern and _ONE_TAG.fullmatch(match[1]) and pattern.match(tags.get(match[1][0], ""))
        return match[1] if alone else match[0]

    return _DIV.sub(bare, text)


def splits_element(post: Post, text: str) -> bool:
    """Tell whether a branch would leave out an end of an element that the conversion made.

    Args:
        post: The post.
        text: Its new body, masked.
    """
    tags = post.masked.tags
    for match in _DIV.finditer(text):
        found: list[_Placed] = [(tags.get(token, ""), ()) for token in _TOKEN.findall(match[1])]
        if not _ONE_TAG.fullmatch(match[1]) and not _are_siblings(found):
            return True
    return False
