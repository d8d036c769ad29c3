"""Astro's URLs against what Astro 7.3.5, Starlight 0.42.4 and, for old collections, Astro 5.18.2 answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.astro import urls
from postkit.flavors.permalinks.settings import UNKNOWN
from tests.flavors.site_vectors import answers, vectors

SETTINGS, ROWS = vectors("permalinks-astro.vectors.json")

NOT_FOLLOWED = {
    # A page of `src/pages` has the same address and wins: a collision, which is a finding of its own.
    ("collection page beside", "src/content/blog/a.md"),
    # Starlight shows this entry in one language alone, under the others' folder.
    ("starlight root locale", "src/content/docs/404.md"),
}

NOT_KNOWN = {
    "hard names": 6,  # the build stops over `%`, `#`, `?` and brackets
    "environment": 5,  # a computed base
    "collection": 1,  # a `#` in a name, which Astro passes over with a warning
    "collection pattern": 1,
    "collection no route": 6,
    "collection one segment, deep": 1,
    "collection own id": 6,
    "collection drafts": 1,
    "collection by data": 6,
    "collection changed id": 6,
    "collection file": 1,  # the build stops over an entry called `index`
    "collection two routes": 6,
    "legacy slug": 1,
    "legacy new place": 1,
}
"""How many rows of a setting postkit does not know, and says so."""


def test_all_vectors_are_here() -> None:
    assert len(ROWS) == 425
    assert len(SETTINGS) == 51


@pytest.mark.parametrize("setting", SETTINGS)
def test_vectors(setting: str, tmp_path: Path) -> None:
    rows = [row for row in ROWS if row["setting"] == setting]
    not_known = 0
    for row, answer in answers("astro", SETTINGS[setting], rows, tmp_path):
        if (setting, row["source"]) in NOT_FOLLOWED:
            continue
        if not answer.known:
            not_known += 1
            continue
        assert answer.url == row["url"], row
    assert not_known == NOT_KNOWN.get(setting, 0)


def test_redirects_of_the_configuration() -> None:
    """Measured: both forms write a page that sends the reader on; it is below the base, its target is not."""
    config: dict[str, Any] = {
        "redirects": {"/old": "/a", "/older/": {"status": 302, "destination": "/a/"}, "/x/[s]": "/a"}
    }
    assert urls(PageFacts("src/pages/a.md", {}, config)) == PageUrls("/a/", ("/old", "/older"))
    assert urls(PageFacts("src/pages/b.md", {}, config)).aliases == ()
    assert urls(PageFacts("src/pages/a.md", {}, {**config, "base": "/x"})) == PageUrls("/x/a/")
    based = {"base": "/x", "redirects": {"/old": "/x/a"}}
    assert urls(PageFacts("src/pages/a.md", {}, based)) == PageUrls("/x/a/", ("/x/old",))


def test_pages_that_are_no_markdown() -> None:
    assert urls(PageFacts("src/pages/a.astro", {}, {})).url == "/a/"
    assert urls(PageFacts("src/pages/rss.xml.js", {}, {})).url == "/rss.xml"
    assert urls(PageFacts("src/pages/a.mdx", {}, {})).url is None
    assert urls(PageFacts("src/pages/a.mdx", {}, {"uses": frozenset({"@astrojs/mdx"})})).url == "/a/"


def test_what_is_not_known_is_never_denied() -> None:
    assert urls(PageFacts("src/pages/a.md", {}, {"base": UNKNOWN})) == PageUrls("/a/", known=False)
    assert urls(PageFacts("src/pages/a.md", {}, {"srcDir": UNKNOWN})) == PageUrls(None, known=False)
    assert urls(PageFacts("src/content/blog/a.md", {}, {"collections": {"blog": UNKNOWN}})).known is False
    assert urls(PageFacts("README.md", {}, {"collections": {"blog": UNKNOWN}})) == PageUrls(None)


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["/a", "*", "**/*.md", "{a,b}", "[", "..", "/../a", "never", "file", "src", "."]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.just(UNKNOWN),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["slug", "draft", "base", "trailingSlash", "build", "srcDir", "redirects", "title"])
COLLECTIONS = st.dictionaries(
    st.sampled_from(["blog", "docs"]),
    st.just(UNKNOWN) | st.fixed_dictionaries({"base": TEXTS, "pattern": st.lists(TEXTS, max_size=2)}),
)


@given(
    path=st.builds("{}{}.md".format, st.sampled_from(["src/pages/", "src/content/blog/", "src/"]), TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES),
    collections=COLLECTIONS,
)
def test_any_data_gives_an_answer(
    path: str, data: dict[str, Any], config: dict[str, Any], collections: dict[str, Any]
) -> None:
    result = urls(PageFacts(path, data, {**config, "collections": collections}))
    assert result.url is None or result.url.startswith("/")
