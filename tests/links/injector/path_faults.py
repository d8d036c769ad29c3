"""Faults in the path of a destination."""

from __future__ import annotations

import re
from collections.abc import Iterator
from posixpath import basename
from urllib.parse import unquote

from tests.links.injector.candidates import Candidates, fault, split, to_file, to_page, to_picture
from tests.links.injector.model import Fault, Link, Page
from tests.links.injector.slips import other_case, slip

_TAG = re.compile(r"\{(?:% link |\{< relref \")(.+?)(?: %|\" >\})\}")
"""A template tag that names a file: the path may be pointed at instead of the whole destination."""


def moved_file(found: Candidates) -> Iterator[Fault]:
    """A page was in another folder, or had another name that its front matter still tells."""
    sections = sorted(set(found.site.sections))
    moved = set()
    for link in found.links(to_page):
        target = link.target
        assert isinstance(target, Page)
        if target.path in moved:
            continue
        old, evidence = found.tree.old.get(target.path), "alias"
        # What `redirect_from` tells is an address, from which no name of a file follows.
        if old is None or link.form not in {"file", "content"} or found.site.flavor == "jekyll":
            others = [one for one in sections if one != target.section]
            old, evidence = found.site.place(found.rng.choice(others), target.slug, target.day), "git"
        made = _spelt(found, link, old)
        # A bare name is looked up anywhere by Hugo's hook: such a link survives the move.
        if "/" in made.removeprefix("./"):
            moved.add(target.path)
            one = fault("moved file", link, made, "LNK001 LNK010", "safe")
            # Nothing tells how the writer would put a blank where there was none.
            blank = " " in link.written and " " not in one.change.new
            mended = link.written.replace(" ", "%20") if blank else ""
            yield one._replace(evidence=evidence, moved=(old.path, target.path), mended=mended)


def wrong_case(found: Candidates) -> Iterator[Fault]:
    for link in found.links(lambda link: to_file(link) and not found.site.blind(link)):
        path, fragment = split(link.written)
        if wrong := other_case(path, found.rng):
            yield fault("wrong case", link, wrong + fragment, "LNK002", "safe")


def typo(found: Candidates) -> Iterator[Fault]:
    for link in found.links(to_file):
        path, fragment = split(link.written)
        bare = path.rstrip("/")
        name = basename(bare)
        wrong = slip(name, found.rng)
        if wrong and unquote(wrong).casefold() not in found.names:
            new = bare.removesuffix(name) + wrong + path[len(bare) :] + fragment
            yield fault("typo", link, new, "LNK001", "unsafe")


def double_encoding(found: Candidates) -> Iterator[Fault]:
    for link in found.links(lambda link: to_file(link) and "%" in split(link.written)[0]):
        path, fragment = split(link.written)
        new = path.replace("%", "%25") + fragment
        yield fault("double encoding", link, new, "LNK001 LNK008", "safe")


def trailing_slash(found: Candidates) -> Iterator[Fault]:
    for link in found.links(lambda link: to_file(link) and not found.site.blind(link)):
        path, fragment = split(link.written)
        if "." in basename(path):
            yield fault("trailing slash", link, f"{path}/{fragment}", "LNK001 LNK008", "safe")


def permalink_for_file(found: Candidates) -> Iterator[Fault]:
    """An address where a file is needed, or a file where an address is needed."""
    turn = 0
    for link in found.links(lambda link: to_page(link) and link.style != "angle"):
        target = link.target
        assert isinstance(target, Page)
        place = "html" if link.style == "attribute" else "markdown"
        forms = [form for where, form in found.site.confusions if place in where.split()]
        for _ in forms:
            turn += 1
            new = forms[turn % len(forms)](link.page, target)
            in_tag = "{" in new and (link.style != "inline" or link.fragment)
            if new != split(link.written)[0] and unquote(new) not in found.live and not in_tag:
                fragment = split(link.written)[1]
                one = fault("permalink for file", link, new + fragment, "LNK001 LNK006", "none")
                inner = [match.span(1) for match in _TAG.finditer(new)]
                yield one._replace(places=(*one.places, *inner))
                break


def missing_image(found: Candidates) -> Iterator[Fault]:
    for number, link in enumerate(found.links(to_picture)):
        name = f"lost-{found.rng.randrange(100, 999)}-{number}.png"
        new = link.written.removesuffix(basename(link.written)) + name
        yield fault("missing image", link, new, "LNK001", "none")


def _spelt(found: Candidates, link: Link, target: Page) -> str:
    """Spell another target as a link spells its own."""
    path = found.site.page_forms[link.form](link.page, target)
    dot = "./" if link.written.startswith("./") and not path.startswith((".", "/")) else ""
    return dot + path + split(link.written)[1]
