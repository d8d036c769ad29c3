"""Hexo's URLs against what Hexo 8.1.2 answered."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.hexo import HEXO
from postkit.flavors.permalinks.hexo import urls
from postkit.frontmatter.read import read

FACTS = json.loads(
    (Path(__file__).parents[1] / "facts/permalinks-hexo.vectors.json").read_text(encoding="utf-8")
)
SETTINGS, VECTORS = FACTS["meta"]["settings"], FACTS["rows"]


def result_of(row: dict[str, Any]) -> PageUrls:
    text = "" if row["front_matter"] is None else f"---\n{row['front_matter']}---\n"
    config = yaml.safe_load(SETTINGS[row["setting"]]["config"]) or {}
    data = read(Source(row["source"], text.encode()), HEXO).data
    return urls(PageFacts(row["source"], data, config))


BUILT = FACTS["meta"]["built"].replace("-", "/")
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
        *(
            "date",
            "permalink",
            "title",
            "categories",
            "category",
            "published",
            "alias",
            "aliases",
            "lang",
            "id",
        ),
        *(
            "url",
            "root",
            "timezone",
            "new_post_name",
            "permalink_defaults",
            "default_category",
            "skip_render",
        ),
        *("category_map", "filename_case", "pretty_urls", "post_asset_folder", "source_dir", "ignore"),
        *("include", "exclude", "render_drafts", "package.json"),
    ]
)
RULES = st.sampled_from([":category/:title/", ":hash/:i_day/:lang.html", ":title", ":id/", ":tags/", ":"])
NOT_PRINTED = re.compile("^layout: false$|https:", re.MULTILINE)
"""Pages whose address no theme told: it is their file's, with `index.html` and `.html`."""


def reason(row: dict[str, Any], found: PageUrls) -> str:
    """Return why a row's URL is not the one that is said to be known; empty where it should be."""
    own = str(row["url"])
    if row["setting"] == "future false" and "2099" in row["front_matter"]:
        return "a date in the future hides no page, for the answer must not change overnight"
    if row["setting"].startswith("assets") and row["url"] and not found.known:
        return "a file beside a post is published below the post's address, which its own facts do not tell"
    if not found.known and (
        BUILT[:4] in own or SETTINGS[row["setting"]]["config"].startswith("permalink: :id")
    ):
        return "the time of the file, or an id that is made at random"
    if not found.known and any(word in row["setting"] for word in ("timezone", "hash", "timestamp")):
        return "it hangs on the machine's time zone"
    if not found.known and found.url is None and "date: 2024-13-05" in row["front_matter"]:
        return "js-yaml counts on from a thirteenth month"
    if not found.known and found.url is None and "PM" in row["front_matter"]:
        return "V8 reads a clock of twelve hours"
    if not found.known and "Coordinated%20Universal%20Time" in own:
        return "a date as text names the machine's zone"
    return ""


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['setting']} {row['source']}")
def test_vectors(row: dict[str, Any]) -> None:
    found = result_of(row)
    url, wanted = found.url, row["url"]
    if (
        NOT_PRINTED.search(row["front_matter"] or "")
        or row["setting"] == "relative_link"
        or "a#b" in row["source"]
    ):
        url, wanted = (
            re.sub(r"(?:index)?\.html$|index\.html$", "", one) if one else one for one in (url, wanted)
        )
    if url != wanted:
        assert reason(row, found), found
    if "aliases" in row and url:
        assert sorted(found.aliases) == sorted(re.sub(r"index\.html$", "", alias) for alias in row["aliases"])


def test_most_rows_are_known() -> None:
    """A rule that always answers that it does not know would follow every row."""
    assert len(VECTORS) == 1703
    assert sum(result_of(row).known for row in VECTORS) == 1312


def url_of(path: str, data: dict[str, Any] | None = None, **config: Any) -> PageUrls:
    return urls(PageFacts(path, data or {}, config))


def test_plugins() -> None:
    dated: dict[str, Any] = {"date": "2024-01-05", "aliases": ["/old/"]}
    packages = {"dependencies": {"hexo-permalink-pinyin": "*"}}
    found = url_of("source/_posts/x.md", dated, **{"package.json": packages})
    assert not found.known
    assert found.aliases == ()
    packages = {"dependencies": {"hexo-generator-alias": "*"}}
    assert url_of("source/_posts/x.md", dated, **{"package.json": packages}).aliases == ("/old/",)


LISTED: dict[str, Any] = {
    "date": "2024-01-05 10:00:00",
    "tags": ["A b", "C++", "数字", "Été", 42, "Mapped", None],
    "categories": [["Foo Bar", "Baz"], ["R"]],
}


@pytest.mark.parametrize(
    ("config", "lists"),
    [
        (
            {},
            (
                "/archives/ /tags/A-b/ /tags/C/ /tags/%E6%95%B0%E5%AD%97/ /tags/Ete/ /tags/42/ /tags/Mapped/"
                " /categories/Foo-Bar/ /categories/Foo-Bar/Baz/ /categories/R/"
            ),
        ),
        (
            {
                "tag_map": {"Mapped": "m p"},
                "category_map": {"R": "rr"},
                "filename_case": 1,
                "tag_dir": "t/x",
                "category_dir": "/",
                "archive_dir": "news",
                "root": "/b/",
            },
            (
                "/b/news/ /b/t/x/a-b/ /b/t/x/c/ /b/t/x/%E6%95%B0%E5%AD%97/ /b/t/x/ete/ /b/t/x/42/ /b/t/x/m-p/"
                " /b/foo-bar/ /b/foo-bar/baz/ /b/rr/"
            ),
        ),
        ({"package.json": {"dependencies": {"hexo-generator-archive": "*"}}}, "/archives/"),
    ],
)
def test_lists(config: dict[str, Any], lists: str) -> None:
    """Built with Hexo 8.1.2 and the generators of tags, categories and archives."""
    assert list(url_of("source/_posts/x.md", LISTED, **config).lists) == lists.split(" ")
    assert url_of("source/x.md", LISTED, **config).lists == ()
    assert url_of("source/_posts/x.md", {**LISTED, "published": False}, **config).lists == ()


def test_a_pattern_that_is_not_read() -> None:
    """Patterns that would take long to match are left alone, too."""
    for pattern in ("+(a|b).md", "**/" * 30 + "x", "*a" * 40):
        assert url_of("source/a.md", skip_render=pattern) == PageUrls(None, known=False)
    for rule in (":a" * 30 + ".md", ":a-:b-:c.md"):
        found = url_of(f"source/_posts/{'a' * 200}.md", {"date": "2024-01-05"}, new_post_name=rule)
        assert found == PageUrls(None, known=False)


@given(
    path=st.builds("source/{}{}.md".format, st.sampled_from(["", "a/", "_posts/", "_drafts/"]), TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES | RULES),
    rule=RULES,
)
def test_any_data_gives_an_answer(path: str, data: dict[str, Any], config: dict[str, Any], rule: str) -> None:
    found = urls(PageFacts(path, data, {"permalink": rule, **config}))
    assert found.url is None or found.url.startswith("/")
