"""The proof can fail: right Markdown is accepted, and each small thing that is wrong is not."""

from __future__ import annotations

import pytest

from postkit.core.source import Source
from postkit.core.span import Span
from postkit.flavors import FLAVORS
from postkit.html.prove import Change, other_headings_keep_ids, reads_alike, whole_body_reads_alike
from postkit.html.tree import parse
from postkit.site.post import Post

PAIRS = (
    (
        "<p>one two three</p>",
        "one two three",
        ["one three", "one two", "one two three four", "onetwo three", ""],
    ),
    ("<p>a</p><p>b</p>", "a\n\nb", ["a\nb", "b\n\na", "a\n\nb\n\na", "a  \nb"]),
    ("<p>a <b>b</b> c</p>", "a **b** c", ["a b c", "a *b* c", "a **b c**", "**a b** c", "a ** b** c"]),
    ("<p>a <i>b</i> c</p>", "a *b* c", ["a b c", "a **b** c", "a ~~b~~ c", "a \\*b\\* c"]),
    ("<p>a <s>b</s></p>", "a ~~b~~", ["a b", "a *b*", "a \\~~b~~"]),
    ("<p><b>a <i>b</i></b></p>", "**a *b***", ["**a b**", "a *b*", "*a **b***"]),
    ("<p><code>a b</code></p>", "`a b`", ["a b", "`a  c`", "``", "**a b**"]),
    ("<p>a<br>b</p>", "a  \nb", ["a\nb", "a b", "a<br><br>b"]),
    (
        '<p><a href="/u">a</a></p>',
        "[a](/u)",
        ["a", "[a](/v)", "[b](/u)", "[a](/u#x)", "[a](/u?y)", "![a](/u)"],
    ),
    ('<p><a href="/u" title="t">a</a></p>', '[a](/u "t")', ["[a](/u)", '[a](/u "s")', '[a](/t "u")']),
    ('<p><a href="/u">a b</a></p>', "[a b](/u)", ["[a](/u) b", "a [b](/u)", "**a b**"]),
    (
        '<p><img src="/i" alt="a"></p>',
        "![a](/i)",
        ["", "![a](/j)", "![b](/i)", "![](/i)", "[a](/i)", '![a](/i "t")'],
    ),
    ('<p>a <img src="/i"> b</p>', "a ![](/i) b", ["a b", "a b ![](/i)", "a ![](/i) ![](/i) b"]),
    ("<h2>a</h2>", "## a", ["# a", "### a", "a", "**a**", "\\## a", "## b"]),
    ('<h2 id="x">a</h2>', "## a {#x}", ["## a", "## a {#y}", "## a {.x}"]),
    (
        "<ul><li>a</li><li>b</li></ul>",
        "- a\n- b",
        ["- a", "1. a\n2. b", "- b\n- a", "- a\n  - b", "- a\n\n- b", "a\nb"],
    ),
    ("<ol><li>a</li></ol>", "1. a", ["2. a", "- a", "1\\. a"]),
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b", ["- a\n- b", "- a", "- a\n  1. b", "- a\n  b"]),
    ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b", ["- a\n- b", "- a\n\n  b", "a\n\nb"]),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b", ["- a\n- b", "- a\n\n- b"]),
    ("<blockquote><p>a</p></blockquote>", "> a", ["a", "> > a", "\\> a", "- a"]),
    ("<blockquote><p>a</p></blockquote><p>b</p>", "> a\n\nb", ["> a\n\n> b", "> a\nb", "> a b"]),
    (
        "<pre>a\nb</pre>",
        "```\na\nb\n```",
        ["```\na b\n```", "a\nb", "```\na\n\nb\n```", "```\n a\nb\n```", "`a b`"],
    ),
    ('<pre><code class="language-c">a</code></pre>', "```c\na\n```", ["```\na\n```", "```d\na\n```"]),
    ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb", ["a\n\nb", "a\n---\n\nb", "a\n\n\\---\n\nb"]),
    (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        [
            "| a | b |\n| --- | --- |\n| 1 |  |",
            "| a | b |\n| --- | --- |\n| 2 | 1 |",
            "| a | b |\n| --- | --: |\n| 1 | 2 |",
            "|  |  |\n| --- | --- |\n| a | b |\n| 1 | 2 |",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |",
            "| a |\n| --- |\n| 1 |",
        ],
    ),
    ("<p>a<!-- c --> b</p>", "a<!-- c --> b", ["a b", "a<!-- d --> b", "a b<!-- c -->"]),
    ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O", ["H2O", "H<sup>2</sup>O", "H~2~O"]),
    ('<p><a name="x"></a>a</p>', '<a name="x"></a>a', ["a", '<a name="y"></a>a', 'a<a name="x"></a>']),
    ("<p>a&nbsp;b</p>", "a&nbsp;b", ["a b", "ab"]),
    ("<p>*a* [b](c)</p>", "\\*a\\* \\[b](c)", ["*a* \\[b](c)", "\\*a\\* [b](c)"]),
    ('<iframe src="/e"></iframe>', '<iframe src="/e"></iframe>', ["", '<iframe src="/f"></iframe>', "/e"]),
    (
        '<div id="x"><p>a</p></div>',
        '<div id="x" markdown="1">\n\na\n\n</div>',
        [
            "a",
            '<div id="y" markdown="1">\n\na\n\n</div>',
            '<div markdown="1">\n\na\n\n</div>',
            '<section id="x" markdown="1">\n\na\n\n</section>',
            '<div id="x" markdown="1">\n\n</div>\n\na',
            '<div id="x" title="t" markdown="1">\n\na\n\n</div>',
        ],
    ),
    ("<section><p>a</p></section>", '<section markdown="1">\n\na\n\n</section>', ["a", "# a", "> a"]),
    (
        '<ul id="x"><li>a</li><li>b</li></ul>',
        '- <a id="x"></a>a\n- b',
        ["- a\n- b", '- a\n- <a id="x"></a>b', '- <a id="y"></a>a\n- b', '- a<a id="x"></a>\n- b'],
    ),
    ('<p id="x">a</p><p>b</p>', '<a id="x"></a>a\n\nb', ["a\n\nb", 'a\n\n<a id="x"></a>b']),
    (
        '<table id="x"><tr id="y"><td>a</td></tr></table>',
        '|  |\n| --- |\n| <a id="x"></a><a id="y"></a>a |',
        ["|  |\n| --- |\n| a |", '|  |\n| --- |\n| <a id="x"></a>a |', '| <a id="x"></a>a |\n| --- |'],
    ),
    (
        "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr><tr><td>d</td></tr></table>",
        "|  |  |\n| --- | --- |\n| a<br><br>b | c |\n| d |  |",
        [
            "|  |  |\n| --- | --- |\n| a<br>b | c |\n| d |  |",
            "|  |  |\n| --- | --- |\n| a | c |\n| d |  |",
            "|  |  |\n| --- | --- |\n| a<br><br>b | c |\n|  | d |",
        ],
    ),
    (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "- a\n  - b",
        ["- a\n- b", "- a\n\n  - b\n\n- c", "- - a\n  - b"],
    ),
    ("<p>a</p><p>&nbsp;</p><h2></h2><p>b</p>", "a\n\nb", ["a b", "a\n\n---\n\nb", "a\n\n- b"]),
    (
        "<ul><li>a<pre>b</pre></li></ul>",
        "- a\n  ```\n  b\n  ```",
        ["- a\n\n  ```\n  b\n  ```", "- a\n\n```\nb\n```", "- a b"],
    ),
    (
        '<ol type="A"><li>a</li></ol>',
        '<ol type="A"><li>a</li></ol>',
        ["1. a", '<ol type="a"><li>a</li></ol>'],
    ),
    (
        "<p>\U000f0000xx and \U000f0001x</p>",
        "\U000f0000xx and \U000f0001x",
        ["\U000f0001x and \U000f0000xx", "and"],
    ),
)


