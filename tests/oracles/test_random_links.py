"""Random destinations in sites that engines build: what postkit calls missing is dead, the rest alive."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.oracles.engines import HUGO
from tests.oracles.random_links import Site, run

_LISTS = frozenset({"tags", "categories", "posts"})

JEKYLL = Site(
    "jekyll",
    "/b",
    {
        "_posts/2024-01-05-first.md": "title: a",
        "_posts/2024-01-06-Second-One.md": "title: a\ncategories: [news, More Of It]",
        "_posts/2024-01-07-数字.md": "title: a",
        "_posts/2024-01-08-own.md": "title: a\npermalink: /own/place/",
        "_posts/2024-01-09-hidden.md": "title: a\npublished: false",
        "index.md": "title: a",
        "docs/index.md": "title: a",
        "docs/guide.md": "title: a",
        "docs/A b.md": "title: a",
        "docs/deep/Note.md": "title: a\npermalink: /notes/:basename",
        "about.html": "title: a",
    },
    [
        *("img/a.png", "img/B c.PNG", "img/图.png", "_posts/beside.png"),
        *("docs/plan.pdf", "docs/raw.html", "LICENSE"),
    ],
    {"_config.yml": "url: https://site.example\nbaseurl: /b\n"},
    ["jekyll", "build", "--quiet"],
    "_site",
    _LISTS,
)
HUGO_SITE = Site(
    "hugo",
    "/b",
    {
        "content/_index.md": "title: a",
        "content/about.md": "title: a",
        "content/posts/first.md": "title: a\ntags: [Big One, c++]",
        "content/posts/Second One.md": "title: a\ncategories: [x]\naliases: [/old/one/, sibling]",
        "content/posts/slugged.md": "title: a\nslug: other",
        "content/posts/draft.md": "title: a\ndraft: true",
        "content/docs/_index.md": "title: a",
        "content/docs/leaf/index.md": "title: a",
        "content/docs/leaf/resource.md": "title: a",
        "content/docs/deep/er/数字.md": "title: a\nurl: /set/here/",
    },
    [
        *("static/img/a.png", "static/img/B c.PNG", "content/docs/leaf/pic.png"),
        *("content/posts/loose.png", "assets/s.png", "static/raw.html"),
    ],
    {
        "hugo.toml": "baseURL = 'https://site.example/b/'\n[markup.goldmark.renderer]\nunsafe = true\n",
        "layouts/all.html": "{{ .Content }}\n",
    },
    [str(HUGO), "--quiet", "--noTimes"],
    "public",
    _LISTS,
)


def _mkdocs(base: str, settings: str = "") -> Site:
    return Site(
        "mkdocs",
        base,
        {
            "docs/index.md": "title: a",
            "docs/about.md": "title: a",
            "docs/About Us.md": "title: a",
            "docs/guide/index.md": "title: a",
            "docs/guide/start.md": "title: a",
            "docs/guide/Deep Er/x_y.z.md": "title: a",
            "docs/readme/README.md": "title: a",
            "docs/both/README.md": "title: a",
            "docs/both/index.md": "title: a",
            "docs/数字/技术.markdown": "title: a",
            "docs/skip/no.md": "title: a",
            "docs/drafts/d.md": "title: a",
            "README.md": "title: a",
        },
        [
            *("docs/img/a.png", "docs/img/B c.PNG", "docs/guide/pic.png", "docs/guide/Deep Er/图.png"),
            *("docs/raw.html", "docs/plan.pdf", "docs/.hidden.png", "docs/noext", "outside.png"),
        ],
        {
            "mkdocs.yml": f"site_name: s\nsite_url: https://site.example{base}/\nplugins: []\n"
            "theme: {name: null, custom_dir: theme}\nexclude_docs: skip/\ndraft_docs: drafts/\n" + settings,
            "theme/main.html": "{{ page.content }}\n",
        },
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        "site",
    )


SITES = {
    "jekyll": JEKYLL,
    "hugo": HUGO_SITE,
    "mkdocs": _mkdocs(""),
    "mkdocs below a path": _mkdocs("/b"),
    "mkdocs with flat addresses": _mkdocs("/b", "use_directory_urls: false\n"),
    "mkdocs with links from docs": _mkdocs("/b", "validation: {links: {absolute_links: relative_to_docs}}\n"),
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_missing_is_dead_and_the_rest_alive(site: Site, seed: int, tmp_path: Path) -> None:
    if site.flavor == "jekyll" and shutil.which("jekyll") is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Debian's jekyll")
        pytest.skip("jekyll is not installed")
    found = run(tmp_path, site, seed)
    assert found.false == []
    assert found.unseen == set()
    assert len(found.reported) > 100
