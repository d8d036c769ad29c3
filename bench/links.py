"""`postkit links` against lychee on one tree of 650 files and 11,000 links, and the index of 10,000 posts."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.clock import compiling_to, seconds
from bench.lychee import find

FILES, FOLDERS, PICTURES, POSTS = 650, 20, 40, 10_000
_HEADINGS = ("Getting started", "Install it", "More to know", "Usage", "FAQ")
_LINKS_A_HEADING = 3
_POST = """---
layout: post
title: "Post {number}: lakes and reeds"
date: 20{year}-01-05 10:00:00 +0800
categories: [walks, lakes]
tags: [reeds, ducks, ice]
---

Read [the one before](/walks/lakes/20{year}/01/05/post-{before}.html).
"""


def tree(folder: Path) -> None:
    """Write files that link to each other, to headings and to pictures; every link is right."""
    chance = random.Random(0)
    names = [f"part{number % FOLDERS}/page-{number}.md" for number in range(FILES)]
    for picture in range(PICTURES):
        path = folder / f"pictures/p{picture}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(_page(chance, names)), encoding="utf-8")


def _page(chance: random.Random, names: list[str]) -> list[str]:
    text = ["# Page"]
    for heading in _HEADINGS:
        text += [f"## {heading}", "A sentence about the lake, as long as sentences are. " * 6]
        for _ in range(_LINKS_A_HEADING):
            anchor = chance.choice(_HEADINGS).lower().replace(" ", "-")
            text.append(f"See [this page](../{chance.choice(names)}#{anchor}) for more.")
        text.append(f"![a map](../pictures/p{chance.randrange(PICTURES)}.png)")
    return text


def compare(folder: Path, lychee: Path) -> tuple[float, float]:
    """Return the seconds of postkit and of lychee on the same tree, each the best of three."""
    tree(folder)
    environment = compiling_to(folder.parent)
    ours = [Path(sys.executable).with_name("postkit"), "links", "--flavor", "gfm", folder]
    theirs = [lychee, "--offline", "--include-fragments", "--no-progress", "--quiet", f"{folder}/part*/*.md"]
    taken = [(seconds(ours, environment), seconds(theirs, environment)) for _ in range(4)]
    return min(one for one, _ in taken[1:]), min(other for _, other in taken[1:])


def index(folder: Path) -> tuple[float, float]:
    """Return the seconds that the index of a Jekyll site takes: from nothing, and from its cache."""
    from postkit.discover import discover
    from postkit.flavors import FLAVORS
    from postkit.site.build import build_site

    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("url: https://lakes.example\n")
    for number in range(POSTS):
        year = 10 + number % 14
        text = _POST.format(number=number, before=number - 14, year=year)
        (folder / f"_posts/20{year}-01-05-post-{number}.md").write_text(text, encoding="utf-8")
    os.environ["POSTKIT_CACHE_DIR"] = str(folder.parent / "cache")
    taken = []
    for _ in range(2):
        started = time.perf_counter()
        found = discover([folder], root=folder, post_folders=None)
        paths = [path.relative_to(folder).as_posix() for path in found]
        build_site(folder, FLAVORS["jekyll"], paths)
        taken.append(time.perf_counter() - started)
    return taken[0], taken[1]


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        cold, cached = index(Path(name) / "site")
        print(f"index of {POSTS:,} posts: {cold:.2f} s, from its cache {cached:.2f} s")
        if lychee := find():
            ours, theirs = compare(Path(name) / "tree", lychee)
            links = FILES * len(_HEADINGS) * (_LINKS_A_HEADING + 1)
            print(f"{FILES} files, {links:,} links: postkit {ours:.2f} s, lychee {theirs:.2f} s")
            print(f"ratio {ours / theirs:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
