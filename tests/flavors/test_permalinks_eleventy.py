"""Eleventy's URLs against what Eleventy 3.1.8 answered, each setting as a site in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.eleventy import urls
from postkit.flavors.permalinks.settings import UNKNOWN
from tests.flavors.site_vectors import answers, encoded, vectors

SETTINGS, ROWS = vectors("permalinks-eleventy.vectors.json")
PREFIXES = {"prefix": "/base", "prefix bare": "/base/two"}

STOPS_OVER_OTHER_KEYS = ("date:", "layout:")
"""The build stops over these keys, not over the address."""

NOT_KNOWN = {
    "permalink": 15,  # a list, tags and names from elsewhere, other letters in slugs, pages of a list
    "stops": 14,  # the build stops over the permalink
    "data js": 1,  # a function
    "njk": 4,  # an escaped `&`, another filter, an unknown name, a comment
    "no engine": 1,
    "override engine": 1,
    "not dynamic": 1,  # no extension
    "drafts": 1,  # a preprocessor decides
    "transform": 2,
    "computed setting": 10,
}
"""How many rows of a setting postkit does not know, and says so."""


def test_all_vectors_are_here() -> None:
    assert len(ROWS) == 501
    assert len(SETTINGS) == 43


@pytest.mark.parametrize("setting", SETTINGS)
def test_vectors(setting: str, tmp_path: Path) -> None:
    rows = [row for row in ROWS if row["setting"] == setting]
    not_known = 0
    for row, answer in answers("eleventy", SETTINGS[setting], rows, tmp_path):
        if row["front_matter"].startswith(STOPS_OVER_OTHER_KEYS) and row.get("stops"):
            continue
        if not answer.known:
            not_known += 1
            continue
        wanted = encoded(row["url"])
        assert answer.url == (wanted and PREFIXES.get(setting, "") + wanted), row
    assert not_known == NOT_KNOWN.get(setting, 0)


def test_what_is_not_known_is_never_denied() -> None:
    """A page of a site with a computed prefix keeps its path, and a computed input folder hides no page."""
    assert urls(PageFacts("a.md", {}, {"pathPrefix": UNKNOWN})) == PageUrls("/a/", known=False)
    assert urls(PageFacts("a.md", {}, {"dir": {"input": UNKNOWN}})) == PageUrls(None, known=False)
    assert urls(PageFacts("a.md", {}, {"data": {"": {"eleventyComputed": UNKNOWN}}})).known is False


def test_a_filter_of_the_site_is_not_guessed() -> None:
    data = {"title": "My Post", "permalink": "/{{ title | slugify }}/"}
    assert urls(PageFacts("a.md", data, {})) == PageUrls("/my-post/")
    config = {"uses": frozenset({"addFilter", "slugify"})}
    assert urls(PageFacts("a.md", data, config)) == PageUrls(None, known=False)


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "{{ title }}",
        "{{",
        "{{ page.date | date: '%Y' }}",
        "2024-01-05",
        "..",
        "/../a",
        "a//b",
        "src",
        "*",
        "{a,b}",
        "[",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.just(UNKNOWN),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("permalink", "eleventyComputed", "layout", "date", "title", "draft", "pagination", "dir", "data"),
        *(
            "layouts",
            "ignores",
            "templateFormats",
            "pathPrefix",
            "markdownTemplateEngine",
            "dynamicPermalink",
        ),
    ]
)


@given(
    path=st.builds("{}{}.md".format, st.sampled_from(["", "a/", "src/"]), TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES),
)
def test_any_data_gives_an_answer(path: str, data: dict[str, Any], config: dict[str, Any]) -> None:
    result = urls(PageFacts(path, data, config))
    assert result.url is None or result.url.startswith("/")
