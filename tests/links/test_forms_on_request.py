"""What rewriting on request leaves alone, the table of beginnings, `https:`, and how they go together."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from postkit.core.source import Source
from postkit.engine import Checks, Family, mend
from postkit.links.check import check
from postkit.links.linking import Linking
from postkit.rules.table import LNK012
from tests.links.forms import Forms, site
from tests.links.sandbox import POST

_JEKYLL = {
    "_config.yml": "permalink: pretty\nurl: https://j.example\nbaseurl: /base\n",
    "_posts/2024-01-05-a.md": POST,
    "_posts/2024-02-01-b.md": POST,
    "_drafts/d.md": POST,
    "docs/twin.md": "---\npermalink: /twin/\n---\n",
    "docs/twin2.md": "---\npermalink: /twin/\n---\n",
    "old.md": "---\nredirect_from: /former/\n---\n",
    "img/a.png": "",
}
_POST = "_posts/2024-01-05-a.md"


@pytest.fixture
def jekyll(tmp_path: Path) -> Forms:
    return site(tmp_path, "jekyll", _JEKYLL)


@pytest.mark.parametrize("to", ["relative", "root", "absolute"])
@pytest.mark.parametrize(
    "link",
    [
        "#one",
        "",
        "https://x.example/base/2024/02/01/b/",
        "//j.example/base/2024/02/01/b/",
        "mailto:a@j.example",
        "/base/none/",
        "../none/",
        "/base/twin/",
        "/base/former/",
        "/elsewhere/2024/02/01/b/",
        "{{ site.baseurl }}/2024/02/01/b/",
        "{{ site.url }}/base/2024/02/01/b/",
        "{% post_url 2024-02-01-b %}",
        "{{ page.next.url }}",
        "/base/{{ page.x }}/",
        "@/img/a.png",
        "_posts/2024-02-01-b.md",
        "\\base\\img\\a.png",
    ],
)
def test_what_is_not_surely_a_page_or_file_of_the_site_is_left_alone(
    jekyll: Forms, to: str, link: str
) -> None:
    wanted = jekyll.asked(to)
    for body in (f"[a]({link})\n", f'<a href="{link}">b</a>\n', f"[a]: {link}\n"):
        assert jekyll.written(_POST, body, wanted) == body


def test_ignored_destinations_and_aliases_are_left_alone(tmp_path: Path) -> None:
    box = Forms(tmp_path, "jekyll", _JEKYLL, [("@/", "/base/")])
    body = "[a](@/img/a.png) [b](/base/img/a.png)\n"
    post = box.text(_POST, body)
    found = check(post, Linking(box.targets, ["/base/img/*"], box.asked("relative", {"/base/": "/new/"})))
    assert [one.code for one in found] == []


def test_an_address_that_is_not_certain_is_not_written(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://h.example/"\n',
        "content/a.md": POST,
        "content/b.md": "",
    }
    box = site(tmp_path, "hugo", files)
    body = "[a](../b/)\n"
    assert box.written("content/a.md", body, box.asked("root")) == body


def test_a_draft_has_no_address_to_count_from(jekyll: Forms) -> None:
    body = "[a](/base/img/a.png) [b](../img/a.png)\n"
    assert jekyll.written("_drafts/d.md", body, jekyll.asked("relative")) == body
    assert jekyll.written("_drafts/d.md", body, jekyll.asked("absolute")) == body.replace(
        "(/base", "(https://j.example/base"
    )


@pytest.mark.parametrize(
    "link",
    [
        "../../../02/01/b",
        "../../../02/01/b/index.html",
        "./../../../02/01/./b/",
        "https://j.example/base/2024/02/01/b",
        "http://J.example/base/2024/02/01/b/index.html",
    ],
)
def test_the_address_is_written_as_the_engine_has_it(jekyll: Forms, link: str) -> None:
    assert jekyll.written(_POST, f"[a]({link}?q=1#one)\n", jekyll.asked("root")) == (
        "[a](/base/2024/02/01/b/?q=1#one)\n"
    )


def test_every_place_of_a_link_is_written_in_its_own_grammar(jekyll: Forms) -> None:
    body = (
        "![a](</base/img/a.png> 'x') <img src='/base/img/a.png?a&amp;b' "
        'srcset="/base/img/a.png 2x, /base/img/a.png">\n\n'
        '[r]: /base/img/a.png#x "t"\n'
    )
    new = body.replace("/base/img", "../../../../img")
    assert jekyll.written(_POST, body, jekyll.asked("relative")) == new
    assert jekyll.written(_POST, new, jekyll.asked("root")) == body


def test_values_of_the_front_matter_are_left_alone(jekyll: Forms) -> None:
    schema = {"properties": {"image": {"format": "uri-reference"}}}
    post = jekyll.text(_POST, "---\nimage: /base/img/a.png\n---\n")
    assert list(check(post, Linking(jekyll.targets, (), jekyll.asked("relative")), [schema])) == []
    found = list(
        check(post, Linking(jekyll.targets, (), jekyll.asked(table={"/base/img/": "/base/i/"})), [schema])
    )
    assert [one.code for one in found] == ["LNK015"]


def test_pictures_that_the_engine_takes_from_its_root(tmp_path: Path) -> None:
    files = {
        "_config.yml": "url: https://x.example\nroot: /r/\npermalink: :year/:title/\n",
        "source/_posts/a.md": "---\ntitle: a\ndate: 2024-01-05 10:00:00\n---\n",
        "source/img/a.png": "",
    }
    box = site(tmp_path, "hexo", files)
    for body in ("![a](img/a.png)\n", "![a](/img/a.png)\n"):
        assert box.written("source/_posts/a.md", body, box.asked("absolute")) == (
            "![a](https://x.example/r/img/a.png)\n"
        )
        assert box.written("source/_posts/a.md", body, box.asked("root")) == "![a](/img/a.png)\n"


_TABLE = {
    "https://old.example/": "https://new.example/",
    "http://old.example/blog": "/archive",
    "/old/": "/new/",
    "/base/2024/": "/base/posts/",
    "/gone/": "https://gone.example/",
}


@pytest.mark.parametrize(
    ("link", "new"),
    [
        ("[a](https://old.example/x)", "[a](https://new.example/x)"),
        ("[a](HTTP://Old.example/blog/x#y)", "[a](/archive/x#y)"),
        ("<https://old.example/x>", "<https://new.example/x>"),
        ("<http://old.example/blog/x>", "<https://j.example/archive/x>"),
        ("[a](/old/x?q#f)", "[a](/new/x?q#f)"),
        ("[a](/old/x%20y)", "[a](/new/x%20y)"),
        ("[a](https://other.example/old/x)", "[a](https://other.example/old/x)"),
        ("[a](https://j.example/old/x#y)", "[a](https://j.example/new/x#y)"),
        ("[a](http://j.example/base/2024/x/)", "[a](http://j.example/base/posts/x/)"),
        ("[a](../../../02/01/b/#one)", "[a](../../../../posts/02/01/b/#one)"),
        ("[a](../../../none/)", "[a](../../../../posts/none/)"),
        ("[a](../../../../../old/x/)", "[a](../../../../../new/x/)"),
        ("[a]({{ site.baseurl }}/2024/x/)", "[a]({{ site.baseurl }}/posts/x/)"),
        ("[a]({{ site.baseurl }}/old/x/)", "[a]({{ site.baseurl }}/new/x/)"),
        ("[a]({{ '/2024/x/' | relative_url }}#y)", "[a]({{ '/posts/x/' | relative_url }}#y)"),
        ("[a]({{ site.url }}/old/x)", "[a]({{ site.url }}/new/x)"),
        ("[a]({{ site.url }}/base/2024/x)", "[a]({{ site.url }}/base/posts/x)"),
        ("[a](/gone/x)", "[a](https://gone.example/x)"),
        ("[a]({{ site.baseurl }}/gone/x)", "[a]({{ site.baseurl }}/gone/x)"),
        ("[a]({{ site.url }}/gone/x)", "[a]({{ site.url }}/gone/x)"),
        ("`/old/x` /old/x", "`/old/x` /old/x"),
        ("[a](/{{ x }}/old/)", "[a](/{{ x }}/old/)"),
    ],
)
def test_the_table_is_found_in_every_form_and_each_keeps_its_own(jekyll: Forms, link: str, new: str) -> None:
    assert jekyll.written(_POST, f"{link}\n", jekyll.asked(table=_TABLE)) == f"{new}\n"


def test_what_the_table_names_is_not_reported_as_missing_too(jekyll: Forms) -> None:
    body = "[a](/old/x) [b]({{ site.baseurl }}/gone/x) [c](/base/2024/x) [d](/base/none/)\n"
    found = check(jekyll.text(_POST, body), Linking(jekyll.targets, rewriting=jekyll.asked(table=_TABLE)))
    assert [(one.code, bool(one.fix)) for one in found] == [
        ("LNK015", True),
        ("LNK015", False),
        ("LNK015", True),
        ("LNK001", False),
    ]


def test_an_entry_that_leads_into_the_base_path_is_none_of_paths_below_it(tmp_path: Path) -> None:
    box = site(tmp_path, "jekyll", _JEKYLL)
    body = "[a](/old/x) [b]({{ site.baseurl }}/old/x)\n"
    assert box.written(_POST, body, box.asked(table={"/old/": "/base/"})) == body.replace("(/old/", "(/base/")


def test_paths_to_files_are_no_addresses(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: x\n", "docs/a.md": POST, "docs/old/b.md": POST}
    box = site(tmp_path, "mkdocs", files)
    body = "[a](/old/b/) [b](old/b.md) [c](old/c.md)\n<a href='../old/b/'>x</a>\n"
    assert box.written("docs/a.md", body, box.asked(table={"/old/": "/new/"})) == (
        "[a](/new/b/) [b](old/b.md) [c](old/c.md)\n<a href='../new/b/'>x</a>\n"
    )


def test_paths_as_written_where_the_engine_adds_the_base_path(tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": 'import { EleventyHtmlBasePlugin } from "@11ty/eleventy";\n'
        "export default function (c) {\n  c.addPlugin(EleventyHtmlBasePlugin);\n"
        "  return { pathPrefix: '/p/' };\n}\n",
        "posts/a.md": POST,
    }
    box = site(tmp_path, "eleventy", files)
    body = "[a](/old/x/) [b](../../old/x/) ![c](/old/x.png)\n"
    assert box.written("posts/a.md", body, box.asked(table={"/old/": "/new/"})) == (
        "[a](/new/x/) [b](../../old/x/) ![c](/new/x.png)\n"
    )
    assert box.written("posts/a.md", body, box.asked(table={"/p/old/": "/p/new/"})) == body.replace(
        "old", "new"
    )


def test_listed_hosts_are_asked_by_https(jekyll: Forms) -> None:
    wanted = jekyll.asked(https=["x.example", "*.y.example", "j.example"])
    body = (
        "[a](http://x.example/a) ![b](HTTP://a.y.example/b.png) <http://x.example> [c](http://y.example/)\n"
        "[d](http://x.example:80/) [e](http://j.example/base/img/a.png) [f](//x.example/)\n"
    )
    new = (
        "[a](https://x.example/a) ![b](https://a.y.example/b.png) <https://x.example> [c](http://y.example/)\n"
        "[d](http://x.example:80/) [e](https://j.example/base/img/a.png) [f](//x.example/)\n"
    )
    assert jekyll.written(_POST, body, wanted) == new
    found = jekyll.said(_POST, body, wanted, ("LNK013", "LNK016"))
    assert [one.code for one in found] == ["LNK016", "LNK016", "LNK016", "LNK013", "LNK013", "LNK016"]


def test_a_rewritten_host_is_asked_by_https_at_once(jekyll: Forms) -> None:
    wanted = jekyll.asked(table={"https://a.example/": "http://a.example/"}, https=["a.example"])
    body = "[a](https://a.example/x)\n"
    assert jekyll.written(_POST, body, wanted) == body
    wanted = jekyll.asked(table={"http://b.example/": "http://a.example/"}, https=["a.example"])
    assert jekyll.written(_POST, "[a](http://b.example/x)\n", wanted) == body


def test_a_form_is_not_written_that_the_table_would_undo(jekyll: Forms) -> None:
    body = "[a](https://j.example/base/img/a.png)\n"
    wanted = jekyll.asked("root", {"/base/img/": "https://j.example/base/img/"})
    assert jekyll.written(_POST, body, wanted) == body


def test_the_own_site_in_full_is_written_from_the_root_unless_that_is_asked_for(jekyll: Forms) -> None:
    body = "[a](https://j.example/base/img/a.png?x#y) <https://j.example/base/img/a.png>\n"
    plain, codes = jekyll.asked(), (LNK012.code, "LNK014")
    assert [one.fix is not None for one in jekyll.said(_POST, body, plain, codes)] == [True, False]
    assert jekyll.written(_POST, body, plain, codes) == body.replace("(https://j.example", "(")
    assert jekyll.said(_POST, body, jekyll.asked("absolute"), codes) == []
    both = jekyll.said(_POST, body, jekyll.asked("relative"), codes)
    assert [one.code for one in both] == ["LNK014", "LNK012"]


def test_nothing_is_asked_of_a_text_without_a_site(jekyll: Forms) -> None:
    wanted = jekyll.asked("absolute", {"/old/": "/new/"}, ["x.example"])
    found = check(
        jekyll.text(_POST, "[a](/base/img/a.png) [b](/old/x) [c](http://x.example)\n"),
        Linking(rewriting=wanted),
    )
    assert [one.code for one in found] == ["LNK015", "LNK016"]


def test_a_huge_post_and_table_end_soon(jekyll: Forms) -> None:
    table = {f"/old/{number}/": f"/new/{number}/" for number in range(10_000)}
    body = (
        "[a](/base/img/a.png) [b](/old/77/x/) [c](../../../02/01/b/) " * 5_000
        + "[d]("
        + "/a" * 30_000
        + ")\n"
    )
    start = time.perf_counter()
    new = jekyll.written(_POST, body, jekyll.asked("root", table))
    assert new.count("/new/77/x/") == new.count("(/base/2024/02/01/b/)") == 5_000
    assert time.perf_counter() - start < 30


def test_files_are_named_only_where_the_engine_surely_looks_them_up(tmp_path: Path) -> None:
    files = {
        "_config.yml": "plugins: [jekyll-relative-links]\ncollections: {docs: {output: true}}\n",
        "_posts/2024-01-05-a.md": POST,
        "_docs/b.md": POST,
        "page.md": POST,
    }
    for number, (more, of_post, of_page) in enumerate(
        (
            ("", "../../../docs/b.html", "_docs/b.md"),
            ("relative_links: {collections: true}\n", "../_docs/b.md", "_docs/b.md"),
            ("relative_links: {enabled: false}\n", "../../../docs/b.html", "docs/b.html"),
        )
    ):
        box = site(tmp_path / str(number), "jekyll", files | {"_config.yml": files["_config.yml"] + more})
        wanted = box.asked("relative")
        assert box.written(_POST, "[a](/docs/b.html)\n", wanted) == f"[a]({of_post})\n"
        assert box.written("page.md", "[a](/docs/b.html)\n", wanted) == f"[a]({of_page})\n"


def test_a_file_of_a_bundle_keeps_the_address_that_it_is_found_by(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://h.example/"\n',
        "content/Posts/Big/index.md": POST,
        "content/Posts/Big/pic.png": "",
    }
    box = site(tmp_path, "hugo", files)
    assert box.written("content/Posts/Big/index.md", "![a](pic.png)\n", box.asked("root")) == (
        "![a](/posts/big/pic.png)\n"
    )


def test_a_picture_that_is_served_as_it_is_is_not_taken_into_a_bundle(tmp_path: Path) -> None:
    files = {
        "astro.config.mjs": "export default { site: 'https://a.example' };\n",
        "src/pages/one.md": POST,
        "src/assets/b.png": "",
        "public/a.png": "",
    }
    box = site(tmp_path, "astro", files)
    body = "![a](/a.png) ![b](../assets/b.png) [c](/a.png)\n"
    assert box.written("src/pages/one.md", body, box.asked("relative")) == body.replace("[c](/", "[c](../")
    assert box.written("src/pages/one.md", body, box.asked("absolute")) == body.replace(
        "(/", "(https://a.example/"
    )


def test_a_link_that_leads_elsewhere_is_put_right_before_its_form_is_looked_at(tmp_path: Path) -> None:
    files = {
        "hugo.toml": 'baseURL = "https://h.example/"\n',
        "content/a.md": POST,
        "content/new.md": "---\naliases: [/former/]\n---\n",
    }
    box = site(tmp_path, "hugo", files)
    wanted = box.asked("relative")
    for body, codes in (
        ("[a](/former/)\n", ["LNK010"]),
        ("[a](/New/)\n", ["LNK002"]),
        ("[a](/new/)\n", ["LNK014"]),
    ):
        found = check(box.text("content/a.md", body), Linking(box.targets, rewriting=wanted))
        assert [one.code for one in found] == codes
    source = Source("content/a.md", b"[a](/former/) [b](//x.example/) [c](/new/)\n")
    checks = Checks((Family.LINKS,), linking=Linking(box.targets, rewriting=wanted))
    mended = mend(source, box.flavor, checks, path="content/a.md", unsafe=False)
    assert mended.source.data == b"[a](../new/) [b](https://x.example/) [c](../new/)\n"
    assert mended.diagnostics == []


def test_an_address_in_text_that_the_engine_asks_by_http(tmp_path: Path) -> None:
    box = site(tmp_path, "gfm", {"a.md": POST})
    wanted = box.asked(table={"http://www.b.example/": "https://c.example/"}, https=["www.a.example"])
    assert box.written("a.md", "See www.a.example/x, http://www.a.example/y, www.b.example/z.\n", wanted) == (
        "See https://www.a.example/x, https://www.a.example/y, https://c.example/z.\n"
    )
