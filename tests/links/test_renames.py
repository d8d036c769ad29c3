"""Posts and folders that move: afterwards every link leads where it led, and nothing else is changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from tests.links.injector.ask import mend
from tests.links.injector.judge import Said
from tests.links.moving.build import build, destination, head, write
from tests.links.moving.layouts import LAYOUTS
from tests.links.moving.model import Link, Site
from tests.links.moving.moves import ADDED, How, Moves, carry_out, choose, swap

_CASES = [
    *((flavor, How.STAGED) for flavor in LAYOUTS),
    *((flavor, How.PLAIN) for flavor in ("gfm", "hugo")),
    *((flavor, How.COMMITTED) for flavor in ("jekyll", "mkdocs")),
]


class Moved(NamedTuple):
    """A site whose files have moved, mended.

    Attributes:
        site: The site as it was.
        moves: What has moved.
        how: How it was moved.
        paths: Where each file is now.
        texts: The texts of the pages after the fix, by path.
        said: What is left to say.
        again: The same after another run.
        served: The files by their decoded addresses.
    """

    site: Site
    moves: Moves
    how: How
    paths: dict[int, str]
    texts: dict[str, str]
    said: list[Said]
    again: tuple[dict[str, str], list[Said]]
    served: dict[str, str]


def _mended(root: Path, site: Site, moves: Moves, how: How) -> Moved:
    write(root, site)
    carry_out(root, moves, site.paths, how)
    paths = moves.after(site.paths)
    since = ("--since", "HEAD~2") if how is How.COMMITTED else ()
    pages = [paths[number] for number in site.pages]
    texts, said = mend(root, site.layout.flavor, pages, *since)
    again = mend(root, site.layout.flavor, pages, *since)
    served = {unquote(site.layout.url(path)): path for path in paths.values()}
    return Moved(site, moves, how, paths, texts, said, again, served)


@pytest.fixture(scope="module", params=_CASES, ids="-".join)
def moved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    flavor, how = request.param
    site = build(flavor, 0)
    return _mended(tmp_path_factory.mktemp(flavor), site, choose(site, 0), how)


def _destinations(moved: Moved, number: int) -> list[tuple[Link, str]]:
    """Return the links of a page with what they say now; all around them must be as it was."""
    site, newline = moved.site, moved.site.newlines[number]
    links, pattern = [], re.escape(head(site, number).replace("\n", newline))
    for piece in site.bodies[number]:
        if isinstance(piece, str):
            pattern += re.escape(piece.replace("\n", newline))
        else:
            links.append(piece)
            around = [re.escape(text.replace("\n", newline)) for text in (piece.before, piece.after)]
            pattern += "(.*?)".join(around)
    pattern += ADDED if number in moved.moves.edited else ""
    match = re.fullmatch(pattern, moved.texts[moved.paths[number]], re.DOTALL)
    assert match, moved.paths[number]
    return list(zip(links, match.groups(), strict=True))


def _leads(moved: Moved, link: Link, own: str, text: str, *, also: bool = False) -> bool:
    """Tell whether a destination leads where the link led, by what its form means, or `also` else."""
    if not text.endswith(link.tail):
        return False
    form, served = moved.site.layout.forms[link.form], moved.served
    bare = text[: len(text) - len(link.tail)]
    found = {form.read(own, bare, served), form.also(own, bare, served) if also else None}
    return moved.paths[link.target] in found


def _wrong(moved: Moved) -> list[str]:
    """Return what became of links that lead elsewhere now, or were changed without need."""
    found = []
    for number in moved.site.pages:
        before, own = moved.site.paths[number], moved.paths[number]
        for link, text in _destinations(moved, number):
            old = destination(moved.site.layout, link, before, moved.site.paths[link.target])
            right = _leads(moved, link, own, text, also=True)
            if not right or (text != old and _leads(moved, link, own, old)):
                found.append(f"{before} -> {own}: {link.form} {old} -> {text}, {moved.paths[link.target]}")
    return found


def test_every_link_leads_where_it_led_and_nothing_else_is_changed(moved: Moved) -> None:
    assert _wrong(moved) == []


def test_the_moves_do_break_links(moved: Moved) -> None:
    broken = dict.fromkeys(moved.site.layout.forms, 0)
    for number in moved.site.pages:
        for link, text in _destinations(moved, number):
            old = destination(
                moved.site.layout, link, moved.site.paths[number], moved.site.paths[link.target]
            )
            broken[link.form] += text != old
    assert min(broken.values()) > 10, broken


def test_all_that_is_left_to_say_is_which_addresses_have_changed(moved: Moved) -> None:
    url, numbers = moved.site.layout.url, moved.site.pages
    pairs = [(moved.site.paths[number], moved.paths[number]) for number in numbers]
    changed = {now for then, now in pairs if url(then) != url(now) and moved.site.layout.flavor != "gfm"}
    assert {one.code for one in moved.said} <= {"URL003"}
    assert sorted(one.path for one in moved.said) == sorted(changed)


def test_another_run_changes_nothing(moved: Moved) -> None:
    texts, said = moved.again
    assert texts == moved.texts
    # Without git, what has moved is known by its text alone, which the fix has changed.
    assert said == moved.said or (moved.how is How.PLAIN and set(said) < set(moved.said))


@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("flavor", ["gfm", "jekyll"])
def test_two_posts_that_swap_their_names(flavor: str, how: How, tmp_path: Path) -> None:
    site = build(flavor, 2, 40)
    first, second = site.pages[0], site.pages[-3]
    moved = _mended(tmp_path, site, swap(site, first, second), how)
    assert _wrong(moved) == []
    assert moved.again == (moved.texts, moved.said)
