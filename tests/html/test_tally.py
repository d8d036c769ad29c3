"""The account of a conversion: which tags count as sayable, which apart, what is told of a post."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.engine import Checks, Conversion, Family, Mended, mend
from postkit.flavors import FLAVORS
from postkit.html.style import Looks, Style
from postkit.html.tally import Kept, Tags, count_tags
from postkit.site.post import Post


def tags(text: str, flavor: str = "gfm", path: str = "a.md") -> Tags:
    return count_tags(Post(Source(path, text.encode()), FLAVORS[flavor]))


def converted(text: str) -> Mended:
    return mend(Source("a.md", text.encode()), FLAVORS["gfm"], Checks((Family.CONVERT,)), unsafe=False)


GRID = "<table><tr><td>a</td><td>b</td></tr></table>"
SPAN = '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>'


@pytest.mark.parametrize(
    ("text", "sayable", "apart"),
    [
        ("plain *text*\n", 0, 0),
        ("<p>a <b>b</b><br></p>\n", 3, 0),
        ("<div><p>a</p></div> <kbd>x</kbd>\n", 1, 0),
        ("a <b>b</b> and `<i>`\n\n```\n<p>\n```\n\n<!-- <p> -->\n", 1, 0),
        ("{% raw %}<p>{% endraw %} <p title='{{ \"<b>\" }}'>a</p>\n", 1, 0),
        (GRID, 4, 0),
        (SPAN, 0, 6),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", 0, 6),
        ('<table><tr><td colspan="1">a<td rowspan>b</table>', 4, 0),
        ("<table><caption>a</caption><tr><td>b<td>c</table>", 0, 4),
        ("<table><caption> </caption><tr><td>b<td>c</table>", 4, 0),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", 7, 0),
        ("<table><tr><td>a<td>b<tr><th>c<td>d</table>", 0, 7),
        ("<table><tr><td><ul><li>a</ul><td>b</table>", 0, 6),
        ("<table><tr><td><p>a</p><td>b</table>", 5, 0),
        # A table of a single cell only groups.
        ("<table><tr><td><ul><li>a</ul></table>", 5, 0),
        (f"<table><tr><td>{SPAN}<td>b</table>", 0, 10),
        (f"<table><tr><td>{SPAN}</table>", 3, 6),
        ("<svg><a href='x'><p></a></svg>\n\n<p>a</p>\n", 1, 2),
        ("<script>'<p>'</script>\n\n<iframe><p>x</p></iframe>\n\n<p>a</p>\n", 1, 0),
        ("text <svg><a href='x'>a</a></svg> <b>b</b>\n", 1, 1),
        ("<form><form><p>a</p></form>\n\n<p>b</p></form>\n", 0, 2),
        # What is not closed sets nothing apart.
        ("<svg><a href='x'>\n\n<p>a</p>\n", 2, 0),
        (SPAN.removesuffix("</table>"), 6, 0),
        ("</svg></table><p>a</p>\n", 1, 0),
        ("a <a id=x></a> <a name=x>b</a> <a href=y id=z>c</a> <a>d</a>\n", 2, 2),
        ('<i class="fa"></i> <i class="fa">a</i> <i></i> <em class="x"></em>\n', 2, 2),
        ("a<br>b\n", 1, 0),
        ("# a<br>b\n\n| a<br>b |\n| --- |\n| c<br>d |\n\ne<br>f\n", 1, 3),
        ("<h2>a<br>b</h2>\n\n<h2>a<br><br>\n", 4, 1),
        ("<table><tr><td>a<br>b<td>c</table>", 4, 1),
    ],
)
def test_tags_that_markdown_can_say_and_could_not_where_they_stand(
    text: str, sayable: int, apart: int
) -> None:
    assert tags(text) == (sayable, apart)


@pytest.mark.parametrize(
    ("flavor", "text", "sayable", "apart"),
    [
        # Hugo hands what stands between to the shortcode as it is; in `{{% x %}}` it reads Markdown.
        ("hugo", "{{< x >}}\n<p>a <b>b</b></p>\n{{< /x >}}\n\n<p>c</p>\n", 1, 2),
        ("hugo", "{{< x >}}a <b>b</b>{{< /x >}} <b>c</b>\n", 1, 1),
        ("hugo", "{{% x %}}\n\n<p>a</p>\n\n{{% /x %}}\n\n{{< y >}}\n\n<p>c</p>\n", 2, 0),
        ("gfm", "{{< x >}}\n<p>a</p>\n{{< /x >}}\n", 0, 1),
        ("hexo", "{% x %}\n<p>a</p>\n{% endx %}\n", 0, 1),
        ("jekyll", "{% x %}\n\n<p>a</p>\n\n{% endx %}\n", 1, 0),
        # Nobody hears in Markdown what such an attribute says.
        ("gfm", '<a href="x" aria-label="b">a</a> <a href="x">b</a> <p aria-hidden="true">c</p>\n', 1, 2),
        # kramdown reads on over a blank line, and finds the list in the cell.
        ("jekyll", f"{SPAN[:-8]}<tr>\n\n<td><ul><li>d</ul></table>\n\n<p>a</p>\n", 1, 10),
        ("jekyll", "<p>a\n\n<i>b</i>\n", 2, 0),
        ("jekyll", "a <code>{% x %}</code> <code>{&#37; x %}</code> <code>{ x }</code>\n", 1, 2),
        ("hugo", "a <code>{% x %}</code> <code>{{&lt; x >}}</code>\n", 1, 1),
        ("astro", "a <code>{{&lt; x >}}</code>\n", 1, 0),
    ],
)
def test_tags_that_markdown_could_not_say_under_a_flavor(
    flavor: str, text: str, sayable: int, apart: int
) -> None:
    assert tags(f"---\na: b\n---\n{text}", flavor) == (sayable, apart)


def test_a_whole_page_of_html_is_counted() -> None:
    assert tags("---\ntitle: a\n---\n<p>a</p>\n\n    <p>b</p>\n", "jekyll", "_posts/a.html") == (2, 0)


def test_a_post_that_does_not_decode_has_none() -> None:
    assert count_tags(Post(Source("a.md", b"<p>caf\xe9</p>"), FLAVORS["gfm"])) == (0, 0)


BEFORE = """\
<p class="a b" style="x" data-n="1">a <b lang="en">b</b></p>

