"""Chooses the links that faults are made of: as many different spellings as there are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Change, Fault, Link, Page, Picture, Tree


class Candidates:
    """The links of a tree that no fault has taken yet.

    Args:
        site: The layout of the tree.
        tree: The tree.
        rng: Where choices come from.
    """

    def __init__(self, site: Layout, tree: Tree, rng: random.Random) -> None:
        self.site = site
        self.tree = tree
        self.rng = rng
        self.taken: set[tuple[str, int]] = set()
        self.names = {path.rpartition("/")[2].casefold() for path in (*tree.texts, *tree.others)}
        self.names |= {page.slug.casefold() for page in tree.pages}
        self.live = {unquote(page.url) for page in tree.pages} | {
            f"/{path}" for path in (*tree.texts, *tree.others)
        }

    def links(self, suits: Callable[[Link], bool]) -> Iterator[Link]:
        """Yield links that suit, each spelling in turn; the caller takes those that it uses."""
        groups: dict[tuple[str, str, type], list[Link]] = defaultdict(list)
        for link in self.rng.sample(self.tree.links, len(self.tree.links)):
            if link.target is not None and (link.page.path, link.start) not in self.taken and suits(link):
                groups[link.form, link.style, type(link.target)].append(link)
        yield from _in_turn(groups.values())

    def take(self, path: str, start: int) -> None:
        """Mark a link as used."""
        self.taken.add((path, start))


def _in_turn(groups: Iterable[list[Link]]) -> Iterator[Link]:
    """Yield one of each group, then another of each, until all are empty."""
    waiting = [list(group) for group in groups]
    while waiting:
        for group in waiting:
            yield group.pop()
        waiting = [group for group in waiting if group]


def split(written: str) -> tuple[str, str]:
    """Return the path of a destination and its fragment, with `#`."""
    path, sign, fragment = written.partition("#")
    return path, f"{sign}{fragment}"


def to_page(link: Link) -> bool:
    """Tell whether a link leads to another page."""
    return isinstance(link.target, Page) and link.form != "fragment"


def to_picture(link: Link) -> bool:
    """Tell whether a link names an image."""
    return isinstance(link.target, Picture)


def to_file(link: Link) -> bool:
    """Tell whether a link has a path."""
    return link.form != "fragment"


def change(link: Link, new: str) -> Change:
    """Return the change that gives a link another destination."""
    if link.style == "angle":
        new = new.replace("%20", " ")
    return Change(link.page.path, link.start, link.start + len(link.written), new)


def fault(kind: str, link: Link, new: str, codes: str, fix: str) -> Fault:
    """Return a fault that consists of another destination.

    Args:
        kind: What is wrong.
        link: The link as it is right.
        new: The wrong destination.
        codes: The rules that may speak, parted by blanks.
        fix: How the fix should be offered.
    """
    edit = change(link, new)
    return Fault(kind, edit, ((0, len(edit.new)),), link.written, frozenset(codes.split()), fix)
