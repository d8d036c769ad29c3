"""MkDocs' URLs: pages and files, Material's blog, the plugin `redirects`.

Source: MkDocs 1.6.1, `structure/files.py`; mkdocs-redirects 1.2.3; measured. Not known is the URL where
`hooks` or a plugin that is not listed here may move pages. Of `README.md` and `index.md` in one
folder the first gets no page, which is for the index of the site to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.gitignore import covers
from postkit.flavors.permalinks.javascript import UnknownError
from postkit.flavors.permalinks.mkdocs_blog import moved
from postkit.flavors.permalinks.settings import mapping, text

_NOWHERE = PageUrls(None)
MARKDOWN = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
_ALWAYS_EXCLUDED = (".*", "/templates/")
QUIET_PLUGINS = frozenset(
    {
        *("search", "blog", "tags", "social", "privacy", "offline", "optimize", "typeset", "group", "info"),
        *("redirects", "minify", "rss", "macros", "awesome-pages", "awesome-nav", "literate-nav"),
        *("autorefs", "mkdocstrings", "glightbox", "include-markdown", "table-reader", "print-site"),
        *("git-revision-date", "git-revision-date-localized", "git-authors", "git-committers"),
        *("git-committers-2", "exclude-search", "swagger-ui-tag", "mermaid2", "open-in-new-tab", "mike"),
    }
)
"""Plugins that leave pages where they are; which extra ones they make is another matter."""


def urls(facts: PageFacts) -> PageUrls:
    """Return where MkDocs publishes a file of its `docs_dir`; nowhere if it is excluded or a draft."""
    config = facts.config
    if not is_published(facts.path, config):
        return _NOWHERE
    inside = facts.path[len(docs_folder(config)) + 1 :]
    plugins = plugins_of(config)
    known = not config.get("hooks") and all(name.rpartition("/")[2] in QUIET_PLUGINS for name in plugins)
    flat = config.get("use_directory_urls") is False or _is_on(plugins, "offline")
    try:
        place = moved(inside, facts.data, _options(plugins, "blog")) if _is_on(plugins, "blog") else inside
    except UnknownError:
        return PageUrls(None, known=False)
    if place is None:
        return _NOWHERE
    base = base_path(config)
    aliases = (base + _address(old, flat=flat) for old in _moved_to(inside, plugins))
    return PageUrls(base + _address(place, flat=flat), tuple(aliases), known)


def docs_folder(config: Mapping[str, Any]) -> str:
    """Return the folder whose files are published."""
    return normpath(text(config.get("docs_dir")) or "docs")


def is_published(path: str, config: Mapping[str, Any]) -> bool:
    """Tell whether MkDocs builds or copies a file.

    Args:
        path: The file below the site's root.
        config: The site's configuration.
    """
    folder = docs_folder(config)
    return path.startswith(f"{folder}/") and not _is_excluded(path[len(folder) + 1 :], config)


def base_path(config: Mapping[str, Any]) -> str:
    """Return the path of `site_url`, percent-encoded, without a slash at its end."""
    try:
        path = unquote(urlsplit(text(config.get("site_url"))).path).strip("/")
    except ValueError:
        return ""
    return f"/{quote(path)}" if path else ""


def plugins_of(config: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the options of each plugin that is named, in a list or in a mapping.

    Args:
        config: The site's configuration.
    """
    given = config.get("plugins")
    items: Iterable[object] = (
        [given] if isinstance(given, Mapping) else given if isinstance(given, list) else []
    )
    found: dict[str, Mapping[str, Any]] = {}
    for item in items:
        if isinstance(item, Mapping):
            found.update((str(name), mapping(options)) for name, options in item.items())
        elif isinstance(item, str):
            found[item] = {}
    return found


def _options(plugins: Mapping[str, Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    return plugins.get(name) or plugins.get(f"material/{name}") or {}


def _is_on(plugins: Mapping[str, Mapping[str, Any]], name: str) -> bool:
    named = name in plugins or f"material/{name}" in plugins
    return named and _options(plugins, name).get("enabled") is not False


def _address(inside: str, *, flat: bool) -> str:
    """Return the address of a path below the docs folder; a page is a folder unless URLs are flat."""
    if not inside.endswith(MARKDOWN):
        return "/" + quote(inside)
    folder, _, name = f"/{inside}".rpartition("/")
    stem = name.rpartition(".")[0]
    stem = "index" if stem == "README" else stem
    if flat:
        return quote(f"{folder}/{stem}.html")
    return quote(f"{folder}/" if stem == "index" else f"{folder}/{stem}/")


def _moved_to(inside: str, plugins: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the old paths that the plugin `redirects` sends to a page."""
    moves: Mapping[Any, Any] = mapping(_options(plugins, "redirects").get("redirect_maps"))
    for old, new in moves.items():
        if isinstance(old, str) and isinstance(new, str) and new.partition("#")[0] == inside:
            yield old


def _is_excluded(inside: str, config: Mapping[str, Any]) -> bool:
    exclude, drafts = text(config.get("exclude_docs")), text(config.get("draft_docs"))
    if not exclude and not drafts and not inside.startswith((".", "templates/")) and "/." not in inside:
        return False
    excluded = covers((*_ALWAYS_EXCLUDED, *exclude.splitlines()), inside)
    return excluded or covers(drafts.splitlines(), inside)
