"""A post that is HTML as a whole: what may become of it, and why it stays."""

from __future__ import annotations

import time

import pytest

from postkit.core.source import Source
from postkit.engine import Checks, Conversion, Family, Mended, Proposer, mend
from postkit.flavors import FLAVORS
from postkit.html.normal import normal_form
from postkit.html.tree import parse
from postkit.markdown.parser import render

HEAD = "---\ntitle: a\n---\n"
JEKYLL, HUGO = "_posts/2024-01-05-a.html", "content/posts/a.html"


def convert(body: str, flavor: str = "jekyll", path: str = JEKYLL, how: Conversion | None = None) -> Mended:
    checks = Checks((Family.CONVERT,), conversion=how or Conversion())
    return mend(Source(path, (HEAD + body).encode()), FLAVORS[flavor], checks, unsafe=False)


def written(body: str, flavor: str = "jekyll", path: str = JEKYLL, how: Conversion | None = None) -> str:
    """Return the new body; an assertion fails where the post stays HTML."""
    mended = convert(body, flavor, path, how)
    assert mended.source.path == path.replace(".html", ".md"), mended.diagnostics
    text = mended.source.data.decode()
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def why(body: str, flavor: str = "jekyll", path: str = JEKYLL) -> tuple[str, str]:
    """Return code and message of the finding on a post that stays as it is, byte for byte."""
    mended = convert(body, flavor, path)
    assert mended.source.path == path
    assert mended.source.data == (HEAD + body).encode()
    return mended.diagnostics[0].code, mended.diagnostics[0].message


@pytest.mark.parametrize("flavor", ["jekyll", "hugo", "gfm", "hexo", "eleventy"])
def test_nothing_in_it_is_markdown(flavor: str) -> None:
    body = "# a *b* _c_ `d` [e](f)\n\n    g\n- h\n1. i\n> j\n<p>[k]: l</p>\n"
    path, how = "content/_posts/2024-01-05-a.html", Conversion(html_pages=True)
    text = written(body, flavor, path, how)
    assert normal_form(parse(render(text))) == normal_form(parse(body))
    again = mend(
        Source("post.md", (HEAD + text).encode()), FLAVORS[flavor], Checks((Family.CONVERT,)), unsafe=False
    )
    assert again.source.data == (HEAD + text).encode()


def test_end_tags_that_may_be_left_out_are() -> None:
    text = written("<p>a<p>b<ul><li>c<li>d</ul><table><tr><th>e<th>f<tr><td>g<td>h</table>")
    assert text == "a\n\nb\n\n- c\n- d\n\n| e | f |\n| --- | --- |\n| g | h |"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div><p>a</p>", "`<div>` is never closed"),
        ("<p>a</p></div>", "`</div>` closes nothing that is open there"),
        ("</section><p>a</p>", "`</section>` closes nothing that is open there"),
        ("<p><b>a</p><p>b</p>", "`<b>` is never closed"),
        ("<p>a <i>b", "`<i>` is never closed"),
        ("<p>a</p><table>", "a table is never closed"),
        ("<p>a</p></td>", "a tag of a table stands where no table is open"),
        ("<p>a</p><!-- b", "a comment, a script or the like is never closed"),
        ("<p>a</p><script>b", "a comment, a script or the like is never closed"),
        ('<p>a</p><div id="postkit-end">', "`<div>` is never closed"),
    ],
)
def test_what_has_an_effect_on_the_page_around_it_stays(body: str, reason: str) -> None:
    assert why(body) == ("HTM004", f"stays HTML: {reason}")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<div markdown="1"><p>a</p></div>', "an attribute `markdown=` would make the engine read Markdown"),
        ("<p>a</p><?php b() ?>", "a program in PHP stands in it"),
        ("<p>a {% note %}<b>b</b>{% endnote %}</p>", "the template tag that `{% endnote %}` ends may not"),
        ("{% capture x %}<p>a</p>{% endcapture %}", "the template tag that `{% endcapture %}` ends may not"),
        (
            "<p>a {% if x %}b</p><p>c{% endif %}</p>",
            "a template tag opens in one element and ends in another",
        ),
        ("<ul>{% if x %}<li>a</ul>{% endif %}<p>b</p>", "a template tag opens in one element and ends in"),
        (
            '<p class="{% if x %}a">b{% endif %}</p>',
            "a template tag opens in one element and ends in another",
        ),
        ("<p>a {% endif %} {% if x %}</p>", "a template tag opens in one element and ends in another"),
        (
            "{% if x %}{% include y %}<p>a</p>{% endif %}",
            "a template tag beside others may leave out one end",
        ),
    ],
)
def test_what_an_engine_would_make_something_else_of_stays(body: str, reason: str) -> None:
    code, message = why(body)
    assert code == "HTM003"
    assert message.startswith(f"stays HTML: {reason}")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!DOCTYPE html>\n<p>a</p>", "it holds `<!DOCTYPE>`, so it is a layout or a page of its own"),
        ("<html><p>a</p></html>", "it holds `<html>`, so it is a layout or a page of its own"),
        ("<p>{{content}}</p>", "it has a template tag that only layouts and lists of posts have"),
        ("{% for x in paginator.posts %}{% endfor %}", "it has a template tag that only layouts and lists"),
    ],
)
def test_a_layout_stays_whatever_is_asked_for(body: str, reason: str) -> None:
    for how in (Conversion(), Conversion(html_pages=True)):
        mended = convert(body, how=how)
        (found,) = mended.diagnostics
        assert (found.code, found.span) == ("HTM005", (0, 0))
        assert found.message.startswith(f"the file stays HTML: {reason}")
        assert mended.source.data == (HEAD + body).encode()


