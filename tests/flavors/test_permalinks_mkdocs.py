"""MkDocs' URLs against what MkDocs 1.6.1 answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from postkit.core.source import Source
from postkit.flavors.base import PageFacts, PageUrls
from postkit.flavors.mkdocs import MKDOCS
from postkit.flavors.permalinks.gitignore import covers
from postkit.flavors.permalinks.mkdocs import urls
from postkit.frontmatter.read import read
from postkit.site.yaml_tags import load_with_tags

FACTS = json.loads(
    (Path(__file__).parents[1] / "facts/permalinks-mkdocs.vectors.json").read_text(encoding="utf-8")
)
SETTINGS, VECTORS = FACTS["meta"]["settings"], FACTS["rows"]


def result_of(row: dict[str, Any]) -> PageUrls:
    text = "" if row["front_matter"] is None else f"---\n{row['front_matter']}---\n"
    config: Any = load_with_tags(SETTINGS[row["setting"]]["config"]) or {}
    data = read(Source(row["source"], text.encode()), MKDOCS).data
    return urls(PageFacts(row["source"], data, config))


def reason(row: dict[str, Any], found: PageUrls) -> str:
    """Return why a row's URL is not the one that is said to be known; empty where it should be."""
    if row["source"].endswith("both/README.md"):
        return "its folder has an `index.md`, too"
    if row["setting"] == "blog future drafts" and "2099" in row["front_matter"]:
        return "a date in the future hides no page, for the answer must not change overnight"
    if row["setting"] == "blog file" and row["source"].endswith("posts/index.md"):
        return "another post has the same address"
    if row["setting"] == "blog month" and not found.known:
        return "the name of a month hangs on the theme's language"
    if row["source"].endswith("heading.md") and not found.known:
        return "the title is in the text alone"
    return ""


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['setting']} {row['source']}")
def test_vectors(row: dict[str, Any]) -> None:
    found = result_of(row)
    if found.url != row["url"]:
        assert reason(row, found), found
    if "aliases" in row and row["url"]:
        assert sorted(found.aliases) == row["aliases"]


def test_most_rows_are_known() -> None:
    """A rule that always answers that it does not know would follow every row."""
    assert len(VECTORS) == 1315
    assert sum(not result_of(row).known for row in VECTORS) == 40


def url_of(path: str, data: dict[str, Any] | None = None, **config: Any) -> PageUrls:
    return urls(PageFacts(path, data or {}, config))


def test_code_of_the_site_makes_a_url_uncertain() -> None:
    assert url_of("docs/a.md", hooks=["hooks.py"]) == PageUrls("/a/", known=False)
    assert url_of("docs/a.md", plugins=["search", {"my-own": {}}]) == PageUrls("/a/", known=False)
    assert url_of("docs/a.md", plugins=["search", {"redirects": None}]) == PageUrls("/a/")


LINES = st.lists(
    st.lists(st.sampled_from(["a", "b", "*", "**", "a*", "?", "[ab]"]), min_size=1, max_size=4).map("/".join),
    max_size=3,
)


@given(
    lines=LINES,
    starts=st.sampled_from(["", "/", "!"]),
    ends=st.sampled_from(["", "/"]),
    path=st.lists(st.sampled_from(["a", "b", "ab", "c"]), min_size=1, max_size=4).map("/".join),
)
def test_patterns_are_those_of_the_library_that_mkdocs_asks(
    lines: list[str], starts: str, ends: str, path: str
) -> None:
    last = lines[-1] if lines else "a"
    # A line that ends with `**/` names no file to the library: nobody writes it.
    written = [*lines, f"{starts}{last}{'' if last.endswith('**') else ends}"]
    assert covers(written, path) == GitIgnoreSpec.from_lines(written).match_file(path)


def test_a_long_pattern_takes_no_time() -> None:
    assert not covers(
        ["**/a" * 200 + "/b", "*a" * 100 + "b", "/".join(["**"] * 500)[:-1] + "b"], "a/" * 300 + "a" * 250
    )


TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["2024-01-05", "{blog}/x", "{date}/{slug}/{file}", "yyyy-MM-dd", "*.md", "!a", "[", "..", "/../a", "//[x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *(
            "date",
            "title",
            "slug",
            "draft",
            "categories",
            "docs_dir",
            "site_url",
            "exclude_docs",
            "draft_docs",
        ),
        *("use_directory_urls", "plugins", "hooks"),
    ]
)
OPTIONS = st.dictionaries(
    st.sampled_from(
        ["blog_dir", "post_dir", "post_url_format", "post_url_date_format", "post_slugify", "enabled"]
    ),
    VALUES,
)


@given(
    path=st.builds("docs/{}{}.md".format, st.sampled_from(["", "a/", "blog/posts/"]), TEXTS),
    data=st.dictionaries(KEYS, VALUES),
    config=st.dictionaries(KEYS, VALUES),
    options=OPTIONS,
)
def test_any_data_gives_an_answer(
    path: str, data: dict[str, Any], config: dict[str, Any], options: dict[str, Any]
) -> None:
    found = urls(PageFacts(path, data, {"plugins": [{"blog": options}], **config}))
    assert found.url is None or found.url.startswith("/")
