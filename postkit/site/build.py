"""Building the index: every post's front matter is read once, then remembered on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from postkit import __version__
from postkit.core.source import Source
from postkit.flavors.base import Flavor, PageFacts, PageUrls
from postkit.flavors.permalinks.hugo import is_bundled
from postkit.site.cache import Cached, cache_file, digest, load, save
from postkit.site.config import SiteConfig, read_site_config
from postkit.site.index import Entry, Site

_NOWHERE = PageUrls(None)


def build_site(root: Path, flavor: Flavor, paths: Iterable[str], *, use_cache: bool = True) -> Site:
    """Return the index of a site.

    Args:
        root: The site's root folder.
        flavor: Its engine; without a rule for URLs the index holds the paths alone.
        paths: The files that may be pages, below the root, with `/`.
        use_cache: Whether what was known of unchanged files is taken from disk, and put there.
    """
    config = read_site_config(root, flavor)
    listed = list(paths)
    if flavor.urls is None:
        return Site((Entry(path, None) for path in listed), config.data, config.notes)
    known = (
        _known(root, flavor, listed, config)
        if use_cache
        else dict(_read_all(root, flavor, listed, config, {}))
    )
    bundled = _bundled(flavor, listed)
    entries = (
        Entry(path, None) if path in bundled or path not in known else Entry(path, *known[path][2:])
        for path in listed
    )
    return Site(entries, config.data, config.notes)


def _known(root: Path, flavor: Flavor, listed: list[str], config: SiteConfig) -> dict[str, Cached]:
    """Return what is known of each file, from the cache where it is unchanged; the cache is renewed."""
    file, key = cache_file(root, flavor.name), digest(__version__, flavor.name, config.digest)
    old = load(file, key)
    known = dict(_read_all(root, flavor, listed, config, old))
    if known != old:
        save(file, key, known)
    return known


def _read_all(
    root: Path, flavor: Flavor, paths: Iterable[str], config: SiteConfig, old: dict[str, Cached]
) -> Iterator[tuple[str, Cached]]:
    """Yield what is known of each file that can be read; unchanged ones are not opened."""
    base = os.fspath(root)
    for path in paths:
        full = os.path.join(base, path)  # noqa: PTH118 (a Path a file costs more than the look-up)
        try:
            status = os.stat(full)  # noqa: PTH116
        except (OSError, ValueError):
            continue
        cached = old.get(path)
        if cached is None or (cached.size, cached.mtime_ns) != (status.st_size, status.st_mtime_ns):
            urls = _urls(full, path, flavor, config)
            cached = Cached(status.st_size, status.st_mtime_ns, urls.url, urls.aliases)
        yield path, cached


def _urls(full: str, path: str, flavor: Flavor, config: SiteConfig) -> PageUrls:
    from postkit.frontmatter.read import read

    try:
        with open(full, "rb") as file:  # noqa: PTH123
            source = Source(path, file.read())
    except OSError:
        return _NOWHERE
    if flavor.urls is None or source.decode_error:
        return _NOWHERE
    return flavor.urls(PageFacts(path, read(source, flavor).data, config.data))


def _bundled(flavor: Flavor, paths: list[str]) -> set[str]:
    """Return the files that are resources of another page and get none of their own."""
    if flavor.name != "hugo":
        return set()
    folders = {path.rpartition("/")[0] for path in paths if path.rpartition("/")[2].split(".")[0] == "index"}
    return {path for path in paths if folders and is_bundled(path, folders)}
