"""How Jekyll publishes a site: what is served, which links its plugins replace.

Source: Jekyll 4.3.1 (`entry_filter.rb`, `reader.rb`) and the plugins' own pages; measured.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from postkit.flavors.headings.kramdown import is_native, kramdown_rule
from postkit.flavors.permalinks.jekyll_config import is_read
from postkit.flavors.permalinks.settings import mapping, strings, text
from postkit.flavors.publishing.paths import LISTS, NEXT_PAGES, place, suffix
from postkit.flavors.publishing.record import BySource, Publishing, SiteFacts

_QUIET_PLUGINS = frozenset(
    {
        *("jekyll-feed", "jekyll-seo-tag", "jekyll-sitemap", "jekyll-redirect-from", "jekyll-relative-links"),
        *("jekyll-mentions", "jemoji", "jekyll-emoji", "jekyll-gist", "jekyll-github-metadata"),
        *("jekyll-avatar", "jekyll-include-cache", "jekyll-commonmark", "jekyll-commonmark-ghpages"),
        *("jekyll-titles-from-headings", "jekyll-default-layout", "jekyll-coffeescript", "jekyll-compose"),
        *("jekyll-last-modified-at", "jekyll-admin", "jekyll-toc", "jekyll-remote-theme", "jekyll-minifier"),
        *("jekyll-sass-converter", "jekyll-livereload", "jekyll-katex", "jekyll-paginate"),
    }
)
"""Plugins that make no pages but such as `_makes` knows, and leave the others where they are."""

_LISTING_PLUGINS = frozenset({"jekyll-paginate-v2", "jekyll-archives"})
_RELATIVE_LINKS = "jekyll-relative-links"
_REDIRECTS = "jekyll-redirect-from"
_MADE = {
    "/feed.xml": "jekyll-feed",
    "/sitemap.xml": "jekyll-sitemap",
    "/robots.txt": "jekyll-sitemap",
    "/redirects.json": _REDIRECTS,
}
_SOURCES_OF = {".css": (".scss", ".sass"), ".map": (".scss", ".sass", ".coffee"), ".js": (".coffee",)}


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Jekyll publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    plugins = {*strings(config.get("plugins")), *strings(config.get("gems"))}
    own_code = facts.exists("_plugins") or text(config.get("plugins_dir")) != ""
    themed = bool(config.get("theme") or config.get("remote_theme"))
    lists = LISTS if plugins & _LISTING_PLUGINS else NEXT_PAGES if config.get("paginate") else None

    def serves(path: str) -> bool:
        *folders, name = path.split("/")
        return is_read(folders, name, config)

    def makes(path: str) -> bool:
        if path in _MADE and (themed or _MADE[path] in plugins):
            return True
        if (themed and path.startswith("/assets/")) or (lists and lists.search(path)):
            return True
        ending = suffix(path)
        stem = path.removeprefix("/").removesuffix(ending)
        return any(facts.exists(f"{stem}{source}") for source in _SOURCES_OF.get(ending, ()))

    return Publishing(
        base=place(config.get("baseurl")).base,
        hosts=place(config.get("url")).hosts,
        origin=place(config.get("url")).origin,
        serves=serves,
        by_source=BySource(pages=_replaces_files(facts, plugins)),
        surely_by_source=_surely_replaces(config, plugins),
        makes=makes,
        links_known=not own_code,
        pages_known=bool(config) and not own_code and plugins <= _QUIET_PLUGINS | _LISTING_PLUGINS,
        heading_ids=kramdown_rule(config),
        ids_as_written=is_native(config),
        alias_keys=("redirect_from",) if _REDIRECTS in plugins else (),
        alias_hint=f"with the plugin `{_REDIRECTS}`, `redirect_from` would lead from there to here",
    )


def _surely_replaces(config: Mapping[str, Any], plugins: set[str]) -> Callable[[str], bool]:
    """Return what tells whether the links of a file surely are replaced: the plugin leaves out collections.

    Source: jekyll-relative-links 0.7 (`generator.rb`); posts are a collection, and lie in a folder
    with `_` before its name as those of the others do.
    """
    options = mapping(config.get("relative_links"))
    active = _RELATIVE_LINKS in plugins and options.get("enabled") is not False and "exclude" not in options
    everywhere = options.get("collections") is True
    return lambda path: active and (everywhere or not any(name.startswith("_") for name in path.split("/")))


def _replaces_files(facts: SiteFacts, plugins: set[str]) -> bool:
    """Tell whether links to `.md` files become addresses: GitHub Pages runs the plugin unasked.

    GitHub builds a site without a `Gemfile`; what else shows that it does is a theme of its own.
    """
    if _RELATIVE_LINKS in plugins or "github-pages" in plugins:
        return True
    if facts.exists("Gemfile"):
        # It can only be read by a Ruby; a site that names its plugins there names them in the
        # configuration, too, but for GitHub's own bundle.
        return "repository" in facts.config and not plugins
    theme = text(facts.config.get("theme"))
    return "remote_theme" in facts.config or theme.startswith("jekyll-theme-") or facts.exists("CNAME")
