"""Whether what a link misses is surely missing, and not made by something that postkit does not know.

Engines make pages that no file shows (lists, feeds, archives), themes and plugins bring files,
and hosts redirect. A false alarm is worse than a miss: without evidence the answer is no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from postkit.flavors.permalinks.hugo_site import lowered
from postkit.links.locate import leaves_root, urls
from postkit.links.resolve import Form, Reference
from postkit.links.targets import DATED, Targets

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

_MADE_BY_HUGO = re.compile(r"/page/\d+/?$|/(?:tags|categories)/|\.\w+$")
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
    judge = _PAGES.get(targets.flavor.name)
    return judge is not None and any(judge(targets, unquote(url)) for url in urls(targets, post, reference))


def _file_is_missing(targets: Targets, path: str) -> bool:
    """Believe that a file is missing where the site keeps others in the same top folder.

    Another site may be published below another folder of the same host.
    """
    if targets.redirects(path) or _from_theme(targets, path):
        return False
    base = targets.site.addresses.base
    inside = path.removeprefix(base) if path.startswith(f"{base}/") else path
    top, slash, _ = inside.lstrip("/").partition("/")
    if not slash or inside.startswith(_WORDPRESS_UPLOADS):
        return not base or inside != path
    return any(targets.files.exists(f"{root}/{top}".lstrip("/")) for root in _STATIC_ROOTS)


def _from_theme(targets: Targets, path: str) -> bool:
    """Tell whether a theme that is no part of the site may bring a file."""
    config = targets.site.config
    if targets.flavor.name == "jekyll":
        return "/assets/" in path and bool(config.get("theme") or config.get("remote_theme"))
    return targets.flavor.name == "hugo" and bool(config.get("theme") or config.get("module"))


def _jekyll_post_is_missing(targets: Targets, path: str) -> bool:
    """Believe it of a dated address where the site has posts at such addresses."""
    if not DATED.fullmatch(path) or targets.redirects(path):
        return False
    return targets.has_dated_pages


def _hugo_page_is_missing(targets: Targets, path: str) -> bool:
    """Believe it of an address inside a folder of the content that has pages, and makes no lists.

    Taxonomies, paginated lists and other output formats are made by Hugo; content adapters and
    mounted modules by others.
    """
    folder = path.rstrip("/").rpartition("/")[0]
    if not folder or _MADE_BY_HUGO.search(path) or targets.redirects(path):
        return False
    settings = lowered(targets.site.config)
    module = settings.get("module")
    if settings.get("theme") or (isinstance(module, Mapping) and lowered(module).get("imports")):
        return False
    taxonomies = settings.get("taxonomies")
    names = taxonomies.values() if isinstance(taxonomies, Mapping) else ()
    section = folder.split("/")[1]
    if section in names:
        return False
    pages = targets.site.page_at(f"{folder}/")
    return bool(pages) and not targets.files.exists(f"{pages[0].rpartition('/')[0]}/_content.gotmpl")


_PAGES: Mapping[str, Callable[[Targets, str], bool]] = {
    "jekyll": _jekyll_post_is_missing,
    "hugo": _hugo_page_is_missing,
}
