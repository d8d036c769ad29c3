"""What the injector of link faults calls right is alive in what Hugo and Jekyll build, and the rest dead."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.links.injector.generate import generate
from tests.links.injector.model import Page, Tree
from tests.links.injector.plant import Planted, place, plant, write
from tests.oracles.built_links import dead_links
from tests.oracles.built_sites import hugo, jekyll

_UNBUILT = {"undefined reference", "duplicate definition"}
"""Kinds of faults that are no dead links."""


def _pages(tree: Tree) -> dict[str, Page]:
    return {page.path: page for page in tree.pages}


def _key(page: Page, base: str) -> str:
    return unquote(page.url).removeprefix(base)


def _buildable(planted: Planted, *forms: str, traps: tuple[str, ...] = ()) -> Planted:
    """Take out what needs templates, some kinds of traps, and faults in links of some forms."""
    tree = planted.tree
    form = {(link.page.path, link.start): link.form for link in tree.links}
    faults = [
        one.what
        for one in planted.faults
        if "{" not in one.what.change.new
        and one.what.kind not in _UNBUILT
        and form[one.path, one.what.change.start] not in forms
    ]
    kept = [one.what for one in planted.traps if one.what.kind not in traps]
    return place(tree, [*faults, *kept])


def _expected(planted: Planted, base: str) -> Counter[str]:
    pages = _pages(planted.tree)
    return Counter(_key(pages[one.path], base) for one in planted.faults)


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_hugo_agrees(seed: int, tmp_path: Path) -> None:
    site, tree = generate("hugo", seed)
    write(tmp_path / "clean", tree)
    assert hugo(tmp_path / "clean", site.base) == {}
    # Hugo's own hook writes `#ZgotmplZ` for `tel:`, which its templates do not let through.
    planted = _buildable(plant(site, tree, seed), traps=("tel",))
    write(tmp_path / "planted", tree, planted.texts)
    found = hugo(tmp_path / "planted", site.base)
    assert {page: len(links) for page, links in found.items()} == _expected(planted, site.base)
    assert len(planted.faults) > 35


@pytest.mark.parametrize("seed", [0, 1])
def test_jekyll_agrees(seed: int, tmp_path: Path) -> None:
    """Links to files need a plugin; only those may be dead in the clean site."""
    site, tree = generate("jekyll", seed)
    write(tmp_path / "clean", tree)
    clean = jekyll(tmp_path / "clean", site.base)
    assert clean
    assert all(".md" in link for links in clean.values() for link in links)
    planted = _buildable(plant(site, tree, seed), "file", traps=("query",))
    write(tmp_path / "planted", tree, planted.texts)
    found = Counter({page: len(links) for page, links in jekyll(tmp_path / "planted", site.base).items()})
    found.subtract({page: len(links) for page, links in clean.items()})
    assert +found == _expected(planted, site.base)
    assert not -found


def test_the_reader_of_built_sites_tells_dead_from_alive(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(
        "<a href='../b.html#x'><a href='/b.html/'><a href='/A/'><a href='#no'><img src='//x.y/z'>"
        "<a href='mailto:a@b'><a href='/p.png?v=1'>",
        encoding="utf-8",
    )
    (tmp_path / "b.html").write_text("<p id=x><a href='a/'><a href='a/#y'>", encoding="utf-8")
    (tmp_path / "p.png").touch()
    assert dead_links(tmp_path) == {"/a/": ["/b.html/", "/A/", "#no"], "/b.html": ["a/#y"]}
