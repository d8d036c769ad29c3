"""Jekyll's URLs against what Jekyll 4.3.1 answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.permalinks.jekyll import urls

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
        *("date", "slug", "permalink", "title", "categories", "category", "published"),
        *("redirect_from", "baseurl", "url", "timezone", "collections", "defaults", "exclude"),
        *("include", "collections_dir", "markdown_ext", "unpublished"),
    ]
)
SCOPES = st.dictionaries(st.sampled_from(["path", "type"]), VALUES)
SETS = st.lists(
    st.fixed_dictionaries(
        {
            "scope": st.dictionaries(st.sampled_from(["path", "type"]), VALUES),
            "values": st.dictionaries(KEYS, VALUES),
        }
    )
)

VECTORS = [
    row
    for row in json.loads(
        (Path(__file__).parents[1] / "facts/permalinks.vectors.json").read_text(encoding="utf-8")
    )
    if row["engine"].startswith("jekyll")
]


def as_written(front_matter: str) -> Any:
    """Front matter with every scalar a string, lists apart: no vector has another type."""
    return yaml.load(front_matter, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['setting']} {row['source']}")
def test_vectors(row: dict[str, str]) -> None:
    config = {"permalink": row["setting"], "collections": {"docs": {"output": True}}}
    facts = PageFacts(row["source"], as_written(row["front_matter"]), config)
    assert urls(facts).url == row["url"]


def test_all_vectors_are_here() -> None:
    assert len(VECTORS) == 144


def result_of(path: str, data: dict[str, Any] | None = None, **config: Any) -> PageUrls:
    return urls(PageFacts(path, data or {}, config))


def url_of(path: str, data: dict[str, Any] | None = None, **config: Any) -> str | None:
    return result_of(path, data, **config).url


def test_aliases_and_base_path() -> None:
    data = {"redirect_from": ["/old/", "older.html"]}
    found = result_of("a.md", data, baseurl="/blog/")
    assert found == PageUrls("/blog/a.html", ("/blog/old/", "/blog/older.html"))
    assert result_of("a.md", {"redirect_from": "/old/"}, baseurl=None).aliases == ("/old/",)


def test_drafts_and_hidden_posts_have_no_url() -> None:
    assert url_of("_drafts/x.md") is None
    assert url_of("_posts/2024-01-05-x.md", {"published": False}) is None
    assert url_of("_posts/2024-01-05-x.md", {"published": None}) is None
    assert url_of("_posts/2024-01-05-x.md", {"published": False}, unpublished=True) == "/2024/01/05/x.html"
    assert url_of("_posts/2024-01-05-x.md", {"published": 0}) == "/2024/01/05/x.html"
    assert url_of("_posts/x.md") is None


def test_dates_that_stop_the_build() -> None:
    for date in (None, "", "tomorrow", "2022-13-01", "2022-02", "YYYY-MM-DD", "2022-01-01 25:00:00"):
        assert url_of("_posts/2024-01-05-x.md", {"date": date}) is None
    assert url_of("_posts/2022-13-01-x.md") is None


def test_a_day_past_the_end_of_its_month() -> None:
    assert url_of("_posts/2022-02-30-x.md") == "/2022/03/02/x.html"


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2022-02-09 17:49:45", "2022/02/10"),  # unquoted: UTC, so the next day in Tokyo
        ("2022-02-09 17:49", "2022/02/09"),
        ("2022-02-09 17:49:45 +0800", "2022/02/09"),
        ("2022-02-09T17:49:45Z", "2022/02/10"),
        ("2022/02/09 23:00", "2022/02/09"),
        ("2022-02-09", "2022/02/09"),
    ],
)
def test_time_zone(date: str, day: str) -> None:
    """Rows of the table of dates, built with Jekyll 4.3.1 and `timezone: Asia/Tokyo`."""
    assert url_of("_posts/2024-01-05-x.md", {"date": date}, timezone="Asia/Tokyo") == f"/{day}/x.html"


def test_collections_folder() -> None:
    config: dict[str, Any] = {"collections_dir": "content", "collections": ["docs"]}
    assert url_of("content/_posts/2024-01-05-x.md", **config) == "/2024/01/05/x.html"
    assert url_of("_posts/2024-01-05-x.md", **config) is None
    assert (
        url_of("content/_docs/a.md", collections_dir="content", collections={"docs": {"output": True}})
        == "/docs/a.html"
    )
    assert url_of("content/_docs/a.md", **config) is None  # a list names collections without output


def test_an_unknown_placeholder_stops_the_build() -> None:
    assert url_of("_posts/2024-01-05-x.md", {"permalink": "/:nonsense/"}) is None
    assert url_of("_posts/2024-01-05-x.md", {"permalink": "/:title_:day/"}) == "/x_05/"


@given(
    path=st.builds("{}{}.md".format, st.sampled_from(["", "a/", "_posts/2024-01-05-", "_docs/"]), TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES | SETS),
)
def test_any_data_gives_an_answer(path: str, data: dict[str, Any], config: dict[str, Any]) -> None:
    result = urls(PageFacts(path, data, config))
    assert result.url is None or result.url.startswith("/")
