"""How Hugo publishes a site: its static files, what it makes itself, when it looks links up.

Source: Hugo 0.168 (`tpl/tplimpl/embedded/templates/_markup`, `markup/goldmark/goldmark_config`);
measured: links stay as they are written, but in a site of several languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from postkit.flavors.headings.hugo import hugo_rule
from postkit.flavors.permalinks.hugo import is_bundled
from postkit.flavors.permalinks.hugo_site import CONTENT_EXTENSIONS, base_path, content_roots, lowered
from postkit.flavors.permalinks.settings import strings, text
from postkit.flavors.publishing.paths import MADE_SUFFIXES, NEXT_PAGES, place, suffix
from postkit.flavors.publishing.record import BySource, Publishing, SiteFacts

_HOOKS = ("render-link.html", "render-image.html")
_HOOK_FOLDERS = ("layouts/_markup", "layouts/_default/_markup")
_FEEDS = ("/index.xml", "/sitemap.xml")
_ADAPTER = "_content.gotmpl"
_BUNDLE = re.compile(r"(?:^|/)_?index\.[^/]+$")
_INDEX = re.compile(r"(?:^|/)index\.[^/]+$")


def publishing(facts: SiteFacts) -> Publishing:
    """Return how Hugo publishes a site.

    Args:
        facts: Its configuration and files.
    """
    config = lowered(facts.config)
    themes = [f"themes/{name}" for name in strings(config.get("theme"))]
    elsewhere = bool(lowered(config.get("module")).get("imports")) or not all(map(facts.exists, themes))
    own_hooks = any(
        facts.exists(f"{root}{folder}/{hook}")
        for root in ("", *(f"{theme}/" for theme in themes))
        for folder in _HOOK_FOLDERS
        for hook in _HOOKS
    )
    static = [folder.strip("/") for folder in strings(config.get("staticdir"))] or ["static"]
    static += [f"{theme}/static" for theme in themes]
    content = next((root.folder for root in content_roots(config) if not root.inside), "content")
    prefixed = config.get("canonifyurls") is True
    return Publishing(
        base=base_path(config),
        hosts=frozenset(_hosts(config)),
        origin=place(config.get("baseurl")).origin,
        content=content,
        # What lies in the content and is no page is a resource of the section above it.
        static=(*static, content),
        serves=lambda path: not path.startswith(f"{content}/") or not _is_content(path),
        bundle=lambda path: path.rpartition("/")[0] if _BUNDLE.search(path) else None,
        bundled=lambda path: not _is_content(path),
        by_source=_by_source(config, content),
        makes=_makes(facts.exists, content, _mounted(config), formats="outputformats" in config),
        links_known=not (own_hooks or elsewhere or prefixed),
        pages_known=bool(config) and not elsewhere and not lowered(config.get("module")).get("mounts"),
        heading_ids=hugo_rule(config),
        any_case=True,
        pageless=_resources,
        alias_keys=() if config.get("disablealiases") is True else ("aliases",),
    )


def _is_content(path: str) -> bool:
    return suffix(path).removeprefix(".") in CONTENT_EXTENSIONS


def _resources(paths: Collection[str]) -> Collection[str]:
    """Return the files in leaf bundles: they are resources of its page."""
    bundles = {path.rpartition("/")[0] for path in paths if _INDEX.search(path)}
    return {path for path in paths if is_bundled(path, bundles)} if bundles else ()


def _by_source(config: Mapping[str, Any], content: str) -> BySource:
    """Return what the embedded render hooks look up: never by default, but with several languages."""
    hooks = lowered(lowered(lowered(config.get("markup")).get("goldmark")).get("renderhooks"))
    wanted = {text(lowered(hooks.get(kind)).get("useembedded")) or "auto" for kind in ("link", "image")}
    several = len(lowered(config.get("languages"))) > 1
    enabled = any(lowered(hooks.get(kind)).get("enabledefault") is True for kind in ("link", "image"))
    if wanted & {"always", "fallback"} or enabled or (several and "auto" in wanted):
        return BySource(pages=True, bare=True, roots=(content,), everywhere=True, assets=("assets",))
    return BySource()


def _makes(
    exists: Callable[[str], bool], content: str, mounted: Collection[str], *, formats: bool
) -> Callable[[str], bool]:
    """Return what tells pages of lists, files of templates, and what mounts and content adapters make."""

    def makes(path: str) -> bool:
        if path.rstrip("/") in mounted:
            return True
        ending = suffix(path)
        if (ending in MADE_SUFFIXES and (formats or ending != ".xml")) or NEXT_PAGES.search(path):
            return True
        if path.endswith(_FEEDS):
            return True
        return any(exists(f"{content}{folder}/{_ADAPTER}") for folder in _above(path))

    return makes


def _mounted(config: Mapping[str, Any]) -> frozenset[str]:
    """Return what is mounted into the content or beside the static files: paths below the site's base."""
    mounts = lowered(config.get("module")).get("mounts")
    targets = (text(lowered(mount).get("target")).strip("/") for mount in mounts or () if mount)
    below = (target.partition("/") for target in targets)
    return frozenset(
        f"/{inside}" for folder, _, inside in below if folder in ("content", "static") and inside
    )


def _above(path: str) -> Iterator[str]:
    """Yield the folders above a path, the root as an empty text."""
    folder = path.rstrip("/")
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _hosts(config: Mapping[str, Any]) -> Iterator[str]:
    """Yield the hosts of the site and of its languages."""
    yield from place(config.get("baseurl")).hosts
    for language in lowered(config.get("languages")).values():
        yield from place(lowered(language).get("baseurl")).hosts
