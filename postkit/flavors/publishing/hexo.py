"""How Hexo publishes a site: links stay as they are written, pictures begin at the site's root.

Source: hexo 8.1.2 and hexo-renderer-marked 7.0; measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from postkit.flavors.headings.hexo import hexo_rule
from postkit.flavors.permalinks.hexo import base_path, plugins_of
from postkit.flavors.permalinks.hexo_files import is_ignored, is_page, is_post, output_of
from postkit.flavors.permalinks.hexo_post import slug_of
from postkit.flavors.permalinks.javascript import UnknownError
from postkit.flavors.permalinks.settings import mapping, text
from postkit.flavors.publishing.paths import LISTS, MADE_SUFFIXES, place, suffix
from postkit.flavors.publishing.record import Publishing, SiteFacts

_QUIET_PLUGIN = re.compile(
    r"hexo(?:-cli|-log|-util|-fs|-front-matter|-i18n)?$|hexo-(?:server|deployer-.*|browsersync|theme-.*)$"
    r"|hexo-renderer-(?:marked|ejs|stylus|pug|nunjucks|swig|sass|less)$"
    r"|hexo-generator-(?:archive|category|index|tag|alias|feed|sitemap|search|json-content|seo-friendly-sitemap)$"
)
_PLUGIN = re.compile(r"(?:@[^/]+/)?hexo-")
_ALIASES = "hexo-generator-alias"
_DATED = re.compile(r"(?:\d{4}/(?:\d\d/){0,2})?")
"""Archives of years, months and days."""
_POSTS = re.compile(r"(?:^|/)_posts/")


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Hexo publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    folder = (text(config.get("source_dir")) or "source").removeprefix("./").strip("/")
    plugins = plugins_of(config) or []
    odd = [name for name in plugins if _PLUGIN.match(name) and not _QUIET_PLUGIN.match(name)]
    own_code = facts.exists("scripts") or facts.exists(f"{_theme(config)}/scripts")
    links_known = not (odd or own_code)
    pages_known = bool(config) and links_known and facts.exists(_theme(config))
    options = mapping(config.get("marked"))
    return Publishing(
        base=base_path(config),
        hosts=place(config.get("url")).hosts,
        origin=place(config.get("url")).origin,
        content=folder,
        static=(folder, f"{_theme(config)}/source"),
        serves=lambda path: _serves(path, folder, config),
        bundle=_bundle(config),
        bundled=lambda path: _is_asset(path, folder, config),
        slug=lambda path: _slug(path, folder, config),
        images_from_root=options.get("prependRoot") is not False and not config.get("relative_link"),
        images_from_bundle=options.get("postAsset") is True,
        makes=_makes(config, plugins if pages_known else []),
        links_known=links_known,
        pages_known=pages_known,
        heading_ids=hexo_rule(config),
        alias_keys=("alias", "aliases") if _ALIASES in plugins else (),
        alias_hint=f"with the package `{_ALIASES}`, `alias` would lead from there to here",
    )


def _theme(config: Mapping[str, Any]) -> str:
    return f"themes/{text(config.get('theme')) or 'landscape'}"


def _makes(config: Mapping[str, Any], plugins: Collection[str]) -> Callable[[str], bool]:
    """Return what tells pages of lists, and files of templates.

    Args:
        config: The site's configuration.
        plugins: All that make pages; empty where that is not known: then any list may be made.
    """
    # The lists of tags and categories come with the posts that are in them.
    made = {_folder(mapping(config.get("index_generator")).get("path", ""))}
    for kind, usual in (("tag", "tags"), ("category", "categories")):
        if mapping(config.get(f"{kind}_generator")).get("enable_index_page") is True:
            made.add(_folder(config.get(f"{kind}_dir", usual)))
    archives = _folder(config.get("archive_dir", "archives"))
    more = re.compile(rf"/(?:page|{re.escape(text(config.get('pagination_dir', 'page')))})/\d+/?$")

    def makes(path: str) -> bool:
        if suffix(path) in MADE_SUFFIXES or more.search(path):
            return True
        if not plugins:
            return path in made or LISTS.search(path) is not None
        if path.startswith(archives) and "hexo-generator-archive" in plugins:
            return _DATED.fullmatch(path.removeprefix(archives)) is not None
        return path in made

    return makes


def _folder(name: object) -> str:
    """Return the address of a list's folder below the base."""
    inside = text(name).strip("/")
    return f"/{inside}/" if inside else "/"


def _serves(path: str, folder: str, config: Mapping[str, Any]) -> bool:
    """Tell whether Hexo copies a file: a theme's own, or one of the source folder that is no page."""
    if not path.startswith(f"{folder}/"):
        return True
    inside = path[len(folder) + 1 :]
    try:
        return is_page(inside, config) and not is_ignored(path, config) and not output_of(inside, config)
    except UnknownError:  # a pattern that only Hexo reads
        return True


def _is_asset(path: str, folder: str, config: Mapping[str, Any]) -> bool:
    """Tell whether Hexo copies a file of a post's own folder, or writes one of the same name."""
    _, _, inside = path[len(folder) + 1 :].partition("/")
    try:
        if not is_post(inside) or is_ignored(path, config):
            return False
        return output_of(inside, config) in ("", suffix(path).removeprefix("."))
    except UnknownError:
        return True


def _slug(path: str, folder: str, config: Mapping[str, Any]) -> str | None:
    kind, _, inside = path.removeprefix(f"{folder}/").partition("/")
    if kind not in ("_posts", "_drafts") or not is_post(inside) or not output_of(inside, config):
        return None
    try:
        return slug_of(inside, config)
    except UnknownError:
        return inside.rpartition(".")[0]


def _bundle(config: Mapping[str, Any]) -> Callable[[str], str | None]:
    """Return what gives the folder of a post's own files, if the site has such folders."""
    if config.get("post_asset_folder") is not True:
        return lambda _: None
    return lambda path: path.rpartition(".")[0] if _POSTS.search(path) else None
