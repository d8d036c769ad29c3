"""Conversions against the real engines: real posts, and one fragment for each thing Markdown can say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from postkit import convert
from postkit.core.source import Source
from tests.oracles.bodies import converted, differences
from tests.oracles.engines import COMMON, ENGINES
from tests.oracles.fragments import FRAGMENTS, KEPT, OF_ONE_FLAVOR
from tests.oracles.fuzz_convert import BODIES

_TAG = re.compile(rb"<[A-Za-z]")
_WRONG = (
    ("a b", "a"),
    ("<b>a</b>", "a"),
    ("<b>a</b>", "*a*"),
    ('<a href="/u">a</a>', "[a](/v)"),
    ("a<br>b", "a\nb"),
    ("a", "- a"),
    ("a", "# a"),
    ("a", "`a`"),
)
flavors = pytest.mark.parametrize("flavor", ENGINES)


def _posts() -> Iterator[Path]:
    folder = os.environ.get("POSTKIT_CORPUS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("POSTKIT_CORPUS names no folder of real posts")
    yield from sorted(path for path in Path(folder).rglob("*") if path.suffix in {".md", ".markdown"})


@cache
def _sources() -> list[Source]:
    sources = [Source(path.as_posix(), path.read_bytes()) for path in _posts()]
    return [one for one in sources if one.decode_error is None]


def _convert(source: Source, flavor: str) -> bytes:
    return convert(source.data.decode(), flavor=flavor).text.encode()


@flavors
def test_posts_of_the_corpus_change_only_where_they_hold_html_and_read_as_before(flavor: str) -> None:
    pairs: list[tuple[str, str]] = []
    for source in _sources():
        new = _convert(source, flavor)
        if new == source.data:
            continue
        assert _TAG.search(source.data), f"{source.path} holds no HTML"
        again = Source(source.path, new)
        assert _convert(again, flavor) == new, f"{source.path} changes once more"
        pairs.append((source.data.decode(), new.decode()))
    assert len(pairs) > 50
    assert not [str(one) for one in differences(flavor, pairs)]


def _around(fragment: str) -> str:
    return f"Before it.\n\n{fragment}\n\nAfter it.\n"


def _expected(flavor: str) -> list[tuple[str, str]]:
    own = [(html, markdown) for name, html, markdown in OF_ONE_FLAVOR if name == flavor]
    return [*FRAGMENTS, *own]


@pytest.mark.parametrize("flavor", COMMON)
def test_fragments_become_the_markdown_that_a_writer_would_want(flavor: str) -> None:
    for html, markdown in _expected(flavor):
        assert convert(_around(html), flavor=flavor).text == _around(markdown)


@flavors
def test_fragments_read_as_before(flavor: str) -> None:
    pairs = converted([_around(html) for html, _ in _expected(flavor)], flavor)
    assert len(pairs) > 0.8 * len(FRAGMENTS)
    # The same at the beginning and at the end of a body, without a final line end.
    pairs += [(html, convert(html, flavor=flavor).text) for html, _ in FRAGMENTS]
    assert not [str(one) for one in differences(flavor, pairs)]


@flavors
def test_fragments_that_markdown_cannot_say_stay(flavor: str) -> None:
    # MkDocs knows no shortcodes: to it they are text.
    for html in (one for one in KEPT if flavor != "mkdocs" or "{{<" not in one):
        assert convert(_around(html), flavor=flavor).text == _around(html)


@flavors
@pytest.mark.parametrize("kind", BODIES)
def test_random_posts_read_as_before_and_change_once(flavor: str, kind: str) -> None:
    pairs = converted(BODIES[kind](500, 20240105), flavor)
    assert len(pairs) > 80
    assert not [str(one) for one in differences(flavor, pairs)]
    assert not [new for _, new in pairs if convert(new, flavor=flavor).text != new]


def test_the_comparison_with_an_engine_can_fail() -> None:
    pairs = [(_around(f"<p>{html}</p>"), _around(wrong)) for html, wrong in _WRONG]
    for flavor in ENGINES:
        assert len(differences(flavor, pairs)) == len(pairs)
