from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.config.settings import Settings
from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.flavors import FLAVORS
from postkit.links.check import check
from postkit.links.collisions import collisions
from postkit.links.linking import Linking
from postkit.site.post import Post
from tests.links.sandbox import POST, Findings, Sandbox

JEKYLL = {
    "_config.yml": "baseurl: /base\nurl: https://x.y\nplugins: [jekyll-feed]\npaginate: 5\n",
    "_posts/2024-01-07-old.md": "---\nredirect_from: /gone/\n---\n",
    "_posts/2024-01-05-one.md": POST,
    "_posts/2024-01-06-two.md": POST,
    "docs/a.md": POST, "docs/b.md": POST, "docs/c.md": POST, "docs/Index.md": POST,
    "emnews/index.html": "---\n---\n<p id='p'>",
    "img/Pic one.PNG": "", "img/p.png": "", "img/图.png": "",
    "assets/css/x.scss": "---\n---\n",
    "raw.html": "<a id=r>",
}  # fmt: skip

HUGO = {
    "hugo.toml": "baseURL = 'https://x.y/'\n[taxonomies]\ntopic = 'topics'\n",
    "content/docs/_index.md": POST, "content/docs/one.md": POST, "content/docs/Two.md": POST,
    "content/docs/bundle/index.md": POST, "content/docs/bundle/pic.png": "", "content/docs/loose.png": "",
    "content/docs/three.md": "---\ntopics: [A b]\n---\n",
    "static/img/p.png": "",
}  # fmt: skip

GFM = {
    "README.md": POST, "docs/guide.md": POST, "docs/sub/README.md": POST, "docs/sub/x.md": POST,
    "static/img/P.png": "", "docs/my file.md": POST,
    "docs/plain.md": "# Plain\n",
}  # fmt: skip


@pytest.fixture
def jekyll(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path, "jekyll", JEKYLL)


@pytest.fixture
def hugo(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path, "hugo", HUGO)


@pytest.fixture
def gfm(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path, "gfm", GFM)


@pytest.mark.parametrize(
    "link",
    [
        "../06/two.html", "../06/two", "/base/2024/01/06/two.html", "/base/2024/01/06/two.html?q#one",
        "/base/docs/a", "../../../docs/a.html", "https://x.y/base/docs/a.html#one",
        "/base/img/p.png", "../../../emnews/", "/base/emnews/#p", "/base/raw.html#r",
        "/base/docs/a.html#中文",
        "/base/docs/a.html#%E4%B8%AD%E6%96%87", "/base/img/%E5%9B%BE.png", "/base/img/Pic%20one.PNG?v=1",
        "#one", "#", "#top", "#fn:1", "#fnref1", "#comments-1",
        # Made by Jekyll and its plugins.
        "/base/feed.xml", "/base/docs/page2/", "/base/assets/css/x.css",
        # May be of another site on the same host.
        "/feed.xml", "/other/x.png", "/somewhere/", "../../../../x.md", "https://other.example/base/x/",
    ],
)  # fmt: skip
def test_jekyll_links_that_are_right_or_cannot_be_known(jekyll: Sandbox, link: str) -> None:
    assert jekyll.findings("_posts/2024-01-05-one.md", f"{POST}\n[a]({link})") == []


