"""Whether what a link misses is surely missing, and not made by something that postkit does not know.

Engines make pages that no file shows (lists, feeds, archives), themes and plugins bring files,
and hosts redirect. A false alarm is worse than a miss: without evidence the answer is no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from postkit.flavors.permalinks.hugo_site import lowered
from postkit.flavors.permalinks.settings import strings
from postkit.links.locate import leaves_root, urls
from postkit.links.resolve import Form, Reference
from postkit.links.targets import Targets

_MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
_FILES = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff"),
        *(".pdf", ".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".doc", ".docx", ".odt", ".rtf"),
        *(".xls", ".xlsx", ".ods", ".csv", ".tsv", ".ppt", ".pptx", ".odp", ".epub", ".mobi"),
        *(".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".ogv", ".mov", ".avi"),
    }
)
"""Extensions of what people put on a site; style sheets, scripts, feeds and data may be made by it."""

_LISTS = re.compile(
    r"/(?:page[-/]?\d+|tags?|categor(?:y|ies)|topics?|authors?|archives?|series|feeds?|\d{4})(?:/|$)"
    r"|\.(?!html$)\w+$",
    re.IGNORECASE,
)
"""Addresses of pages that engines and plugins make, and of what is no page."""

_MANY = 3
_STATIC_ROOTS = ("", "static", "public", "source", "assets", "content", "docs", "src")
_WORDPRESS_UPLOADS = "/wp-content/uploads/"


def surely_missing(targets: Targets, post: str, reference: Reference) -> bool:
    """Tell whether a link that names nothing is surely broken.

    Args:
        targets: The site.
        post: The path of the post below the root.
        reference: The link, relative or root-relative.
    """
    if leaves_root(post, reference):
        return False
    suffix = reference.suffix
    if reference.form is Form.RELATIVE and (suffix in _MARKDOWN or suffix in _FILES):
        return True
    if reference.form is Form.ROOT_RELATIVE and (suffix in _MARKDOWN or suffix in _FILES):
        return _file_is_missing(targets, reference.decoded)
    if reference.form is Form.RELATIVE and targets.has_link_hook:
        return False
    judge = _PAGES.get(targets.flavor.name)
    return judge is not None and any(judge(targets, unquote(url)) for url in urls(targets, post, reference))


def _file_is_missing(targets: Targets, path: str) -> bool:
    """Believe that a file is missing where the site keeps others in the same top folder.

    Another site may be published below another folder of the same host. Where a theme brings
    files of its own, the very folder of the file has to be in the site.
    """
    base = targets.site.addresses.base
    inside = path.removeprefix(base) if path.startswith(f"{base}/") else path
    if (base and inside == path) or targets.redirects.speak_of(path):
        return False
    if inside.startswith(_WORDPRESS_UPLOADS):
        return True
    folder = inside.strip("/").rpartition("/")[0]
    if _from_theme(targets, path):
        return "/" in folder and _has_folder(targets, folder)
    return not folder or _has_folder(targets, folder.partition("/")[0])


def _has_folder(targets: Targets, folder: str) -> bool:
    return any(targets.files.exists(f"{root}/{folder}".lstrip("/")) for root in _STATIC_ROOTS)


def _from_theme(targets: Targets, path: str) -> bool:
    """Tell whether a theme that is no part of the site may bring a file."""
    config = targets.site.config
    if targets.flavor.name == "jekyll":
        return "/assets/" in path and bool(config.get("theme") or config.get("remote_theme"))
    return targets.flavor.name == "hugo" and _hugo_imports(targets)


def _hugo_imports(targets: Targets) -> bool:
    """Tell whether content and files may come from a theme or module that is not in the site's folder."""
    settings = lowered(targets.site.config)
    if lowered(settings.get("module")).get("imports"):
        return True
    return any(not targets.files.exists(f"themes/{name}") for name in strings(settings.get("theme")))


def _jekyll_page_is_missing(targets: Targets, path: str) -> bool:
    """Believe it of a dated address where the site has posts at such addresses, or among many pages.

    Jekyll makes paginated lists, its plugins archives; a plugin of the site's own may make anything.
    """
    if targets.redirects.speak_of(path):
        return False
    if targets.has_posts_beside(path):
        return True
    return not targets.files.exists("_plugins") and _is_among_pages(targets, path)


def _hugo_page_is_missing(targets: Targets, path: str) -> bool:
    """Believe it of an address among many pages, none of which is a list.

    Taxonomies, paginated lists and other output formats are made by Hugo, others by content
    adapters and mounted modules.
    """
    taxonomies = strings([*lowered(lowered(targets.site.config).get("taxonomies")).values()])
    if _hugo_imports(targets) or targets.redirects.speak_of(path) or path.split("/")[1] in taxonomies:
        return False
    pages = targets.site.page_at(path.rstrip("/").rpartition("/")[0] + "/")
    folders = {page.rpartition("/")[0] for page in pages}
    adapters = any(targets.files.exists(f"{folder}/_content.gotmpl") for folder in folders)
    return not adapters and _is_among_pages(targets, path)


def _is_among_pages(targets: Targets, path: str) -> bool:
    """Tell whether an address looks like a page and lies in a folder with several, not at the top."""
    nested = path.strip("/").count("/") > 0
    return nested and not _LISTS.search(path) and len(targets.neighbours(path)) >= _MANY


_PAGES: Mapping[str, Callable[[Targets, str], bool]] = {
    "jekyll": _jekyll_page_is_missing,
    "hugo": _hugo_page_is_missing,
}
