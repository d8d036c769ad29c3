"""A site as it was at a revision of git: which files it had, and where they were published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from postkit.core.source import Source
from postkit.flavors.base import Flavor, PageUrls
from postkit.flavors.publishing import publishing
from postkit.flavors.publishing.record import SiteFacts
from postkit.git.past import Past
from postkit.git.twins import PAGES
from postkit.site.build import page_urls
from postkit.site.files import Files
from postkit.site.former_config import former_config
from postkit.site.index import Entry, Site

_LISTS = "\0lists"
"""Stands for the files of all lists: which list belongs to which file is not kept."""


class FormerFiles(Files):
    """The files of a site as they were.

    Args:
        root: The site's root folder.
        past: What they were called.
    """

    def __init__(self, root: Path, past: Past) -> None:
        super().__init__(root)
        self._gone: dict[str, set[str]] = {}
        self._there: dict[str, dict[str, bool]] = {}
        for path in (*past.new, *past.was):
            folder, _, name = path.rpartition("/")
            self._gone.setdefault(folder, set()).add(name)
        for path in (*past.gone, *past.was.values(), *past.between):
            self._add(path)

    def _add(self, path: str) -> None:
        is_folder = False
        while path:
            folder, _, name = path.rpartition("/")
            self._there.setdefault(folder, {})[name] = is_folder
            path, is_folder = folder, True

    def _scan(self, folder: str) -> dict[str, bool]:
        found = super()._scan(folder)
        gone = self._gone.get(folder, ())
        left = {name: is_folder for name, is_folder in found.items() if name not in gone}
        return dict(sorted((left | self._there.get(folder, {})).items()))


class FormerSite(NamedTuple):
    """A site as it was.

    Attributes:
        site: Its index.
        files: Its files.
        recast: Whether its configuration was another, so that any address may have changed.
    """

    site: Site
    files: FormerFiles
    recast: bool


def former_site(
    root: Path, site: Site, flavor: Flavor, past: Past, config: Mapping[str, Any], base_url: str | None
) -> FormerSite:
    """Return a site as it was.

    Args:
        root: The site's root folder.
        site: The index as it is now.
        flavor: The site's engine.
        past: What its files were called and said.
        config: Its own configuration as data.
        base_url: As for `build_site`.
    """
    files, other = FormerFiles(root, past), former_config(root, flavor, past)
    how = site.publishing if other is None else publishing(flavor, SiteFacts(other.data, files.exists))
    now = [entry for entry in site.entries() if past.path_then(entry.path) == entry.path]
    same = [entry for entry in now if entry.path not in past.changed and other is None]
    again = [entry.path for entry in now if entry.path in past.changed or other is not None]
    again += [past.was[path] for path in site if path in past.was]
    again += [path for path in (*past.gone, *past.between) if path.lower().endswith(PAGES)]
    pageless = how.pageless([*(entry.path for entry in same), *again])
    data = config if other is None else other.data
    entries = (
        Entry(path, None) if path in pageless else Entry(path, *_urls(files.root, path, flavor, past, data))
        for path in again
    )
    lists = Entry(_LISTS, None, lists=() if other else tuple(site.lists()))
    return FormerSite(Site([*same, *entries, lists], how, base_url=base_url), files, other is not None)


def _urls(root: Path, path: str, flavor: Flavor, past: Past, config: Mapping[str, Any]) -> PageUrls:
    """Return where a file was published."""
    if flavor.urls is None:
        return PageUrls(None)
    text = past.text(_first_name(past, path))
    if text is None:
        try:
            text = (root / (past.path_now(path) or path)).read_bytes()
        except OSError:
            return PageUrls(None)
    return page_urls(Source(path, text), flavor, config)


def _first_name(past: Past, path: str) -> str:
    """Return what a file was called at the revision that had a name for a while afterwards."""
    now = past.between.get(path)
    return path if now is None else past.was.get(now, now)
