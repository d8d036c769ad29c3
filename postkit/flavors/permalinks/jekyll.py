"""Jekyll's URLs: posts, collections and pages.

Source: Jekyll 4.3.1, `url.rb`, `drops/url_drop.rb`, `document.rb`, `page.rb`, `utils.rb`.
A URL that hangs on the day or the machine of the build is not known: drafts, an unreadable date,
a dateless document whose permalink names a date. A date in the future hides no page here, since
the answer must not change overnight. Plugins that make URLs are not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from unicodedata import category
from urllib.parse import quote

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.dates import DAYS, MONTHS, is_yaml_time, parse, zone_named
from postkit.flavors.permalinks.jekyll_config import collections, defaults, is_read, merge
from postkit.flavors.permalinks.settings import mapping, strings, text

NOWHERE = PageUrls(None)

_HEADLESS_PAGES = "jekyll-optional-front-matter"
_POST_NAME = re.compile(r"(?:.+/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^./]+)", re.ASCII | re.DOTALL)
_STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_PLACEHOLDER = re.compile(":([a-z_]+)")
_PLAIN_VALUE = re.compile("[a-zA-Z0-9./-]*")
_HTML = (".html", ".xhtml", ".htm")


class _UnknownError(Exception):
    """The URL cannot be known, or the build stops over it."""


class _Document(NamedTuple):
    """A post or a collection's document, read so far that its URL can be filled in."""

    path: str
    label: str
    name: str
    extension: str
    output_extension: str
    slug: str
    date: datetime | None
    categories: tuple[str, ...] = ()


def urls(facts: PageFacts) -> PageUrls:
    """Return where Jekyll publishes a file; nowhere for a draft, or for a file that it copies as it is."""
    parts = facts.path.split("/")
    where = next((i for i, part in enumerate(parts[:-1]) if part == "_posts"), None)
    root = text(facts.config.get("collections_dir")).strip("/")
    inside = facts.path.removeprefix(f"{root}/") if root else facts.path
    label = inside.partition("/")[0].removeprefix("_")
    try:
        if where is not None:
            if (root and inside == facts.path) or not is_read(
                parts[:where], "/".join(parts[where + 1 :]), facts.config
            ):
                return NOWHERE
            return _published(facts, _document_url(facts, inside, "posts"))
        if not facts.headed and _HEADLESS_PAGES not in strings(facts.config.get("plugins")):
            return NOWHERE
        if inside.startswith(f"_{label}/") and label in collections(facts.config):
            return _published(facts, _collection_url(facts, inside, label))
        return _published(facts, _page_url(facts, parts))
    except _UnknownError:
        return PageUrls(None, known=False)


def _published(facts: PageFacts, url: str | None) -> PageUrls:
    if url is None:
        return NOWHERE
    base = text(facts.config.get("baseurl")).strip("/")
    prefix = f"/{base}" if base else ""
    aliases = (
        f"{prefix}/{alias.removeprefix('/')}" for alias in strings(facts.data.get("redirect_from")) if alias
    )
    return PageUrls(prefix + url, tuple(aliases))


def _is_hidden(data: Mapping[str, Any], config: Mapping[str, Any]) -> bool:
    """Tell whether `published` is false or null; the number 0 is truth to Ruby."""
    published = data.get("published", True)
    return (published is None or published is False) and not config.get("unpublished")


def _collection_url(facts: PageFacts, path: str, label: str) -> str | None:
    if not mapping(collections(facts.config).get(label)).get("output"):
        return None
    if not is_read((), path.partition("/")[2], facts.config):
        return None
    return _document_url(facts, path, label)


def _document_url(facts: PageFacts, path: str, label: str) -> str | None:
    match = _POST_NAME.fullmatch(path)
    if label == "posts" and match is None:
        return None
    given = defaults(facts.config, path, label)
    data = merge(given, facts.data)
    if _is_hidden(data, facts.config):
        return None
    template = data.get("permalink")
    if template is None or template is False:
        template = _template(facts.config, label)
    if not isinstance(template, str):
        raise _UnknownError
    found = _categories(path, label, (given, facts.data), data.get("category"))
    document = _document(data, facts.config, path, label, match)._replace(categories=found)
    return _sanitized(_PLACEHOLDER.sub(lambda found: _filled(found[1], document), template))


