"""Sites with planted faults, mended, then built by Jekyll and Hugo: what can be mended leads where it should.

The moves are known from git. What is left are the faults that nothing tells the right place of; each
is still reported, and those are the only dead links of the built site.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote, urljoin

import pytest

from tests.links.injector.ask import mend
from tests.links.injector.generate import generate
from tests.links.injector.history import write_with_history
from tests.links.injector.judge import Answer, Said, judge
from tests.links.injector.layouts.layout import Layout
from tests.links.injector.model import Fault, Page, Trap, Tree
from tests.links.injector.plant import Placed, Planted, place, plant, write
from tests.oracles.built_sites import hugo, jekyll

_SITES = [*(("jekyll", seed) for seed in (0, 1)), *(("hugo", seed) for seed in (0, 1, 2, 3))]
_OPEN = "permalink for file"
"""The faults of which no single text is right: what leads to the page is."""

_NOT_DEAD = {"undefined reference", "duplicate definition"}
_UNBUILDABLE = {"hugo": {"tel"}, "jekyll": set[str]()}
"""Hugo's own hook writes `#ZgotmplZ` for `tel:`, which its templates do not let through."""

_ALL = ("--unsafe-fixes", "--ignore", "URL003")
"""All fixes of links, without old addresses being noted in the front matter of what has moved."""

_HOLE = "\0"
Run = tuple[dict[str, str], list[Said]]
"""The texts after a run, and what is left to say."""


class Site(NamedTuple):
    """A site with faults, before and after.

    Attributes:
        layout: How its engine publishes it.
        planted: The site with its faults.
        safe: After the safe fixes.
        every: After all fixes.
        again: After another run.
    """

    layout: Layout
    planted: Planted
    safe: Run
    every: Run
    again: Run


def _planted(flavor: str, seed: int) -> tuple[Layout, Planted]:
    layout, tree = generate(flavor, seed)
    planted = plant(layout, tree, seed)
    traps = [one.what for one in planted.traps if one.what.kind not in _UNBUILDABLE[flavor]]
    return layout, place(tree, [*(one.what for one in planted.faults), *traps])


@pytest.fixture(scope="module", params=_SITES, ids=lambda site: f"{site[0]}-{site[1]}")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    flavor, seed = request.param
    layout, planted = _planted(flavor, seed)
    root = tmp_path_factory.mktemp(f"{flavor}-{seed}")
    write_with_history(root, planted, commit=False)
    safe = mend(root, flavor, planted.texts)
    every = mend(root, flavor, planted.texts, *_ALL)
    return Site(layout, planted, safe, every, mend(root, flavor, planted.texts, *_ALL))


def _fault(placed: Placed) -> Fault:
    assert isinstance(placed.what, Fault)
    return placed.what


def _with_scheme(placed: Placed) -> Fault | Trap:
    """Return a trap as it is after the fixes: `//host` gets its scheme, though nobody complains of it."""
    trap = placed.what
    if trap.kind != "protocol-relative":
        return trap
    return trap._replace(change=trap.change._replace(new=trap.change.new.replace("//", "https://")))


def _with(planted: Planted, news: dict[int, str | None]) -> Planted:
    """Return a site in which some faults, by their number, are mended.

    Args:
        planted: The site.
        news: What stands in the place of each; None for what the writer had.
    """
    items: list[Fault | Trap] = [_with_scheme(one) for one in planted.traps]
    for number, fault in enumerate(map(_fault, planted.faults)):
        if number not in news:
            items.append(fault)
        elif (new := news[number]) is not None:
            items.append(Trap("mended", fault.change._replace(new=new)))
    return place(planted.tree, items)


def _mended(planted: Planted, *safeties: str) -> dict[int, str | None]:
    """Return what stands in the place of each fault once those of some safeties are mended."""
    faults = enumerate(map(_fault, planted.faults))
    return {number: fault.mended or None for number, fault in faults if fault.fix in safeties}


def _found(planted: Planted, texts: dict[str, str]) -> dict[int, str]:
    """Return what stands in the place of each fault that has no single right text.

    Around these places, all that can be mended must be mended, and nothing else be touched.
    """
    numbers = [number for number, one in enumerate(planted.faults) if one.what.kind == _OPEN]
    expected = _with(planted, _mended(planted, "safe", "unsafe") | dict.fromkeys(numbers, _HOLE))
    found: dict[int, str] = {}
    for path, text in expected.texts.items():
        pieces = map(re.escape, text.split(_HOLE))
        match = re.fullmatch("(.+?)".join(pieces), texts[path], re.DOTALL)
        assert match, path
        here = [number for number in numbers if planted.faults[number].path == path]
        here.sort(key=lambda number: planted.faults[number].start)
        found |= dict(zip(here, match.groups(), strict=True))
    return found


