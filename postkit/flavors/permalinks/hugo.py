"""Hugo's URLs: pages, leaf bundles and sections.

Source: Hugo 0.168, `resources/page/permalinks.go`, `helpers/path.go`, `common/paths`; measured.
A date in the future or past its expiry hides no page here, since the answer must not change
overnight. Not seen: mounts of single files and of other modules, output formats, `cascade`, a
section's slug in the URLs below it; a permalink with `:sectionslug`, or with `:sections` below a
section's own folder, is not known, for it hangs on other files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from posixpath import normpath
from typing import Any, NamedTuple

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.dates import DAYS, MONTHS, parse, zone_named
from postkit.flavors.permalinks.hugo_lists import lists
from postkit.flavors.permalinks.hugo_paths import encoded, sanitize, segment, squeezed
from postkit.flavors.permalinks.hugo_site import ContentFile, locate, lowered

_TOKEN = re.compile(r"\\:|:(\w+)(?:\[([^\]]*)\])?")
_LAYOUT = re.compile("January|Jan|Monday|Mon|2006|06|01|02|15|1|2")
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})[-_]?(.*)", re.ASCII | re.DOTALL)
_DATE_KEYS = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_TRUE = (True, 1, "true", "True", "TRUE", "t", "T", "1")
_YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)


class _UnknownError(Exception):
    """The URL hangs on other files, or the build stops over it."""


class _Page(NamedTuple):
    """A content file, its front matter and the configuration, both with lower-case keys."""

    file: ContentFile
    data: Mapping[str, Any]
    config: Mapping[str, Any]
    slug: str
    date: datetime

    @property
    def is_section(self) -> bool:
        return self.file.stem == "_index"

    @property
    def is_bundle(self) -> bool:
        return self.file.stem == "index"

    @property
    def sections(self) -> list[str]:
        """The folders that are sections: a bundle's own folder is not."""
        return self.file.folders[:-1] if self.is_bundle else self.file.folders

    @property
    def name(self) -> str:
        """What the page is called in its path: its file, or the folder of a bundle or section."""
        if self.is_bundle or self.is_section:
            return self.file.folders[-1] if self.file.folders else ""
        return self.file.stem


def urls(facts: PageFacts) -> PageUrls:
    """Return where Hugo publishes a content file, and its aliases; nowhere for a draft."""
    config, data = lowered(facts.config), lowered(facts.data)
    file = locate(facts.path, config)
    if file is None or _is_hidden(data):
        return PageUrls(None)
    slug, date = _slug_and_date(file, data, config)
    page = _Page(file, data, config, slug, date)
    try:
        path = _path(page)
    except _UnknownError:
        return PageUrls(None, known=False)
    here = lists(file, data, config, page.sections)
    return PageUrls(file.base + encoded(path), tuple(_aliases(page, path)), lists=tuple(here))


def is_bundled(path: str, bundles: frozenset[str] | set[str]) -> bool:
    """Tell whether a content file is a leaf bundle's resource, which gets no page of its own.

    Args:
        path: The file's path below the site's root.
        bundles: The folders that hold an `index.md`.
    """
    folder, _, name = path.rpartition("/")
    if name.split(".")[0] == "index":
        folder = folder.rpartition("/")[0]
    while folder:
        if folder in bundles:
            return True
        folder = folder.rpartition("/")[0]
    return False


def _is_hidden(data: Mapping[str, Any]) -> bool:
    render = lowered(data.get("build")).get("render", "always")
    return data.get("draft") in _TRUE or data.get("headless") in _TRUE or render not in ("always", True)


def _slug_and_date(
    file: ContentFile, data: Mapping[str, Any], config: Mapping[str, Any]
) -> tuple[str, datetime]:
    """Return what names the page and its date, asked for as `frontmatter.date` says."""
    slug = str(data.get("slug") or "") if isinstance(data.get("slug"), str | int | float) else ""
    sources = lowered(config.get("frontmatter")).get("date")
    zone = zone_named(str(config.get("timezone") or "UTC"))
    for source in sources if isinstance(sources, list) else [":default"]:
        if source == ":filename":
            name = file.folders[-1] if file.stem == "index" and file.folders else file.stem
            match = _DATED_NAME.fullmatch(name)
            moment = parse(match[1], zone) if match else None
            if match and moment:
                return slug or match[2], moment
            continue
        keys = _DATE_KEYS if source == ":default" else (str(source).lower(),)
        for key in keys:
            moment = parse(str(data[key]), zone) if data.get(key) else None
            if moment:
                return slug, moment
    return slug, _YEAR_ONE


def _path(page: _Page) -> str:
    """Return the page's path on the site, not encoded, with its language."""
    written = page.data.get("url")
    if isinstance(written, str | int) and str(written):
        return _written_path(page, str(written))
    template = _template(page)
    if template:
        segments = [_expand(template, page)]
    else:
        segments = [segment(folder, page.config) for folder in page.file.folders]
        if not (page.is_bundle or page.is_section):
            segments.append(segment(page.name, page.config))
        if page.slug and segments:
            segments[-1] = _slug(page)
    path = squeezed("/".join(segments))
    return page.file.language + _ending(page, path)


