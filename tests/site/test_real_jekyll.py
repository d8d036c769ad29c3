"""URLs against the files that the real Jekyll builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from postkit.flavors import FLAVORS
from postkit.site.build import build_site

needs_jekyll = pytest.mark.skipif(
    shutil.which("jekyll") is None and not os.environ.get("CI"), reason="jekyll is not installed"
)

FILES = {
    "_posts/2024-01-05-plain.md": "title: A",
    "_posts/2024-01-06-Upper Case & more.md": "title: A",
    "_posts/2024-01-07-数字.md": "title: A\ncategories: 新闻 Tech",
    "_posts/2024-01-08-list.md": "categories: [Foo Bar, baz, Foo Bar]\ncategory: one two",
    "_posts/2024-01-09-slug.md": "slug: My Own_Slug.v2",
    "_posts/2024-01-10-dated.md": "date: 2023-06-07 23:30:00 +0000",
    "_posts/2024-01-11-plain-time.md": "date: 2023-06-07 23:30:00",
    "_posts/2024-01-12-quoted-time.md": "date: '2023-06-07 23:30:00'",
    "_posts/2024-01-13-minutes.md": "date: 2023-06-07 23:30",
    "_posts/2024-01-14-permalink.md": "permalink: /own/:year/:title.html",
    "_posts/2024-01-15-kept.md": "permalink: /données/x y/",
    "_posts/2024-01-16-hidden.md": "published: false",
    "_posts/2024-01-17-null.md": "published:",
    "_posts/2024-01-18-zero.md": "published: 0",
    "_posts/2022-02-30-leap.md": "title: A",
    "_posts/24-1-2-short.md": "title: A",
    "_posts/undated.md": "title: A",
    "_posts/2024-01-19-.md": "title: A",
    "_posts/2024-01-20-text.txt": "title: A",
    "_posts/2024-01-21-page.html": "title: A",
    "_posts/sub/2024-01-22-below.md": "title: A",
    "_posts/_private/2024-01-23-never.md": "title: A",
    "Above/deep/_posts/2024-01-24-above.md": "categories: own",
    "_drafts/2024-01-25-draft.md": "title: A",
    "_recipes/soup.md": "title: A",
    "_recipes/sub/Pie.Apple.md": "title: A",
    "_recipes/2024-01-26-dated.md": "slug: cake",
    "_hidden/no.md": "title: A",
    "_stray/no.md": "title: A",
    "about.md": "title: A",
    "docs/index.md": "title: A",
    "docs/A b.markdown": "title: A",
    "docs/feed.xml": "title: A",
    "docs/own.md": "permalink: /docs/:basename/x:output_ext",
    "special/deep/x.md": "title: A",
    "drop/x.md": "title: A",
    "_kept/x.md": "title: A",
    "_other/x.md": "title: A",
}
CONFIG = {
    "baseurl": "/blog",
    "timezone": "Asia/Tokyo",
    "exclude": ["drop", "*.bak"],
    "include": ["_kept"],
    "collections": {
        "recipes": {"output": True, "permalink": "/food/:path:output_ext"},
        "hidden": {"output": False},
    },
    "defaults": [
        {"scope": {"path": "", "type": "pages"}, "values": {"permalink": "/p/:path/:basename/"}},
        {"scope": {"path": "special/*"}, "values": {"permalink": "/s/:basename"}},
        {"scope": {"path": "Above"}, "values": {"categories": ["given"]}},
    ],
}
PERMALINKS = [
    "date",
    "pretty",
    "weekdate",
    "/:categories/:slugified_categories/:y_day/:name",
    "/:w_year/:title/",
]


def output_of(path: str, url: str) -> str:
    """The file that a URL is written to, as `destination` of documents and of pages says."""
    extension = Path(path).suffix if path.endswith((".xml", ".txt")) else ".html"
    place = unquote(url.removeprefix("/blog/"))
    if place.endswith("/") or not place:
        return f"{place}index{extension if '_posts' not in path else '.html'}"
    return place if place.endswith(extension) else place + extension


@needs_jekyll
@pytest.mark.parametrize("permalink", PERMALINKS)
def test_every_built_file_has_its_url(tmp_path: Path, permalink: str) -> None:
    for name, front_matter in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{front_matter}\n---\n{name}\n", encoding="utf-8")
    config = {**CONFIG, "permalink": permalink}
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    # Only the engine's own rules: no plugins, no theme.
    subprocess.run(
        ["jekyll", "build", "-q", "--disable-disk-cache", "-s", tmp_path, "-d", tmp_path / "_site"],
        check=True,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        timeout=120,
    )
    site = build_site(tmp_path, FLAVORS["jekyll"], FILES, use_cache=False)
    built = {}
    for file in (tmp_path / "_site").rglob("*.*"):
        if file.is_file():
            source = file.read_text(encoding="utf-8").replace("<p>", "").strip().split("</p>")[0]
            built[source.replace("&amp;", "&")] = file.relative_to(tmp_path / "_site").as_posix()
    expected = {path: output_of(path, url) for path in site if (url := site.url_of(path)) is not None}
    assert expected == built