def _document(
    data: Mapping[str, Any], config: Mapping[str, Any], path: str, label: str, match: re.Match[str] | None
) -> _Document:
    name, extension = _split_name(path.rpartition("/")[2])
    slug = data.get("slug")
    if slug is None or slug is False:
        slug = (match[2] if match else name).rstrip(".")
    if not isinstance(slug, str):
        raise _UnknownError
    output = _output_extension(extension, config)
    return _Document(path, label, name, extension, output, slug, _date(data, match, config))


def _template(config: Mapping[str, Any], label: str) -> str:
    style = text(config.get("permalink", "date"))
    own = mapping(collections(config).get(label)).get("permalink")
    if own is not None:
        return text(own)
    return _STYLES.get(style, style) if label == "posts" else _with_suffix("/:collection/:path", style)


def _with_suffix(template: str, style: str) -> str:
    if style == "pretty":
        return template + "/"
    if style in ("date", "ordinal", "none"):
        return template + ":output_ext"
    return template + next((end for end in ("/", ":output_ext") if style.endswith(end)), "")


def _date(data: Mapping[str, Any], match: re.Match[str] | None, config: Mapping[str, Any]) -> datetime | None:
    """Return the document's date in the site's zone; None where it is the day of the build."""
    zone = zone_named(text(config.get("timezone")) or None)
    if "date" not in data:
        moment = parse(match[1], zone) if match else None
        if match and moment is None:
            raise _UnknownError
        return moment
    value = data["date"]
    written = str(value)
    # An unquoted time without offset is a YAML timestamp, so UTC; anything else is local.
    plain = is_yaml_time(written) and not getattr(value, "quoted", False)
    moment = parse(written, zone_named("UTC") if plain else zone)
    # The first and the last year have neighbours in other zones that cannot be said.
    if moment is None or not 1 < moment.year < 9999:
        raise _UnknownError
    return moment.astimezone(zone)


def _categories(
    path: str, label: str, layers: Iterable[Mapping[str, Any]], single: object
) -> tuple[str, ...]:
    """Return what `:categories` is made of, each once and in lower case.

    Args:
        path: The file's path; the folders above `_posts` come first.
        label: The collection.
        layers: Default and own front matter; the `categories` of both count.
        single: The value of `category`, which comes last.
    """
    special = f"_{label}"
    folders = [] if path.startswith(special) else path.partition(special)[0].split("/")
    found = [folder for folder in folders if folder]
    for layer in layers:
        value = layer.get("categories")
        if isinstance(value, str):
            found += value.split()
        elif isinstance(value, list):
            found += [_ruby_text(item) for item in value]
        elif value is not None:
            raise _UnknownError  # the error leaves a post without data, dated on the day of the build
    more = single if isinstance(single, list) else [single]
    found += [_ruby_text(item) for item in more if item is not None]
    return tuple(dict.fromkeys(item.lower() for item in found))


def _ruby_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _filled(name: str, document: _Document) -> str:
    """Return what replaces a placeholder; `:title_` is the title and a `_`."""
    tail = "" if name in _VALUES or name in _DATE_VALUES else "_"
    if tail:
        name = name.removesuffix("_")
    if name in _VALUES:
        return _escaped(_VALUES[name](document)) + tail
    if name not in _DATE_VALUES or document.date is None:
        raise _UnknownError
    return _DATE_VALUES[name](document.date) + tail


def _cleaned_path(document: _Document) -> str:
    bare = document.path.removesuffix(document.extension)
    return bare.replace(f"_{document.label}", "", 1).rstrip(".")


