"""Template tags that name a page or file of the site, engine by engine.

Sources: Jekyll 4.3 `tags/link.rb`, `tags/post_url.rb`, `filters/url_filters.rb`; Hugo 0.168, the
embedded shortcodes `ref`, `relref` and `figure`; Hexo 8.1 `plugins/tag`; Eleventy 3.1, the filters
`url`, `htmlBaseUrl` and `inputPathToUrl`.
"""

from __future__ import annotations

from postkit.flavors.base import LinkTag, Names

_OPEN, _CLOSE = r"\{%-?\s*", r"\s*-?%\}"
_OUT, _END = r"\{\{-?\s*", r"\s*-?\}\}"
_QUOTED = r"(?P<quote>[\"'])(?P<name>(?:(?!(?P=quote))[^\\])*+)(?P=quote)"
_WORD = r"(?P<name>(?!-?%\})[^\s\"'{}%]+)"
_WORDS = r"(?P<name>(?:(?!-?%\})[^\s\"'{}])++(?:[ \t]++(?:(?!-?%\})[^\s\"'{}])++)*+)"
_BASE = r"site\.(?:baseurl|github\.url)"

JEKYLL_LINKS = (
    LinkTag(rf"{_OPEN}link\s+{_WORDS}{_CLOSE}", Names.FILE),
    LinkTag(rf"{_OPEN}post_url\s+{_WORDS}{_CLOSE}", Names.POST),
    LinkTag(rf"{_OUT}{_QUOTED}\s*\|\s*(?:relative|absolute)_url{_END}", Names.ROOTED),
    LinkTag(
        rf"{_OUT}{_QUOTED}\s*\|\s*prepend:\s*{_BASE}(?:\s*\|\s*prepend:\s*site\.url)?{_END}", Names.ROOTED
    ),
    LinkTag(rf"{_OUT}{_BASE}\s*\|\s*append:\s*{_QUOTED}{_END}", Names.ROOTED),
    LinkTag(rf"{_OUT}{_QUOTED}\s*\|\s*prepend:\s*site\.url{_END}", Names.ADDRESS),
    LinkTag(rf"{_OUT}{_BASE}{_END}", Names.ROOTED, prefix=True),
    LinkTag(rf"{_OUT}site\.url{_END}", Names.ADDRESS, prefix=True),
)

_CLASSES = r"(?:[\w-]+\s+)*+"
"""Class names, which may stand before the file of a picture in Hexo: words without a dot."""


def _hexo(tag: str, names: Names, *, image: bool = False) -> tuple[LinkTag, ...]:
    return tuple(LinkTag(rf"{_OPEN}{tag}{name}(?=\s|-?%\}})", names, image) for name in (_QUOTED, _WORD))


HEXO_LINKS = (
    *_hexo(r"post_(?:link|path)\s+", Names.SLUG),
    *_hexo(rf"asset_img\s+{_CLASSES}", Names.ASSET, image=True),
    *_hexo(r"asset_(?:path|link)\s+", Names.ASSET),
    LinkTag(rf"{_OPEN}img\s+{_CLASSES}(?P<name>(?:/|https?://)[^\s\"'{{}}]+)", Names.ROOTED, image=True),
)

ELEVENTY_LINKS = (
    # A path that does not begin with `/` stays as it is.
    LinkTag(rf"{_OUT}(?=[\"']/){_QUOTED}\s*\|\s*(?:url|htmlBaseUrl){_END}", Names.ROOTED),
    LinkTag(rf"{_OUT}(?=[\"'][^/]){_QUOTED}\s*\|\s*(?:url|htmlBaseUrl){_END}", Names.ADDRESS),
    LinkTag(rf"{_OUT}{_QUOTED}\s*\|\s*inputPathToUrl{_END}", Names.FILE),
)

_CALL, _CALLED = r"\{\{[<%]\s*", r"\s*/?[>%]\}\}"
_STRINGS = (
    r"(?P<quote>[\"`])(?P<name>(?:(?!(?P=quote))[^\\])*+)(?P=quote)",
    r"(?P<name>[^\s\"`=<>%]+)(?=\s|[>%]\}\}|/[>%]\}\})",
)


def _parameters(*but: str) -> str:
    """Return an expression for named parameters of a shortcode, of any name but some."""
    value = r"(?:\"(?:[^\"\\]|\\.)*+\"|`[^`]*+`|[^\s\"`>]++)"
    return rf"(?:\s+(?!(?:{'|'.join(but)})\s*=)[\w-]++\s*=\s*{value})*+"


def _hugo(shortcode: str, parameter: str, names: Names, *, image: bool = False) -> tuple[LinkTag, ...]:
    before = rf"{_CALL}{shortcode}{_parameters(parameter)}\s+{parameter}\s*=\s*"
    return tuple(LinkTag(rf"{before}{name}", names, image) for name in _STRINGS)


def _refs() -> tuple[LinkTag, ...]:
    """Return the spellings of `ref` and `relref`; with `lang` it names a page that others may have."""
    others = _parameters("path", "lang")
    return tuple(
        LinkTag(rf"{_CALL}(?:rel)?ref{before}{name}{after}{_CALLED}", Names.PAGE)
        for name in _STRINGS
        for before, after in ((r"\s+", r"(?:\s+[\"`]\w*[\"`])?"), (rf"{others}\s+path\s*=\s*", others))
    )


HUGO_LINKS = (
    *_refs(),
    *_hugo("figure", "src", Names.ADDRESS, image=True),
    *_hugo("figure", "link", Names.ADDRESS),
    *_hugo("img", "src", Names.CUSTOM, image=True),
)
