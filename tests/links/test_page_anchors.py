from __future__ import annotations

from pathlib import Path

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.publishing.record import Publishing
from postkit.site.headings import PageAnchors, knows_all_anchors, page_anchors
from postkit.site.post import Post
from tests.links.sandbox import Sandbox


def post(text: str, flavor: str, name: str = "x.md") -> Post:
    return Post(Source(name, text.encode()), FLAVORS[flavor])


@pytest.mark.parametrize(
    ("flavor", "text", "expected"),
    [
        ("gfm", "# A b\n\n## A b\n\nSet\n---\n", {"a-b", "a-b-1", "set"}),
        ("gfm", "# `code` *em* [l](u)\n", {"code-em-l"}),
        ("gfm", "# 中文 标题\n", {"中文-标题"}),
        ("gfm", '<a name="q"></a> <p id=z>\n\n<img name="no">\n', {"q", "z"}),
        ("gfm", "## A {#b}\n", {"a-b", "b"}),
        ("gfm", "<h2>Raw <b>one</b></h2>\n", {"raw-one"}),
        ("gfm", "    # code\n\n```\n# code\n```\n<!-- # c <a id='d'> -->\n", set()),
        ("jekyll", "## A\n{: #b .c}\n\n## A\n\n## A\n", {"b", "a", "a-1"}),
        ("jekyll", "{: .c #b}\n## A\n\ntext\n", {"b"}),
        ("jekyll", '## A\n{: id="b"}\n', {"b"}),
        ("jekyll", "## A\n{: #b}\n## C\n", {"b", "c"}),
        ("jekyll", "## A {#b}\n\npara\n{: #p}\n", {"b", "p"}),
        ("hugo", "## A {#b .c}\n\n## A\n", {"b", "a"}),
        ("hugo", "Term [x](y)\n: text\n", {"term-x"}),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_anchors_of_a_page(flavor: str, text: str, expected: set[str], newline: str) -> None:
    # Ids of attribute lists: kramdown 2.4 gave b, a, a-1 and b for the rows with `{: #b}`.
    assert page_anchors(post(text.replace("\n", newline), flavor)) == expected


@pytest.mark.parametrize(
    ("flavor", "text", "known"),
    [
        ("jekyll", "# A\n\n{% if x %}\n\n# B\n\n{% endif %}\n", True),
        ("jekyll", "# A {{ page.title }}\n", False),
        ("jekyll", "{% include toc.html %}\n", False),
        ("jekyll", "text {{ site.version }} text\n", True),
        ("jekyll", "{{ content }}\n", False),
        ("hugo", '{{< figure src="x" >}}\n', True),
        ("hugo", '{{< include "x" >}}\n', False),
        ("hugo", "```\n{{</* include */>}}\n```\n", False),
    ],
)
def test_pages_whose_tags_may_bring_anchors(flavor: str, text: str, known: bool) -> None:
    assert knows_all_anchors(post(f"text\n\n{text}", flavor)) is known


def test_components_may_bring_anchors() -> None:
    assert not knows_all_anchors(post("# A\n", "gfm", "x.mdx"))


def test_anchors_of_other_pages_are_read_once(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# One\n", encoding="utf-8")
    (tmp_path / "bad.md").write_bytes(b"# \xff\n")
    (tmp_path / "open.md").write_text("{% include x %}\n", encoding="utf-8")
    others = PageAnchors(tmp_path, FLAVORS["jekyll"])
    assert others.of("a.md") == frozenset({"one"})
    page.write_text("# Two\n", encoding="utf-8")
    assert others.of("a.md") == frozenset({"one"})
    assert others.of("bad.md") is None
    assert others.of("open.md") is None
    assert others.of("none.md") is None


VECTOR = "# 1. One `two`\n\n#Three [x](#own)\n\n# 中文\n\n## Own {#own}\n"


@pytest.mark.parametrize(
    ("flavor", "config", "good", "missing"),
    [
        ("jekyll", "", "1-one-two 中文 own", "one-two section"),
        ("jekyll", "kramdown:\n  input: kramdown\n", "one-two three-xown section own", "1-one-two 中文"),
        ("jekyll", "kramdown:\n  auto_id_prefix: h-\n", "h-1-one-two own", "1-one-two"),
        ("jekyll", "kramdown:\n  auto_ids: false\n", "own", "1-one-two 中文"),
        ("jekyll", "markdown: CommonMarkGhPages\n", "1-one-two one-two own", "文章"),
        ("hugo", "", "1-one-two 中文 own", "heading"),
        ("hugo", "markup: {goldmark: {parser: {autoIDType: github-ascii}}}", "1-one-two heading own", "中文"),
        ("hugo", "markup: {goldmark: {parser: {autoHeadingID: false}}}", "own", "1-one-two"),
    ],
)
def test_links_follow_the_rule_of_the_site(
    tmp_path: Path, flavor: str, config: str, good: str, missing: str
) -> None:
    """The ids as kramdown 2.4 and Hugo 0.168 wrote them; of an unknown engine no near one is missed."""
    name = "_config.yml" if flavor == "jekyll" else "hugo.yaml"
    page = "other.md" if flavor == "jekyll" else "content/other.md"
    site = Sandbox(tmp_path, flavor, {name: config, page: f"---\ntitle: x\n---\n{VECTOR}"})
    own = f"---\ntitle: x\n---\n{VECTOR}\n"
    links = "".join(f"[a](#{anchor})\n" for anchor in f"{good} {missing}".split())
    wanted = [("LNK003", f"#{anchor}") for anchor in missing.split()]
    assert site.findings(page, f"{own}{links}") == wanted
    beside = links.replace("](#", "](/other.html#" if flavor == "jekyll" else "](/other/#")
    assert site.findings(page.replace("other", "mine"), f"---\ntitle: x\n---\n{beside}") == wanted


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("flavor", "text", "expected"),
    [
        ("jekyll", "## get(key) {block}\n", {"getkey-block"}),
        ("jekyll", "## a {.c}\n", {"a-c"}),
        ("jekyll", "## b {#own} ##\n", {"b-own", "own"}),
        ("jekyll", "<div>x</div>\n## After *it*\n", {"after-it"}),
        ("jekyll", "   ## Indented\n\n- ## In a list\n", {"in-a-list"}),
        ("jekyll", "## ![one](a.png) x\n\n## [ y ](z)\n", {"-x", "-y-"}),
        ("hugo", "## get(key) {block}\n\n## a {.c}\n\n#\n", {"getkey-block", "a"}),
        ("hugo", "## ![one](a.png) x\n\n## a <http://b.example> c\n", {"one-x", "a--c"}),
        ("hugo", "## a (http://b.example/)\n\n## `http://b`\n", {"a-", "httpb"}),
    ],
)
def test_what_engines_take_for_the_text_of_a_heading(
    flavor: str, text: str, expected: set[str], newline: str
) -> None:
    """As kramdown 2.4 with its GFM parser and Hugo 0.168 answered; any list's id counts as an anchor."""
    assert page_anchors(post(text.replace("\n", newline), flavor)) == expected


@pytest.mark.parametrize(
    "text", ["> a {b}\n> ===\n", "# }\n", "# {\n", "#", "{: .c}\n" * 20 + "# a\n", "\ufeff# a\n", ""]
)
@pytest.mark.parametrize("as_written", [False, True])
def test_odd_headings_make_no_other_ids(text: str, as_written: bool) -> None:
    plain = {"a", "b", "a-b", "a-b-", "_1", "heading", "section"}
    for flavor in FLAVORS:
        assert page_anchors(post(text, flavor), Publishing(ids_as_written=as_written)) <= plain


def test_hostile_headings_take_no_quadratic_time() -> None:
    for text in (
        "# " + "{#a " * 20_000 + "}",
        "# " + "} " * 30_000,
        "# a {" + "a=b " * 30_000 + "{}",
        "# " + "www." * 20_000,
        "</" * 40_000,
        "<div>\n</div>\n" + "# a\n" * 20_000,
        "{: .a}\n" * 10_000 + "# a\n",
    ):
        for how in (Publishing(), Publishing(ids_as_written=True)):
            assert (
                len(page_anchors(post(text, "jekyll"), how) | page_anchors(post(text, "hugo"), how)) < 50_000
            )
