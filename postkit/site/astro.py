"""What an Astro site says about its URLs: configuration, collections and routes, read and not run.

Source: Astro 7.3 and 5.18, `core/config`, `content/loaders/glob.js`; Starlight 0.42.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN, text
from postkit.site.astro_collections import SUFFIXES, collections, routes
from postkit.site.script import SPREAD, Read, Script

_SETTINGS = ("site", "base", "trailingSlash", "build", "srcDir", "publicDir", "redirects", "i18n")


def astro_settings(root: Path, read: Read) -> dict[str, Any]:
    """Return the settings of a site, with its collections and routes.

    Args:
        root: The site's root folder.
        read: Reads a file.

    Returns:
        The configuration's literal settings under their own names; `collections` (`base` and
        `pattern` by name, or `UNKNOWN`), `routes` (for each route that publishes a collection:
        `prefix`, `rest`, `collection`, `known`, `drafts`, `filtered`) and `uses` (names in the
        configuration). What only a program knows is `UNKNOWN`.
    """
    name = next((f"astro.config.{end}" for end in SUFFIXES if (root / f"astro.config.{end}").is_file()), None)
    content = read(name) if name else ""
    if content is None:
        return {"srcDir": UNKNOWN}
    script = Script(content)
    settings: dict[str, Any] = {"uses": script.words}
    for found in _exported(script):
        settings.update({key: found[key] for key in _SETTINGS if key in found})
        if SPREAD in found:
            settings.update(dict.fromkeys(("base", "trailingSlash", "build", "srcDir"), UNKNOWN) | settings)
    if name and not list(_exported(script)):
        settings.update(dict.fromkeys(("base", "trailingSlash", "build", "srcDir"), UNKNOWN))
    source = settings.get("srcDir", "./src")
    folder = normpath(text(source)) if source is not UNKNOWN else "src"
    settings["collections"] = collections(root, read, folder)
    settings["routes"] = list(routes(root, read, folder))
    return settings


def _exported(script: Script) -> Iterator[dict[str, Any]]:
    """Yield the object that the configuration exports, directly or through `defineConfig`."""
    for words in (("export", "default"), ("module", ".", "exports", "=")):
        for index in script.find(*words):
            called = [token.text for token in script.tokens[index : index + 2]] == ["defineConfig", "("]
            value = script.value(index + 2 if called else index)
            if isinstance(value, dict):
                yield value