def _is_right(tree: Tree, fault: Fault, written: str) -> bool:
    """Tell whether a destination leads to where the fault's link led, as a file or as an address."""
    change = fault.change
    (link,) = (one for one in tree.links if (one.page.path, one.start) == (change.path, change.start))
    assert isinstance(link.target, Page)
    path, _, fragment = written.partition("#")
    file = normpath(f"{dirname(link.page.path)}/{unquote(path)}")
    address = unquote(urljoin(link.page.url, path))
    is_there = file == link.target.path or address == unquote(link.target.url)
    return is_there and unquote(fragment) == unquote(link.fragment)


def _differences(texts: dict[str, str], expected: dict[str, str]) -> list[str]:
    """Return the lines in which texts are not as expected, one line for each text."""
    pairs = ((path, texts[path].splitlines(), expected[path].splitlines()) for path in expected)
    same = texts.keys() == expected.keys()
    found = [f"{path}: {sorted({*one} ^ {*other})}" for path, one, other in pairs if one != other]
    exact = same and all(texts[path] == expected[path] for path in texts)
    return found or ([] if exact else ["line ends, or which texts there are"])


def _assert_told(left: Planted, said: list[Said]) -> None:
    report = judge(left, said)
    assert [one for one in report.verdicts if one.answer is not Answer.CAUGHT] == []
    assert (report.sprung, report.stray) == ([], [])


def test_what_is_safe_is_mended_to_the_byte_and_the_rest_is_told(site: Site) -> None:
    texts, said = site.safe
    left = _with(site.planted, _mended(site.planted, "safe"))
    assert _differences(texts, left.texts) == []
    _assert_told(left, said)


def test_what_is_unsafe_is_mended_when_asked_for_and_the_rest_is_told(site: Site) -> None:
    texts, said = site.every
    found = _found(site.planted, texts)
    news: dict[int, str | None] = {}
    for number, new in found.items():
        fault = _fault(site.planted.faults[number])
        if new != fault.change.new:
            assert _is_right(site.planted.tree, fault, new), (fault, new)
            news[number] = new
    left = _with(site.planted, _mended(site.planted, "safe", "unsafe") | news)
    assert _differences(texts, left.texts) == []
    _assert_told(left, said)


def test_another_run_changes_nothing(site: Site) -> None:
    assert site.again == site.every


def test_moves_that_are_committed_are_known_since_a_revision(site: Site, tmp_path: Path) -> None:
    planted = site.planted
    write_with_history(tmp_path, planted, commit=True)
    texts, said = mend(tmp_path, planted.tree.flavor, planted.texts, "--since", "HEAD~1")
    assert texts == site.safe[0]
    # What they say of the time is not the same.
    assert [one[:5] for one in said] == [one[:5] for one in site.safe[1]]


def test_the_built_site_has_no_dead_link_but_those_that_nothing_tells_of(site: Site, tmp_path: Path) -> None:
    planted, base = site.planted, site.layout.base
    found = _found(planted, site.every[0])
    left = {
        number
        for number, fault in enumerate(map(_fault, planted.faults))
        if fault.fix == "none" and found.get(number, fault.change.new) == fault.change.new
    }
    # A tag that names nothing ends the build.
    tags = {number for number in left if "{" in planted.faults[number].what.change.new}
    news = _mended(planted, "safe", "unsafe") | found | dict.fromkeys(tags)
    built = _with(planted, news)
    write(tmp_path, planted.tree, built.texts)
    faults = [planted.faults[number] for number in left - tags]
    pages = {page.path: unquote(page.url).removeprefix(base) for page in planted.tree.pages}
    dead = [pages[one.path] for one in faults if one.what.kind not in _NOT_DEAD]
    assert len(dead) > 6
    assert _dead(site, tmp_path) == Counter(dead)


def _dead(site: Site, root: Path) -> Counter[str]:
    """Build a site; return how many dead links each page has."""
    if site.planted.tree.flavor == "hugo":
        found = hugo(root, site.layout.base)
    else:
        found = _without_files(site, jekyll(root, site.layout.base))
    return Counter({page: len(links) for page, links in found.items() if links})


def _without_files(site: Site, dead: dict[str, list[str]]) -> dict[str, list[str]]:
    """Take out the links to files that are there: the plugin that turns them into addresses is not."""
    pages = {unquote(page.url).removeprefix(site.layout.base): page for page in site.planted.tree.pages}
    known = {page.path: page for page in site.planted.tree.pages}

    def is_there(start: str, link: str) -> bool:
        path, _, fragment = unquote(link).partition("#")
        page = known.get(normpath(f"{dirname(start)}/{path.partition('?')[0]}"))
        return page is not None and (not fragment or fragment in site.layout.ids(page.headings))

    return {
        url: [link for link in links if not is_there(pages[url].path, link)] for url, links in dead.items()
    }