@pytest.mark.parametrize(("html", "right", "wrong"), PAIRS, ids=[html for html, _, _ in PAIRS])
def test_right_is_accepted_and_wrong_is_not(html: str, right: str, wrong: list[str]) -> None:
    old = parse(html)
    assert reads_alike(old, right, FLAVORS["hugo"])
    accepted = [markdown for markdown in wrong if reads_alike(old, markdown, FLAVORS["hugo"])]
    assert not accepted


def _post(text: str, html: str, markdown: str, flavor: str = "gfm") -> tuple[Post, list[Change]]:
    post = Post(Source("post.md", text.encode()), FLAVORS[flavor])
    start = post.masked_bytes.index(html.encode())
    return post, [Change(Span(start, start + len(html.encode())), html, markdown)]


BODIES = (
    ("a paragraph takes the text in", "before\n\n<p>a</p>\n\nafter\n", "<p>a</p>", "a", "a\n> "),
    ("a definition is used", "<p>[x]</p>\n\n[x]: /u\n", "<p>[x]</p>", r"\[x]", "[x]"),
    ("a list goes on", "- b\n\n<ul><li>a</li></ul>\n", "<ul><li>a</li></ul>", "<!-- -->\n\n- a", "- a"),
    ("a fence opens", "<p>a</p>\n\n*b*\n", "<p>a</p>", "a", "a\n\n```"),
    ("the block after it goes on in it", "<p>a</p>\n\n    b\n", "<p>a</p>", "a", "- a"),
    ("a footnote is defined", "x[^1]\n\n<p>[^1]: a</p>\n", "<p>[^1]: a</p>", r"\[^1]: a", "[^1]: a"),
)