def _written_path(page: _Page, written: str) -> str:
    """Return the path that `url` names: from the root, or from the language's folder."""
    path = normpath("/" + _replace_tokens(written, page)).replace("//", "/")
    name = path.rpartition("/")[2]
    if name == "index.html":
        path = path.removesuffix("index.html")
    elif "." not in name or written.endswith("/"):
        path = path.rstrip("/") + "/"
    return path if written.startswith("/") else page.file.language + path


def _ending(page: _Page, path: str) -> str:
    if not _is_ugly(page):
        return f"{path}/" if path != "/" else path
    if page.is_section:
        return f"{path.rstrip('/')}/index.html"
    return f"{path}.html" if path != "/" else "/index.html"


def _is_ugly(page: _Page) -> bool:
    ugly = page.config.get("uglyurls")
    if isinstance(ugly, Mapping):
        return bool(page.sections) and lowered(ugly).get(page.sections[0].lower()) is True
    return ugly is True


def _template(page: _Page) -> str:
    settings = lowered(page.config.get("permalinks"))
    section = page.sections[0].lower() if page.sections else "/"
    kind = lowered(settings.get("section" if page.is_section else "page"))
    template = kind.get(section)
    if template is None and not page.is_section:
        template = settings.get(section)
    return template if isinstance(template, str) else ""


def _expand(template: str, page: _Page) -> str:
    """Fill in a permalink's tokens; the whole is then lowered as any path is."""
    return sanitize(_replace_tokens(template, page), page.config)


def _replace_tokens(template: str, page: _Page) -> str:
    def fill(match: re.Match[str]) -> str:
        return ":" if match[1] is None else _token(match[1], match[2], page)

    return _TOKEN.sub(fill, template)


def _token(name: str, part: str | None, page: _Page) -> str:
    file_name = segment(page.name, page.config)
    title = sanitize(str(page.data.get("title") or "").replace("/", "-"), page.config)
    slug = _slug(page)
    if name == "sections":
        return "/".join(_slice([segment(folder, page.config) for folder in _known_sections(page)], part))
    if name in ("sectionslug", "sectionslugs"):
        raise _UnknownError
    values = {
        "section": segment(page.sections[0], page.config) if page.sections else "",
        "title": title,
        "slug": slug or title,
        "filename": file_name,
        "contentbasename": file_name,
        "slugorfilename": slug or file_name,
        "slugorcontentbasename": slug or file_name,
    }
    return values[name] if name in values else _date_token(name, page.date)


def _known_sections(page: _Page) -> list[str]:
    """Return the sections above a page; deeper folders are sections only with an `_index.md`."""
    if len(page.sections) > (2 if page.is_section else 1):
        raise _UnknownError
    return page.sections


def _slice(items: list[str], part: str | None) -> list[str]:
    """Return what `[last]`, `[0]` or `[1:]` picks; everything where nothing is written."""
    if part is None:
        return items
    if part == "last":
        return items[-1:]
    first, colon, last = part.partition(":")
    if not all(number.isascii() and number.isdigit() for number in (first, last) if number):
        raise _UnknownError
    start = int(first or 0)
    return items[start : int(last) if last else None] if colon else items[start : start + 1]


def _date_token(name: str, date: datetime) -> str:
    values = {
        "year": str(date.year),
        "month": f"{date.month:02}",
        "monthname": MONTHS[date.month - 1],
        "day": f"{date.day:02}",
        "weekday": str(date.isoweekday() % 7),
        "weekdayname": DAYS[date.weekday()],
        "yearday": str(date.timetuple().tm_yday),
    }
    layout = {
        "January": MONTHS[date.month - 1],
        "Jan": MONTHS[date.month - 1][:3],
        "Monday": DAYS[date.weekday()],
        "Mon": DAYS[date.weekday()][:3],
        "2006": f"{date.year:04}",
        "06": f"{date.year % 100:02}",
        "01": f"{date.month:02}",
        "1": str(date.month),
        "02": f"{date.day:02}",
        "2": str(date.day),
        "15": f"{date.hour:02}",
    }
    if name in values:
        return values[name]
    filled = _LAYOUT.sub(lambda match: layout[match[0]], name)
    if filled == name and not _LAYOUT.search(name):
        raise _UnknownError
    return filled


def _aliases(page: _Page, path: str) -> list[str]:
    """Return the paths that redirect to the page; a relative one begins beside the page."""
    value = page.data.get("aliases")
    written = value.split() if isinstance(value, str) else value if isinstance(value, list) else []
    parent = path.removesuffix("index.html" if page.is_section else "").rstrip("/").rpartition("/")[0]
    found = []
    for alias in written:
        if not isinstance(alias, str) or not alias:
            continue
        start = page.file.language if alias.startswith("/") else parent
        target = normpath(f"/{start}/{alias}").replace("//", "/")
        if "." not in target.rpartition("/")[2]:
            target = f"{target}.html" if _is_ugly(page) else f"{target.rstrip('/')}/"
        found.append(page.file.base + encoded(target))
    return found


def _slug(page: _Page) -> str:
    return sanitize(page.slug, page.config).strip("-")