@pytest.mark.parametrize(
    ("link", "code", "at"),
    [
        ("../docs/d.md", "LNK001", "../docs/d.md"),
        ("2024-01-06-two.md", "LNK001", "2024-01-06-two.md"),
        ("/docs/a.html", "LNK001", "/docs/a.html"),
        ("/base/img/p.png/", "LNK001", "/base/img/p.png/"),
        ("/base/docs/a.html/", "LNK001", "/base/docs/a.html/"),
        ("/base/img/", "LNK001", "/base/img/"),
        ("/base/nowhere/", "LNK001", "/base/nowhere/"),
        ("https://x.y/base/nowhere/", "LNK001", "https://x.y/base/nowhere/"),
        ("/base/gone/", "LNK010", "/base/gone/"),
        ("pic.png", "LNK001", "pic.png"),
        ("somewhere/", "LNK001", "somewhere/"),
        ("/base/img/q.png", "LNK001", "/base/img/q.png"),
        ("/base/2024/01/07/three.html", "LNK001", "/base/2024/01/07/three.html"),
        ("/base/docs/d.html", "LNK001", "/base/docs/d.html"),
        ("../../../docs/A.html", "LNK002", "../../../docs/A.html"),
        ("/base/2024/01/06/Two.html", "LNK002", "/base/2024/01/06/Two.html"),
        ("/base/docs/a.html#two", "LNK003", "#two"),
        ("../06/two.html#two", "LNK003", "#two"),
        ("#two", "LNK003", "#two"),
        ("#One", "LNK003", "#One"),
        ("//x.y/z.png", "LNK011", "//x.y/z.png"),
    ],
)
def test_jekyll_links_that_are_wrong(jekyll: Sandbox, link: str, code: str, at: str) -> None:
    assert jekyll.findings("_posts/2024-01-05-one.md", f"{POST}\n[a]({link})") == [(code, at)]


@pytest.mark.parametrize(
    "link",
    [
        "../one/", "/docs/one/", "/docs/one", "/docs/two/", "../one#one", "../../img/p.png",
        "../bundle/", "../bundle/pic.png", "/docs/bundle/pic.png", "/img/p.png", "../loose.png", "/docs/",
        "/topics/a-b/", "/topics/", "/docs/page/2/", "/docs/index.xml",
    ],
)  # fmt: skip
def test_hugo_links_that_are_right_or_cannot_be_known(hugo: Sandbox, link: str) -> None:
    assert hugo.findings("content/docs/three.md", f"{POST}\n[a]({link})") == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("four.md", "LNK001"),
        ("one.md", "LNK001"),
        ("one/", "LNK001"),
        ("loose.png", "LNK001"),
        ("/topics/b/", "LNK001"),
        ("/tags/", "LNK001"),
        ("/elsewhere/x/", "LNK001"),
        ("/docs/four/", "LNK001"),
        ("/img/q.png", "LNK001"),
        ("../bundle/q.png", "LNK001"),
        ("/docs/Loose.png", "LNK002"),
        ("/img/P.png", "LNK002"),
        ("/docs/Two/", "LNK002"),
    ],
)
def test_hugo_links_that_are_wrong(hugo: Sandbox, link: str, code: str) -> None:
    assert hugo.findings("content/docs/three.md", f"{POST}\n[a]({link})") == [(code, link)]


@pytest.mark.parametrize(
    "link",
    [
        "guide.md", "./guide.md#one", "guide.html", "guide", "sub", "sub/", "sub/#one", "../README.md",
        "/docs/guide.md", "/img/P.png", "my%20file.md", "<my file.md>", "#ONE", "guide.md#user-content-one",
        "/unknown/page/", "unknown", "guide.md?plain=1#one", "guide.md#L10", "sub/../guide.md",
    ],
)  # fmt: skip
def test_files_that_are_there(gfm: Sandbox, link: str) -> None:
    assert gfm.findings("docs/start.md", f"{POST}\n[a]({link})") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](gide.md)", [("LNK001", "gide.md")]),
        ('![a](<no such.png> "t")', [("LNK001", "no such.png")]),
        ("[a][r]\n\n[r]: gide.md 't'", [("LNK001", "gide.md")]),
        (
            "<img src='x.png' srcset='y.png, ../static/img/P.png 2x'>",
            [("LNK001", "x.png"), ("LNK001", "y.png")],
        ),
        ("| a |\n|---|\n| [x](gide.md) |", [("LNK001", "gide.md")]),
        ("[![a](x.png)](gide.md)", [("LNK001", "x.png"), ("LNK001", "gide.md")]),
        ("[a](plain.md#two)", [("LNK003", "#two")]),
        ("`[a](gide.md)` <!-- [a](gide.md) -->", []),
        ("[a]({{ x }}/gide.md)", []),
    ],
)
def test_findings_point_at_the_destination(gfm: Sandbox, text: str, expected: Findings) -> None:
    assert gfm.findings("docs/start.md", f"{POST}\n{text}") == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](Guide.md)", "[a](guide.md)"),
        ("[a](./Guide.md#one 'T')", "[a](./guide.md#one 'T')"),
        ("[a](<My file.md>)", "[a](<my file.md>)"),
        ("[a](My%20file.md)", "[a](my%20file.md)"),
        ("[a]: SUB/X.md", "[a]: sub/x.md"),
        ("<img src='../STATIC/Img/p.PNG'>", "<img src='../static/img/P.png'>"),
        ("[a](Guide.html)", "[a](guide.html)"),
        ("[a](Guide)", "[a](guide)"),
        ("![a](//x.y/z.png)", "![a](https://x.y/z.png)"),
        ('<img src="//x.y/z.png">', '<img src="https://x.y/z.png">'),
    ],
)
def test_fixes_keep_the_writers_style_and_leave_nothing(gfm: Sandbox, before: str, after: str) -> None:
    assert gfm.fixed("docs/start.md", f"# A\r\n\r\n{before}") == f"# A\r\n\r\n{after}"
    assert gfm.findings("docs/start.md", f"# A\r\n\r\n{after}") == []


