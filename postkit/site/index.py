"""The index of a site: from a file to its URL, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from postkit.flavors.publishing.record import Publishing
from postkit.site.address import Addresses, spellings

_AT_ROOT = Publishing()
_Numbers = int | list[int]
"""One file, or the rare several."""


class Entry(NamedTuple):
    """One file of the index.

    Attributes:
        path: The file below the site's root, with `/`.
        url: Where it is published; None for nowhere.
        aliases: Paths that redirect to it.
        known: Whether that is certain.
        lists: Paths of lists that the engine makes for its sake.
    """

    path: str
    url: str | None
    aliases: tuple[str, ...] = ()
    known: bool = True
    lists: tuple[str, ...] = ()


class Site:
    """What is published where; built once, then only read.

    No object is kept a page: a quarter of a million pages are a few strings and numbers each, and
    forked workers share them.

    Args:
        entries: The files of the site.
        publishing: How it is published.
        notes: What went wrong while the site was read, a line each.
        base_url: Another address of its root, beside that which its engine knows.
    """

    __slots__ = (
        "_aliases",
        "_folded",
        "_keys",
        "_lists",
        "_numbers",
        "_odd",
        "_pages",
        "_paths",
        "_unsure",
        "addresses",
        "notes",
        "publishing",
    )

    def __init__(
        self,
        entries: Iterable[Entry],
        publishing: Publishing = _AT_ROOT,
        notes: Iterable[str] = (),
        base_url: str | None = None,
    ) -> None:
        self.publishing = publishing
        self.addresses = Addresses(publishing.base, publishing.hosts, base_url, publishing.origin)
        self.notes = tuple(notes)
        self._unsure: set[int] = set()
        self._lists: set[str] = set()
        self._paths: list[str] = []
        self._keys: list[str | None] = []
        self._odd: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._pages: dict[str, _Numbers] = {}
        self._aliases: dict[str, _Numbers] = {}
        self._folded: dict[str, list[str]] | None = None
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        path, url, aliases, known, lists = entry
        if path in self._numbers:
            return
        self._lists.update(filter(None, map(self.addresses.key, lists)))
        number = self._numbers[path] = len(self._paths)
        if not known:
            self._unsure.add(number)
        self._paths.append(path)
        # What an engine writes is a path: a `?` or `#` in it is part of a file's name.
        key = None if url is None else self.addresses.key(url.replace("?", "%3F").replace("#", "%23"))
        self._keys.append(key)
        if url is None:
            return
        if key is None or self.addresses.url(key) != url:
            # Only what the key does not tell is kept: at a quarter of a million pages it counts.
            self._odd[number] = url
        for table, address in (
            (self._pages, key),
            *((self._aliases, self.addresses.key(old)) for old in aliases),
        ):
            if address is not None:
                _put(table, address, number)

    @property
    def unknown(self) -> int:
        """How many files have an address that cannot be known."""
        return len(self._unsure)

    def knows(self, path: str) -> bool:
        """Tell whether the address of a file is certain."""
        number = self._numbers.get(path)
        return number is not None and number not in self._unsure

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __contains__(self, path: object) -> bool:
        return path in self._numbers

    def entries(self) -> Iterator[Entry]:
        """Yield what the index was made of, but for the addresses of lists."""
        aliases: dict[int, list[str]] = {}
        for key, numbers in self._aliases.items():
            for number in _each(numbers):
                aliases.setdefault(number, []).append(self.addresses.url(key))
        for number, path in enumerate(self._paths):
            known = number not in self._unsure
            yield Entry(path, self._url(number), tuple(aliases.get(number, ())), known)

    def lists(self) -> Iterator[str]:
        """Yield the addresses of the lists which the engine makes for the sake of pages."""
        return map(self.addresses.url, self._lists)

    def url_of(self, path: str) -> str | None:
        """Return the URL path of a file, with the base path; None where it is not published.

        Args:
            path: The file below the site's root, with `/`.
        """
        number = self._numbers.get(path)
        return None if number is None else self._url(number)

    def _url(self, number: int) -> str | None:
        key = self._keys[number]
        return self._odd.get(number) if key is None else self._odd.get(number) or self.addresses.url(key)

    def page_at(self, url: str) -> list[str]:
        """Return the files published at an address of this site; several are a collision.

        A page goes before an alias. Query, fragment and `index.html` do not count, nor does a
        `/` or `.html` at the end that a server adds by itself.

        Args:
            url: An absolute URL of the site, or a path that begins with `/`.
        """
        return self._find(url, self._pages) or self._find(url, self._aliases)

    def is_list(self, url: str) -> bool:
        """Tell whether an address is that of a list which the engine makes for a page's sake."""
        key = self.addresses.key(url)
        return key is not None and any(spelling in self._lists for spelling in spellings(key))

    def moved_to(self, url: str) -> str | None:
        """Return the URL that an alias redirects to; None where the address is a page, a list or nothing."""
        if self._find(url, self._pages) or self.is_list(url):
            return None
        paths = self._find(url, self._aliases)
        return self.url_of(paths[0]) if paths else None

    def like(self, url: str) -> list[str]:
        """Return the files whose address differs in upper and lower case only, for suggestions."""
        key = self.addresses.key(url)
        if key is None:
            return []
        if self._folded is None:
            self._folded = {}
            for known in (*self._pages, *self._aliases):
                self._folded.setdefault(known.casefold(), []).append(known)
        for spelling in spellings(key.casefold()):
            known_keys = self._folded.get(spelling)
            if known_keys:
                pages = (self._pages.get(known, self._aliases.get(known, ())) for known in known_keys)
                return list(dict.fromkeys(path for found in pages for path in self._named(found)))
        return []

    def collisions(self) -> list[tuple[str, list[str]]]:
        """Return each URL that several files surely have, with the files in the order of the index."""
        found = []
        for key, numbers in self._pages.items():
            # An engine that writes `/a` writes the file `a.html`.
            twin = self._pages.get(f"{key}.html", ()) if not key.endswith(("/", ".html")) else ()
            if isinstance(numbers, int) and twin == ():
                continue
            both = (*_each(numbers), *_each(twin))
            paths = self._named([number for number in both if number not in self._unsure])
            if len(paths) > 1:
                found.append((self.addresses.url(key), paths))
        return found

    def _find(self, url: str, table: Mapping[str, _Numbers]) -> list[str]:
        key = self.addresses.key(url)
        if key is not None:
            for spelling in spellings(key):
                if spelling in table:
                    return self._named(table[spelling])
            if self.publishing.slash_optional and key.rstrip("/") in table:
                return self._named(table[key.rstrip("/")])
        return []

    def _named(self, numbers: int | Sequence[int]) -> list[str]:
        return [self._paths[number] for number in _each(numbers)]


def _each(numbers: int | Sequence[int]) -> Sequence[int]:
    return (numbers,) if isinstance(numbers, int) else numbers


def _put(table: dict[str, _Numbers], key: str, number: int) -> None:
    """Add a number under a key; a list only where there are several."""
    old = table.setdefault(key, number)
    if isinstance(old, list):
        old.append(number)
    elif old != number:
        table[key] = [old, number]
