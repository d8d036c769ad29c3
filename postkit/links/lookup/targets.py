"""What links may point to: the pages and files of one site, and the anchors of its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from postkit.flavors.base import Flavor, Names
from postkit.links.destinations.kinds import Destination
from postkit.links.lookup.named import Library
from postkit.links.lookup.redirects import Redirects
from postkit.site.files import Files, static_file
from postkit.site.headings import PageAnchors
from postkit.site.index import Site

_INDEXES = ("index.md", "_index.md", "README.md", "index.markdown", "index.html", "index.mdx")
PAGE_SUFFIXES = (".md", ".markdown", ".mdx", ".html", ".htm")
_DATED = re.compile(r"((?:/[^/]+)*)/\d{4}/\d{1,2}/\d{1,2}/[^/]+(?:/|\.html)?")

FOLDER = ""
"""Stands for a folder without an index, or for a list that the engine makes: no file has its anchors."""


class Served(NamedTuple):
    """A file that is served as it is.

    Attributes:
        file: Its path below the root.
        key: Its path below the base of the site.
    """

    file: str
    key: str


class Targets:
    """Everything on one site that a link may name; made once for all its posts.

    Args:
        root: The site's root folder.
        flavor: Its engine.
        site: Its index.
        aliases: How destinations may begin that code of the site's own resolves, each with the folder
            below the root that it stands for, or the path of the site, which begins with `/`.
        files: The files of the site; those that are there without it.
    """

    def __init__(
        self,
        root: Path,
        flavor: Flavor,
        site: Site,
        aliases: Sequence[tuple[str, str]] = (),
        files: Files | None = None,
    ) -> None:
        self.flavor = flavor
        self.site = site
        self.how = site.publishing
        self.files = files or Files(root)
        self.redirects = Redirects(self.files)
        self.anchors = PageAnchors(self.files.root, flavor, self.how)
        self.aliases = aliases

    @cached_property
    def library(self) -> Library:
        """The posts and pages by the names that template tags give them."""
        return Library(self.site, self.files, self.flavor)

    def without_alias(self, destination: Destination) -> Destination:
        """Return what a destination stands for that begins with an alias; else the destination.

        Args:
            destination: A destination.
        """
        for start, meant in self.aliases:
            if destination.value.startswith(start):
                rest = destination.value[len(start) :]
                value = f"{meant.rstrip('/')}/{rest.lstrip('/')}" if meant else rest
                path, sign, after = value.partition("#")
                names = Names.ADDRESS if meant.startswith("/") else Names.FILE
                if names is Names.ADDRESS:
                    return replace(destination, value=value)
                return replace(destination, value=path, tail=sign + after, names=names)
        return destination

    def with_alias(self, written: str, path: str) -> str | None:
        """Return a path as it is written after the alias that another one begins with, or None.

        Args:
            written: A destination that may begin with an alias.
            path: A file below the root, or a path of the site, which begins with `/`.
        """
        for start, meant in self.aliases:
            folder = f"{meant.rstrip('/')}/" if meant else ""
            if written.startswith(start) and path.startswith(folder):
                return start + path[len(folder) :]
        return None

    def file(self, path: str) -> str | None:
        """Return the file that a path below the root names exactly; None where there is none.

        Args:
            path: A decoded path; a slash at its end means a folder.
        """
        return path if not path.endswith("/") and self.files.is_file(path) else None

    def file_or_page(self, path: str) -> str | None:
        """Return the file that a path means where an extension or the index of a folder may be left out.

        Args:
            path: A decoded path below the root.

        Returns:
            The file; `FOLDER` for a folder without an index; None where there is nothing.
        """
        bare = path.rstrip("/")
        is_folder = path != bare
        for candidate in page_spellings(bare):
            if self.files.is_file(candidate) and not (is_folder and candidate == bare):
                return candidate
        for name in _INDEXES:
            if self.files.is_file(f"{bare}/{name}".removeprefix("/")):
                return f"{bare}/{name}".removeprefix("/")
        return FOLDER if self.files.exists(bare or ".") and not self.files.is_file(bare) else None

    def page_in_any_case(self, path: str) -> str | None:
        """Return the page that a path below the root names if case does not matter, or None.

        Args:
            path: As for `file_or_page`.
        """
        bare = path.rstrip("/")
        indexes = (f"{bare}/{name}" for name in _INDEXES)
        for spelling in (*page_spellings(bare), *indexes):
            right = self.files.right_case(spelling)
            if right and right.lower().endswith(PAGE_SUFFIXES):
                return right
        return None

    def served(self, url: str) -> str | None:
        """Return the file that is published at a path of the site.

        Args:
            url: A percent-encoded path that begins with `/`, with the base path.

        Returns:
            As for `file_or_page`.
        """
        if pages := self.site.page_at(url):
            return pages[0]
        key = self.site.addresses.key(url)
        if key is None:
            return None
        return self._static(key) or self._in_bundle(url) or (FOLDER if self.site.is_list(url) else None)

    def _static(self, key: str) -> str | None:
        bare = key.rstrip("/")
        pages = (f"{bare}.html", f"{bare}/index.html") if not bare.endswith(".html") else ()
        spellings = (f"{bare}/index.html",) if key != bare else (bare, *pages)
        found = (static_file(self.files, self.how, spelling) for spelling in spellings)
        # What is a page is published at the page's own address alone.
        return next((path for path in found if path and self.site.url_of(path) is None), None)

    def _in_bundle(self, url: str) -> str | None:
        """Return the file of a page's bundle that is served at an address below the page's."""
        folder, _, rest = url.rpartition("/")
        while rest:
            for page in self.site.page_at(folder or "/"):
                beside = self.how.bundle(page)
                path = f"{beside}/{unquote(rest)}".lstrip("/")
                if beside is not None and self.file(path) and self.how.bundled(path):
                    return path
            folder, slash, name = folder.rpartition("/")
            rest = f"{name}/{rest}" if slash else ""
        return None

    def static_in_any_case(self, url: str) -> Served | None:
        """Return the file that would be served if case did not matter, or None.

        Args:
            url: As for `served`.
        """
        key = self.site.addresses.key(url)
        for folder in self.how.static if key and not key.endswith("/") else ():
            right = self.files.right_case(f"{folder}{key}".lstrip("/"))
            if not right or not self.files.is_file(right) or not self.how.serves(right):
                continue
            if self.site.url_of(right) is None:
                return Served(right, right.removeprefix(f"{folder}/"))
        return None

    def address(self, path: str) -> str | None:
        """Return where a file is published, with the base path; None where it is not.

        Args:
            path: The file below the root.
        """
        if url := self.site.url_of(path):
            return url
        for folder in self.how.static if self.how.serves(path) else ():
            if not folder or path.startswith(f"{folder}/"):
                inside = path[len(folder) :].lstrip("/")
                encoded = quote(inside, safe="/!$&()*+,;=:@-._~", errors="surrogateescape")
                return f"{self.site.addresses.base}/{encoded}"
        return None

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
    def twins(self) -> dict[str, list[str]]:
        """Each page that shares its address with others, with all of them in the order of the index."""
        return {path: paths for _, paths in self.site.collisions() for path in paths}

    @cached_property
    def top_folders(self) -> frozenset[str]:
        """The names of the folders at the top of the site in which it publishes pages."""
        return frozenset(folder.split("/")[1] for folder in self._folders if folder)

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        folders: dict[str, list[str]] = {}
        for path in self.site:
            url = self.site.url_of(path)
            key = self.site.addresses.key(url) if url else None
            if url and key:
                folders.setdefault(_folder(key), []).append(url)
        return folders


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
    return (path, *(f"{path}{suffix}" for suffix in PAGE_SUFFIXES[:4]))


def _folder(key: str) -> str:
    return key.rstrip("/").rpartition("/")[0]
