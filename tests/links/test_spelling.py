"""How a destination is written anew, by the grammar that its bytes follow."""

from __future__ import annotations

import time

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.destinations.front_matter import front_matter_destinations
from postkit.links.destinations.kinds import Destination
from postkit.links.spelling.parts import with_value
from postkit.links.spelling.written import says
from postkit.site.post import Post


def only(text: str, flavor: str = "gfm") -> tuple[Post, Destination]:
    """Return a post and its last destination."""
    post = Post(Source("post.md", text.encode()), FLAVORS[flavor])
    return post, list(destinations(post))[-1]


def anew(text: str, value: str, flavor: str = "gfm") -> str | None:
    """Return a text in which the last destination says something else, and does so."""
    post, found = only(text, flavor)
    new = with_value(post, found, value)
    if new is None:
        return None
    data = post.source.data
    result = (data[: found.span.start] + new.encode() + data[found.span.end :]).decode()
    assert only(result, flavor)[1].value == value
    assert says(post, found, new) == value
    return result


# a text, what its last destination is to say, the text that says so
MARKDOWN = [
    ("[a](b.md)", "c.md", "[a](c.md)"),
    ("[a](b.md 'title')", "c.md", "[a](c.md 'title')"),
    ("[a](b.md)", "b c.md", "[a](<b c.md>)"),
    ("[a]( b.md )", "b c.md", "[a]( <b c.md> )"),
    ("[a](<b c.md>)", "b d.md", "[a](<b d.md>)"),
    ("[a](<b c.md>)", "b<d>.md", "[a](<b&lt;d&gt;.md>)"),
    ("[a](b)", "", "[a](<>)"),
    ("[a]()", "b", "[a](b)"),
    ("[a](<>)", "b", "[a](<b>)"),
    ("[a](b 't')", "", "[a](<> 't')"),
    ("[a](b_(c))", "d_(c)", "[a](d_(c))"),
    ("[a](b)", "b(c)", "[a](b(c))"),
    ("[a](b)", "b)c", "[a](b&#41;c)"),
    ("[a](b(c))", "b(d", "[a](b&#40;d)"),
    (r"[a](b\)c/d.md)", "b)c/e.md", r"[a](b\)c/e.md)"),
    ("[a](?a&amp;b=c)", "?a&b=d&e", "[a](?a&amp;b=d&amp;e)"),
    ("[a](?a&b=c)", "?a&b=d&e", "[a](?a&b=d&e)"),
    ("[a](b)", "?b&copy=1", "[a](?b&copy=1)"),
    ("[a](b)", "?b&copy;", "[a](?b&amp;copy;)"),
    ("[a](b&c)", "b&copy;c", "[a](b&amp;copy;c)"),
    ("[a](b;c)", "b&amp;c", "[a](b&amp;amp;c)"),
    ("`x` [a](b)", "b`c", "`x` [a](b&#96;c)"),
    ("[a](b)", "b|c", "[a](b&#124;c)"),
    ("[a](b)", r"b\)c", r"[a](b\\&#41;c)"),
    ("[a](b\\c/d)", "b\\c/e", "[a](b\\c/e)"),
    ("[a](its.md)", "it's.md", "[a](it's.md)"),
    ("[a](b)", "'c'", "[a](&#39;c')"),
    ("[a](b)", '"c"', "[a](&quot;c&quot;)"),
    ("[a](b)", "b\nc", "[a](b&#10;c)"),
    ("[a](b)", "路径/文章.md", "[a](路径/文章.md)"),
    ("[a](路径/文.md)", "路径/章.md", "[a](路径/章.md)"),
    ("![a](b)", "{{c}}", "![a](&#123;&#123;c&#125;&#125;)"),
    ("| a |\n|---|\n| [x](b\\|c/d) |", "b|c/e", "| a |\n|---|\n| [x](b\\|c/e) |"),
    ("| a |\n|---|\n| [x](b) |", "b|c", "| a |\n|---|\n| [x](b&#124;c) |"),
    ("[r]: b 't'", "c d", "[r]: <c d> 't'"),
    ("[r]:\n  b\n  't'", "c(", "[r]:\n  c&#40;\n  't'"),
    ("[r]:b\r\n\r\nx", "c", "[r]:c\r\n\r\nx"),
    ("> [r]:\n> b", "c d", "> [r]:\n> <c d>"),
    ("[r]:\n#b", "#", "[r]:\n&#35;"),
    ("[r]:\n<b c>", "?", "[r]:\n<&#63;>"),
    ("[r]:\n<b c>", "div", "[r]:\n<&#100;iv>"),
    ("[a](\nb)", "-", "[a](\n&#45;)"),
    ("[r]:\nb", "c#", "[r]:\nc#"),
    ("[![x](i.png)](b)", "c](d", "[![x](i.png)](c&#93;&#40;d)"),
]

