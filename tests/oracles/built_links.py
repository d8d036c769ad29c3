"""The links of a built site, read from its HTML: which lead nowhere on the site itself.

Served as by a plain web server: a folder is its `index.html`, case counts, a file is no folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit


class _Reader(HTMLParser):
    """Collects the addresses and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value is not None:
                self.links.append(value)
            elif value and (name == "id" or (name == "name" and tag == "a")):
                self.anchors.add(value)


def links_of(public: Path) -> dict[str, list[str]]:
    """Return the links of each page as written, by the page's address below the base.

    Args:
        public: The folder that the engine wrote.
    """
    return {page: reader.links for page, reader in _pages(public).items()}


def _pages(public: Path) -> dict[str, _Reader]:
    pages = {}
    for path in sorted(public.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        pages["/" + path.relative_to(public).as_posix().removesuffix("index.html")] = reader
    return pages


def dead_links(public: Path, base: str = "") -> dict[str, list[str]]:
    """Return the dead links of each page that has any, by the page's address below the base.

    Args:
        public: The folder that the engine wrote.
        base: The path that the site is published below, such as `/blog`.
    """
    pages = _pages(public)
    files = {"/" + path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    found = {page: list(_dead(page, pages, files, base)) for page in pages}
    return {page: links for page, links in found.items() if links}


def _dead(page: str, pages: dict[str, _Reader], files: set[str], base: str) -> Iterator[str]:
    for link in pages[page].links:
        target = urlsplit(urljoin(f"https://site.example{base}{page}", link))
        if target.netloc != "site.example" or target.scheme not in {"http", "https"}:
            continue
        path = unquote(target.path)
        inside = path.removeprefix(base)
        if inside.endswith("/index.html"):
            inside = inside.removesuffix("index.html")
        known = path.startswith(f"{base}/") and (inside in pages or inside in files)
        anchor = unquote(target.fragment)
        if not known or (anchor and inside in pages and anchor not in pages[inside].anchors):
            yield link
