"""Makes a site of some hundred pages in which every link is right."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.links.injector.layouts import layout
from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Page, Tree
from tests.links.injector.spelling import Speller
from tests.links.injector.words import CJK, HEADINGS, MOST, phrase, sentence, slug
from tests.links.injector.writer import Label, Piece, Wrapped, Writer

_PICTURES = 60
_PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def generate(flavor: str, seed: int, count: int = 200) -> tuple[Layout, Tree]:
    """Return a site.

    Args:
        flavor: The engine.
        seed: The same seed gives the same site.
        count: How many pages, at most `MOST`; traps need a page each.
    """
    rng = random.Random(f"{flavor} {seed}")
    site = layout(flavor, seed)
    names = rng.sample(range(MOST), count)
    pages = tuple(_page(site, rng, slug(name), index) for index, name in enumerate(names))
    pictures = tuple(site.picture(name) for name in _picture_names(rng))
    others = dict(site.others) | {picture.path: _PNG for picture in pictures}
    tree = Tree(flavor, {}, others, pages, pictures)
    for index, page in enumerate(pages):
        old = None
        if site.has_aliases and index % 5 == 0:
            old = tree.old[page.path] = site.place(page.section, f"formerly-{page.slug}", page.day)
        _Author(site, rng, tree).write(page, old)
    return site, tree


def _page(site: Layout, rng: random.Random, name: str, index: int) -> Page:
    section = site.sections[index % len(site.sections)]
    if section not in {"posts", "notes", "blog", "trips"} and index % 8 == 2:
        name = f"{rng.choice(CJK)}-{index}"
    day = f"{rng.randint(2019, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    headings = rng.sample(HEADINGS, rng.randint(2, 4))
    if index % 3 == 0:
        headings.insert(rng.randrange(len(headings)), rng.choice(CJK))
    if index % 4 == 0:
        headings += ["Sources"] * 2
    return site.place(section, name, day)._replace(headings=tuple(headings))


def _picture_names(rng: random.Random) -> Iterator[str]:
    for number in rng.sample(range(MOST), _PICTURES):
        name = slug(number)
        kind = number % 5
        if kind == 0:
            name = f"{name.replace('-', ' ').capitalize()}"
        elif kind == 1:
            name = f"{name}-{rng.choice(CJK)}"
        elif kind == 2:
            name = "-".join(word.capitalize() for word in name.split("-"))
        yield f"{name}.{'png' if number % 3 else 'jpg'}"


class _Author:
    """Writes the pages of a site."""

    def __init__(self, site: Layout, rng: random.Random, tree: Tree) -> None:
        self._site = site
        self._rng = rng
        self._tree = tree
        self._spell = Speller(site, rng)

    def write(self, page: Page, old: Page | None) -> None:
        """Write a page into the tree."""
        rng = self._rng
        newline = "\r\n" if rng.random() < 0.1 else "\n"
        writer = Writer(page, newline, self._site.front_matter(page, old).replace("\n", newline))
        definitions: list[Wrapped] = []
        writer.block(sentence(rng))
        for heading in page.headings:
            writer.block(f"## {heading}")
            for _ in range(rng.randint(1, 3)):
                self._one(writer, page, definitions)
        for definition in definitions:
            writer.block(definition)
        tree = self._tree
        tree.texts[page.path] = writer.text
        tree.gaps[page.path] = writer.gaps
        tree.links.extend(writer.links)
        tree.uses.extend(writer.uses)

    def _one(self, writer: Writer, page: Page, definitions: list[Wrapped]) -> None:
        blocks: list[Callable[[Page], list[Piece]]] = [
            self._paragraph,
            self._paragraph,
            self._list,
            self._quote,
            self._table,
            self._figure,
        ]
        if self._rng.random() < 0.25:
            writer.block(*self._reference(page, definitions))
        else:
            writer.block(*self._rng.choice(blocks)(page))

    def _target(self, page: Page) -> Page:
        return self._rng.choice([one for one in self._rng.sample(self._tree.pages, 2) if one != page])

    def _link(self, page: Page) -> Wrapped:
        chosen = self._rng.random()
        if chosen < 0.1 and self._site.ids(page.headings):
            return self._spell.to_own_heading(page)
        if chosen < 0.2:
            return self._spell.elsewhere()
        if chosen < 0.35:
            return self._spell.to_picture(page, self._rng.choice(self._tree.pictures))
        return self._spell.to_page(page, self._target(page))

    def _paragraph(self, page: Page) -> list[Piece]:
        rng = self._rng
        pieces: list[Piece] = [sentence(rng)]
        for _ in range(rng.randint(1, 2)):
            pieces += [rng.choice((" See ", "\nSee ")), self._link(page), ". ", sentence(rng)]
        return pieces

    def _list(self, page: Page) -> list[Piece]:
        pieces: list[Piece] = []
        for number in range(3):
            pieces += ["\n" if number else "", "- ", self._link(page), " ", sentence(self._rng)]
        return pieces

    def _quote(self, page: Page) -> list[Piece]:
        return ["> ", sentence(self._rng), "\n> See ", self._link(page), "."]

    def _table(self, page: Page) -> list[Piece]:
        rows: list[Piece] = ["| Place | Link |\n|---|---|"]
        for _ in range(2):
            rows += [f"\n| {phrase(self._rng)} | ", self._link(page), " |"]
        return rows

    def _figure(self, page: Page) -> list[Piece]:
        picture = self._rng.choice(self._tree.pictures)
        if not self._site.html_forms:
            return [self._spell.to_picture(page, picture)]
        return ["<figure>\n", self._spell.to_picture(page, picture, html=True), "\n</figure>"]

    def _reference(self, page: Page, definitions: list[Wrapped]) -> list[Piece]:
        """Use a definition in one of the three ways; it follows at the end of the page."""
        rng = self._rng
        label = f"{slug(rng.randrange(MOST))}-{len(definitions)}"
        image = rng.random() < 0.3
        target = rng.choice(self._tree.pictures) if image else self._target(page)
        definitions.append(self._spell.defined(label, page, target))
        start = f"{sentence(rng)} See {'!' * image}["
        full: list[Piece] = [f"{start}{phrase(rng)}][", Label(label), "]."]
        return rng.choice([full, [start, Label(label), "][]."], [start, label, "]."]])
