"""Astro's URLs: files below `src/pages`, and entries of collections where a plain route shows them.

Source: Astro 7.3.5 and Starlight 0.42.4; measured. A route that is a program of its own is not
known, nor is anything where the configuration computes `base` or the form of addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import Any
from urllib.parse import quote

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.astro_entries import routes
from postkit.flavors.permalinks.settings import UNKNOWN, mapping, text

_PAGES = ("md", "markdown", "mdown", "mkdn", "mkd", "mdwn", "html", "astro")
_ENDPOINTS = ("js", "ts")
_MDX = ("@astrojs/mdx", "@astrojs/starlight")
_STATUS = ("404", "500")
_SAFE = "/!$&'()*+,;=:@-._~"


def urls(facts: PageFacts) -> PageUrls:
    """Return where Astro publishes a file; nowhere for what is neither a page nor an entry."""
    config = facts.config
    source = config.get("srcDir", "./src")
    if not isinstance(source, str):
        return PageUrls(None, known=False)
    inside = facts.path.removeprefix(f"{normpath(source)}/pages/")
    if inside != facts.path:
        return _page(inside, config)
    found = list(routes(facts.path, facts.data, config))
    if not found:
        return PageUrls(None)
    first = found[0]
    if not first.published or not all(route.known for route in found[:1]):
        return PageUrls(None, known=first.known)
    is_index = first.path.rpartition("/")[2] == "index"
    known = not (_form(config) == "preserve" or (_form(config) == "file" and is_index))
    return _addressed(first.path, config, known=known and len(found) == 1)


def _page(inside: str, config: Mapping[str, Any]) -> PageUrls:
    """Return where a file below `src/pages` is published."""
    stem, _, extension = inside.rpartition(".")
    if any(part.startswith(("_", ".")) for part in inside.split("/")):
        return PageUrls(None)
    if "[" in inside or set("#?%") & set(inside):
        # A route of many pages; or a name over which the build stops.
        return PageUrls(None, known=False)
    if extension in _ENDPOINTS and "." in stem:
        return PageUrls(_base(config) + quote(f"/{stem}", safe=_SAFE), known=_is_known(config))
    if extension not in _PAGES and not (
        extension == "mdx" and not set(_MDX).isdisjoint(config.get("uses", ()))
    ):
        return PageUrls(None)
    is_index = stem == "index" or stem.endswith("/index")
    path = stem.removesuffix("index").rstrip("/") if is_index else stem
    return _addressed(path, config, is_index=is_index)


def _addressed(
    path: str, config: Mapping[str, Any], *, is_index: bool = False, known: bool = True
) -> PageUrls:
    """Return the address of a path as the site's settings write it, and what redirects to it."""
    form, never = _form(config), config.get("trailingSlash") == "never"
    base = _base(config)
    plain = f"{base}/{quote(path, safe=_SAFE)}".rstrip("/")
    if form == "file" or (form == "preserve" and not is_index):
        url = f"{plain}.html" if path else f"{plain}/index.html"
    elif path in _STATUS and not never:
        url = f"{plain}.html"
    else:
        url = plain or "/" if never else f"{plain}/"
    return PageUrls(url, tuple(_aliases(plain, base, config)), known and _is_known(config))


def _aliases(plain: str, base: str, config: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses that the configuration redirects to a page."""
    for old, target in mapping(config.get("redirects")).items():
        destination = text(mapping(target).get("destination") if isinstance(target, Mapping) else target)
        wanted = destination.partition("#")[0].partition("?")[0].rstrip("/")
        # The base is put before what redirects, not before where it leads.
        if destination and "[" not in old and wanted == plain:
            yield f"{base}/{old.strip('/')}"


def _form(config: Mapping[str, Any]) -> str:
    return text(mapping(config.get("build")).get("format")) or "directory"


def _base(config: Mapping[str, Any]) -> str:
    base = text(config.get("base")).strip("/")
    return f"/{base}" if base else ""


def _is_known(config: Mapping[str, Any]) -> bool:
    build = config.get("build")
    settings = (config.get("base"), config.get("trailingSlash"), build, mapping(build).get("format"))
    return all(setting is not UNKNOWN for setting in settings)
