"""The content collections of an Astro site and the routes that publish them, read and not run.

Source: Astro 7.3 and 5.18, `content/loaders/glob.js`; Starlight 0.42, `loaders.ts`; measured.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN, mapping, strings
from postkit.site.script import Read, Script

SUFFIXES = ("mjs", "js", "ts", "mts", "cjs", "cts")
"""The extensions of a program, in the order in which Astro looks for them."""

_ROUTE = re.compile(r"\[(\.\.\.)?([\w-]+)\]")
_ROUTE_SUFFIXES = (".astro", ".js", ".ts", ".mjs")
_OF_ENTRIES = frozenset({"slug", "id", "path", "post", "entry", "name"})
_FILTERS_DRAFTS = re.compile(r"(?:\.|\{\s*)draft\b")
_OF_ID = frozenset({"id", "slug", "filePath", "startsWith"})


def collections(root: Path, read: Read, source: str) -> dict[str, Any]:
    """Return the collections by name: where their entries are and which count.

    Args:
        root: The site's root folder.
        read: Reads a file.
        source: The folder of the sources, below the root.
    """
    places = [f"{source}/{name}.{end}" for name in ("content.config", "content/config") for end in SUFFIXES]
    content = next((read(place) for place in places if (root / place).is_file()), None)
    if content is None:
        return {}
    script = Script(content)
    result: dict[str, Any] = {}
    names = _exported_names(script)
    for index in script.find("defineCollection", "("):
        owner = _owner(script, index - 3)
        keys = [name for name, constant in names.items() if owner in (constant, name)]
        end = script.end_of(index)
        for key in keys:
            result[key] = _loaded(script, index, end, key, source)
    return {name: result.get(name, UNKNOWN) for name in names}


def _owner(script: Script, index: int) -> str:
    """Return the name before `=` or `:`, which a call's value is given."""
    token = script.tokens[index] if index > 0 else None
    if token is None or token.text not in {"=", ":"}:
        return ""
    return script.name(index - 1)


def _exported_names(script: Script) -> dict[str, str]:
    """Return the names of collections, each with the constant that it stands for or its own name."""
    for index in script.find("collections", "="):
        return script.keys(index)
    return {}


def _loaded(script: Script, start: int, end: int, name: str, source: str) -> Any:
    """Return what a call of `defineCollection` loads."""
    words = [token.text for token in script.tokens[start:end]]
    if "docsLoader" in words:
        return {
            "base": f"{source}/content/docs",
            "pattern": ["**/[^_]*.{markdown,mdown,mkdn,mkd,mdwn,md,mdx}"],
        }
    if "generateId" in words:
        return UNKNOWN
    if "glob" in words:
        options = mapping(script.value(start + words.index("glob") + 2))
        patterns, base = strings(options.get("pattern")), options.get("base", ".")
        if not patterns or not isinstance(base, str):
            return UNKNOWN
        return {"base": normpath(base), "pattern": [pattern.removeprefix("./") for pattern in patterns]}
    if "loader" in words:
        return UNKNOWN
    # A collection without a loader, as up to Astro 5: its folder, without names that begin with `_`.
    return {"base": f"{source}/content/{name}", "pattern": ["**/*.{md,mdx,markdown}"], "legacy": True}


def routes(root: Path, read: Read, source: str) -> Iterator[dict[str, Any]]:
    """Yield the routes that may publish the entries of a collection.

    Args:
        root: The site's root folder.
        read: Reads a file.
        source: The folder of the sources, below the root.
    """
    base = root / source / "pages"
    for folder, _, names in os.walk(base):
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(base).as_posix()
            if (
                "[" in path
                and name.endswith(_ROUTE_SUFFIXES)
                and not path.startswith("_")
                and "/_" not in path
            ):
                yield from _published(path, read(join(source, "pages", path)) or "")


def _published(path: str, content: str) -> Iterator[dict[str, Any]]:
    """Yield what one route publishes."""
    route = path.rpartition(".")[0].removesuffix("/index")
    parameters = list(_ROUTE.finditer(route))
    if not parameters or "getStaticPaths" not in content:
        return
    script = Script(content.replace("---", ";;;"))
    named = {call[0] for call in script.calls("getCollection") if call and isinstance(call[0], str)}
    last = parameters[-1]
    values = {script.path_after(index) for index in script.find(last[2], ":")}
    plain = {value for value in values if re.fullmatch(r"[\w$]+\.(?:id|slug)", value)}
    whole = len(parameters) == 1 and last.end() == len(route) and route[: last.start()].endswith(("/", ""))
    if not plain and last[2] not in _OF_ENTRIES:
        return
    for collection in sorted(named):
        yield {
            "prefix": route[: last.start()],
            "rest": bool(last[1]),
            "collection": collection,
            "known": whole and len(named) == 1 and len(values) == 1 and values == plain,
            "drafts": bool(_FILTERS_DRAFTS.search(content)),
            "filtered": _is_filtered(script),
        }


def _is_filtered(script: Script) -> bool:
    """Tell whether entries may be left out by more than being drafts."""
    for index in script.find("getCollection", "("):
        tokens = [token.text for token in script.tokens[index : script.end_of(index)]]
        keys = {
            after
            for data, dot, after in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if (data, dot) == ("data", ".")
        }
        if len(tokens) > 1 and ("draft" not in tokens or keys - {"draft"} or not _OF_ID.isdisjoint(tokens)):
            return True
    return any(script.find(".", "filter", "(")) and "draft" not in script.words