ADDRESSES = [
    ("<http://a.example/b>", "https://a.example/(c)&amp;", "<https://a.example/(c)&amp;>"),
    ("<http://a.example/b>", "b", None),
    ("<http://a.example/b>", "http://a.example/b c", None),
    ("<http://a.example/b>", "http://a.example/b>", None),
    ("<http://a.example/b>", "http://a.example/b|c", None),
    ("<http://a.example/b|c>", "http://a.example/d|c", "<http://a.example/d|c>"),
    ("see http://a.example/b.", "https://b.example/c", "see https://b.example/c."),
    ("(http://a.example/b)", "http://a.example/(c)", "(http://a.example/(c))"),
    ("(http://a.example/b)", "http://a.example/(c", "(http://a.example/&#40;c)"),
    ("http://a.example/b", "http://a.example/c.", None),
    ("http://a.example/b", "http://a.example/c d", "http://a.example/c&#32;d"),
    ("http://a.example/b", "http://a.example/c、d", "http://a.example/c&#12289;d"),
    ("http://a.example/b", "c.md", None),
    ("[x http://a.example/[b](c d", "http://a.example/e", None),
    ("www.a.example/b", "http://www.b.example/b", "www.b.example/b"),
    ("www.a.example/b", "https://www.a.example/b", "https://www.a.example/b"),
]

ATTRIBUTES = [
    ('<a href="b">', 'b"c', '<a href="b&quot;c">'),
    ('<a href="b">', "b'c d", '<a href="b\'c d">'),
    ("<a href='b'>", "b'c", "<a href='b&#39;c'>"),
    ("<a href=b>", "b c", "<a href=b&#32;c>"),
    ("<a href=b>", "b'=", "<a href=b&#39;&#61;>"),
    ("<a href=b>", "", '<a href="">'),
    ("<a href=b>", "c\x0bd", '<a href="c\x0bd">'),
    ("<a href>", "b", '<a href="b">'),
    ("<div>\n<a href=>x</a>\n</div>", "b", '<div>\n<a href="b">x</a>\n</div>'),
    ('<a href="">', "b", '<a href="b">'),
    ('<a href="b?c">', "b?c&copy=1", '<a href="b?c&amp;copy=1">'),
    ('<a href="b?c&d">', "b?e&d", '<a href="b?e&d">'),
    ('<a href="b?c&amp;d">', "b?e&d&f", '<a href="b?e&amp;d&amp;f">'),
    ('<a href="b">', "b>c\n", '<a href="b&gt;c&#10;">'),
    ('<img alt="x" src="b" title="y">', "c", '<img alt="x" src="c" title="y">'),
    ('<img srcset="a.png, b.png 2x">', "c,d.png", '<img srcset="a.png, c,d.png 2x">'),
    ('<img srcset="a.png, b.png 2x">', "c d.png", None),
    ('<img srcset="a.png, b.png 2x">', "c.png,", None),
    ('<img srcset="a.png, b.png 2x">', ",c.png", None),
    ('<img srcset="a.png, b.png 2x">', "", None),
    ("<img srcset='a.png 1x,b.png'>", "c'.png", "<img srcset='a.png 1x,c&#39;.png'>"),
]

