"""What MkDocs, Hexo, Eleventy and Astro make of links, beyond what Jekyll and Hugo do.

Each case was measured on the engine: MkDocs 1.6.1, Hexo 8.1.2, Eleventy 3.1.8, Astro 7.3.5.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links.sandbox import POST, Sandbox

MKDOCS = {
    "mkdocs.yml": "site_name: s\nsite_url: https://x.example/b/\ntheme: {name: mkdocs, custom_dir: own}\n"
    "exclude_docs: |\n  skip/\n  *.psd\n",
    "docs/index.md": POST, "docs/guide/index.md": POST, "docs/guide/start.md": POST, "docs/skip/no.md": POST,
    "docs/img/a.png": "", "docs/img/a.psd": "", "own/img/logo.png": "", "own/main.html": "x",
}  # fmt: skip
_GENERATORS = "".join(f'"hexo-generator-{kind}": "*", ' for kind in ("index", "tag", "archive"))
HEXO = {
    "_config.yml": "url: https://x.example/b\nroot: /b/\ntimezone: UTC\ntheme: plain\n"
    "post_asset_folder: true\nnew_post_name: :year-:month-:day-:title.md\n",
    "package.json": f'{{"dependencies": {{{_GENERATORS} "hexo": "8"}}}}', "themes/plain/layout/post.njk": "",
    "source/_posts/2024-01-05-one.md": "---\ntitle: The First\ndate: 2024-01-05\ntags: [t]\n---\n# One\n",
    "source/_posts/2024-01-06-off.md": "---\ndate: 2024-01-06\npublished: false\n---\nx\n",
    "source/_posts/2024-01-07-flat.md": "---\ndate: 2024-01-07\npermalink: flat.html\n---\n# One\n",
    "source/_posts/2024-01-05-one/pic.png": "", "source/_posts/2024-01-05-one/_no.png": "",
    "source/_posts/2024-01-07-flat/pic.png": "", "source/about.md": POST,
}  # fmt: skip
ELEVENTY = {
    "eleventy.config.js": "import { HtmlBasePlugin } from '@11ty/eleventy';\n"
    "export default function (cfg) {\n  cfg.addPlugin(HtmlBasePlugin);\n}\n"
    "export const config = { pathPrefix: '/b/' };\n",
    "index.md": POST, "posts/about.md": POST, "posts/b.md": POST,
}  # fmt: skip


def missing(root: Path, flavor: str, files: dict[str, str], path: str, links: str) -> list[str]:
    """Return which of some links, one a line, are reported."""
    body = f"---\ntitle: x\ndate: 2024-01-05\n---\n{links}\n"
    return [written for _, written in Sandbox(root, flavor, files).findings(path, body)]


def markdown(*destinations: str) -> str:
    return "\n\n".join(f"[a]({one})" for one in destinations)


def test_mkdocs_finds_sources_that_are_published(tmp_path: Path) -> None:
    none = ("../skip/no.md", "../img/a.psd", "../img/none.png")
    links = markdown("start.md", "start.md/", "../img/a.png", *none)
    assert missing(tmp_path, "mkdocs", MKDOCS, "docs/guide/index.md", links) == list(none)


def test_files_of_a_mkdocs_theme_are_served_and_no_others_beside_them(tmp_path: Path) -> None:
    links = markdown("/b/img/favicon.ico", "/b/img/logo.png", "/b/css/base.css", "/b/img/", "/b/main.html")
    assert missing(tmp_path, "mkdocs", MKDOCS, "docs/index.md", links) == ["/b/img/", "/b/main.html"]


def test_what_climbs_above_the_root_stays_there(tmp_path: Path) -> None:
    files = {"_config.yml": "title: x\n", "index.md": POST, "about.md": POST}
    links = markdown("../about.html", "../../about.html#one", "../none.html")
    assert missing(tmp_path, "jekyll", files, "index.md", links) == ["../none.html"]


def test_hexo_serves_files_of_a_post_below_its_address(tmp_path: Path) -> None:
    links = markdown(
        *("pic.png", "/b/2024/01/05/one/pic.png", "/b/flat/pic.png"),
        *("_no.png", "/b/_posts/2024-01-05-one/pic.png", "/b/2024/01/05/pic.png"),
    )
    found = missing(tmp_path, "hexo", HEXO, "source/_posts/2024-01-05-one.md", links)
    assert found == ["_no.png", "/b/_posts/2024-01-05-one/pic.png", "/b/2024/01/05/pic.png"]


def test_hexo_makes_the_lists_that_its_plugins_are_there_for(tmp_path: Path) -> None:
    made = ("/b/", "../", "/b/tags/t/", "/b/archives/", "/b/archives/2024/01/", "/b/page/2/")
    none = ("/b/tags/u/", "/b/tags/", "/b/categories/t/", "/b/archives/2x24/")
    assert missing(tmp_path, "hexo", HEXO, "source/about.md", markdown(*made, *none)) == list(none)


@pytest.mark.parametrize(
    ("tag", "finds"),
    [
        ("post_link one", True),
        ('post_link "The First"', True),
        ("post_link flat#One", True),
        ("post_link 2024-01-05-one", False),
        ("post_link /one", False),
        ("post_link off", False),
        ("asset_img pic.png", True),
        ("asset_img ./pic.png", False),
        ("asset_img /pic.png", False),
        ("asset_img _no.png", False),
    ],
)
def test_hexo_tags_name_posts_and_their_files(tmp_path: Path, tag: str, *, finds: bool) -> None:
    found = missing(tmp_path, "hexo", HEXO, "source/_posts/2024-01-05-one.md", f"{{% {tag} %}}")
    assert (not found) is finds


def test_a_post_has_no_files_where_hexo_keeps_none(tmp_path: Path) -> None:
    files = {**HEXO, "_config.yml": HEXO["_config.yml"].replace("folder: true", "folder: false")}
    path = "source/_posts/2024-01-05-one.md"
    assert missing(tmp_path, "hexo", files, path, "{% asset_img pic.png %}") == ["pic.png"]


def test_hexo_takes_the_name_of_a_picture_letter_by_letter(tmp_path: Path) -> None:
    files = {
        **HEXO,
        "_config.yml": f"{HEXO['_config.yml']}marked: {{prependRoot: true, postAsset: true}}\n",
        "source/_posts/2024-01-05-one/a b.png": "",
    }
    links = "![](<a b.png>) ![](a%20b.png) ![](pic.png?raw=true) ![](pic.png) ![](//b//about.html)"
    found = missing(tmp_path, "hexo", files, "source/_posts/2024-01-05-one.md", links)
    assert found[:2] == ["a%20b.png", "pic.png?raw=true"]


def test_eleventy_puts_the_prefix_before_what_begins_with_a_slash(tmp_path: Path) -> None:
    settings = "export default function () {}\nexport const config = { pathPrefix: '/b/' };\n"
    files = {**ELEVENTY, "eleventy.config.js": settings}
    links = " ".join(f"[a]({{{{ '{one}' | url }}}})" for one in ("/posts/b/", "../b/", "../c.md", "/b.md"))
    assert missing(tmp_path, "eleventy", files, "posts/about.md", links) == ["../c.md", "/b.md"]


def test_a_base_path_that_the_engine_adds_is_not_written(tmp_path: Path) -> None:
    links = markdown("/posts/b/", "/posts//b/", "/b/posts/b/", "https://x.example/b/posts/b/")
    assert missing(tmp_path, "eleventy", ELEVENTY, "index.md", links) == ["/b/posts/b/"]


@pytest.mark.parametrize(
    ("settings", "reported"),
    [
        ("trailingSlash: 'never'", ["/sub/x.md"]),
        ("trailingSlash: 'never', build: { format: 'file' }", ["/sub/b/", "../sub/b/", "/sub/x.md"]),
    ],
)
def test_astro_pages_are_folders_even_if_their_address_has_no_slash(
    tmp_path: Path, settings: str, reported: list[str]
) -> None:
    files = {
        "astro.config.mjs": f"export default {{ {settings} }};\n",
        "src/pages/a.md": POST, "src/pages/sub/b.md": POST,
    }  # fmt: skip
    more = {f"src/pages/sub/{name}.md": POST for name in "cde"}
    links = markdown("/sub/b", "/sub/b/", "sub/b", "../sub/b/", "/sub/x.md")
    assert missing(tmp_path, "astro", {**files, **more}, "src/pages/a.md", links) == reported


def test_astro_serves_nothing_that_lies_beside_a_page(tmp_path: Path) -> None:
    files = {
        "astro.config.mjs": "export default {};\n", "src/pages/docs/a.md": POST,
        "src/pages/docs/side.png": "", "public/p.png": "",
    }  # fmt: skip
    links = '![a](./side.png) <img src="./side.png"> <img src="/p.png">'
    assert missing(tmp_path, "astro", files, "src/pages/docs/a.md", links) == ["./side.png"]
    files["astro.config.mjs"] = "export default { integrations: [copy()] };\n"
    (tmp_path / "other").mkdir()
    assert missing(tmp_path / "other", "astro", files, "src/pages/docs/a.md", links) == []
