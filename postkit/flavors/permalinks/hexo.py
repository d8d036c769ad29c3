"""Hexo's URLs: posts, pages and files.

Source: hexo 8.1.2, `models/post.js`, `processor/asset.js`, `router.js`; hexo-util 4.0, `url_for.js`;
measured. A date in the future hides no page here, since the answer must not change overnight. Not
known is what hangs on the machine or the file's own time: a post without a date, one whose date has
an offset; `timezone` where the machine's zone makes it another day; a variable of `permalink` that
front matter does not set, since a plugin may; and any post where a plugin is named for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import normpath, splitext
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.hexo_files import is_ignored, is_page, is_post, output_of
from postkit.flavors.permalinks.hexo_lists import lists
from postkit.flavors.permalinks.hexo_post import path_of
from postkit.flavors.permalinks.hexo_variables import StopsError, as_boolean
from postkit.flavors.permalinks.javascript import UnknownError, is_true
from postkit.flavors.permalinks.settings import mapping, strings, text

_NOWHERE = PageUrls(None)
_SAFE = "/;,:@&=+$-_.!~*'()"
_MOVES_POSTS = re.compile("permalink|slug|i18n")
_BROKEN = re.compile("%(?![0-9a-fA-F]{2})")


def urls(facts: PageFacts) -> PageUrls:
    """Return where Hexo publishes a file; nowhere for a draft."""
    config = facts.config
    folder = (text(config.get("source_dir")) or "source").removeprefix("./").strip("/")
    if not facts.path.startswith(f"{folder}/"):
        return _NOWHERE
    source = facts.path[len(folder) + 1 :]
    try:
        if is_ignored(facts.path, config):
            return _NOWHERE
        if source.startswith(("_posts/", "_drafts/")):
            return _post(facts, source)
        return _page(facts, source)
    except StopsError:
        return _NOWHERE
    except UnknownError:
        return PageUrls(None, known=False)


def base_path(config: Mapping[str, Any]) -> str:
    """Return the path that every address begins with, such as `/blog`; empty at the root of a host.

    It is `root`; where that is not set, the path of `url`.
    """
    root = text(config.get("root")).strip("/")
    if not root and config.get("root") in (None, ""):
        try:
            root = urlsplit(text(config.get("url"))).path.strip("/")
        except ValueError:
            root = ""
    return f"/{root}" if root else ""


def _post(facts: PageFacts, source: str) -> PageUrls:
    data, config = facts.data, facts.config
    kind, _, inside = source.partition("/")
    if not is_post(inside) or not output_of(source, config):
        # With `post_asset_folder` it may be a file of the post that its folder is named after.
        return PageUrls(None, known=not is_true(config.get("post_asset_folder")))
    if is_true(config.get("post_asset_folder")) and not _is_named_as_post(inside, config):
        return PageUrls(None, known=False)
    published = data.get("published") if kind == "_posts" else False
    if published is not None and not as_boolean(published) and not is_true(config.get("render_drafts")):
        return _NOWHERE
    path, known = path_of(source, inside, data, config)
    plugins = plugins_of(config)
    found = _published(facts, path, known=known and not any(map(_MOVES_POSTS.search, plugins or ())))
    if found.url is None:
        return found
    base = base_path(config)
    return found._replace(lists=tuple(base + quote(at, safe=_SAFE) for at in lists(data, config, plugins)))


def _is_named_as_post(inside: str, config: Mapping[str, Any]) -> bool:
    return splitext(inside)[1] == splitext(text(config.get("new_post_name", ":title.md")))[1]


def _page(facts: PageFacts, source: str) -> PageUrls:
    if not is_page(source, facts.config):
        return _NOWHERE
    output = output_of(source, facts.config)
    if not output:
        return PageUrls(f"{base_path(facts.config)}/{quote(source, safe=_SAFE)}")
    fixed = facts.data.get("permalink")
    if not is_true(fixed):
        return _published(facts, f"{splitext(source)[0]}.{output}")
    if not isinstance(fixed, str):
        raise UnknownError
    path = f"{fixed}index" if fixed.endswith("/") else fixed
    return _published(facts, path if splitext(path)[1] else f"{path}.{output}")


def _published(facts: PageFacts, path: str, *, known: bool = True) -> PageUrls:
    """Return the address of a path of the site, as `url_for` and a server agree on it."""
    if not _decodes(path):
        return _NOWHERE
    address = _routed(path)
    pretty = mapping(facts.config.get("pretty_urls"))
    is_index = address.endswith("index.html")
    if pretty.get("trailing_index") is False:
        address = address.removesuffix("index.html")
    if pretty.get("trailing_html") is False and not is_index:
        address = address.removesuffix(".html")
    base = base_path(facts.config)
    return PageUrls(base + quote(address, safe=_SAFE), tuple(_aliases(facts, base)), known)


def _routed(path: str) -> str:
    """Return a path as the router keeps it: no query, no doubled slash, no dots."""
    path = path.replace("\\", "/").partition("?")[0].lstrip("/")
    plain = normpath(f"/{path}")
    return f"{plain}/" if path.endswith("/") and plain != "/" else plain


def _decodes(path: str) -> bool:
    """Tell whether percent signs in a path are of UTF-8; over others Hexo drops the post."""
    if "%" not in path:
        return True
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return not _BROKEN.search(path)


def _aliases(facts: PageFacts, base: str) -> list[str]:
    """Return the paths that hexo-generator-alias makes pages of; `alias` hides `aliases`."""
    plugins = plugins_of(facts.config)
    if plugins is not None and "hexo-generator-alias" not in plugins:
        return []
    given = facts.data.get("alias")
    found = strings(given if is_true(given) else facts.data.get("aliases"))
    return [base + quote(_routed(alias), safe=_SAFE) for alias in found if alias]


def plugins_of(config: Mapping[str, Any]) -> list[str] | None:
    """Return the packages that the site asks for; None where its `package.json` is not there."""
    package = config.get("package.json")
    if not isinstance(package, Mapping):
        return None
    return [name for key in ("dependencies", "devDependencies") for name in mapping(package.get(key))]