def test_hints_name_what_is_near(gfm: Sandbox) -> None:
    post = Post(Source("docs/start.md", b"# Heading\n\n[a](gide.md) [b](#headin)"), gfm.flavor)
    assert [(one.message, one.hint) for one in check(post, Linking(gfm.targets))] == [
        ("`gide.md` does not exist", "did you mean `guide.md`?"),
        ("no heading or anchor `headin` in this post", "did you mean `#heading`?"),
    ]


def test_an_anchor_that_differs_in_case_is_told(jekyll: Sandbox) -> None:
    post = Post(Source("docs/z.md", b"# Heading\n\n[b](#Heading)"), jekyll.flavor)
    assert [one.message for one in check(post, Linking(jekyll.targets))] == [
        "the anchor `Heading` is `heading` in this post"
    ]


def test_without_a_site_only_the_text_itself_is_checked() -> None:
    post = Post(
        Source("x.md", b"# A\n\n[a](no.md) [b](#no) [c](//x.y) [d](#a) [e](/no.png)"), FLAVORS["jekyll"]
    )
    assert [one.code for one in check(post)] == ["LNK003", "LNK011"]


@pytest.mark.parametrize("pattern", ["gide.md", "g*", "*.md"])
def test_patterns_are_left_alone(gfm: Sandbox, pattern: str) -> None:
    assert gfm.findings("docs/start.md", "[a](gide.md)", ignore=[pattern]) == []
    assert gfm.findings("docs/start.md", "[a](gide.md)", ignore=["x*"]) == [("LNK001", "gide.md")]


def test_redirects_are_believed(tmp_path: Path) -> None:
    site = Sandbox(
        tmp_path,
        "jekyll",
        {**JEKYLL, "_redirects": "/base/img/old.png /img/p.png\n/base/docs/gone/* /docs/\n"},
    )
    text = "[a](/base/img/old.png) [b](/base/img/older.png) [c](/base/docs/gone/img.png)"
    assert site.findings("docs/z.md", text) == [("LNK001", "/base/img/older.png")]


def test_nothing_outside_the_root_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# S\n", encoding="utf-8")
    site = Sandbox(tmp_path / "site", "gfm", GFM)
    for link in (
        "../../secret.md#no",
        "../../none.md",
        "../../../../../../etc/passwd.md",
        "%2e%2e/%2e%2e/none.md",
    ):
        assert site.findings("docs/start.md", f"[a]({link})") == []


def test_a_render_hook_may_take_a_word_for_anything(tmp_path: Path) -> None:
    files = {**HUGO, "layouts/_markup/render-link.html": ""}
    site = Sandbox(tmp_path, "hugo", files)
    assert site.findings("content/docs/one.md", "x [a](g) [b](four.md)") == [("LNK001", "four.md")]
    del files["layouts/_markup/render-link.html"]
    (tmp_path / "layouts/_markup/render-link.html").unlink()
    site = Sandbox(tmp_path, "hugo", files)
    assert site.findings("content/docs/one.md", "x [a](../g/)") == [("LNK001", "../g/")]


