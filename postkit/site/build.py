"""Building the index: every post's front matter is read once, then remembered on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from postkit import __version__
from postkit.core.source import Source
from postkit.flavors.base import Flavor, PageFacts, PageUrls
from postkit.flavors.publishing import publishing
from postkit.flavors.publishing.record import SiteFacts
from postkit.rules.table import FM014
from postkit.site.cache import Cached, cache_file, digest, load, save
from postkit.site.config import SiteConfig, read_site_config
from postkit.site.files import Files
from postkit.site.index import Entry, Site

_NOWHERE = PageUrls(None)


def build_site(
    root: Path, flavor: Flavor, paths: Iterable[str], *, use_cache: bool = True, base_url: str | None = None
) -> Site:
    """Return the index of a site.

    Args:
        root: The site's root folder.
        flavor: Its engine; without a rule for URLs the index holds the paths alone.
        paths: The files that may be pages, below the root, with `/`.
        use_cache: Whether what was known of unchanged files is taken from disk, and put there.
        base_url: Another address of the site's root, beside that which its engine knows.
    """
    config = read_site_config(root, flavor)
    listed = list(paths)
    how = publishing(flavor, SiteFacts(config.data, Files(root).exists))
    if flavor.urls is None:
        return Site((Entry(path, None) for path in listed), how, config.notes, base_url)
    known = (
        _known(root, flavor, listed, config)
        if use_cache
        else dict(_read_all(root, flavor, listed, config, {}))
    )
    pageless = how.pageless(listed)
    entries = (
        Entry(path, None) if path in pageless or path not in known else Entry(path, *known[path].urls)
        for path in listed
    )
    return Site(entries, how, config.notes, base_url)


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
            cached = Cached(status.st_size, status.st_mtime_ns, urls)
        yield path, cached


def _urls(full: str, path: str, flavor: Flavor, config: SiteConfig) -> PageUrls:
    try:
        with open(full, "rb") as file:  # noqa: PTH123
            return page_urls(Source(path, file.read()), flavor, config.data)
    except OSError:
        return _NOWHERE


def page_urls(source: Source, flavor: Flavor, config: Mapping[str, Any]) -> PageUrls:
    """Return where a file is published.

    Args:
        source: The file, with its path below the site's root.
        flavor: The site's engine.
        config: The site's own configuration as data.
    """
    from postkit.frontmatter.read import read

    if flavor.urls is None or source.decode_error:
        return _NOWHERE
    if not _is_text(source.path):
        return _NOWHERE._replace(known=False)  # percent-encoding is of UTF-8
    front_matter = read(source, flavor)
    headed = front_matter.kind is not None
    urls = flavor.urls(PageFacts(source.path, front_matter.data, config, headed))
    # An empty file stands for a post that is still to be written, or was not fetched.
    # What front matter in a program says is not read.
    sure = source.data.strip() and not any(one.rule is FM014 for one in front_matter.problems)
    return urls if sure else urls._replace(known=False)


def _is_text(path: str) -> bool:
    """Tell whether a path is UTF-8; the bytes of one that is not are surrogates."""
    return path.isascii() or not any("\ud800" <= one <= "\udfff" for one in path)