@pytest.mark.parametrize(("why", "text", "html", "right", "wrong"), BODIES, ids=[row[0] for row in BODIES])
def test_the_rest_of_a_body_must_stay(why: str, text: str, html: str, right: str, wrong: str) -> None:
    assert whole_body_reads_alike(*_post(text, html, right)), why
    assert not whole_body_reads_alike(*_post(text, html, wrong)), why


def test_template_tags_must_be_the_same_and_in_order() -> None:
    text = "<p>{{ a }} and {{ bb }}</p>\n"
    post = Post(Source("post.md", text.encode()), FLAVORS["jekyll"])
    html = post.masked.text.strip()
    first, second = html.removeprefix("<p>").removesuffix("</p>").split(" and ")
    span = Span(0, len(html.encode()))

    def proved(markdown: str) -> bool:
        return whole_body_reads_alike(post, [Change(span, html, markdown)])

    assert proved(f"{first} and {second}")
    assert not proved(f"{second} and {first}")
    assert not proved(f"{first} and {first}")
    assert not proved(f"{first} and")
    assert not proved(f"{first} and {second[:-1]}&#120;"), "a tag written otherwise is no tag"


def test_text_must_not_become_a_template_tag() -> None:
    html = "<p>&#123;&#123; a }}</p>"
    assert whole_body_reads_alike(*_post(html, html, "{&#123; a }}", "jekyll"))
    assert not whole_body_reads_alike(*_post(html, html, "{{ a }}", "jekyll"))


def test_a_body_must_not_become_front_matter() -> None:
    html = "<hr><p>a</p>"
    assert whole_body_reads_alike(*_post(html, html, "* * *\n\na", "hugo"))
    assert not whole_body_reads_alike(*_post(html, html, "---\n\na", "hugo"))


@pytest.mark.parametrize(("markdown", "kept"), [("## b", True), ("## a", False)])
def test_other_headings_keep_their_ids(markdown: str, kept: bool) -> None:
    html = "<h2>x</h2>"
    post, changes = _post(f"{html}\n\n## a\n", html, markdown, "jekyll")
    assert other_headings_keep_ids(post, changes) is kept
