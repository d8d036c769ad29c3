"""Finds what a template tag names: a file, a post, a page, an asset, by the engine's own rule.

Sources: Jekyll 4.3.1 (`tags/link.rb`, `tags/post_url.rb`), Hexo 8.1 (`plugins/tag/post_link.js`,
`asset_img.js`), Hugo 0.168 (`ref`, `relref`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from postkit.core.printable import quoted
from postkit.flavors.base import Flavor, Names
from postkit.links.destinations.kinds import Destination
from postkit.links.lookup.slugs import Slugs
from postkit.site.files import Files
from postkit.site.index import Site

_POSTS = re.compile(r"(?:^|/)_(?:posts|drafts)/")
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:-[a-z]{2,4})?$", re.IGNORECASE)


class Named(NamedTuple):
    """What a tag names.

    Attributes:
        file: The file below the root; None where there is none.
        fragment: What the tag or what follows it says after `#`; None for nothing.
        problem: Why the name names nothing, after the name itself.
        names: What it may have meant, for a hint.
    """

    file: str | None
    fragment: str | None = None
    problem: str = ""
    names: Iterable[str] = ()


class Library:
    """The posts and pages of a site by the names that template tags give them.

    Args:
        site: The site's index.
        files: Its files.
        flavor: Its engine.
    """

    def __init__(self, site: Site, files: Files, flavor: Flavor) -> None:
        self._site = site
        self._files = files
        self._slugs = Slugs(site, files, flavor)

    def find(self, post: str, destination: Destination) -> Named | None:
        """Return what a tag names; None where that cannot be known.

        Args:
            post: The path of the post below the root.
            destination: A destination that a tag names.
        """
        find = _FINDERS.get(destination.names)
        return find(self, post, destination) if find else None

    def _file(self, _: str, found: Destination) -> Named:
        path = unquote(found.value).lstrip("/")
        file = path if self._files.is_file(path) else None
        near, name = self._files.right_case(path), path.rpartition("/")[2]
        names = [near] if near else [one for one in self._site if one.endswith(name)]
        return Named(file, _fragment(found.tail), "names no file of the site", names)

    def _post(self, _: str, found: Destination) -> Named:
        wanted = found.value.lstrip("/")
        files = self.posts.get(wanted.rpartition("/")[2], [])
        folder = f"{wanted.rpartition('/')[0]}/" if "/" in wanted else ""
        right = [one for one in files if folder in f"{_POSTS.sub('/', one)}"]
        return Named(
            right[0] if right else None, _fragment(found.tail), "is the name of no post", self.posts.keys()
        )

    def _slug(self, post: str, found: Destination) -> Named:
        name, sign, fragment = found.value.partition("#")
        file = self._slugs.find(name)
        if file and self._is_hidden(file) and not self._is_hidden(post):
            return Named(None, None, "is a post that is not published")
        anchor = fragment if sign else _fragment(found.tail)
        return Named(file, anchor, "is the name of no post", self._slugs.names)

    def _is_hidden(self, path: str) -> bool:
        return self._site.url_of(path) is None and not self._site.unknown

    def _asset(self, post: str, found: Destination) -> Named | None:
        how, folder = self._site.publishing, post.rpartition(".")[0]
        if how.pages_known and how.bundle(post) is None:
            return Named(None, None, "names nothing: the site keeps no files of posts")
        if not self._files.exists(folder):
            return None  # the site may keep assets elsewhere, by a plugin
        # It is a name, not a path to be followed.
        path = f"{folder}/{found.value}"
        exists = normpath(path) == path and self._files.is_file(path) and how.bundled(path)
        return Named(path if exists else None, None, f"is no file in {quoted(f'{folder}/')}")

    def _page(self, post: str, found: Destination) -> Named | None:
        path, sign, fragment = found.value.partition("#")
        anchor = fragment if sign else _fragment(found.tail)
        if path in ("", ".", "./"):
            return Named(post, anchor)
        candidates = _candidates(self._folder_of(post), path)
        pages = next(filter(None, map(self._logical, candidates)), None) or self._by_name(path)
        if len(pages) > 1:
            return Named(None, None, f"names several pages: {', '.join(map(quoted, pages[:3]))}")
        if not pages and not self._site.publishing.pages_known:
            return None
        return Named(pages[0] if pages else None, anchor, "names no page", self.pages.keys())

    def _folder_of(self, post: str) -> str:
        """Return the folder of a post below the content folder."""
        return post.removeprefix(f"{self._site.publishing.content}/").rpartition("/")[0]

    def _logical(self, path: str) -> list[str]:
        return self.pages.get(path, [])[:1]

    def _by_name(self, path: str) -> list[str]:
        return self.page_names.get(_logical_path(path.strip("/")), []) if "/" not in path.strip("/") else []

    @cached_property
    def posts(self) -> Mapping[str, list[str]]:
        """The files of posts by their name without extension."""
        found: dict[str, list[str]] = {}
        for path in self._site:
            if match := _POSTS.search(path):
                stem = path[match.end() :].rpartition(".")[0]
                for name in dict.fromkeys((stem, stem.rpartition("/")[2])):
                    found.setdefault(name, []).append(path)
        return found

    @cached_property
    def pages(self) -> Mapping[str, list[str]]:
        """The files of pages by their path below the content folder, as Hugo calls them."""
        found: dict[str, list[str]] = {}
        content = self._site.publishing.content
        for path in self._site:
            if path.startswith(f"{content}/"):
                found.setdefault(_logical_path(path[len(content) + 1 :]), []).append(path)
        return found

    @cached_property
    def page_names(self) -> Mapping[str, list[str]]:
        """The files of pages by the last name of their path, one for each page."""
        found: dict[str, list[str]] = {}
        for path, files in self.pages.items():
            found.setdefault(path.rpartition("/")[2], []).append(files[0])
        return found


def _logical_path(path: str) -> str:
    """Return a page's path without extension, language and `index`, lowered as Hugo does it."""
    folder, slash, name = path.lower().replace(" ", "-").rpartition("/")
    stem = name.rpartition(".")[0] if name.endswith((".md", ".markdown", ".html", ".mdx")) else name
    stem = _LANGUAGE.sub("", stem)
    return folder if stem in ("index", "_index") else f"{folder}{slash}{stem}"


def _candidates(folder: str, path: str) -> Iterator[str]:
    """Yield the paths below the content folder that a reference may mean: beside the page first."""
    places = ("",) if path.startswith("/") else (folder, folder.rpartition("/")[0], "")
    for place in places:
        plain = normpath(f"{place}/{path}".lstrip("/"))
        if not plain.startswith(".."):
            yield _logical_path("" if plain == "." else plain)


def _fragment(tail: str) -> str | None:
    return tail.partition("#")[2] or None


_FINDERS: Mapping[Names, Callable[[Library, str, Destination], Named | None]] = {
    Names.FILE: Library._file,
    Names.POST: Library._post,
    Names.SLUG: Library._slug,
    Names.ASSET: Library._asset,
    Names.PAGE: Library._page,
}
