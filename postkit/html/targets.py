"""Which addresses of links and images mean the same in Markdown as in HTML.

MkDocs resolves relative ones in Markdown against the page's source and leaves those in HTML alone
(`_RelativePathTreeprocessor`). Hexo puts the site's root before paths of images and writes all
addresses anew (`encodeURL` and `url_for` of hexo-util 4).
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from postkit.flavors.base import Dialect
from postkit.html.errors import CannotSayError
from postkit.html.tree import Element
from postkit.markdown.mask import has_tag

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RESERVED = re.compile(r"%(?:2[346BCFbcf]|3[ABDFabdf]|40|(?![0-9A-Fa-f]{2}))")
"""Escapes that Hexo takes away from characters that mean something in an address, and bare signs."""
_QUERY = re.compile(r"(?:[\w.*-]+=[\w.*-]*(?:&[\w.*-]+=[\w.*-]*)*)?")
"""A query that `URLSearchParams` writes as it was."""
_STAYS_FOR_IMAGES = re.compile(r"https?:|//|#")


def check_target(node: Element, url: str, dialect: Dialect) -> None:
    """Raise where an engine would take an address in Markdown for another one than in HTML.

    Args:
        node: The `<a>` or `<img>`.
        url: Its address.
        dialect: How the engine reads Markdown.

    Raises:
        CannotSayError: If it would.
    """
    what = "images" if node.tag == "img" else "links"
    if dialect is Dialect.PYTHON_MARKDOWN and _is_relative(url):
        raise CannotSayError(f"MkDocs resolves relative {what} in Markdown only", node, differs=True)
    if dialect is Dialect.MARKED and not hexo_keeps(url, image=node.tag == "img"):
        raise CannotSayError(f"Hexo writes the address of such {what} anew", node, differs=True)


def is_kept(url: str, dialect: Dialect, *, image: bool) -> bool:
    """Tell whether an address in Markdown means what it means in HTML."""
    try:
        check_target(Element("img" if image else "a"), url, dialect)
    except CannotSayError:
        return False
    return True


def _is_relative(url: str) -> bool:
    url = url.strip()
    return bool(url) and not _SCHEME.match(url) and url[0] not in "/\\#?"


def hexo_keeps(url: str, *, image: bool) -> bool:
    """Tell whether Hexo writes an address as it was, or one that means the same."""
    url = url.strip()
    if has_tag(url) or _RESERVED.search(url) or _has_odd_bytes(url):
        return False
    if image and not _STAYS_FOR_IMAGES.match(url):
        return False
    if not _SCHEME.match(url):
        return "\\" not in url
    if not re.match(r"(?:https?|ftp):", url):
        return not image
    return _is_normal(url)


def _has_odd_bytes(url: str) -> bool:
    try:
        unquote(url, errors="strict")
    except UnicodeDecodeError:
        return True
    return False


def _is_normal(url: str) -> bool:
    """Tell whether a parser of URLs changes nothing in an absolute one (URL standard §4.4)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = parts.netloc == parts.netloc.lower() and re.fullmatch(r"[\w.:-]+", parts.netloc) and port is None
    return (
        bool(plain)
        and not re.search(r"\\|/\.{1,2}(?:/|\Z)|%2[eE]", parts.path)
        and _QUERY.fullmatch(parts.query) is not None
    )
