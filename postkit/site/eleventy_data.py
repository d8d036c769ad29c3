"""The data files and layouts of an Eleventy site, as far as they decide on URLs.

Source: Eleventy 3.1.8, `Data/TemplateData.js`; measured.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN, mapping
from postkit.site.script import SPREAD, Read, Script

_DECIDING = ("permalink", "eleventyComputed", "layout")
_DATA_FILE = re.compile(r"(?P<stem>[^/]+?)(?P<suffix>\.11tydata)?\.(?P<extension>json|js|cjs|mjs)")
_ORDER = (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.json", ".json")
"""Endings of data files: what stands first wins."""
_SKIPPED = frozenset({"node_modules", ".git"})
_FENCED = re.compile(r"---[ \t]*\r?\n(.*?)^---", re.DOTALL | re.MULTILINE)


def all_data(root: Path, read: Read, settings: dict[str, Any], script: Script) -> dict[str, dict[str, Any]]:
    """Return data by what it is for: the folder with `/`, the template's path, or all under an empty name.

    Args:
        root: The site's root folder.
        read: Reads a file.
        settings: The site's settings so far.
        script: Its configuration.
    """
    result: dict[str, dict[str, Any]] = {"": {}}
    source, data = settings["dir"]["input"], settings["dir"]["data"]
    if source is UNKNOWN or data is UNKNOWN:
        return result
    suffixes = settings.get("dataFileSuffixes", [".11tydata", ""])
    name = settings.get("dataFileDirBaseNameOverride") or None
    if isinstance(suffixes, list) and name is not UNKNOWN:
        found = _data_files(root, source, data, tuple(suffixes), name)
        for place, file in sorted(found, key=lambda pair: _rank(pair[1]), reverse=True):
            result.setdefault(place, {}).update(_data(read(file) or "", file))
    for key in (*_DECIDING, "date"):
        for extension in ("json", "mjs", "cjs", "js"):
            text = read(join(data, f"{key}.{extension}"))
            if text is not None:
                result[""][key] = _json(text) if extension == "json" else UNKNOWN
    for arguments in script.calls("addGlobalData"):
        if len(arguments) > 1 and isinstance(arguments[0], str):
            first, _, rest = arguments[0].partition(".")
            result[""][first] = UNKNOWN if rest else arguments[1]
    return result


def _rank(path: str) -> int:
    return next(rank for rank, ending in enumerate(_ORDER) if path.endswith(ending))


def _data_files(
    root: Path, source: str, data: str, suffixes: tuple[Any, ...], index: str | None
) -> Iterator[tuple[str, str]]:
    """Yield what each data file is for, and its path below the root."""
    base = os.fspath(root)
    for folder, folders, names in os.walk(root / source):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        place = os.path.relpath(folder, base).replace(os.sep, "/")
        place = "" if place == "." else place
        if data and (place == data or place.startswith(f"{data}/")):
            continue
        for name in names:
            match = _DATA_FILE.fullmatch(name)
            if match is None or (match["suffix"] or "") not in suffixes:
                continue
            if not match["suffix"] and match["extension"] != "json":
                continue
            path = join(place, name)
            own = place.rpartition("/")[2]
            if match["stem"] == (index or own) and own and (not index or match["suffix"]):
                yield f"{place}/", path
            yield join(place, match["stem"]), path


def _data(text: str, path: str) -> dict[str, Any]:
    """Return the data of one file; where a program decides on URLs, that is not known."""
    if path.endswith(".json"):
        loaded = _json(text)
        return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}
    script = Script(text)
    if script.words.isdisjoint(_DECIDING) and not list(script.find(SPREAD)):
        return {}
    found = [
        script.value(index)
        for place in (("module", ".", "exports", "="), ("export", "default"))
        for index in script.find(*place)
    ]
    if len(found) == 1 and isinstance(found[0], dict) and SPREAD not in found[0]:
        return found[0]
    return dict.fromkeys((key for key in _DECIDING if key in script.words or SPREAD in text), UNKNOWN)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return UNKNOWN


def layouts(root: Path, read: Read, folders: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the front matter of layouts that decides on URLs, by the layout's name.

    Args:
        root: The site's root folder.
        read: Reads a file.
        folders: The setting `dir`.
    """
    place = folders["layouts"] or folders["includes"]
    result: dict[str, dict[str, Any]] = {}
    if not isinstance(place, str) or not place:
        return result
    base = root / place
    for folder, _, names in os.walk(base):
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(base).as_posix()
            fenced = _FENCED.match(read(join(place, path)) or "")
            data = _front_matter(fenced[1]) if fenced else {}
            result[path] = {key: data[key] for key in _DECIDING if key in data}
    return result


def _front_matter(text: str) -> dict[str, Any]:
    if not any(key in text for key in _DECIDING):
        return {}
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return dict.fromkeys(_DECIDING, UNKNOWN)
    return dict(mapping(data))
