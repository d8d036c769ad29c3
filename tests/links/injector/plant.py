"""Puts faults and traps into a clean tree, and knows where each came to stand."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.links.injector.candidates import Candidates
from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Change, Fault, Page, Trap, Tree
from tests.links.injector.name_faults import duplicate_definition, missing_anchor, undefined_reference
from tests.links.injector.path_faults import (
    double_encoding,
    missing_image,
    moved_file,
    permalink_for_file,
    trailing_slash,
    typo,
    wrong_case,
)
from tests.links.injector.traps import TRAPS, Scene

FAULTS: dict[str, Callable[[Candidates], Iterator[Fault]]] = {
    "moved file": moved_file,
    "wrong case": wrong_case,
    "missing anchor": missing_anchor,
    "typo": typo,
    "double encoding": double_encoding,
    "trailing slash": trailing_slash,
    "permalink for file": permalink_for_file,
    "missing image": missing_image,
    "undefined reference": undefined_reference,
    "duplicate definition": duplicate_definition,
}
"""The kinds of faults, each a stream of mistakes that could be made in a tree."""

EACH = 5


class Placed(NamedTuple):
    """A fault or a trap, and where it begins in the planted text."""

    what: Fault | Trap
    start: int

    @property
    def path(self) -> str:
        """The page that it stands in."""
        return self.what.change.path

    @property
    def end(self) -> int:
        """Where it ends in the planted text."""
        return self.start + len(self.what.change.new)


class Planted(NamedTuple):
    """A tree with faults and traps.

    Attributes:
        tree: The clean tree.
        texts: The pages' texts by path.
        faults: The faults in order of their kinds.
        traps: The traps likewise.
    """

    tree: Tree
    texts: dict[str, str]
    faults: list[Placed]
    traps: list[Placed]


def plant(site: Layout, tree: Tree, seed: int) -> Planted:
    """Return a tree with five faults and five traps of each kind.

    Args:
        site: The layout of the tree.
        tree: A clean tree.
        seed: The same seed gives the same choice.
    """
    rng = random.Random(f"plant {tree.flavor} {seed}")
    return place(tree, [*_faults(Candidates(site, tree, rng)), *_traps(site, tree, rng)])


def place(tree: Tree, items: Sequence[Fault | Trap]) -> Planted:
    """Return a tree with some faults and traps.

    Args:
        tree: A clean tree.
        items: What is put in; no two change the same place.
    """
    by_path: dict[str, list[Fault | Trap]] = defaultdict(list)
    for item in items:
        by_path[item.change.path].append(item)
    texts, starts = dict(tree.texts), {}
    for path, found in by_path.items():
        texts[path], places = _applied(tree.texts[path], [item.change for item in found])
        starts.update({id(item): start for item, start in zip(found, places, strict=True)})
    placed = [Placed(item, starts[id(item)]) for item in items]
    return Planted(
        tree,
        texts,
        [one for one in placed if isinstance(one.what, Fault)],
        [one for one in placed if isinstance(one.what, Trap)],
    )


def write(root: Path, tree: Tree, texts: dict[str, str] | None = None) -> None:
    """Write a tree into a folder.

    Args:
        root: The folder.
        tree: The tree.
        texts: Its pages' texts; the clean ones if not given.
    """
    pages = {path: text.encode() for path, text in (texts or tree.texts).items()}
    for path, data in {**tree.others, **pages}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _faults(found: Candidates) -> Iterator[Fault]:
    # The kinds with the fewest candidates choose first.
    order = ("double encoding", "trailing slash", "permalink for file", *FAULTS)
    chosen: dict[str, list[Fault]] = {}
    for kind in dict.fromkeys(order):
        chosen[kind] = []
        for fault in FAULTS[kind](found):
            place = fault.change.path, fault.change.start
            if place not in found.taken:
                found.take(*place)
                chosen[kind].append(fault)
            if len(chosen[kind]) == EACH:
                break
    for kind in FAULTS:
        yield from chosen[kind]


def _traps(site: Layout, tree: Tree, rng: random.Random) -> Iterator[Trap]:
    pages = iter(rng.sample(tree.pages, len(tree.pages)))
    plain = [page for page in tree.pages if "%" not in page.url and site.ids(page.headings)]
    others = [page for page in plain if " " not in page.path]
    blanks = [picture for picture in tree.pictures if " " in picture.path]
    for kind, make in TRAPS.items():
        for number in range(EACH):
            page = next(pages)
            other = rng.choice([one for one in others if one != page])
            picture = rng.choice(tree.pictures)
            block = make(Scene(site, page, other, picture, rng.choice(blanks), number))
            yield Trap(kind, _insertion(tree, page, rng, block))


def _insertion(tree: Tree, page: Page, rng: random.Random, block: str) -> Change:
    text = tree.texts[page.path]
    newline = "\r\n" if "\r\n" in text else "\n"
    at = rng.choice(tree.gaps[page.path][1:-1])
    return Change(page.path, at, at, f"{block}\n\n".replace("\n", newline))


def _applied(text: str, changes: list[Change]) -> tuple[str, list[int]]:
    """Apply changes of one text; return it and where each begins, in their order."""
    starts = [0] * len(changes)
    result, done = "", 0
    for index in sorted(range(len(changes)), key=lambda index: changes[index][1:3]):
        edit = changes[index]
        result += text[done : edit.start]
        starts[index] = len(result)
        result += edit.new
        done = edit.end
    return result + text[done:], starts
