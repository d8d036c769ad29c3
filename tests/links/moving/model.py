"""What a made-up site whose files move consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Read = Callable[[str, str, Mapping[str, str]], str | None]
"""Tells which file a text names, given the path of the page that it stands in, and each file by its
decoded address; None for none."""


class Form(NamedTuple):
    """A way to name a file of the site.

    Attributes:
        spell: Makes the text from the naming page's path and the named file's.
        read: Tells which file such a text names.
        html: Whether it is right in an attribute of HTML.
        tag: Whether it is a template tag, in which nothing is encoded.
        pictures: Whether it names pictures, too.
        only: How the paths begin that it can name.
        also: Tells the file that the engine finds otherwise, such as by its name wherever it is.
    """

    spell: Callable[[str, str], str]
    read: Read
    html: bool = False
    tag: bool = False
    pictures: bool = False
    only: str = ""
    also: Read = lambda *_: None


class Layout(NamedTuple):
    """What the builder has to know of an engine.

    Attributes:
        flavor: The engine.
        others: Its configuration: texts by path.
        folders: Where pages are, each with the name of what may be moved from one to the other.
        renamed: Folders that move: the old path and the new one.
        url: Where a file is served, percent-encoded.
        forms: The ways to name a file, by name.
        file: The path of a page, from its folder, name and number.
        pictures: The folders that have pictures of their own.
    """

    flavor: str
    others: Mapping[str, str]
    folders: Mapping[str, str]
    renamed: Mapping[str, str]
    url: Callable[[str], str]
    forms: Mapping[str, Form]
    file: Callable[[str, str, int], str]
    pictures: Callable[[str], bool]


class Link(NamedTuple):
    """A link of a page.

    Attributes:
        label: Its text, of which there is only one.
        target: The number of the file that it names.
        form: How it names it.
        dress: How it is spelt: `plain`, `encoded`, `angle` or `dot`.
        before: What stands before the destination.
        after: What stands behind it.
        tail: Query and fragment, part of the destination.
    """

    label: str
    target: int
    form: str
    dress: str
    before: str
    after: str
    tail: str = ""


@dataclass
class Site:
    """A site before its files move.

    Args:
        layout: Its engine.
        paths: Its files, pages and pictures, by number.
        pages: The numbers of the pages.
        bodies: What each page consists of, by its number.
        newlines: How its lines end.
    """

    layout: Layout
    paths: dict[int, str] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    bodies: dict[int, list[str | Link]] = field(default_factory=dict)
    newlines: dict[int, str] = field(default_factory=dict)


Paths = Mapping[int, str]
"""Where each file is, by its number."""
