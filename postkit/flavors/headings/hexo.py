"""Ids of headings in Hexo with hexo-renderer-marked.

Source: hexo-renderer-marked 7.0.1, `lib/renderer.js`; measured with marked 15 under Hexo 8.1.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from postkit.flavors.headings.common import VERBATIM, Headings
from postkit.flavors.permalinks.settings import mapping
from postkit.flavors.slugize import slugize

_QUOTES: Final = "“”‘’"
_TAG = re.compile(r"<(?![ \n])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?:>|\Z)")
_INHERITED = frozenset(
    {
        *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"),
        *("toLocaleString", "toString", "valueOf"),
    }
)
"""What every object of JavaScript has: their first use is counted on from a function."""

_OTHER_MARKDOWN = re.compile("hexo-renderer-(?!marked$).*(?:markdown|marked|kramed|pandoc|remark|mdx)")


def hexo(headings: Headings) -> list[str]:
    """Return the ids that Hexo makes with nothing configured: case is kept, and so are smart quotes.

    Two headings may end with one id: it counts texts and does not look at the ids made. There are no
    explicit ids; what looks like one is text.

    Args:
        headings: Text and explicit id of every heading of one page.
    """
    return _ids(headings, {})


def hexo_rule(config: Mapping[str, Any]) -> Callable[[Headings], list[str]] | None:
    """Return what makes the ids of a site, or None where that is not known.

    Args:
        config: The site's `_config.yml`, with its `package.json` under that name.
    """
    options = mapping(config.get("marked"))
    packages = mapping(mapping(config.get("package.json")).get("dependencies"))
    # With `anchorAlias` an id is made of the address of a link.
    if options.get("anchorAlias") or any(map(_OTHER_MARKDOWN.match, packages)):
        return None
    return lambda headings: _ids(headings, options)


def _ids(headings: Headings, options: Mapping[str, Any]) -> list[str]:
    if options.get("headerIds") is False:
        return ["" for _ in headings]
    ids: list[str] = []
    counts: dict[str, int] = {}
    for text, explicit in headings:
        slug = _slug(text if explicit is None else f"{text} {explicit}", options)
        count = counts.get(slug, 0)
        if slug in _INHERITED and slug not in counts:
            ids.append(f"{slug}-NaN")
            counts[slug] = 0
            continue
        ids.append(f"{slug}-{count}" if count else slug)
        counts[slug] = count + 1
    return ids


def _slug(text: str, options: Mapping[str, Any]) -> str:
    parts = text.split(VERBATIM)
    if options.get("smartypants") is not False:
        quotes = options.get("quotes")
        quotes = quotes if isinstance(quotes, str) and len(quotes) == len(_QUOTES) else _QUOTES
        parts[::2] = [_smart(part, quotes) for part in parts[::2]]
    slug = slugize(_TAG.sub("", "".join(parts)))
    case = options.get("modifyAnchors")
    return slug.lower() if case == 1 else slug.upper() if case == 2 else slug


def _smart(text: str, quotes: str) -> str:
    """Replace dashes, quotes and dots as marked's smartypants did."""
    opening, closing, opening_single, closing_single = list(quotes)
    text = text.replace("---", "—").replace("--", "–")
    text = re.sub(r"(^|[-—/(\[{\"\s])'", rf"\g<1>{opening_single}", text).replace("'", closing_single)
    text = re.sub(r"(^|[-—/(\[{‘\s])\"", rf"\g<1>{opening}", text).replace('"', closing)
    return text.replace("...", "…")
