"""What a made-up site consists of; places in a text are code points, half open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Page(NamedTuple):
    """A post or page.

    Attributes:
        path: Its file below the root.
        url: Where the engine publishes it, percent-encoded; the file's own path on a plain tree.
        section: The kind of page, which decides its folder.
        slug: Its name without date and extension.
        day: Its date, `YYYY-MM-DD`.
        headings: Their texts, in order.
    """

    path: str
    url: str
    section: str
    slug: str
    day: str
    headings: tuple[str, ...] = ()


class Picture(NamedTuple):
    """An image file: its path below the root, and where it is served, percent-encoded."""

    path: str
    url: str


class Link(NamedTuple):
    """A link that is right.

    Attributes:
        page: The page that it stands in.
        start: Where its destination begins in the page's text, without `<` or quotes.
        written: The destination.
        target: What it leads to; None where that is another host.
        form: Which spelling of the layout it is.
        style: How it stands in the text: `inline`, `angle`, `autolink`, `definition`, `attribute`.
        fragment: Its fragment without `#`; empty without one.
    """

    page: Page
    start: int
    written: str
    target: Page | Picture | None
    form: str
    style: str
    fragment: str = ""


class Use(NamedTuple):
    """The label of a reference `[text][label]`: where it begins, and its text."""

    page: Page
    start: int
    label: str


@dataclass(frozen=True)
class Tree:
    """A site.

    Args:
        flavor: The engine that it is made for.
        texts: The pages' texts by path.
        others: All other files by path.
        pages: The pages.
        pictures: The images.
        links: Every link, in order.
        uses: Every use of a definition, in order.
        gaps: Where a block may be put into each page's text.
        old: Where a page was published before, for those whose front matter says so, by path.
    """

    flavor: str
    texts: dict[str, str]
    others: Mapping[str, bytes]
    pages: tuple[Page, ...]
    pictures: tuple[Picture, ...]
    links: list[Link] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    gaps: dict[str, list[int]] = field(default_factory=dict)
    old: dict[str, Page] = field(default_factory=dict)


class Change(NamedTuple):
    """What is written over a stretch of a page's text."""

    path: str
    start: int
    end: int
    new: str


class Fault(NamedTuple):
    """One mistake, and what should be said of it.

    Attributes:
        kind: What is wrong.
        change: The mistake as a change of the clean text.
        places: The stretches, counted from the start of what the change writes, of which any may
            be named; the first is the destination or label itself.
        right: What should stand in place of what the change writes.
        codes: The rules of which one should speak.
        fix: How the fix should be offered: `safe`, `unsafe` or `none`.
        evidence: What makes a fix safe beyond the tree itself: `git` or `alias`; else empty.
        moved: The old and the new path where a file has moved.
        mended: What a fix writes where that is not what the writer had; else empty.
    """

    kind: str
    change: Change
    places: tuple[tuple[int, int], ...]
    right: str
    codes: frozenset[str]
    fix: str
    evidence: str = ""
    moved: tuple[str, str] | None = None
    mended: str = ""


class Trap(NamedTuple):
    """Something that only looks like a mistake, put in as a block."""

    kind: str
    change: Change
