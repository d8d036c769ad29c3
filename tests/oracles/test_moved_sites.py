"""Sites whose posts have moved, mended, then built by Jekyll and Hugo: links lead where they led."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.links.injector.ask import mend
from tests.links.moving.build import build, picture, write
from tests.links.moving.model import Link, Paths, Site
from tests.links.moving.moves import How, carry_out, choose
from tests.oracles.built_sites import hugo, jekyll

_RELATIVE_LINKS = """
# Does to the page what jekyll-relative-links does to its Markdown: a link to a file gets its address.
Jekyll::Hooks.register [:pages, :documents], :post_render do |page|
  site = page.site
  urls = (site.pages + site.documents).to_h { |one| [one.relative_path, one.url] }
  folder = File.dirname("/" + page.relative_path)
  page.output = page.output.gsub(/href="([^":#]+\\.md)(?=["#])/) do
    path = File.expand_path(Addressable::URI.unencode($1), folder).delete_prefix("/")
    url = urls[path]
    url ? %(href="#{Addressable::URI.normalize_component(site.config["baseurl"] + url)}) : $&
  end
end
"""


class _Reader(HTMLParser):
    """Collects the links of a page by their texts, and its images by theirs."""

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.shown = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self._open = values.get("href") or ""
        elif tag == "img":
            self.links[values.get("alt") or ""] = values.get("src") or ""

    def handle_data(self, data: str) -> None:
        self.shown += data
        if self._open:
            self.links[data] = self._open
            self._open = ""


def _read(public: Path) -> dict[str, _Reader]:
    """Return the pages of a built site by their address below the base."""
    pages = {}
    for file in public.rglob("*.html"):
        reader = pages["/" + file.relative_to(public).as_posix().removesuffix("index.html")] = _Reader()
        reader.feed(file.read_text(encoding="utf-8"))
    return pages


def _lost(site: Site, public: Path, base: str) -> Iterator[str]:
    """Yield what became of each link of a built site that does not lead to its target's mark."""
    pages = _read(public)
    marks = {url: re.findall(r"Mark (\d+)\.", reader.shown) for url, reader in pages.items()}
    own = {int(mark): url for url, found in marks.items() for mark in found}
    for number in site.pages:
        for link in (piece for piece in site.bodies[number] if isinstance(piece, Link)):
            href = pages[own[number]].links.get(link.label, "")
            parts = urlsplit(urljoin(f"https://lakes.example{base}{own[number]}", href))
            path = unquote(parts.path).removeprefix(base)
            if link.target >= 1000:
                file = public / path.lstrip("/")
                right = file.is_file() and file.read_bytes() == picture(link.target)
            else:
                right = marks.get(path) == [str(link.target)]
            if not right or parts.netloc != "lakes.example" or not href.endswith(link.tail):
                yield f"{own[number]}: {link.form} to {link.target} is {href}"


def _built(root: Path, site: Site) -> list[str]:
    if site.layout.flavor == "hugo":
        hugo(root)
        return list(_lost(site, root / "public", "/lakes"))
    (root / "_plugins").mkdir()
    (root / "_plugins/relative_links.rb").write_text(_RELATIVE_LINKS, encoding="utf-8")
    jekyll(root)
    return list(_lost(site, root / "_site", "/blog"))


@pytest.fixture(scope="module", params=["jekyll", "hugo"])
def site(request: pytest.FixtureRequest) -> Site:
    return build(request.param, 1)


def test_every_link_is_right_before_the_moves(site: Site, tmp_path: Path) -> None:
    write(tmp_path, site)
    assert _built(tmp_path, site) == []


def test_every_link_leads_to_the_same_page_after_the_moves(site: Site, tmp_path: Path) -> None:
    write(tmp_path, site)
    moves = choose(site, 1)
    carry_out(tmp_path, moves, site.paths, How.STAGED)
    paths: Paths = moves.after(site.paths)
    mend(tmp_path, site.layout.flavor, [paths[number] for number in site.pages])
    assert _built(tmp_path, site) == []