@pytest.mark.parametrize(
    "path", ["_layouts/a.html", "x/_includes/a.html", "layouts/a.html", "themes/t/a.html"]
)
def test_a_file_in_a_folder_of_layouts_is_one(path: str) -> None:
    (found,) = convert("<p>a</p>", path=path, how=Conversion(html_pages=True)).diagnostics
    assert (found.code, found.message) == ("HTM005", "the file stays HTML: it is a layout")


@pytest.mark.parametrize("flavor", ["mkdocs", "astro"])
def test_engines_that_publish_html_files_as_they_are(flavor: str) -> None:
    (found,) = convert("<p>a</p>", flavor, how=Conversion(html_pages=True)).diagnostics
    assert found.message.endswith("publishes HTML files as they are")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "{% if a %}\n<p>b</p>\n{% else %}\n<p>c</p>\n{% endif %}",
            "{% if a %}\n\nb\n\n{% else %}\n\nc\n\n{% endif %}",
        ),
        ("<p>a {% if b %}c{% endif %}</p>", "a {% if b %}c{% endif %}"),
        (
            "{% highlight c %}\na\n\n*b*\n{% endhighlight %}",
            "{% highlight c %}\na\n\n*b*\n{% endhighlight %}",
        ),
        ("<p>a</p>{% include b.html %}", "a\n\n<div>{% include b.html %}</div>"),
        ("<p>a</p>{% raw %}*b*{% endraw %}", "a\n\n<div>{% raw %}*b*{% endraw %}</div>"),
    ],
)
def test_tags_of_liquid_that_give_nothing_or_a_block_stand_alone(body: str, text: str) -> None:
    assert written("<p>z</p>\n" + body) == "z\n\n" + text


def test_hugo_puts_what_a_shortcode_gives_in_the_place_of_its_paragraph() -> None:
    assert written('<p>a</p>\n{{< b c="*" >}}\n<p>d</p>', "hugo", HUGO) == 'a\n\n{{< b c="*" >}}\n\nd'


@pytest.mark.parametrize("tag", ["{{% b %}}", "{{< b >}}<p>c</p>{{< /b >}}", "{{< b >}}c{{</b>}}"])
def test_hugo_reads_no_markdown_inside_shortcodes_and_some_behind_them(tag: str) -> None:
    assert why(f"<p>a</p>\n{tag}", "hugo", HUGO)[0] == "HTM003"


def test_html2text_proposes_for_it_too() -> None:
    how = Conversion(Proposer.HTML2TEXT)
    assert written("<p>a *b*</p>\n\nloose\n<ul><li>c</li><li>d</li></ul>", how=how).startswith(
        "a \\*b\\*\n\n"
    )


@pytest.mark.parametrize("body", ["", "\n \n", "<!-- a -->", "<form></form>"])
def test_where_nothing_becomes_markdown_the_file_keeps_its_name(body: str) -> None:
    assert convert(body).source.path == JEKYLL


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 5000,
        "<b>" * 5000,
        "</div>" * 20000,
        "<!--" * 20000,
        "<p>a " * 500,
        "<br>" * 5000,
        "{% if x %}" * 4000,
        "{% if x %}a{% endif %} " * 2000,
        '<div id="postkit-end">' * 3000,
        "a" * 200_000,
        "\x00\x01\u2028<p>\ufeff",
    ],
)
def test_hostile_bodies_are_answered_soon(body: str) -> None:
    start = time.perf_counter()
    convert(body)
    assert time.perf_counter() - start < 20