@pytest.fixture(scope="module")
def sandboxes(tmp_path_factory: pytest.TempPathFactory) -> list[Sandbox]:
    sites = {"jekyll": JEKYLL, "hugo": HUGO, "gfm": GFM}
    return [Sandbox(tmp_path_factory.mktemp(name), name, files) for name, files in sites.items()]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="/.%#?[]:\\&;0fFa~@ \x00\x7f\u200b文mdpngDocs-", max_size=40), st.integers(0, 2))
def test_any_destination_is_checked_without_fail(sandboxes: list[Sandbox], link: str, site: int) -> None:
    text = f"x\n\n[a](<{link}>) <img src='{link}' srcset='{link}'>"
    for code, at in sandboxes[site].findings("docs/z.md", text):
        assert code.startswith("LNK")
        assert at in text


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"## Heading {number}\n\n" for number in range(2000))
        + "".join(f"[a](#nothing-{number}) " for number in range(2000)),
        "# A\n\n[a](#a)\n\n" + "{" + "#a" * 100_000,
        "# A\n\n[a](#b)\n\n" + ("{" + "#" * 100) * 2000,
        "# A\n\n[a](#" + "b-" * 50_000 + ")",
        "[a](" + "../" * 1000 + "x.md)" + "[a](" + "a/" * 2000 + "x.md)",
        "# A\n\n[a](#b)\n\n" + "<h1>" * 20_000,
    ],
    ids=range(6),
)
def test_hostile_text_takes_little_time(jekyll: Sandbox, text: str) -> None:
    start = time.process_time()
    jekyll.findings("docs/z.md", text)
    assert time.process_time() - start < 5


def test_rules_that_are_off_wait_to_be_asked(tmp_path: Path) -> None:
    site = Sandbox(tmp_path, "jekyll", JEKYLL)
    post = Post(
        Source("docs/z.md", b"[a](https://x.y/base/docs/a.html#one) [b](http://z.example/)"), site.flavor
    )
    found = list(check(post, Linking(site.targets)))
    assert [(one.code, one.rule.on, one.hint) for one in found] == [
        ("LNK012", False, "write `/base/docs/a.html#one`"),
        ("LNK013", False, "write `https:` if the host has it"),
    ]
    assert not Settings().reports("LNK012")
    assert not Settings(select=("LNK",)).reports("LNK012")
    assert Settings(select=("LNK", "LNK012")).reports("LNK012")


def test_an_alias_stands_for_a_folder_or_an_address(tmp_path: Path) -> None:
    site = Sandbox(tmp_path, "jekyll", JEKYLL, aliases=(("@/", "docs"), ("cdn/", "/base/img/"), ("~", "")))
    text = "[a](@/a.md#one) [b](@/z.md) [c](cdn/p.png) [d](cdn/q.png) [e](~docs/b.md) [f](@/a.md#no)"
    text += "\n\n[g]: @/y.md"
    assert site.findings("_posts/2024-01-05-one.md", text) == [
        ("LNK006", "@/z.md"),
        ("LNK001", "cdn/q.png"),
        ("LNK003", "#no"),
        ("LNK006", "@/y.md"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("/docs/a.html", "lacks the path of the site, `/base`", "write `/base/docs/a.html`"),
        (
            "2024-01-06-two.md",
            "does not exist at `/base/2024/01/05/2024-01-06-two.md`, where a browser looks for it",
            "`_posts/2024-01-06-two.md` is published at `/base/2024/01/06/two.html`: write that",
        ),
        ("/base/img/p.png/", "does not exist: it is a file, no folder", "write `/base/img/p.png`"),
        ("/base/img/", "is a folder without an index page", ""),
        ("/base/docs/indx.html", "does not exist", "did you mean `/base/docs/Index.html`?"),
        (
            "/base/gone/",
            "is the old address of `/base/2024/01/07/old.html`",
            "write `/base/2024/01/07/old.html`",
        ),
    ],
)
def test_what_is_said(jekyll: Sandbox, text: str, message: str, hint: str) -> None:
    post = Post(Source("_posts/2024-01-05-one.md", f"{POST}\n[a]({text})".encode()), jekyll.flavor)
    assert [(one.message, one.hint) for one in check(post, Linking(jekyll.targets))] == [
        (f"`{text}` {message}", hint)
    ]


