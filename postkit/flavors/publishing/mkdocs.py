"""How MkDocs publishes a site: destinations in Markdown name files, those in HTML addresses.

Source: MkDocs 1.6.1 (`mkdocs/structure/pages.py`, `_RelativePathTreeprocessor`); measured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from posixpath import normpath
from typing import Any

from postkit.flavors.headings.python_markdown import mkdocs_rule
from postkit.flavors.permalinks.mkdocs import (
    MARKDOWN,
    QUIET_PLUGINS,
    base_path,
    docs_folder,
    is_published,
    plugins_of,
)
from postkit.flavors.permalinks.settings import mapping, text
from postkit.flavors.publishing.paths import LISTS, place
from postkit.flavors.publishing.record import BySource, Publishing, SiteFacts

_MAKING_PAGES = frozenset({"blog", "tags", "macros", "print-site", "swagger-ui-tag", "mike"})
_LABELLING = (
    *("autorefs", "mkdocstrings", "snippets", "macros", "abbr"),
    *("include-markdown", "roamlinks", "ezlinks"),
)
_MADE = frozenset({"/sitemap.xml", "/sitemap.xml.gz", "/404.html", "/search/", "/search.html"})
_ANY_THEME = ("/assets/", "/css/", "/js/", "/img/", "/fonts/", "/stylesheets/", "/javascripts/")
_OF_THEMES = {
    "": (),
    "mkdocs": ("/css/", "/js/", "/webfonts/", "/img/favicon.ico", "/img/grid.png"),
    "readthedocs": ("/css/", "/js/", "/img/favicon.ico"),
    "material": (
        *("/assets/javascripts/", "/assets/stylesheets/", "/assets/images/favicon.png"),
        *("/assets/images/social/", "/assets/external/"),
    ),
}
"""Where themes keep files; those of Material's plugins with them."""


def publishing(facts: SiteFacts) -> Publishing:
    """Return how MkDocs publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = facts.config
    folder = docs_folder(config)
    plugins = {name.rpartition("/")[2] for name in plugins_of(config)}
    quiet = plugins <= QUIET_PLUGINS and not config.get("hooks")
    labelling = {*plugins, *_names(config.get("markdown_extensions"))}
    theme, own_theme = _theme(config)
    themed = _OF_THEMES.get(theme, _ANY_THEME)
    rooted = mapping(mapping(config.get("validation")).get("links")).get("absolute_links")
    return Publishing(
        base=base_path(config),
        hosts=place(config.get("site_url")).hosts,
        origin=place(config.get("site_url")).origin,
        content=folder,
        static=(folder, *own_theme),
        serves=lambda path: _is_served(path, config, own_theme),
        by_source=BySource(
            pages=True,
            files=True,
            loses_slash=True,
            roots=(folder,) if rooted == "relative_to_docs" else (),
        ),
        makes=lambda path: _is_made(path, themed, lists="blog" in plugins),
        links_known=quiet,
        pages_known=bool(config) and quiet and not plugins & _MAKING_PAGES,
        heading_ids=mkdocs_rule(config),
        anchors_known=quiet,
        labels_known=bool(config) and not any(name in one for one in labelling for name in _LABELLING),
        pageless=_readmes,
        alias_hint="let the plugin `redirects` in `mkdocs.yml` lead from the old file to the new one",
    )


def _is_served(path: str, config: Mapping[str, Any], own_theme: tuple[str, ...]) -> bool:
    """Tell whether a file is copied: one of the docs, or one of the theme that is no template."""
    if path.endswith(MARKDOWN):
        return False
    of_theme = any(path.startswith(f"{folder}/") for folder in own_theme) and not path.endswith(".html")
    return of_theme or is_published(path, config)


def _theme(config: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the theme's name, empty for none, and the folder of the site's own files for it, if any."""
    given = config.get("theme", "mkdocs")
    options = mapping(given)
    folder = normpath(text(options.get("custom_dir")) or ".")
    name = options.get("name", "") if options else given
    return text(name), () if folder == "." else (folder,)


def _is_made(path: str, themed: tuple[str, ...], *, lists: bool) -> bool:
    """Tell whether MkDocs or its theme makes what is at a path; with `lists`, whether the blog does, too."""
    by_theme = path.startswith(themed) and not path.endswith("/")
    return path in _MADE or by_theme or (lists and LISTS.search(path) is not None)


def _readmes(paths: Collection[str]) -> Collection[str]:
    """Return each `README.md` that an `index.md` beside it takes the place of."""
    known = set(paths)
    readmes = (path for path in paths if path.endswith("README.md"))
    return {path for path in readmes if f"{path.removesuffix('README.md')}index.md" in known}


def _names(value: object) -> Iterable[str]:
    """Yield the names in a list whose members are names, or mappings of a name to its settings."""
    for item in value if isinstance(value, list) else []:
        yield from map(str, item) if isinstance(item, Mapping) else (str(item),)
