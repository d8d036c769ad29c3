"""What the serialiser writes for each wanted reading of the dialect rows is read so by real engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import html5lib
import pytest

from postkit import convert
from postkit.flavors import FLAVORS as ALL_FLAVORS
from tests.oracles.engines import COMMON
from tests.oracles.measure_dialects import reading
from tests.oracles.measure_spellings import FACTS, FLAVORS, FRONT_MATTER, spelling, wanted
from tests.oracles.reading import read

BEFORE, AFTER = "Before it.", "After it."
REGENERATE = (
    "postkit writes something else now; measure it, see the head of tests/oracles/measure_spellings.py"
)


DASHES = "Astro makes one dash of `--`, in text that was HTML too; only code keeps it"
ADDRESSES = "Astro makes links of addresses after it has read escapes"
BACKTICKS = "Astro makes a quotation mark of two backticks, in `<code>` too"
NOT_READ_BY_ASTRO = {
    "<p>--</p>": DASHES,
    "<p>&lt;!-- x --&gt;</p>": DASHES,
    "<p>a -- b --- c</p>": DASHES,
    "<p>a -- b</p>": DASHES,
    "<p>1 &lt; 2 &amp; \"q\" -- 'r'</p>": DASHES,
    '<p><span title="x">"q" -- it\'s</span></p>': DASHES,
    "<p>see https://a.example/x_y_z.</p>": ADDRESSES,
    "<p>see www.example.com now</p>": ADDRESSES,
    "<p>no https://a.example/x link</p>": ADDRESSES,
    "<p>no www.a.example link</p>": ADDRESSES,
    "<p><code>``</code></p>": BACKTICKS,
    "<p>a `` b</p>": BACKTICKS,
    "<p><code>a``b</code></p>": BACKTICKS,
}

KEPT_AT_MOST = 50
"""Of more than 800 wanted readings, how many may stay HTML because Markdown cannot say them."""


class Spelling(NamedTuple):
    """A wanted reading and what postkit writes for it under a flavor."""

    flavor: str
    want: str
    page: str
    markdown: str


def _around(html: str) -> str:
    return f"{BEFORE}\n\n{html}\n\n{AFTER}\n"


@cache
def _spellings() -> list[Spelling]:
    """Return what is converted, alone in a body and between two paragraphs."""
    found: list[Spelling] = []
    for want in wanted():
        page = f"<p>{BEFORE}</p>{want}<p>{AFTER}</p>"
        for flavor in COMMON:
            alone = spelling(want, flavor)
            between = convert(_around(want), flavor=flavor).text
            if alone != f"{want}\n":
                found.append(Spelling(flavor, want, want, alone))
            if between != _around(want):
                found.append(Spelling(flavor, want, page, between))
    return found


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, str]]:
    """What each engine makes of each spelling."""
    texts = list({one.markdown for one in _spellings()})
    return {name: dict(zip(texts, render(texts), strict=True)) for name, render in COMMON.items()}


def test_most_of_what_is_wanted_is_converted() -> None:
    total = len(wanted())
    assert total > 800
    for flavor in COMMON:
        converted = [one for one in _spellings() if one.flavor == flavor]
        assert len(converted) > 2 * (total - KEPT_AT_MOST)


def test_every_engine_reads_every_spelling_as_wanted(pages: dict[str, dict[str, str]]) -> None:
    wants = {page: read(page) for page in {one.page for one in _spellings()}}
    reads = {name: {text: read(page) for text, page in made.items()} for name, made in pages.items()}
    assert not [
        one
        for one in _spellings()
        if any(reads[name][one.markdown] != wants[one.page] for name in _readers(one))
    ]


def _readers(one: Spelling) -> list[str]:
    """Return the engines that must read a spelling: all, but for lists of definitions, which gfm has not."""
    return [name for name in COMMON if "<dl" not in one.page or ALL_FLAVORS[name].definition_lists]


def test_a_flavors_own_engine_reads_every_spelling_as_wanted(pages: dict[str, dict[str, str]]) -> None:
    assert not [one for one in _spellings() if read(pages[one.flavor][one.markdown]) != read(one.page)]


def _shape(html: str) -> Iterator[Any]:
    """Yield what the reading does not see: loose items, start numbers, alignment."""
    for node in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if node.tag in {"ol", "ul"}:
            # One loose item among others makes a loose list.
            items = node.findall("li")
            loose = any(child.tag == "p" for item in items for child in item)
            yield from ((item.tag, loose) for item in items)
        if node.tag == "ol":
            yield node.get("start") or "1"
        elif node.tag in {"td", "th"}:
            style = re.search(r"text-align: *(\w+)", node.get("style") or "")
            yield style[1] if style else node.get("align") or ""


def test_lists_and_tables_keep_their_shape(pages: dict[str, dict[str, str]]) -> None:
    shaped = [one for one in _spellings() if re.search(r"<(?:li|t[dh])\b", one.page)]
    assert len(shaped) > 500
    for one in shaped:
        for name in COMMON:
            assert list(_shape(pages[name][one.markdown])) == list(_shape(one.page)), (name, one)


@cache
def _measured() -> dict[tuple[str, str], str]:
    rows = json.loads((FACTS / "spellings.vectors.json").read_bytes())["rows"]
    return {(row["flavor"], row["markdown"]): row["html"] for row in rows}


@pytest.mark.parametrize("flavor", FLAVORS)
def test_eleventy_and_astro_read_every_spelling_as_wanted(flavor: str) -> None:
    wrong, kept = set(), 0
    for want in wanted():
        text = spelling(want, flavor)
        assert (flavor, text) in _measured(), REGENERATE
        if text == f"{want}\n":
            kept += 1
            continue
        ids = bool(re.search(r"<h[1-6]\b[^>]* id=", want))
        if reading(_measured()[flavor, text], keep_ids=ids) != reading(want, keep_ids=ids):
            wrong.add(want)
    assert wrong == (NOT_READ_BY_ASTRO.keys() if flavor == "astro" else set())
    assert kept < KEPT_AT_MOST


def test_spellings_are_measured_in_a_body_with_front_matter() -> None:
    assert spelling("<ul><li>a</li></ul>", "hugo") == "- a\n"
    assert FRONT_MATTER.startswith("---\n")
