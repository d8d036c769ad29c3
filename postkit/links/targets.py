"""What links may point to: the pages and files of one site, and the anchors of its pages."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from postkit.flavors.base import Flavor
from postkit.links.redirects import Redirects
from postkit.site.files import Files, static_file, static_folders
from postkit.site.headings import PageAnchors
from postkit.site.index import Site

_INDEXES = ("index.md", "_index.md", "README.md", "index.markdown", "index.html", "index.mdx")
_INDEX = re.compile(r"(?:^|/)_?index\.[^/]+$")
_PAGE_SUFFIXES = (".md", ".markdown", ".mdx", ".html")
_DATED = re.compile(r"((?:/[^/]+)*)/\d{4}/\d{1,2}/\d{1,2}/[^/]+(?:/|\.html)?")

FOLDER = ""
"""Stands for a folder without an index: it exists, but is no page."""


class Targets:
    """Everything on one site that a link may name; made once for all its posts.

    Args:
        root: The site's root folder.
        flavor: Its engine.
        site: Its index.
    """

    def __init__(self, root: Path, flavor: Flavor, site: Site) -> None:
        self.flavor = flavor
        self.site = site
        self.files = Files(root)
        self.redirects = Redirects(self.files)
        self.anchors = PageAnchors(self.files.root, flavor)

    def file(self, path: str) -> str | None:
        """Return the file that a path below the root names, as an engine or a reader takes it.

        Args:
            path: A decoded path; an extension or the index of a folder may be left out.

        Returns:
            The file; `FOLDER` for a folder without an index; None where there is nothing.
        """
        bare = path.rstrip("/")
        for candidate in page_spellings(bare):
            if self.files.is_file(candidate):
                return candidate
        if not self.files.exists(bare or "."):
            return None
        for name in _INDEXES:
            if self.files.is_file(f"{bare}/{name}".removeprefix("/")):
                return f"{bare}/{name}".removeprefix("/")
        return FOLDER

    def page_in_any_case(self, path: str) -> str | None:
        """Return the page that a path below the root names if case does not matter, or None.

        Args:
            path: As for `file`.
        """
        bare = path.rstrip("/")
        indexes = (f"{bare}/{name}" for name in _INDEXES)
        for spelling in (*page_spellings(bare), *indexes):
            right = self.files.right_case(spelling)
            if right and right.lower().endswith(_PAGE_SUFFIXES):
                return right
        return None

    def served(self, url: str) -> str | None:
        """Return the file that is published at a path of the site, with or without its base path.

        Args:
            url: A percent-encoded path that begins with `/`.

        Returns:
            As for `file`.
        """
        for address in dict.fromkeys((url, f"{self.site.addresses.base}{url}")):
            if pages := self.site.page_at(address):
                return pages[0]
            key = self.site.addresses.key(address)
            if key is not None and (found := self._static(key)) is not None:
                return found
            if resource := self._beside_index(address):
                return resource
        return None

    def _beside_index(self, address: str) -> str | None:
        """Return the file beside the index page of a folder's address: Hugo publishes both together."""
        folder, _, name = address.rpartition("/")
        pages = self.site.page_at(f"{folder}/") if self.flavor.name == "hugo" and name else []
        paths = (f"{page.rpartition('/')[0]}/{unquote(name)}" for page in pages if _INDEX.search(page))
        return next((path for path in paths if self.files.is_file(path)), None)

    def static_in_any_case(self, url: str) -> str | None:
        """Return the file that would be served at a path of the site if case did not matter, or None.

        Args:
            url: As for `served`.
        """
        key = self.site.addresses.key(url)
        for folder in static_folders(self.flavor, self.site.config) if key else ():
            if right := self.files.right_case(f"{folder.strip('/')}{key}".lstrip("/")):
                return right
        return None

    def _static(self, key: str) -> str | None:
        bare = key.rstrip("/")
        for spelling in (bare, f"{bare}.html", f"{bare}/index.html"):
            if found := static_file(self.files, self.flavor, self.site.config, spelling):
                return found
        return FOLDER if self.files.exists(bare.lstrip("/") or ".") else None

    def has_posts_beside(self, url: str) -> bool:
        """Tell whether an address has a date, and the site publishes other such pages below its folder.

        Args:
            url: A path that begins with `/`.
        """
        dated = _DATED.fullmatch(url)
        return dated is not None and dated[1] in self._dated

    @cached_property
    def _dated(self) -> frozenset[str]:
        """What stands before the date in the addresses of the site's posts."""
        matches = (_DATED.fullmatch(self.site.url_of(path) or "") for path in self.site)
        return frozenset(match[1] for match in matches if match)

    def neighbours(self, url: str) -> list[str]:
        """Return the URLs of the pages that the site publishes in the folder of an address.

        Args:
            url: A decoded path that begins with `/`, with the base path.
        """
        key = self.site.addresses.key(url)
        return self._folders.get(_folder(key), []) if key else []

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        folders: dict[str, list[str]] = {}
        for path in self.site:
            url = self.site.url_of(path)
            key = self.site.addresses.key(url) if url else None
            if url and key:
                folders.setdefault(_folder(key), []).append(url)
        return folders

    @cached_property
    def has_link_hook(self) -> bool:
        """Whether the site rewrites links by a render hook of its own (Hugo)."""
        return any(
            self.files.exists(f"{folder}/{name}")
            for folder in ("layouts/_markup", "layouts/_default/_markup")
            for name in ("render-link.html", "render-image.html")
        )


def page_spellings(path: str) -> tuple[str, ...]:
    """Return the files that a path may mean, the path itself first.

    Args:
        path: A decoded path without a slash at its end.
    """
    if not path:
        return ()
    if path.endswith(".html"):
        stem = path.removesuffix(".html")
        return (path, f"{stem}.md", f"{stem}.markdown")
    return (path, *(f"{path}{suffix}" for suffix in _PAGE_SUFFIXES))


def _folder(key: str) -> str:
    return key.rstrip("/").rpartition("/")[0]
