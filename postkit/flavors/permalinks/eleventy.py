"""Eleventy's URLs: templates below the input folder, moved by `permalink`.

Source: Eleventy 3.1.8, `Template.js`, `TemplatePermalink.js`, `TemplateFileSlug.js`,
`EleventyFiles.js`; measured. A date in a file's name stays in its URL, though not in
`page.fileSlug` and `page.filePathStem`. Of a paginated template only the first page is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import join, normpath, splitext
from typing import Any
from urllib.parse import quote

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.eleventy_data import cascade
from postkit.flavors.permalinks.eleventy_template import Page, rendered
from postkit.flavors.permalinks.globs import selects
from postkit.flavors.permalinks.javascript import UnknownError
from postkit.flavors.permalinks.settings import UNKNOWN, mapping, strings, text

_FORMATS = ("liquid", "md", "njk", "html", "11ty.js")
_ENGINES = {"liquid": "liquid", "njk": "njk"}
_DATED = re.compile(r".*?\d{4}-\d{2}-\d{2}-([^/]*)", re.ASCII | re.DOTALL)
_SAFE = "/!$&'()*+,;=:@-._~"
_ADDERS = ("addFilter", "addLiquidFilter", "addNunjucksFilter", "addAsyncFilter")
_NOT_KNOWN = PageUrls(None, known=False)


def urls(facts: PageFacts) -> PageUrls:
    """Return where Eleventy publishes a template; nowhere for what it ignores and `permalink: false`."""
    config = facts.config
    source = mapping(config.get("dir")).get("input", "")
    formats = config.get("templateFormats", _FORMATS)
    if source is UNKNOWN or formats is UNKNOWN:
        return _NOT_KNOWN
    inside = facts.path.removeprefix(f"{source}/") if source else facts.path
    ending = _ending(facts.path, tuple(strings(formats)) or _FORMATS)
    if (source and inside == facts.path) or not ending or _is_ignored(facts.path, config):
        return PageUrls(None)
    stem = inside.removesuffix(ending)
    data = cascade(facts.path, facts.path.removesuffix(ending), facts.data, config)
    try:
        path = _path(stem, ending, facts.path, data, config)
    except UnknownError:
        return _NOT_KNOWN
    if path is None:
        return PageUrls(None)
    prefix = config.get("pathPrefix", "")
    base = text(prefix).strip("/")
    known = prefix is not UNKNOWN and not _may_differ(data, config)
    return PageUrls((f"/{base}" if base else "") + quote(path, safe=_SAFE), known=known)


def _ending(path: str, formats: tuple[str, ...]) -> str:
    """Return the extension that makes a file a template, with its dot; empty where none does."""
    name = path.rpartition("/")[2].lower()
    return next((f".{one}" for one in formats if name.endswith(f".{one}") and len(name) > len(one) + 1), "")


def _is_ignored(path: str, config: Mapping[str, Any]) -> bool:
    folders = mapping(config.get("dir"))
    source = folders.get("input", "")
    default = {"includes": join(source, "_includes"), "data": join(source, "_data"), "output": "_site"}
    for name in ("includes", "data", "layouts", "output"):
        folder = folders.get(name, default.get(name, ""))
        if isinstance(folder, str) and folder not in ("", source) and path.startswith(f"{folder}/"):
            return True
    if "node_modules" in path.split("/")[:-1]:
        return True
    return selects(strings(config.get("ignores")), path, dot=True)


def _may_differ(data: Mapping[str, Any], config: Mapping[str, Any]) -> bool:
    """Tell whether code of the site may publish a page elsewhere, or not at all."""
    uses = config.get("uses", ())
    return bool(
        "addUrlTransform" in uses
        or data.get("pagination")
        or (data.get("draft") and "addPreprocessor" in uses)
        or config.get("ignoresKnown") is False
    )


def _path(
    stem: str, ending: str, path: str, data: Mapping[str, Any], config: Mapping[str, Any]
) -> str | None:
    """Return a page's path on the site, not encoded; None where none is written."""
    written = _written(data)
    if written is False:
        return None
    if not isinstance(written, str) or not written:
        return _default(stem)
    page = _page(stem, path, data, config)
    dynamic = data.get("dynamicPermalink") is not False and config.get("dynamicPermalinks") is not False
    if dynamic and "{" in written:
        written = rendered(written, page, _engine(ending, data, config))
    return _from_permalink(written, data)


def _written(data: Mapping[str, Any]) -> Any:
    """Return the permalink that counts: a string, False for none, or nothing.

    Raises:
        UnknownError: A program makes it, or the build stops over it.
    """
    computed = data.get("eleventyComputed")
    written = data.get("permalink")
    if computed is UNKNOWN:
        raise UnknownError
    if isinstance(computed, Mapping) and computed.get("permalink") is not None:
        written = computed["permalink"]
    if isinstance(written, Mapping) and written:
        written = written.get("build", False)
    if (
        written is UNKNOWN
        or written is True
        or (isinstance(written, int | float | list) and written is not False)
    ):
        raise UnknownError
    return written


def _default(stem: str) -> str:
    """Return the path of a template without permalink: a file named as its folder stands for it."""
    folder, _, name = stem.rpartition("/")
    if name == "index" or (folder and folder.rpartition("/")[2] == name):
        return f"/{folder}/" if folder else "/"
    return f"/{stem}/"


def _page(stem: str, path: str, data: Mapping[str, Any], config: Mapping[str, Any]) -> Page:
    *folders, name = stem.split("/")
    plain = _undated(name)
    slug = plain if plain != "index" else _undated(folders[-1]) if folders else ""
    uses = config.get("uses", ())
    replaced = uses if any(adder in uses for adder in _ADDERS) else ()
    return Page(path, slug, "/" + "/".join((*folders, plain)), data, replaced)


def _undated(name: str) -> str:
    match = _DATED.fullmatch(name)
    return match[1] if match else name


def _engine(ending: str, data: Mapping[str, Any], config: Mapping[str, Any]) -> str:
    """Return the template language of a permalink.

    Raises:
        UnknownError: It is another one, or none.
    """
    kind = {".md": "markdownTemplateEngine", ".html": "htmlTemplateEngine"}.get(ending)
    engine = config.get(kind, "liquid") if kind else ending[1:]
    if "templateEngineOverride" in data or engine not in _ENGINES:
        raise UnknownError
    return str(engine)


def _from_permalink(written: str, data: Mapping[str, Any]) -> str:
    """Return the path that a permalink names.

    Raises:
        UnknownError: It has no extension, over which Eleventy 3 stops, or leaves the site.
    """
    file = normpath("/" + written + ("index.html" if written.endswith("/") else "")).replace("//", "/")
    if normpath(written.lstrip("/")).startswith("..") or written != written.strip():
        raise UnknownError
    if not splitext(file)[1] and not data.get("eleventyAllowMissingExtension"):
        raise UnknownError
    return file.removesuffix("index.html") if file.endswith("/index.html") else file
