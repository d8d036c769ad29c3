"""What `_config.yml` says of one file: whether Jekyll reads it, and its default front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from postkit.flavors.permalinks.settings import mapping, strings, text

_DEFAULT_EXCLUDES = (
    *(".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules"),
    *("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/"),
)
_OLD_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}
_SPECIAL = (".", "_", "#", "~")


def collections(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the site's collections by their label, without the posts' own where none is set."""
    value = config.get("collections")
    return {label: {} for label in strings(value)} if isinstance(value, list) else mapping(value)


def is_read(folders: Iterable[str], name: str, config: Mapping[str, Any]) -> bool:
    """Tell whether Jekyll's walk reaches a file (`entry_filter.rb`).

    Args:
        folders: The names of the folders from the site's root down that the walk must enter.
        name: The rest of the path below them.
        config: The site's configuration.
    """
    include = [".htaccess", *strings(config.get("include"))] if config.get("include") else [".htaccess"]
    exclude = [*strings(config.get("exclude")), *_DEFAULT_EXCLUDES]
    walked = ""
    for part in (*folders, name):
        walked = f"{walked}/{part}" if walked else part
        last = part.rsplit("/", 1)[-1]
        if any(_matches(pattern, entry) for pattern in include for entry in (part, last)):
            continue
        if any(_matches(pattern, walked) for pattern in exclude if pattern not in include):
            return False
        if part.startswith(_SPECIAL) or last.startswith(_SPECIAL) or last.endswith(("~", ".")):
            return False
    return True


def defaults(config: Mapping[str, Any], path: str, kind: str) -> dict[str, Any]:
    """Return the default front matter of a file (`frontmatter_defaults.rb`).

    Args:
        config: The site's configuration.
        path: The file's path, without the collections' folder.
        kind: `pages`, or the label of its collection.
    """
    merged: dict[str, Any] = {}
    best: tuple[int, bool] | None = None
    entries = config.get("defaults")
    for entry in entries if isinstance(entries, list) else []:
        values, scope = mapping(mapping(entry).get("values")), mapping(mapping(entry).get("scope"))
        if not values or not _applies(scope, path, kind, text(config.get("collections_dir"))):
            continue
        rank = (len(text(scope.get("path")).strip("/")), "type" in scope)
        if best is None or rank >= best:
            merged, best = merge(merged, values), rank
        else:
            merged = merge(values, merged)
    return merged


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return both mappings as one; what is above wins, but a null hides nothing."""
    merged = dict(below)
    for key, value in above.items():
        if value is not None or key not in merged:
            merged[key] = value
    return merged


def _applies(scope: Mapping[str, Any], path: str, kind: str, collections_dir: str) -> bool:
    if "type" in scope and _OLD_TYPES.get(text(scope["type"]), scope["type"]) != kind:
        return False
    wanted = text(scope.get("path")).removeprefix("/")
    if collections_dir:
        wanted = wanted.removeprefix(f"{collections_dir.strip('/')}/")
    if "*" in wanted:
        return _glob(wanted, across=False).match(path) is not None
    return path.startswith(wanted)


def _matches(pattern: str, entry: str) -> bool:
    """Match as `glob_include?` does: a `*` crosses folders, and a beginning is enough."""
    pattern = pattern.removeprefix("./").removeprefix("/")
    if not pattern:
        return False
    if entry.startswith(pattern) or pattern == f"{entry}/":
        return True
    return ("*" in pattern or "?" in pattern) and _glob(pattern, across=True).fullmatch(entry) is not None


@lru_cache(maxsize=256)
def _glob(pattern: str, *, across: bool) -> re.Pattern[str]:
    """Compile a shell pattern; `across` lets one `*` cross folders."""
    one = "." if across else "[^/]"
    parts = []
    for piece in re.findall(r"\*\*/|\*+|.", pattern, re.DOTALL):
        if piece == "**/" and not across:
            parts.append("(?:[^/]+/)*?")
        elif piece[0] == "*":
            parts.append(f"{one}*")
        else:
            parts.append(one if piece == "?" else re.escape(piece))
    return re.compile("".join(parts), re.DOTALL)