TAGS = [
    ("jekyll", "[a]({% link _posts/b.md %}#c)", "_posts/d e.md", "[a]({% link _posts/d e.md %}#c)"),
    ("jekyll", "[a]({% link b.md %})", "c%}d", None),
    ("jekyll", "[a]({% link b.md %})", "", None),
    ("jekyll", "{% post_url 2020-01-02-b %}", "2020-01-02-c", "{% post_url 2020-01-02-c %}"),
    ("jekyll", '[a]({{ "/b" | relative_url }})', "/c", '[a]({{ "/c" | relative_url }})'),
    ("jekyll", '[a]({{ "/b" | relative_url }})', "/c)", None),
    ("jekyll", '[a]({{ "/b" | relative_url }})', '/"c', None),
    ("jekyll", "[a]({{ site.baseurl }}/b)", "/c(d", "[a]({{ site.baseurl }}/c&#40;d)"),
    ("jekyll", "[a]({{ site.baseurl }}/b)", "c", None),
    ("jekyll", "<a href='{{ site.baseurl }}/b'>", "/c'd", "<a href='{{ site.baseurl }}/c&#39;d'>"),
    ("jekyll", "[a]({{ x }}/b.md)", "{{ x }}/c.md", "[a]({{ x }}/c.md)"),
    ("hugo", '[a]({{< ref "b.md#c" >}})', "d e.md#c", '[a]({{< ref "d e.md#c" >}})'),
    ("hugo", '[a]({{< ref "b.md" >}})', 'd".md', None),
    ("hugo", "[a]({{< ref `b.md` >}})", 'd".md', '[a]({{< ref `d".md` >}})'),
    ("hugo", "[a]({{< ref b.md >}})", "d e.md", '[a]({{< ref "d e.md" >}})'),
    ("hugo", 'x {{< figure alt="x" src="b.png" >}}', "c.png", 'x {{< figure alt="x" src="c.png" >}}'),
    ("hugo", "x {{< figure src=b.png >}}", "c.png", "x {{< figure src=c.png >}}"),
]


@pytest.mark.parametrize(("text", "value", "expected"), [*MARKDOWN, *ADDRESSES, *ATTRIBUTES])
def test_a_value_is_written_as_the_grammar_takes_it(text: str, value: str, expected: str | None) -> None:
    assert anew(text, value) == expected


@pytest.mark.parametrize(("flavor", "text", "value", "expected"), TAGS)
def test_in_and_behind_template_tags(flavor: str, text: str, value: str, expected: str | None) -> None:
    assert anew(text, value, flavor) == expected


def test_kramdown_takes_no_blank_before_angle_brackets() -> None:
    # kramdown 2.4: `[a]( <b c>)` is no link to `b c`.
    assert anew("[a]( b)", "b c", "jekyll") == "[a]( b&#32;c)"


def test_kramdown_knows_no_escaped_backslash() -> None:
    assert anew("[a](b)", "b\\(c)", "jekyll") == "[a](b&#92;(c))"


def test_python_markdown_takes_no_apostrophe_and_no_blank_in_a_definition() -> None:
    # Python-Markdown 3.11: `[a](b'c 'd')` is a link to `b`, and `[r]: <b c>` no definition.
    assert anew("[a](b 'd')", "b'c", "mkdocs") == "[a](b&#39;c 'd')"
    assert anew("[r]: b", "b c", "mkdocs") == "[r]: b&#32;c"
    assert anew("[r]: <b>", "b c", "mkdocs") == "[r]: <b&#32;c>"
    assert anew("[a](b)", "b c", "mkdocs") == "[a](<b c>)"


