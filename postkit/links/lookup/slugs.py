"""The names by which Hexo's tags call posts: the slug in a file's name, or the title.

Source: Hexo 8.1.2 (`plugins/tag/index.js`, `post_link.js`); measured.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from postkit.core.source import Source
from postkit.flavors.base import Flavor
from postkit.site.files import Files
from postkit.site.index import Site


class Slugs:
    """The posts of a site by slug and by title; titles are read when a name is no slug.

    Args:
        site: The site's index.
        files: Its files.
        flavor: Its engine.
    """

    def __init__(self, site: Site, files: Files, flavor: Flavor) -> None:
        self._site = site
        self._files = files
        self._flavor = flavor

    def find(self, name: str) -> str | None:
        """Return the file of the post that a tag calls by a name, or None.

        Args:
            name: A slug or a title.
        """
        return self._by_slug.get(name) or self._by_title.get(name)

    @property
    def names(self) -> Collection[str]:
        """The slugs of all posts."""
        return self._by_slug.keys()

    @cached_property
    def _by_slug(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for path in self._site:
            slug = self._site.publishing.slug(path)
            # Of two posts with one slug a published one is the better guess.
            if slug and (slug not in found or self._site.url_of(found[slug]) is None):
                found[slug] = path
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for path in sorted(self._by_slug.values(), key=lambda path: self._site.url_of(path) is None):
            title = self._title(path)
            if title:
                found.setdefault(title, path)
        return found

    def _title(self, path: str) -> str:
        from postkit.frontmatter.read import read

        try:
            source = Source(path, (self._files.root / path).read_bytes())
        except OSError:
            return ""
        data = {} if source.decode_error else read(source, self._flavor).data
        return str(data.get("title") or "")
