"""Chooses files of a site that move, moves them, and tells where each is afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tests.links.injector.history import git
from tests.links.moving.model import Paths, Site

SINGLE = 30
"""How many posts move one by one."""

ADDED = "One more paragraph, which was written later.\n"


class How(StrEnum):
    """How files are moved."""

    STAGED = "by git mv"
    PLAIN = "without git"
    COMMITTED = "in two commits"


class Moves(NamedTuple):
    """What moves.

    Attributes:
        steps: Each old and new path of a file or folder, in order.
        edited: The numbers of the pages that get another paragraph.
    """

    steps: list[tuple[str, str]]
    edited: list[int]

    def after(self, paths: Paths) -> dict[int, str]:
        """Return where each file is afterwards."""
        found = dict(paths)
        for old, new in self.steps:
            for number, path in found.items():
                if path == old or path.startswith(f"{old}/"):
                    found[number] = new + path[len(old) :]
        return found


def choose(site: Site, seed: int) -> Moves:
    """Choose thirty posts, some with their pictures, some with another name, and all folders of the layout.

    Args:
        site: The site.
        seed: The same seed gives the same choice.
    """
    rng = random.Random(f"moves {seed}")
    folders = site.layout.renamed
    free = [one for one in site.pages if not any(site.paths[one].startswith(f"{old}/") for old in folders)]
    steps: list[tuple[str, str]] = []
    chosen = rng.sample(free, SINGLE)
    for count, number in enumerate(chosen):
        steps += _moved(site, number, rng, in_place=count % 7 == 6, with_picture=count % 2 == 0)
    steps += folders.items()
    # What has moved moves again.
    new = steps[0][1]
    steps.append((new, f"{new.rpartition('/')[0]}/twice/{new.rpartition('/')[2]}"))
    return Moves(steps, chosen[3:6])


def _moved(
    site: Site, number: int, rng: random.Random, *, in_place: bool, with_picture: bool
) -> Iterator[tuple[str, str]]:
    """Yield the steps that move one page."""
    path = site.paths[number]
    unit = path.removesuffix("/index.md")
    folder, _, name = unit.rpartition("/")
    if in_place:
        yield unit, f"{folder}/{name.removesuffix('.md')}-again{'.md' if name.endswith('.md') else ''}"
        return
    kinds, old = site.layout.folders, site.layout.renamed
    targets = [one for one in kinds if kinds[one] == kinds[folder] and one != folder]
    targets = [one for one in targets if not any(f"{one}/".startswith(f"{first}/") for first in old)]
    target = rng.choice([*targets, f"{folder}/new"])
    yield unit, f"{target}/{name}"
    picture = site.paths.get(1000 + number)
    if with_picture and picture and not picture.startswith(f"{unit}/"):
        yield picture, f"{target}/{picture.rpartition('/')[2]}"


def swap(site: Site, first: int, second: int) -> Moves:
    """Return the moves by which two pages change their names."""
    one, other = site.paths[first], site.paths[second]
    return Moves([(one, "between.md"), (other, one), ("between.md", other)], [])


def carry_out(root: Path, moves: Moves, paths: Paths, how: How) -> None:
    """Move files of a site of which git knows how it was before.

    Args:
        root: The site's folder.
        moves: What moves.
        paths: Where each file was.
        how: How it is moved.
    """
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "before the moves")
    half = len(moves.steps) // 2
    for count, (old, new) in enumerate(moves.steps):
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        if how is How.PLAIN:
            (root / old).rename(root / new)
        else:
            git(root, "mv", "--", old, new)
        if how is How.COMMITTED and count == half:
            git(root, "commit", "--quiet", "--message", "the first moves")
    now = moves.after(paths)
    for number in moves.edited:
        with (root / now[number]).open("ab") as file:
            file.write(ADDED.encode())
    if how is How.COMMITTED:
        git(root, "commit", "--quiet", "--all", "--message", "the other moves")
