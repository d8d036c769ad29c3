"""What the configuration of an Eleventy site says about its URLs, read and not run.

Source: Eleventy 3.1.8, `TemplateConfig.js`, `UserConfig.js`, `EleventyFiles.js`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from postkit.flavors.permalinks.settings import UNKNOWN, mapping
from postkit.site.eleventy_data import all_data, layouts
from postkit.site.script import SPREAD, Read, Script

_CONFIGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs")
_SETTINGS = (
    *("pathPrefix", "templateFormats", "markdownTemplateEngine", "htmlTemplateEngine"),
    *("dataFileSuffixes", "dataFileDirBaseNameOverride"),
)
_FOLDERS = {"input": ".", "includes": "_includes", "layouts": "", "data": "_data", "output": "_site"}
_SETTERS = {
    "setInputDirectory": "input",
    "setIncludesDirectory": "includes",
    "setLayoutsDirectory": "layouts",
    "setDataDirectory": "data",
    "setOutputDirectory": "output",
}
_COMMAND = re.compile(r"\beleventy\b([^&|;\n]*)")
_OPTION = re.compile(r"--(input|pathprefix|config)[= ][\"']?([^\s\"']+)")


def eleventy_settings(root: Path, read: Read) -> dict[str, Any]:
    """Return the settings of a site, with its data and layouts.

    Args:
        root: The site's root folder.
        read: Reads a file.

    Returns:
        The configuration's literal settings under their own names, `dir` completed and below the
        root; `ignores` (patterns), `data` (by folder with `/` or by a template's path without
        extension), `layouts` (front matter by name), `passthroughCopy` (what is copied as it is) and
        `uses` (names in the configuration). What only a program knows is `UNKNOWN`.
    """
    options = _options(read("package.json"))
    name = next(
        (name for name in (options.get("config"), *_CONFIGS) if name and (root / name).is_file()), None
    )
    content = read(name) if name else ""
    if content is None:
        return {"dir": {"input": UNKNOWN}}
    script = Script(content)
    settings: dict[str, Any] = {"uses": script.words}
    folders: dict[str, Any] = {}
    for found in script.objects("dir", *_SETTINGS):
        settings.update({key: value for key, value in found.items() if key in _SETTINGS})
        folders.update(found["dir"] if isinstance(found.get("dir"), dict) else {})
        if found.get("dir") is UNKNOWN or (SPREAD in found and "return" in script.words):
            folders.setdefault("input", UNKNOWN)
    _apply_calls(script, settings, folders)
    if "input" in options:
        folders["input"] = options["input"]
    if "pathprefix" in options:
        settings["pathPrefix"] = options["pathprefix"]
    elif "pathPrefix" in script.words and "pathPrefix" not in settings:
        settings["pathPrefix"] = UNKNOWN
    settings["dir"] = _below_root(folders)
    settings["ignores"] = [*settings.get("ignores", ()), *_ignored(root, read, settings)]
    settings["data"] = all_data(root, read, settings, script)
    settings["layouts"] = layouts(root, read, settings["dir"])
    return settings


def _options(package: str | None) -> dict[str, str]:
    """Return the options of the script `build`, else those that all scripts give Eleventy alike."""
    try:
        scripts = mapping(mapping(json.loads(package or "{}")).get("scripts"))
    except (ValueError, RecursionError):
        return {}
    texts = [scripts["build"]] if "eleventy" in str(scripts.get("build")) else list(scripts.values())
    found = [dict(_OPTION.findall(command)) for script in texts for command in _COMMAND.findall(str(script))]
    return found[0] if found and all(options == found[0] for options in found) else {}


def _apply_calls(script: Script, settings: dict[str, Any], folders: dict[str, Any]) -> None:
    """Take over what the configuration's function sets by calls."""
    for method, folder in _SETTERS.items():
        for arguments in script.calls(method):
            folders[folder] = arguments[0] if arguments else UNKNOWN
    for method, key in (
        ("setTemplateFormats", "templateFormats"),
        ("setDataFileSuffixes", "dataFileSuffixes"),
        ("setDataFileBaseName", "dataFileDirBaseNameOverride"),
        ("setUseGitIgnore", "useGitIgnore"),
        ("setDynamicPermalinks", "dynamicPermalinks"),
    ):
        for arguments in script.calls(method):
            settings[key] = arguments[0] if arguments else UNKNOWN
    if isinstance(settings.get("templateFormats"), str):
        settings["templateFormats"] = _listed(settings["templateFormats"])
    added = [item for arguments in script.calls("addTemplateFormats") for item in _listed(arguments[:1])]
    if added:
        formats = settings.get("templateFormats", ["liquid", "md", "njk", "html", "11ty.js"])
        settings["templateFormats"] = (
            UNKNOWN if formats is UNKNOWN or UNKNOWN in added else [*_listed(formats), *added]
        )
    ignores = [script.value(index) for index in script.find("ignores", ".", "add", "(")]
    settings["ignores"] = [one.removeprefix("./") for one in ignores if isinstance(one, str)]
    settings["passthroughCopy"] = [
        arguments[0] for arguments in script.calls("addPassthroughCopy") if arguments
    ]
    settings["ignoresKnown"] = len(settings["ignores"]) == len(ignores)


def _listed(value: Any) -> list[Any]:
    """Return formats as a list; a text of several is taken apart at its commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    return [part for item in value for part in _listed(item)] if isinstance(value, list) else [value]


def _below_root(folders: dict[str, Any]) -> dict[str, Any]:
    """Return the folders below the root, without `./`; an empty name is the root itself or none."""
    given = {key: folders.get(key, default) for key, default in _FOLDERS.items()}
    source = given["input"]
    result: dict[str, Any] = {"input": _plain(source), "output": _plain(given["output"])}
    for key in ("includes", "layouts", "data"):
        if key == "layouts" and key not in folders:
            result[key] = ""
        elif isinstance(source, str) and isinstance(given[key], str):
            result[key] = _plain(join(source, given[key]))
        else:
            result[key] = UNKNOWN
    return result


def _plain(folder: Any) -> Any:
    if not isinstance(folder, str):
        return UNKNOWN
    plain = normpath(folder or ".")
    return "" if plain == "." else plain


def _ignored(root: Path, read: Read, settings: dict[str, Any]) -> Iterator[str]:
    """Yield the patterns of ignore files; the name of a folder stands for all in it."""
    source = settings["dir"]["input"]
    files = [
        (".eleventyignore", ""),
        *([(join(source, ".eleventyignore"), source)] if source and source is not UNKNOWN else []),
    ]
    if settings.get("useGitIgnore", True) is not False:
        files.append((".gitignore", ""))
    for file, folder in files:
        for line in (read(file) or "").split("\n"):
            pattern = line.strip()
            if pattern and pattern[0] not in "#!":
                anywhere = pattern.startswith("**/")
                path = pattern if anywhere else normpath(join(folder, pattern.strip("/")))
                is_folder = "*" not in path and (root / path).is_dir()
                yield f"{path}/**" if is_folder else path
