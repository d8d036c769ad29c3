"""A site's own configuration as it was at a revision of git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from postkit.flavors.base import Flavor
from postkit.git.past import Past
from postkit.site.config import SiteConfig, read_site_config

_SUFFIXES = frozenset({".yml", ".yaml", ".toml", ".json"})
_FOLDER = "config"
_PROGRAMS = frozenset({"astro", "eleventy"})
"""Engines whose configuration is a program and files anywhere: it is taken to be what it was."""


def former_config(root: Path, flavor: Flavor, past: Past) -> SiteConfig | None:
    """Return the configuration of a site as it was; None where it is what it was.

    Args:
        root: The site's root folder.
        flavor: Its engine.
        past: What its files were called and said.
    """
    touched = {*past.changed, *past.gone, *past.was.values(), *past.new, *past.was}
    if flavor.name in _PROGRAMS or not any(map(_is_configuration, touched)):
        return None
    with tempfile.TemporaryDirectory(prefix="postkit-") as scratch:
        for path, text in _texts(root, past):
            target = Path(scratch) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text)
        found = read_site_config(Path(scratch), flavor)
    return None if found.read == read_site_config(root, flavor).read else found


def _texts(root: Path, past: Past) -> Iterator[tuple[str, bytes]]:
    """Yield the files that may be read for settings, with what they said."""
    for folder in (root, *filter(Path.is_dir, (root / _FOLDER).glob("*"))):
        for file in filter(Path.is_file, folder.iterdir()):
            path = file.relative_to(root).as_posix()
            if _is_configuration(path) and past.path_then(path) == path and path not in past.changed:
                yield path, file.read_bytes()
    for path in (*past.changed, *past.gone, *past.was.values()):
        text = past.text(path) if _is_configuration(path) else None
        if text is not None:
            yield path, text


def _is_configuration(path: str) -> bool:
    folder = path.rpartition("/")[0]
    return Path(path).suffix in _SUFFIXES and (not folder or folder.startswith(f"{_FOLDER}/"))
