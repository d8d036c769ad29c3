from __future__ import annotations

from pathlib import Path

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.site.headings import PageAnchors, knows_all_anchors, page_anchors
from postkit.site.post import Post


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