<p onclick="x()" class="c">stays</p>

<pre><code class="language-ruby">a</code></pre>

<table width="3"><tr><td align="left" width="1">a</td><td style="text-align: center">b</td></tr></table>

Text <span style="color: red">c</span> <kbd class="k">d</kbd>.
"""


def test_the_account_of_a_post() -> None:
    mended = converted(BEFORE)
    assert mended.tally is not None
    assert b"# a" not in mended.source.data
    lines = mended.source.text.split("\n")
    assert mended.tally.before == (9, 0)
    assert mended.tally.after == (1, 0)
    assert mended.tally.converted == mended.applied == 4
    assert mended.tally.dropped == {"class": 1, "style": 2, "data-n": 1, "lang": 1, "width": 2}
    (kept, *_) = mended.tally.kept
    assert kept == Kept("HTM002", "`<p>` has the attribute `onclick`", kept.line)
    assert lines[kept.line - 1].startswith("<p onclick")
    assert [one.code for one in mended.tally.kept] == [one.code for one in mended.diagnostics]


def test_what_the_settings_drop_is_counted_and_what_they_keep_is_not() -> None:
    text = '<h2 class="c" onclick="x()">a</h2>\n\n<p style="x" data-n="1">b</p>\n'
    style = Style(looks=Looks.IAL, drop_attributes=("on*",))
    checks = Checks((Family.CONVERT,), conversion=Conversion(style=style))
    mended = mend(Source("a.md", text.encode()), FLAVORS["jekyll"], checks, unsafe=False)
    assert mended.source.text == '## a\n{: .c}\n\nb\n{: style="x"}\n'
    assert mended.tally is not None
    assert mended.tally.dropped == {"onclick": 1, "data-n": 1}


def test_without_html_there_is_no_account() -> None:
    assert converted("a *b* `<i>`\n").tally is None
    text = Source("a.md", b"<p>a</p>\n")
    checks = Checks((Family.VALIDATE, Family.LINKS))
    assert mend(text, FLAVORS["gfm"], checks, unsafe=False).tally is None


def test_what_is_suppressed_is_not_kept() -> None:
    mended = converted('<!-- postkit-ignore HTM -->\n\n<p onclick="x">a</p>\n\n<p>b</p>\n')
    assert mended.tally is not None
    assert (mended.tally.converted, mended.tally.kept) == (1, ())
    assert mended.tally.after == (1, 0)


def test_a_worker_can_hand_it_over() -> None:
    tally = converted(BEFORE).tally
    assert pickle.loads(pickle.dumps(tally)) == tally
    assert len(pickle.dumps(tally)) < 700


def test_a_second_run_converts_nothing_and_drops_nothing() -> None:
    first = converted(BEFORE)
    again = converted(first.source.text)
    assert first.tally is not None
    assert again.tally is not None
    assert again.tally.before == again.tally.after == first.tally.after
    assert (again.tally.converted, again.tally.dropped) == (0, {})
    assert again.tally.kept == first.tally.kept


TOKENS = [
    "<p>",
    "</p>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    '<td colspan="2">',
    "</td>",
    "<svg>",
    "</svg>",
]
MORE = [
    '<a href="x">',
    "</a>",
    '<a id="x">',
    "<br>",
    "<h2>",
    "</h2>",
    '<i class="x">',
    "</i>",
    "<ul>",
    "\n\n",
    "x",
]


@given(st.lists(st.sampled_from([*TOKENS, *MORE, "<caption>", "</caption>", "# ", "| "]), max_size=30))
@settings(max_examples=300)
def test_each_tag_is_counted_once(parts: list[str]) -> None:
    text = "".join(parts)
    counted = tags(text, "jekyll", "_posts/a.html")
    sayable = [part for part in parts if part.startswith("<") and part[1] not in "/sc"]
    assert min(counted) >= 0
    assert sum(counted) == len(sayable)
    assert min(tags(text)) >= 0


@pytest.mark.parametrize(
    "text",
    [
        "<svg>" * 20_000 + "</math>" * 20_000,
        "<table><tr><td>" * 10_000,
        "<table>" * 10_000 + "</table>" * 10_000,
        "a <b>b</b>" * 10_000,
        "# a<br>b\n" * 10_000,
        '<i class="x">' * 20_000,
        "<p " + " ".join(f"a{number}=b" for number in range(20_000)) + ">",
    ],
    ids=lambda text: text[:12],
)
def test_hostile_html_takes_time_that_grows_with_it(text: str) -> None:
    post = Post(Source("_posts/a.html", text.encode()), FLAVORS["jekyll"])
    assert post.document.html is not None
    start = time.process_time()
    count_tags(post)
    assert time.process_time() - start < 1
