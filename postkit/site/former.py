"""A site as it was at a revision of git: which files it had, and where they were published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from postkit.core.source import Source
from postkit.flavors.base import Flavor
from postkit.git.past import Past
from postkit.site.build import page_urls
from postkit.site.files import Files
from postkit.site.index import Entry, Site

_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")
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


def former_site(
    site: Site, flavor: Flavor, past: Past, config: Mapping[str, Any], base_url: str | None
) -> Site:
    """Return the index of a site as it was; its configuration is taken to be what it was.

    Args:
        site: The index as it is now.
        flavor: The site's engine.
        past: What its files were called and said.
        config: Its own configuration as data.
        base_url: As for `build_site`.
    """
    now = [entry for entry in site.entries() if past.path_then(entry.path) == entry.path]
    same = [entry for entry in now if entry.path not in past.changed]
    other = [entry.path for entry in now if entry.path in past.changed]
    other += [past.was[path] for path in site if path in past.was]
    other += [path for path in (*past.gone, *past.between) if path.lower().endswith(_PAGES)]
    listed = [*(entry.path for entry in same), *other]
    pageless = site.publishing.pageless(listed)
    entries = [*same, *_entries(other, flavor, past, config, pageless)]
    entries.append(Entry(_LISTS, None, lists=tuple(site.lists())))
    return Site(entries, site.publishing, base_url=base_url)


def _entries(
    paths: Collection[str], flavor: Flavor, past: Past, config: Mapping[str, Any], pageless: Collection[str]
) -> Iterator[Entry]:
    for path in paths:
        text = past.text(_first_name(past, path))
        if text is None or path in pageless:
            yield Entry(path, None)
        else:
            yield Entry(path, *page_urls(Source(path, text), flavor, config))


def _first_name(past: Past, path: str) -> str:
    """Return what a file was called at the revision that had a name for a while afterwards."""
    now = past.between.get(path)
    return path if now is None else past.was.get(now, now)
