"""Both sides of a post as pages: what is HTML reads as the engine hands it on, marks change nothing."""

from __future__ import annotations

import pytest

from postkit.core.diagnostic import Diagnostic
from postkit.core.source import Source
from postkit.core.span import Span
from postkit.flavors import FLAVORS
from postkit.html.rendering import TAG_ENDS, TAG_OPENS, Sides, render_sides
from postkit.html.tree import parse
from postkit.rules.table import HTM002
from postkit.site.post import Post


def post(text: str, flavor: str = "gfm", path: str = "x.md") -> Post:
    return Post(Source(path, text.encode()), FLAVORS[flavor])


def sides(before: str, after: str, flavor: str = "gfm") -> Sides:
    return render_sides(post(before, flavor), post(after, flavor), [])


def kept(text: str, *parts: str) -> list[Diagnostic]:
    data = text.encode()
    starts = [data.index(part.encode()) for part in parts]
    return [Diagnostic(HTM002, Span(start, start + 1), "stays HTML: it does") for start in starts]


def test_the_same_stretch_is_marked_on_both_sides() -> None:
    found = sides("one\n\n<p>two</p>\n\nthree\n", "one\n\ntwo\n\nthree\n")
    around = "<!--postkit changed 0-->{}<!--postkit /changed 0-->"
    assert "".join(found.before.split("\n")) == f"<p>one</p>{around.format('<p>two</p>')}<p>three</p>"
    assert found.after is not None
    assert "".join(found.after.split("\n")) == f"<p>one</p>{around.format('<p>two</p>')}<p>three</p>"
    assert found.same_text


def test_html_of_kramdown_is_raw_up_to_its_end_tag() -> None:
    text = "<div>\n<p>a</p>\n\n*b*\n</div>\n"
    assert "*b*" in sides(text, "x\n", "jekyll").before
    assert "<em>b</em>" in sides(text, "x\n", "gfm").before


def test_other_text_is_told() -> None:
    assert sides("<p>a <b>b</b></p>\n", "a **b**\n").same_text
    assert sides("<p>a<script>c</script></p>\n", "a\n").same_text
    assert not sides("<p>a <b>b</b></p>\n", "a **c**\n").same_text
    assert not sides("<i>" * 150 + "\n", "a\n").same_text


def test_marks_close_nothing_that_is_open() -> None:
    text = "<ul>\n<li>a\n\n    <li>b\n\nend\n"
    plain = render_sides(post(text), None, []).before
    marked = render_sides(post(text), None, kept(text, "<ul>", "<li>b")).before
    assert "<!--postkit kept 0-->" in marked
    assert [one.tag for one in parse(marked).elements()] == [one.tag for one in parse(plain).elements()]


def test_findings_in_one_block_are_one_mark() -> None:
    text = "*a*\n\nb <u>c</u> and <kbd>d</kbd>\n\n<form>e</form>\n"
    page = render_sides(post(text), None, kept(text, "<u>", "<kbd>", "<form>")).before
    assert "<!--postkit kept 0,1--><p>b <u>c</u>" in page.replace("\n", "")
    assert "<!--postkit kept 2--><form>e</form><!--postkit /kept 2-->" in page.replace("\n", "")


@pytest.mark.parametrize(
    "tag", ["{{ x }}", '{{ "<b>" }}', "{% highlight c %}\n\nint x;\n\n{% endhighlight %}"]
)
def test_template_tags_stand_whole_between_signs(tag: str) -> None:
    found = sides(f"<p>a {tag} b</p>\n", f"a {tag} b\n\n*c*\n", "jekyll")
    escaped = tag.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    for page in (found.before, found.after):
        assert page is not None
        assert f"a {TAG_OPENS}{escaped}{TAG_ENDS} b" in page


def test_a_place_behind_template_tags_is_found() -> None:
    text = "{{ a_long_tag | with: filters }} a\n\n{% include b %}\n\n<form>c</form>\n"
    page = render_sides(post(text, "jekyll"), None, kept(text, "<form>")).before
    assert "<!--postkit kept 0--><form>c</form>" in page.replace("\n", "")


def test_titles() -> None:
    def title(text: str) -> str:
        return render_sides(post(f"---\n{text}\n---\na\n", "jekyll"), None, []).title

    assert title('title: "</script>"') == "</script>"
    assert title("title: 2024") == "2024"
    assert title("title: [a, b]") == title("layout: x") == title("title: [") == ""


def test_a_post_that_was_html() -> None:
    was = post("---\ntitle: a\n---\n<p>*a*</p>\n\n    <p>b</p>\n", "jekyll", "x.html")
    found = render_sides(was, post("---\ntitle: a\n---\n\\*a\\*\n\nb\n", "jekyll"), [])
    assert found.before.split() == ["<p>*a*</p>", "<p>b</p>"]
    assert found.after is not None
    assert "<!--postkit changed 0-->" in found.after
    assert found.same_text


@pytest.mark.parametrize(
    "text", ["", "\n", "<", "<!--", "<script>", "<div>\n\n", "\ufeff<p>a</p>", "a\r\n\r\n<p>b\r\n"]
)
@pytest.mark.parametrize("flavor", sorted(FLAVORS))
def test_odd_bodies_have_pages(text: str, flavor: str) -> None:
    found = render_sides(post(text, flavor), post(f"{text}\n\nend\n", flavor), kept(text, text[:1]))
    assert found.after is not None
    assert "end" in found.after
