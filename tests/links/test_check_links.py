from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.check import check
from postkit.links.targets import Targets
from postkit.site.build import build_site
from postkit.site.post import Post

Findings = list[tuple[str, str]]


class Sandbox:
    """A site in a folder."""

    def __init__(self, root: Path, flavor: str, files: Mapping[str, str]) -> None:
        self.flavor = FLAVORS[flavor]
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pages = sorted(name for name in files if name.endswith((".md", ".html")))
        site = build_site(root, self.flavor, pages, use_cache=False)
        self.targets = Targets(root, self.flavor, site)

    def findings(self, path: str, body: str, **options: object) -> Findings:
        post = Post(Source(path, body.encode()), self.flavor, path)
        found = check(post, self.targets, **options)  # type: ignore[arg-type]
        return [(one.code, post.source.slice(one.span)) for one in found]

    def fixed(self, path: str, body: str) -> str:
        post = Post(Source(path, body.encode()), self.flavor, path)
        fixes = [one.fix for one in check(post, self.targets) if one.fix]
        assert all(fix.safety is Safety.SAFE for fix in fixes)
        return apply_edits(post.source.data, [edit for fix in fixes for edit in fix.edits]).decode()


POST = "---\ntitle: x\n---\n# One\n\n## 中文\n"

JEKYLL = {
    "_config.yml": "baseurl: /base\nurl: https://x.y\n",
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
    "content/docs/bundle/index.md": POST, "content/docs/bundle/pic.png": "",
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
        "../docs/a.md", "2024-01-06-two.md", "../06/two.html", "../06/two", "/base/2024/01/06/two.html",
        "/2024/01/06/two.html", "/docs/a.html", "/docs/a", "../../../../docs/a.html", "/img/p.png",
        "/base/img/p.png", "../../../../emnews/", "/emnews/#p", "/raw.html#r", "../docs/a.md#中文",
        "../docs/a.md#%E4%B8%AD%E6%96%87", "/img/%E5%9B%BE.png", "/img/Pic%20one.PNG?v=1",
        "#one", "#", "#top", "#fn:1", "#fnref1", "#comments-1",
        # May be made by Jekyll, its plugins or another site on the same host.
        "/feed.xml", "/tags/x/", "/docs/page/2/", "/assets/css/x.css", "/docs/categories/", "/other/x.png",
        "/docs/feed.xml", "/somewhere/", "../../../../../../x.md", "/2024/01/",
    ],
)  # fmt: skip
def test_jekyll_links_that_are_right_or_cannot_be_known(jekyll: Sandbox, link: str) -> None:
    assert jekyll.findings("_posts/2024-01-05-one.md", f"{POST}\n[a]({link})") == []


@pytest.mark.parametrize(
    ("link", "code", "at"),
    [
        ("../docs/d.md", "LNK001", "../docs/d.md"),
        ("pic.png", "LNK001", "pic.png"),
        ("somewhere/", "LNK001", "somewhere/"),
        ("/base/img/q.png", "LNK001", "/base/img/q.png"),
        ("/base/2024/01/07/three.html", "LNK001", "/base/2024/01/07/three.html"),
        ("/base/docs/d.html", "LNK001", "/base/docs/d.html"),
        ("../docs/A.md", "LNK002", "../docs/A.md"),
        ("/base/2024/01/06/Two.html", "LNK002", "/base/2024/01/06/Two.html"),
        ("../docs/a.md#two", "LNK003", "#two"),
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
        "one.md", "../docs/one.md", "/docs/one/", "/docs/one", "/docs/two/", "Two.md", "two.md", "one#one",
        "bundle/", "bundle/pic.png", "/docs/bundle/pic.png", "/img/p.png", "../../img/p.png", "docs/one.md",
        "/topics/x/", "/tags/x/", "/docs/page/2/", "/docs/index.xml", "/elsewhere/x/", "/docs/x/y/",
    ],
)  # fmt: skip
def test_hugo_links_that_are_right_or_cannot_be_known(hugo: Sandbox, link: str) -> None:
    assert hugo.findings("content/docs/three.md", f"{POST}\n[a]({link})") == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("four.md", "LNK001"),
        ("/docs/four/", "LNK001"),
        ("/img/q.png", "LNK001"),
        ("bundle/q.png", "LNK001"),
        ("bundle/Pic.png", "LNK002"),
        ("/img/P.png", "LNK002"),
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
    assert [(one.message, one.hint) for one in check(post, gfm.targets)] == [
        ("`gide.md` does not exist", "did you mean `guide.md`?"),
        ("no heading or anchor `headin` in this post", "did you mean `#heading`?"),
    ]


def test_an_anchor_that_differs_in_case_is_told(jekyll: Sandbox) -> None:
    post = Post(Source("docs/z.md", b"# Heading\n\n[b](#Heading)"), jekyll.flavor)
    assert [one.message for one in check(post, jekyll.targets)] == [
        "the anchor `Heading` is `heading` in this post"
    ]


def test_without_a_site_only_the_text_itself_is_checked() -> None:
    post = Post(
        Source("x.md", b"# A\n\n[a](no.md) [b](#no) [c](//x.y) [d](#a) [e](/no.png)"), FLAVORS["jekyll"]
    )
    assert [one.code for one in check(post, None)] == ["LNK003", "LNK011"]


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
