"""How Hexo publishes a site: links stay as they are written, pictures begin at the site's root.

Source: hexo 8.1.2 and hexo-renderer-marked 7.0; measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from postkit.flavors.base import Publishing, SiteFacts
from postkit.flavors.headings.hexo import hexo_rule
from postkit.flavors.permalinks.hexo import base_path, plugins_of
from postkit.flavors.permalinks.hexo_files import is_ignored, is_page, output_of
from postkit.flavors.permalinks.settings import mapping, text
from postkit.flavors.publishing.paths import LISTS, MADE_SUFFIXES, place, suffix

_QUIET_PLUGIN = re.compile(
    r"hexo(?:-cli|-log|-util|-fs|-front-matter|-i18n)?$|hexo-(?:server|deployer-.*|browsersync|theme-.*)$"
    r"|hexo-renderer-(?:marked|ejs|stylus|pug|nunjucks|swig|sass|less)$"
    r"|hexo-generator-(?:archive|category|index|tag|alias|feed|sitemap|search|json-content|seo-friendly-sitemap)$"
)
_POSTS = re.compile(r"(?:^|/)_posts/")


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Hexo publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    folder = (text(config.get("source_dir")) or "source").removeprefix("./").strip("/")
    plugins = plugins_of(config) or []
    odd = [name for name in plugins if name.startswith("hexo") and not _QUIET_PLUGIN.match(name)]
    own_code = facts.exists("scripts") or facts.exists(f"{_theme(config)}/scripts")
    options = mapping(config.get("marked"))
    return Publishing(
        base=base_path(config),
        hosts=place(config.get("url")).hosts,
        content=folder,
        static=(folder, f"{_theme(config)}/source"),
        serves=lambda path: _serves(path, folder, config),
        bundle=_bundle(config),
        images_from_root=options.get("prependRoot") is not False and not config.get("relative_link"),
        images_from_bundle=options.get("postAsset") is True,
        makes=lambda path: suffix(path) in MADE_SUFFIXES or LISTS.search(path) is not None,
        links_known=not (odd or own_code),
        pages_known=bool(config) and not (odd or own_code) and facts.exists(_theme(config)),
        heading_ids=hexo_rule(config),
    )


def _theme(config: Mapping[str, Any]) -> str:
    return f"themes/{text(config.get('theme')) or 'landscape'}"


def _serves(path: str, folder: str, config: Mapping[str, Any]) -> bool:
    """Tell whether Hexo copies a file: a theme's own, or one of the source folder that is no page."""
    if not path.startswith(f"{folder}/"):
        return True
    inside = path[len(folder) + 1 :]
    return is_page(inside, config) and not is_ignored(path, config) and not output_of(inside, config)


def _bundle(config: Mapping[str, Any]) -> Callable[[str], str | None]:
    """Return what gives the folder of a post's own files, if the site has such folders."""
    if config.get("post_asset_folder") is not True:
        return lambda _: None
    return lambda path: path.rpartition(".")[0] if _POSTS.search(path) else None
