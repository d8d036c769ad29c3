"""Names that engines pass over, as the real engines were seen to."""

from __future__ import annotations

import pytest

from postkit.flavors.names import hexo_ignores, hugo_ignores, jekyll_ignores, jekyll_name_date


@pytest.mark.parametrize(
    "name",
    [
        *("h.md", "20220101-f.md", "2022_01_01-g.md", "2022-01-01.md", "2022-01-01 n.md", "2022-01-01-x"),
        *(
            "12022-01-01-x.md",
            "_2022-01-01-x.md",
            "#2022-01-01-x.md",
            "2022-01-01-x.md~",
            "_old/2022-01-01-x.md",
        ),
    ],
)
def test_jekyll_makes_no_post_of_these(name: str) -> None:
    assert jekyll_ignores(f"_posts/{name}")
    assert jekyll_ignores(f"walks/_posts/{name}")
    assert not jekyll_ignores(f"walks/{name}")


@pytest.mark.parametrize(
    "name",
    [
        *("2022-1-1-b.md", "22-01-01-c.md", "202-01-01-x.md", "2022-01-01-.md", "2022-01-01-数字.markdown"),
        *("sub/2022-01-01-x.md", "2022-02-30-e.md", "2022-01-01-x.html"),
    ],
)
def test_jekyll_makes_posts_of_these(name: str) -> None:
    assert not jekyll_ignores(f"_posts/{name}")


@pytest.mark.parametrize(
    ("date", "becomes"),
    [
        *(("2022-02-30", "2022-03-02"), ("2022-06-31", "2022-07-01"), ("2023-02-29", "2023-03-01")),
        *(("22-2-30", "2022-03-02"), ("69-02-30", "1969-03-02"), ("00-02-30", "2000-03-01")),
        *(("202-02-30", "0202-03-02"), ("1900-02-29", "1900-03-01")),
        *(("2022-13-01", None), ("2022-00-10", None), ("2022-02-32", None), ("2022-01-00", None)),
    ],
)
def test_jekyll_makes_another_day_of_one_that_is_not_on_the_calendar_or_stops(
    date: str, becomes: str | None
) -> None:
    found = jekyll_name_date(f"walks/_posts/{date}-x.md")
    assert found
    assert (found.written, found.becomes) == (date, becomes)
    assert jekyll_name_date(f"_drafts/{date}-x.md") is None


@pytest.mark.parametrize("date", ["2022-02-28", "2024-02-29", "2022-12-31", "2022-1-1", "00-02-29"])
def test_jekyll_takes_a_real_day_as_it_is(date: str) -> None:
    assert jekyll_name_date(f"_posts/{date}-x.md") is None


def test_hexo_and_hugo() -> None:
    assert hexo_ignores("source/_posts/_x.md")
    assert hexo_ignores("source/_posts/_old/x.md")
    assert hexo_ignores("source/_posts/x.mdx")
    assert not hexo_ignores("source/_posts/2024/x.md")
    assert not hexo_ignores("source/about/index.md")
    assert hugo_ignores("content/posts/x.mdx")
    assert not hugo_ignores("content/posts/_x.md")