def test_two_posts_with_one_address(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: x\n",
        "_posts/2024-01-05-one.md": "---\nslug: two\n---\n",
        "_posts/2024-01-05-two.md": "---\ntitle: x\n---\n",
        "_posts/2024-01-06-two.md": "---\ntitle: x\n---\n",
    }
    site = Sandbox(tmp_path, "jekyll", files)
    found = {
        path: [(one.code, one.message, one.span) for one in collisions(site.post(path), site.targets)]
        for path in files
        if path.endswith(".md")
    }
    assert found == {
        "_posts/2024-01-05-one.md": [
            ("URL001", "`_posts/2024-01-05-two.md` is published at `/2024/01/05/two.html`, too", Span(10, 13))
        ],
        "_posts/2024-01-05-two.md": [
            ("URL001", "`_posts/2024-01-05-one.md` is published at `/2024/01/05/two.html`, too", WHOLE_FILE)
        ],
        "_posts/2024-01-06-two.md": [],
    }


def test_an_empty_file_may_become_any_page(tmp_path: Path) -> None:
    site = Sandbox(tmp_path, "jekyll", {**JEKYLL, "docs/empty.md": ""})
    assert site.findings("docs/a.md", "[a](/base/none/) [b](/base/docs/none.png)") == [
        ("LNK001", "/base/docs/none.png")
    ]


def test_a_host_that_others_share(tmp_path: Path) -> None:
    files = {**JEKYLL, "_config.yml": "url: https://x.github.io\n"}
    site = Sandbox(tmp_path, "jekyll", files)
    assert site.findings("docs/a.md", "[a](/other-repository/x/) [b](/docs/none/)") == [
        ("LNK001", "/docs/none/")
    ]


@pytest.mark.parametrize(
    ("link", "fixed"),
    [
        ("/base/gone/?q#one", "/base/2024/01/07/old.html?q#one"),
        ("../../../../base/gone/", "../07/old.html"),
        ("https://x.y/base/gone/", "https://x.y/base/2024/01/07/old.html"),
        ("/base/img/p.png/", "/base/img/p.png"),
        ("/base/docs/a.html#One", "/base/docs/a.html#one"),
        ("#%E4%B8%AD%E6%96%87_", "#%E4%B8%AD%E6%96%87"),
    ],
)
def test_safe_fixes_of_addresses(jekyll: Sandbox, link: str, fixed: str) -> None:
    path = "_posts/2024-01-05-one.md"
    post = Post(Source(path, f"{POST}\n[a]({link})".encode()), jekyll.flavor, path)
    (found,) = (one for one in check(post, Linking(jekyll.targets)) if one.rule.on)
    assert found.fix
    assert found.fix.safety is Safety.SAFE
    assert apply_edits(post.source.data, found.fix.edits).decode() == f"{POST}\n[a]({fixed})"
    assert jekyll.findings(path, f"{POST}\n[a]({fixed})") == []


@pytest.mark.parametrize(
    ("link", "hint", "fixed"),
    [
        ("gide.md", "did you mean `guide.md`?", "guide.md"),
        ("<my flie.md>", "did you mean `my file.md`?", "<my file.md>"),
        ("plain.md#plan", "did you mean `#plain`?", "plain.md#plain"),
        ("part-3.md", "did you mean `part-1.md` or `part-2.md`?", None),
    ],
)
def test_unsafe_fixes_take_the_one_near_name(tmp_path: Path, link: str, hint: str, fixed: str | None) -> None:
    gfm = Sandbox(tmp_path, "gfm", {**GFM, "docs/part-1.md": POST, "docs/part-2.md": POST})
    post = Post(Source("docs/start.md", f"[a]({link})".encode()), gfm.flavor)
    (found,) = check(post, Linking(gfm.targets))
    assert found.hint == hint
    if fixed is None:
        assert found.fix is None
        return
    assert found.fix
    assert found.fix.safety is Safety.UNSAFE
    assert apply_edits(post.source.data, found.fix.edits).decode() == f"[a]({fixed})"
