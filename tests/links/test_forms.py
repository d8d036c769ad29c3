"""Links to a site's own pages and files, written in the form that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from postkit.errors import RequestError
from tests.links.forms import site
from tests.links.sandbox import POST

FORMS = ("relative", "root", "absolute")


class Case(NamedTuple):
    """A site, a post of it, and links each in the three forms; None where a form is none for them."""

    flavor: str
    files: Mapping[str, str]
    post: str
    links: tuple[tuple[str | None, str | None, str | None], ...]


_HUGO = POST.replace("title: x", "title: x\ndate: 2024-01-05")
CASES = {
    "jekyll": Case(
        "jekyll",
        {
            "_config.yml": "permalink: pretty\nurl: https://j.example\n",
            "_posts/2024-01-05-a.md": POST,
            "_posts/2024-02-01-b.md": POST,
            "about.md": POST,
            "img/ä.png": "",
        },
        "_posts/2024-01-05-a.md",
        (
            ("../../../02/01/b/", "/2024/02/01/b/", "https://j.example/2024/02/01/b/"),
            ("../../../../about/#one", "/about/#one", "https://j.example/about/#one"),
            ("../../../../img/%C3%A4.png?x", "/img/%C3%A4.png?x", "https://j.example/img/%C3%A4.png?x"),
            ("../../../../img/ä.png", "/img/ä.png", "https://j.example/img/ä.png"),
            ("./#one", "/2024/01/05/a/#one", "https://j.example/2024/01/05/a/#one"),
        ),
    ),
    "jekyll below a base path": Case(
        "jekyll",
        {
            "_config.yml": "url: http://j.example\nbaseurl: /base\n",
            "_posts/2024-01-05-a.md": POST,
            "docs/b.md": POST,
            "img/a.png": "",
        },
        "_posts/2024-01-05-a.md",
        (
            ("../../../docs/b.html", "/base/docs/b.html", "http://j.example/base/docs/b.html"),
            ("../../../img/a.png", "/base/img/a.png", "http://j.example/base/img/a.png"),
            ("a.html", "/base/2024/01/05/a.html", "http://j.example/base/2024/01/05/a.html"),
        ),
    ),
    "jekyll with relative links": Case(
        "jekyll",
        {
            "_config.yml": "url: http://j.example\nbaseurl: /base\nplugins: [jekyll-relative-links]\n",
            "docs/a.md": POST,
            "docs/deep/b.md": POST,
            "img/a.png": "",
        },
        "docs/a.md",
        (
            ("deep/b.md#one", "/base/docs/deep/b.html#one", "http://j.example/base/docs/deep/b.html#one"),
            ("../img/a.png", "/base/img/a.png", "http://j.example/base/img/a.png"),
        ),
    ),
    "hugo": Case(
        "hugo",
        {
            "hugo.toml": 'baseURL = "https://h.example/site/"\n',
            "content/_index.md": POST,
            "content/posts/a.md": _HUGO,
            "content/posts/b/index.md": _HUGO,
            "content/posts/b/pic.png": "",
            "static/img/a.png": "",
        },
        "content/posts/a.md",
        (
            ("../b/", "/site/posts/b/", "https://h.example/site/posts/b/"),
            ("../b/pic.png", "/site/posts/b/pic.png", "https://h.example/site/posts/b/pic.png"),
            ("../../img/a.png", "/site/img/a.png", "https://h.example/site/img/a.png"),
            ("../../", "/site/", "https://h.example/site/"),
        ),
    ),
    "hexo": Case(
        "hexo",
        {
            "_config.yml": "url: https://x.example\nroot: /r/\npermalink: :year/:title/\n"
            "marked:\n  prependRoot: true\n",
            "source/_posts/a.md": "---\ntitle: a\ndate: 2024-01-05 10:00:00\n---\n",
            "source/_posts/b.md": "---\ntitle: b\ndate: 2023-01-05 10:00:00\n---\n",
            "source/img/a.png": "",
        },
        "source/_posts/a.md",
        (
            ("../../2023/b/", "/r/2023/b/", "https://x.example/r/2023/b/"),
            ("../../img/a.png", "/r/img/a.png", "https://x.example/r/img/a.png"),
        ),
    ),
    "mkdocs": Case(
        "mkdocs",
        {
            "mkdocs.yml": "site_name: x\nsite_url: https://m.example/d/\n",
            "docs/index.md": POST,
            "docs/a/b.md": POST,
            "docs/c.md": POST,
            "docs/img/a.png": "",
        },
        "docs/a/b.md",
        (
            ("../c.md#one", None, "https://m.example/d/c/#one"),
            ("../index.md", None, "https://m.example/d/"),
            ("../img/a.png", None, "https://m.example/d/img/a.png"),
        ),
    ),
    "mkdocs with paths from the docs": Case(
        "mkdocs",
        {
            "mkdocs.yml": "site_name: x\nsite_url: https://m.example/d/\n"
            "validation:\n  links:\n    absolute_links: relative_to_docs\n",
            "docs/a/b.md": POST,
            "docs/c.md": POST,
        },
        "docs/a/b.md",
        (("../c.md", "/c.md", "https://m.example/d/c/"),),
    ),
    "eleventy": Case(
        "eleventy",
        {
            ".eleventy.js": "export default function (c) { return { pathPrefix: '/p/' } };\n",
            "posts/a.md": POST,
            "posts/b.md": POST,
        },
        "posts/a.md",
        (("../b/", "/p/posts/b/", None),),
    ),
    "eleventy that adds its base path": Case(
        "eleventy",
        {
            "eleventy.config.js": 'import { EleventyHtmlBasePlugin } from "@11ty/eleventy";\n'
            "export default function (c) {\n  c.addPlugin(EleventyHtmlBasePlugin);\n"
            "  return { pathPrefix: '/p/' };\n}\n",
            "posts/a.md": POST,
            "posts/b.md": POST,
        },
        "posts/a.md",
        (("../b/", "/posts/b/", None),),
    ),
    "astro": Case(
        "astro",
        {
            "astro.config.mjs": "export default { site: 'https://a.example', base: '/b' };\n",
            "src/pages/one.md": POST,
            "src/pages/two/three.md": POST,
            "public/a.png": "",
        },
        "src/pages/two/three.md",
        (
            ("../../one/", "/b/one/", "https://a.example/b/one/"),
            ("../../a.png", "/b/a.png", "https://a.example/b/a.png"),
        ),
    ),
    "gfm": Case(
        "gfm",
        {"README.md": POST, "docs/a.md": POST, "docs/img/a b.png": ""},
        "docs/a.md",
        (("../README.md#one", "/README.md#one", None), ("img/a%20b.png", "/docs/img/a%20b.png", None)),
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(("old", "new"), list(permutations(range(3), 2)))
def test_each_form_is_written_in_each_other(name: str, old: int, new: int, tmp_path: Path) -> None:
    case = CASES[name]
    if all(link[new] is None for link in case.links) and FORMS[new] == "absolute":
        return
    box = site(tmp_path, case.flavor, case.files)
    wanted = box.asked(FORMS[new])
    for link in case.links:
        before, after = link[old], link[new] or link[old]
        if before is not None:
            text, fixed = f"[a]({before}) b\n", f"[a]({after}) b\n"
            assert box.written(case.post, text, wanted) == fixed
            leads = list(box.leads(case.post, text))
            assert leads[0][0]
            assert list(box.leads(case.post, fixed)) == leads
            html, fixed = (
                f'<a href="{before}">b</a>\n',
                box.written(case.post, f'<a href="{before}">b</a>\n', wanted),
            )
            assert list(box.leads(case.post, fixed)) == list(box.leads(case.post, html))


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "hexo", "mkdocs", "eleventy", "astro", "gfm"])
def test_the_address_must_be_known_where_links_are_to_be_in_full(flavor: str, tmp_path: Path) -> None:
    box = site(tmp_path, flavor, {})
    with pytest.raises(RequestError, match="--flavor" if flavor == "gfm" else "--base-url"):
        box.asked("absolute")


_NAMES = (
    *(
        "a b.png",
        "ä.png",
        "50%.png",
        "a:b.png",
        "q?x.png",
        "h#x.png",
        "(p).png",
        "p).png",
        "a&b.png",
        "a&amp;b.png",
    ),
    *(
        "[x].png",
        "t~.txt",
        "'q'.png",
        '"q".png',
        "日本 語.png",
        "a%20b.png",
        "a_b*c_d*.png",
        "a;b.png",
        "a|b.png",
    ),
    *("`a`.png", "$a$.png", "<a>.png", "{a}.png", "a+b.png", "a\\b.png", "http:.png"),
)


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm", "mkdocs"])
def test_there_and_back_is_the_same_text(flavor: str, name: str, tmp_path: Path) -> None:
    folder = {"jekyll": "", "hugo": "static/", "gfm": "", "mkdocs": "docs/"}[flavor]
    post = {"jekyll": "d/a.md", "hugo": "content/d/a.md", "gfm": "d/a.md", "mkdocs": "docs/d/a.md"}[flavor]
    settings = {
        "_config.yml": "url: https://x.example\n",
        "hugo.toml": 'baseURL = "https://x.example"\n',
        "mkdocs.yml": "site_name: x\nsite_url: https://x.example/\n",
    }
    box = site(tmp_path, flavor, {f"{folder}img/{name}": "", post: POST, **settings})
    start, other = ("relative", "absolute") if flavor == "mkdocs" else ("root", "relative")
    up = "../../img/" if flavor == "hugo" else "../img/"
    spelled = (up if flavor == "mkdocs" else "/img/") + quote(name, safe="")
    for place in ("![i]({})\n", "[i](<{}> 't')\n", "[i]: {}\n", "<img src='{}'>\n", '<img src="{}#x">\n'):
        body = place.format(spelled)
        if flavor == "mkdocs" and "<img" in body:
            continue
        there = box.written(post, body, box.asked(other))
        assert there != body
        assert list(box.leads(post, there)) == list(box.leads(post, body))
        assert box.written(post, there, box.asked(start)) == body
