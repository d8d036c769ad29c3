"""Whether what a link misses is surely missing, and not made by something that postkit does not know.

Where an engine's rules are known to the end, what no source brings forth is missing. Where code of
the site's own, a theme or a plugin may make pages, a false alarm is worse than a miss: without
evidence the answer is no.
"""

from __future__ import annotations

from urllib.parse import unquote

from postkit.flavors.publishing.paths import LISTS
from postkit.links.lookup.locate import Asked, address, leaves_root, source_paths
from postkit.links.lookup.resolve import Form
from postkit.links.lookup.targets import Targets

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

_MANY = 3
_STATIC_ROOTS = ("", "static", "public", "source", "assets", "content", "docs", "src")
_WORDPRESS_UPLOADS = "/wp-content/uploads/"


def surely_missing(targets: Targets, link: Asked) -> bool:
    """Tell whether a link that names nothing is surely broken.

    Args:
        targets: The site.
        link: The link, relative or root-relative.
    """
    url = address(targets, link)
    if url is None or (link.reference.form is Form.RELATIVE and not targets.how.links_known):
        key = targets.site.addresses.key(url) if url else None
        return _source_is_missing(targets, link) and not (key and targets.how.makes(key))
    return _base_is_doubled(targets, url, link) or _nothing_at(targets, url, link)


def _source_is_missing(targets: Targets, link: Asked) -> bool:
    """Believe it of a file with an extension, inside the site, that is to be found by its path."""
    suffix = link.reference.suffix
    if leaves_root(link) or not (suffix in _MARKDOWN or suffix in _FILES):
        return False
    return link.reference.form is Form.RELATIVE or _is_among_files(targets, link.reference.decoded)


def _nothing_at(targets: Targets, url: str, link: Asked) -> bool:
    """Tell whether nothing is surely published at a path of the host."""
    key = targets.site.addresses.key(url)
    path = unquote(url)
    if key is None:
        return _base_is_forgotten(targets, url, link)
    if targets.redirects.speak_of(path) or targets.how.makes(key):
        return False
    if url.endswith("/") and targets.redirects.cut_slashes and targets.served(url.rstrip("/")):
        return False
    shared = targets.how.host_shared or (link.reference.absolute and link.reference.query)
    if shared and not _has_top_folder(targets, key, at_top=not link.reference.query):
        return False  # another site on the host, or a program that answers questions
    if link.reference.suffix in _MARKDOWN and targets.how.links_known:
        return True  # an engine that leaves the name of a source as it is publishes none
    is_file = link.reference.suffix in _FILES or link.reference.suffix in _MARKDOWN
    if targets.how.pages_known and (is_file or not targets.site.unknown):
        return True
    if is_file:
        return _no_file_at(targets, key, link)
    return not targets.site.unknown and _is_among_pages(targets, path)


def _no_file_at(targets: Targets, key: str, link: Asked) -> bool:
    """Believe that no file is served at a key; one in another folder may be copied by what is not known."""
    if any(map(targets.files.is_file, source_paths(link))):
        return targets.how.copies_known
    return _is_among_files(targets, key)


def _base_is_forgotten(targets: Targets, url: str, link: Asked) -> bool:
    """Believe that a path outside of the base path is meant for this site, not for another of the host.

    It names a page, a file of its sources, or what would be one in a folder of this site.
    """
    if targets.served(f"{targets.site.addresses.base}{url}") is not None:
        return True
    if any(map(targets.files.is_file, source_paths(link, targets.how.by_source))):
        return True
    return link.reference.suffix in _MARKDOWN and _has_top_folder(targets, unquote(url), at_top=False)


def _base_is_doubled(targets: Targets, url: str, link: Asked) -> bool:
    """Tell whether a link has the base path and would be right if the engine did not add it."""
    base, path = targets.site.addresses.base, link.reference.path
    doubled = base and path.startswith(f"{base}/") and url.startswith(f"{base}{base}/")
    return bool(doubled) and targets.served(path) is not None


def _has_top_folder(targets: Targets, key: str, *, at_top: bool = True) -> bool:
    """Tell whether a path lies in a folder in which the site has pages or files.

    Args:
        targets: The site.
        key: A path below its base.
        at_top: The answer for a path at the top.
    """
    top, slash, _ = key.strip("/").partition("/")
    return at_top if not slash else top in targets.top_folders or _has_folder(targets, top)


def _is_among_files(targets: Targets, path: str) -> bool:
    """Believe that a file is missing where the site keeps others in the same top folder.

    Another site may be published below another folder of the same host.
    """
    if path.startswith(_WORDPRESS_UPLOADS):
        return True
    folder = path.strip("/").rpartition("/")[0]
    return not folder or _has_folder(targets, folder.partition("/")[0])


def _has_folder(targets: Targets, folder: str) -> bool:
    return any(targets.files.exists(f"{root}/{folder}".lstrip("/")) for root in _STATIC_ROOTS)


def _is_among_pages(targets: Targets, path: str) -> bool:
    """Believe it of a dated address among others, or of one beside several pages that is no list."""
    if targets.has_posts_beside(path):
        return True
    nested = path.strip("/").count("/") > 0
    return nested and not LISTS.search(path) and len(targets.neighbours(path)) >= _MANY