def test_parentheses_are_nested_only_as_deep_as_parsers_count() -> None:
    assert anew("[a](b)", "(" * 30 + ")" * 30) == "[a](" + "(" * 30 + ")" * 30 + ")"
    assert anew("[a](b)", "(" * 31 + ")" * 31) == "[a](" + "&#40;" * 31 + "&#41;" * 31 + ")"


SCHEMA = {"properties": {"url": {"format": "uri-reference"}}}

FRONT_MATTER = [
    ("---\nurl: b.md\n---\n", "c.md", "---\nurl: c.md\n---\n"),
    ("---\nurl: b.md # x\n---\n", "c d.md", "---\nurl: c d.md # x\n---\n"),
    ("---\nurl: b.md\n---\n", "c: d", '---\nurl: "c: d"\n---\n'),
    ("---\nurl: b.md\n---\n", "#c", '---\nurl: "#c"\n---\n'),
    ("---\nurl: b.md\n---\n", "yes", '---\nurl: "yes"\n---\n'),
    ("---\nurl: b.md\n---\n", "2020-01-02", '---\nurl: "2020-01-02"\n---\n'),
    ("---\nurl: b.md\n---\n", '#"c"', None),
    ("---\nurl: 'b.md'\n---\n", '"c"', "---\nurl: '\"c\"'\n---\n"),
    ("---\nurl: 'b.md'\n---\n", "it's", None),
    ('---\nurl: "b.md"\n---\n', "it's", '---\nurl: "it\'s"\n---\n'),
    ('---\nurl: "b.md"\n---\n', "c\\d", None),
    ('+++\nurl = "b.md"\n+++\n', "c d.md", '+++\nurl = "c d.md"\n+++\n'),
    ("+++\nurl = 'b.md'\n+++\n", "c\\d", "+++\nurl = 'c\\d'\n+++\n"),
    ('{"url": "b.md"}\n', "c/文.md", '{"url": "c/文.md"}\n'),
    ('{"url": "b.md"}\n', "c\nd", None),
]


@pytest.mark.parametrize(("text", "value", "expected"), FRONT_MATTER)
def test_front_matter(text: str, value: str, expected: str | None) -> None:
    post = Post(Source("post.md", text.encode()), FLAVORS["hugo"])
    (found,) = front_matter_destinations(post, SCHEMA)
    new = with_value(post, found, value)
    if expected is None:
        assert new is None
        return
    assert new is not None
    data = post.source.data
    result = (data[: found.span.start] + new.encode() + data[found.span.end :]).decode()
    assert result == expected
    again = Post(Source("post.md", result.encode()), FLAVORS["hugo"])
    assert [one.value for one in front_matter_destinations(again, SCHEMA)] == [value]
    assert says(post, found, new) == value


@pytest.mark.parametrize("text", [text for text, _, _ in (*MARKDOWN, *ADDRESSES, *ATTRIBUTES)])
def test_nothing_changes_where_it_says_so_already(text: str) -> None:
    post, found = only(text)
    assert with_value(post, found, found.value) is None


@pytest.mark.parametrize("value", ["\ud800", "a\0b"])
def test_what_no_text_holds_cannot_be_written(value: str) -> None:
    assert anew("[a](b)", value) is None


@pytest.mark.parametrize(
    "text",
    [
        "[a](" + "(" * 15 + "b" * 50_000 + ")" * 15 + ")",
        "http://a.example/" + "(" * 50_000,
        '<a href="' + "&amp;" * 20_000 + '">',
        '<img srcset="' + "a 1x," * 10_000 + 'b 2x">',
        "<a " + "x " * 20_000 + "href=b>",
        "x http://a.example/b" + ")" * 50_000,
    ],
    ids=range(6),
)
def test_a_giant_text_takes_little_time(text: str) -> None:
    post, found = only(text)
    start = time.process_time()
    with_value(post, found, "https://a.example/" + "é(|&amp;" * 5_000 + "c")
    assert time.process_time() - start < 2