_VALUES: Mapping[str, Callable[[_Document], str]] = {
    "title": lambda document: _slugify(document.slug, pretty=True),
    "slug": lambda document: _slugify(document.slug).lower(),
    "name": lambda document: _slugify(document.name).lower(),
    "collection": lambda document: document.label,
    "path": _cleaned_path,
    "categories": lambda document: "/".join(document.categories),
    "slugified_categories": lambda document: "/".join(
        dict.fromkeys(_slugify(item).lower() for item in document.categories)
    ),
    "output_ext": lambda document: document.output_extension,
}

_DATE_VALUES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda date: f"{date.year:04}",
    "month": lambda date: f"{date.month:02}",
    "day": lambda date: f"{date.day:02}",
    "hour": lambda date: f"{date.hour:02}",
    "minute": lambda date: f"{date.minute:02}",
    "second": lambda date: f"{date.second:02}",
    "i_day": lambda date: str(date.day),
    "i_month": lambda date: str(date.month),
    "short_month": lambda date: MONTHS[date.month - 1][:3],
    "long_month": lambda date: MONTHS[date.month - 1],
    "short_year": lambda date: f"{date.year % 100:02}",
    "w_year": lambda date: f"{date.isocalendar().year:04}",
    "week": lambda date: f"{date.isocalendar().week:02}",
    "w_day": lambda date: str(date.isoweekday()),
    "short_day": lambda date: DAYS[date.weekday()][:3],
    "long_day": lambda date: DAYS[date.weekday()],
    "y_day": lambda date: f"{date.timetuple().tm_yday:03}",
}


def _page_url(facts: PageFacts, parts: list[str]) -> str | None:
    if not is_read(parts[:-1], parts[-1], facts.config) or _is_hidden(facts.data, facts.config):
        return None
    stem, extension = _split_name(parts[-1])
    stem = stem.rstrip(".")
    output = _output_extension(extension, facts.config)
    template = facts.data.get("permalink")
    if "permalink" not in facts.data:
        template = defaults(facts.config, facts.path, "pages").get("permalink")
    if template is None or template is False:
        if output not in _HTML:
            template = "/:path/:basename:output_ext"
        elif stem == "index":
            template = "/:path/"
        else:
            template = _with_suffix("/:path/:basename", text(facts.config.get("permalink", "date")))
    if not isinstance(template, str) or not template:
        raise _UnknownError
    for name, value in ((":path", "/".join(parts[:-1])), (":basename", stem), (":output_ext", output)):
        template = template.replace(name, _escaped(value))
    return _sanitized(template)


def _split_name(name: str) -> tuple[str, str]:
    stem, dot, extension = name.rpartition(".")
    return (stem, dot + extension) if stem else (name, "")


def _output_extension(extension: str, config: Mapping[str, Any]) -> str:
    known = text(config.get("markdown_ext")) or "markdown,mkdown,mkdn,mkd,md"
    markdown = [item.strip() for item in known.lower().split(",")]
    return ".html" if extension[1:].lower() in markdown else extension


def _sanitized(url: str) -> str:
    return re.sub("/{2,}", "/", f"/{url}".replace("..", "/").replace("./", ""))


def _escaped(value: str) -> str:
    if _PLAIN_VALUE.fullmatch(value):
        return value
    return quote(value, safe="/!$&'()*+,;=:@-._~?")


def _slugify(value: str, *, pretty: bool = False) -> str:
    """Join runs of what a slug cannot hold to one `-`; drop one at each end. Case is kept."""
    table = _PRETTY if pretty else _DEFAULT
    return re.sub("\0+", "-", value.translate(table)).removeprefix("-").removesuffix("-")


class _Table(dict[int, int]):
    """What a slug keeps of each character, NUL for the rest; filled as characters are met."""

    def __init__(self, signs: str) -> None:
        super().__init__({ord(sign): ord(sign) for sign in signs})

    def __missing__(self, code: int) -> int:
        kind = category(chr(code))
        self[code] = result = code if kind[0] in "ML" or kind == "Nd" else 0
        return result


_DEFAULT = _Table("")
_PRETTY = _Table("._~!$&'()+,;=@")
