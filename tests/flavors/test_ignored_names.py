"""Names that engines pass over, as the real engines were seen to."""

from __future__ import annotations

import pytest

from postkit.flavors.names import hexo_ignores, hugo_ignores, jekyll_ignores


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
        "2022-13-01-d.md",
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


def test_hexo_and_hugo() -> None:
    assert hexo_ignores("source/_posts/_x.md")
    assert hexo_ignores("source/_posts/_old/x.md")
    assert hexo_ignores("source/_posts/x.mdx")
    assert not hexo_ignores("source/_posts/2024/x.md")
    assert not hexo_ignores("source/about/index.md")
    assert hugo_ignores("content/posts/x.mdx")
    assert not hugo_ignores("content/posts/_x.md")
