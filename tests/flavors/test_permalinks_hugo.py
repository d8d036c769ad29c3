"""Hugo's URLs against what Hugo 0.168 answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.base import PageFacts
from postkit.flavors.permalinks.hugo import is_bundled, urls

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["2024-01-05", "0001-01-01 00:00:00 +0800", "9999-12-31 23:59:59 -0800", "24-2-31", ":%%", "..", "/../a"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("date", "slug", "url", "title", "aliases", "draft", "build", "headless", "baseURL"),
        *("contentDir", "languages", "permalinks", "uglyURLs", "theme", "frontmatter", "timeZone"),
        *("defaultContentLanguage", "disablePathToLower", "removePathAccents"),
    ]
)
TEMPLATES = st.dictionaries(st.sampled_from(["a", "page"]), TEXTS | st.dictionaries(st.just("a"), VALUES))

VECTORS = [
    row
    for row in json.loads(
        (Path(__file__).parents[1] / "facts/permalinks.vectors.json").read_text(encoding="utf-8")
    )
    if row["engine"].startswith("hugo")
]
SETTINGS = {
    "default": {},
    "uglyURLs": {"uglyURLs": True},
    "keepcase": {"disablePathToLower": True},
    "accents": {"removePathAccents": True},
}


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['setting']} {row['source']}")
def test_vectors(row: dict[str, str]) -> None:
    config = {"baseURL": "https://example.org/base/", **SETTINGS[row["setting"]]}
    data = yaml.load(row["front_matter"], Loader=yaml.BaseLoader)
    assert urls(PageFacts(f"content/{row['source']}", data, config)).url == row["url"]


def test_all_vectors_are_here() -> None:
    assert len(VECTORS) == 68


def url_of(path: str, data: dict[str, Any] | None = None, **config: Any) -> str | None:
    return urls(PageFacts(path, data or {}, config)).url


def test_keys_in_any_case() -> None:
    assert url_of("content/a.md", {"SLUG": "b"}, BASEURL="https://x.org/y") == "/y/b/"


def test_what_is_no_content() -> None:
    assert url_of("README.md") is None
    assert url_of("archetypes/default.md") is None
    assert url_of("content/pic.png") is None
    assert url_of("content/.obsidian/x.md") is None
    assert url_of("contents/x.md") is None


def test_content_folder_and_languages() -> None:
    """Measured with Hugo 0.168: a language's own folder, a sub-folder for the default language, own hosts."""
    languages = {"en": {"contentDir": "content/english"}, "fr": {"contentDir": "content/fr"}}
    config: dict[str, Any] = {
        "defaultContentLanguage": "fr",
        "defaultContentLanguageInSubdir": True,
        "languages": languages,
    }
    assert url_of("content/english/a.md", **config) == "/en/a/"
    assert url_of("content/fr/a.md", **config) == "/fr/a/"
    assert url_of("content/fr/b.en.md", **config) == "/en/b/"
    hosts = {"en": {"baseURL": "https://en.x/e/"}, "fr": {"baseURL": "https://fr.x/f/"}}
    assert url_of("content/a.fr.md", languages=hosts) == "/f/a/"
    assert url_of("content/a.md", languages=hosts) == "/e/a/"
    assert url_of("content/a.fr.md", languages={"fr": {"disabled": True}}) is None


def test_bundled_files_are_no_pages() -> None:
    bundles = frozenset({"content/a"})
    assert is_bundled("content/a/other.md", bundles)
    assert is_bundled("content/a/sub/x.md", bundles)
    assert is_bundled("content/a/sub/index.md", bundles)
    assert not is_bundled("content/a/index.md", bundles)
    assert not is_bundled("content/a/index.fr.md", bundles)
    assert not is_bundled("content/ab/x.md", bundles)


@given(
    path=st.builds("a/{}.md".format, TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES | TEMPLATES),
)
def test_any_data_gives_an_answer(path: str, data: dict[str, Any], config: dict[str, Any]) -> None:
    result = urls(PageFacts(f"content/{path}", data, config))
    assert result.url is None or result.url.startswith("/")
