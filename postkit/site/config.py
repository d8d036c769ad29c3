"""A site's own configuration, as its engine finds and merges it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from os.path import normpath
from pathlib import Path
from typing import Any

from postkit.flavors.base import Flavor
from postkit.flavors.permalinks.settings import UNKNOWN

_LARGEST = 4_000_000
_LARGEST_SCRIPT = 400_000
_JEKYLL_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_HUGO_NAMES = tuple(f"{stem}.{end}" for stem in ("hugo", "config") for end in ("toml", "yaml", "yml", "json"))
_HEXO_NAMES = ("_config.yml", "_config.yaml", "_config.json")
_MKDOCS_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_INHERIT = re.compile(r"""^INHERIT:[ \t]*["']?([^\s"'#]+)""", re.MULTILINE)
_MOST_PARENTS = 8
_HUGO_FOLDERS = ("config/_default", "config/production")
_EXTENSIONS = (".toml", ".yaml", ".yml", ".json")


@dataclass(slots=True)
class SiteConfig:
    """What the engine's configuration files say.

    Args:
        data: The settings; empty where there is no file or none could be read.
        notes: One line for each file that could not be read, which names the file and the reason.
        read: The bytes of all files that were read, each after its name and length.
    """

    data: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    read: bytes = b""

    @property
    def digest(self) -> str:
        """Stands for the bytes of all files that were read."""
        from hashlib import sha256  # 4 ms that only a site with a cache costs

        return sha256(self.read).hexdigest()


def read_site_config(root: Path, flavor: Flavor) -> SiteConfig:
    """Read the configuration of a site; a broken file is a note and counts as empty.

    Args:
        root: The site's root folder.
        flavor: Its engine; one without configuration of URLs answers with nothing.
    """
    if flavor.name in _PROGRAMS:
        return _read_program(root, flavor)
    find = _FINDERS.get(flavor.name)
    result = SiteConfig()
    for path, key in find(root) if find else ():
        name = path.relative_to(root).as_posix()
        try:
            raw = _read_bytes(path)
            result.read += f"{name}\0{len(raw)}\0".encode() + raw
            data = _parse(raw, path.suffix)
        except _BrokenError as error:
            result.notes.append(f"`{name}` cannot be read: {error}")
            continue
        result.data = _merged(result.data, {key: data} if key else data)
    return result


_PROGRAMS = frozenset({"astro", "eleventy"})
"""Engines whose configuration is a program: its literal settings are read, with what else tells URLs."""


def _read_program(root: Path, flavor: Flavor) -> SiteConfig:
    """Return what a site's program and data files say; each file read counts for the digest."""
    from postkit.site.astro import astro_settings
    from postkit.site.eleventy import eleventy_settings

    result = SiteConfig()

    def read(name: str) -> str | None:
        path = root / name
        if not path.is_file():
            return None
        try:
            raw = _read_bytes(path, _LARGEST_SCRIPT)
            result.read += f"{name}\0{len(raw)}\0".encode() + raw
            return raw.decode("utf-8-sig")
        except (_BrokenError, UnicodeDecodeError) as error:
            reason = error if isinstance(error, _BrokenError) else "it is not UTF-8"
            result.notes.append(f"`{name}` cannot be read: {reason}")
            return None

    gather = astro_settings if flavor.name == "astro" else eleventy_settings
    try:
        data = gather(root, read)
        result.data = data if result.read else {}
    except RecursionError:
        result.notes.append("the site's configuration cannot be read: it is nested too deeply")
        result.data = {"dir": {"input": UNKNOWN}, "srcDir": UNKNOWN}
    return result


class _BrokenError(Exception):
    """Why a file is no configuration, in a few words."""


def _jekyll_files(root: Path) -> Iterator[tuple[Path, str]]:
    yield from ((root / name, "") for name in _JEKYLL_NAMES if (root / name).is_file())


def _hugo_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the root's file, then those of the folders; a name other than `hugo` is a key."""
    yield from [(root / name, "") for name in _HUGO_NAMES if (root / name).is_file()][:1]
    for folder in _HUGO_FOLDERS:
        for path in _sorted_files(root / folder):
            if path.suffix in _EXTENSIONS and "." not in path.stem:
                yield path, "" if path.stem in ("hugo", "config") else path.stem


def _hexo_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the settings, and the list of packages, which tells of plugins."""
    yield from [(root / name, "") for name in _HEXO_NAMES if (root / name).is_file()][:1]
    if (root / "package.json").is_file():
        yield root / "package.json", "package.json"


def _mkdocs_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the settings after those that they inherit, as far as these are in the site's folder."""
    found = [root / name for name in _MKDOCS_NAMES if (root / name).is_file()][:1]
    while found and len(found) <= _MOST_PARENTS:
        try:
            inherit = _INHERIT.search(_read_bytes(found[-1]).decode(errors="replace"))
        except _BrokenError:
            break
        parent = Path(normpath(found[-1].parent / inherit[1])) if inherit else None
        if parent is None or parent in found or not (parent.is_relative_to(root) and parent.is_file()):
            break
        found.append(parent)
    yield from ((path, "") for path in reversed(found))


_FINDERS: Mapping[str, Callable[[Path], Iterator[tuple[Path, str]]]] = {
    "jekyll": lambda root: iter(list(_jekyll_files(root))[:1]),
    "hugo": _hugo_files,
    "hexo": _hexo_files,
    "mkdocs": _mkdocs_files,
}


def _sorted_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _read_bytes(path: Path, largest: int = _LARGEST) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        raise _BrokenError(error.strerror or "the system refuses") from error
    if len(raw) > largest:
        raise _BrokenError(f"it is larger than {largest:,} bytes")
    return raw


def _parse(raw: bytes, suffix: str) -> dict[str, Any]:
    """Parse by the file's extension; `null` is an empty configuration, as engines take it."""
    try:
        data = _LOADERS[suffix](raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _BrokenError("it is not UTF-8") from error
    except RecursionError as error:
        raise _BrokenError("it is nested too deeply") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _BrokenError("it is not a mapping of keys to values")
    return {str(key): value for key, value in data.items()}


def _load_yaml(text: str) -> object:
    import yaml

    from postkit.site.yaml_tags import load_with_tags

    try:
        return load_with_tags(text)
    except (yaml.YAMLError, ValueError) as error:
        raise _BrokenError(_first_line(error)) from error


def _load_toml(text: str) -> object:
    import toml_rs

    try:
        return toml_rs.loads(text)
    except ValueError as error:
        raise _BrokenError(_first_line(error)) from error


def _load_json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise _BrokenError(_first_line(error)) from error


_LOADERS: Mapping[str, Callable[[str], object]] = {
    ".yml": _load_yaml,
    ".yaml": _load_yaml,
    ".toml": _load_toml,
    ".json": _load_json,
}


def _first_line(error: Exception) -> str:
    """Return a parser's reason in one line: YAML's problem with its line, else the first line."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    text = f"{problem} in line {mark.line + 1}" if mark and problem else str(error).strip().split("\n", 1)[0]
    return "".join(char if char.isprintable() else "?" for char in text)[:160]


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both; mappings under one key, in whatever case, are merged, else what is above wins."""
    result = dict(below)
    names = {key.lower(): key for key in result}
    for key, value in above.items():
        old = names.get(key.lower())
        if old is not None and isinstance(value, dict) and isinstance(result[old], dict):
            result[old] = {**result[old], **value}
        else:
            if old is not None and old != key:
                del result[old]
            result[key] = value
    return result
