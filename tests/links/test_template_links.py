from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.flavors.base import Names
from postkit.links.destinations.all import destinations
from postkit.links.destinations.kinds import Destination, Kind
from postkit.site.post import Post


def found(text: str, flavor: str) -> list[Destination]:
    return list(destinations(Post(Source("post.md", text.encode()), FLAVORS[flavor])))


# flavor, tag, what it names, the name
TAGS = [
    ("jekyll", "{% link docs/a b.md %}", Names.FILE, "docs/a b.md"),
    ("jekyll", "{%- link _posts/2024-01-02-x.md -%}", Names.FILE, "_posts/2024-01-02-x.md"),
    ("jekyll", "{% post_url 2024-01-02-x %}", Names.POST, "2024-01-02-x"),
    ("jekyll", "{%post_url sub/2024-01-02-é%}", Names.POST, "sub/2024-01-02-é"),
    ("jekyll", '{{ "/x.css" | relative_url }}', Names.ROOTED, "/x.css"),
    ("jekyll", "{{'x y'|absolute_url}}", Names.ROOTED, "x y"),
    ("jekyll", '{{ "http://a.example/" | absolute_url }}', Names.ADDRESS, "http://a.example/"),
    ("jekyll", '{{ "/x" | prepend: site.baseurl }}', Names.ROOTED, "/x"),
    ("jekyll", '{{ "/x" | prepend: site.baseurl | prepend: site.url }}', Names.ROOTED, "/x"),
    ("jekyll", '{{ "/x" | prepend: site.url }}', Names.ADDRESS, "/x"),
    ("jekyll", '{{ site.baseurl | append: "/x" }}', Names.ROOTED, "/x"),
    ("hexo", "{% post_link my-post A title %}", Names.SLUG, "my-post"),
    ("hexo", "{% post_link \"my post\" 'A title' %}", Names.SLUG, "my post"),
    ("hexo", "{% post_path 文章 %}", Names.SLUG, "文章"),
    ("hexo", "{% asset_img pic.png 10 20 'a' %}", Names.ASSET, "pic.png"),
    ("hexo", '{% asset_img left big "my pic.png" %}', Names.ASSET, "my pic.png"),
    ("hexo", "{% asset_path a.pdf %}", Names.ASSET, "a.pdf"),
    ("hexo", "{% asset_link a.pdf Title %}", Names.ASSET, "a.pdf"),
    ("hexo", "{% img left /images/a.png 10 %}", Names.ROOTED, "/images/a.png"),
    ("hexo", "{% img https://a.example/b.png %}", Names.ADDRESS, "https://a.example/b.png"),
    ("eleventy", '{{ "/x/" | url }}', Names.ROOTED, "/x/"),
    ("eleventy", "{{ './a.md' | inputPathToUrl }}", Names.FILE, "./a.md"),
    ("hugo", '{{< ref "a b.md#c" >}}', Names.PAGE, "a b.md#c"),
    ("hugo", "{{% relref `a` %}}", Names.PAGE, "a"),
    ("hugo", "{{<ref a.md>}}", Names.PAGE, "a.md"),
    ("hugo", '{{< relref outputFormat="rss" path="a" >}}', Names.PAGE, "a"),
    ("hugo", '{{< figure alt="a > b" src="c d.png" >}}', Names.ADDRESS, "c d.png"),
    ("hugo", "{{< figure src=/c.png >}}", Names.ADDRESS, "/c.png"),
    ("hugo", '{{< img src="c" >}}', Names.CUSTOM, "c"),
]

AROUND = ["x {} y", "[a]({})", "![a]({} 't')", "[r]: {}", '<a href="{}">b</a>', "> - x {}", '<b class="{}">']


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(("flavor", "tag", "names", "name"), TAGS, ids=[tag for _, tag, _, _ in TAGS])
def test_a_tag_is_found_wherever_it_stands(
    flavor: str, tag: str, names: Names, name: str, around: str
) -> None:
    text = around.format(tag)
    (result,) = found(text, flavor)
    assert (result.kind, result.names, result.value) == (Kind.TEMPLATE, names, name)
    assert text.encode()[slice(*result.span)].decode() == result.written == name
    assert text.encode()[slice(*result.whole)].decode() == tag
    assert not result.template


@pytest.mark.parametrize(
    ("flavor", "text"),
    [
        ("jekyll", "`{}` a"),
        ("jekyll", "```\n{}\n```"),
        ("jekyll", "    {}"),
        ("jekyll", "a <!-- {} -->"),
        ("jekyll", "<!--\n\n{}\n-->"),
        ("jekyll", "{{% raw %}}{}{{% endraw %}}"),
        ("jekyll", "{{% comment %}} {} {{% endcomment %}}"),
        ("jekyll", "{{% highlight c %}}\n{}\n{{% endhighlight %}}"),
        ("jekyll", "---\na: '{}'\n---\nb"),
        ("jekyll", "a <code>{}</code>"),
        ("jekyll", "<pre>\n{}\n</pre>"),
        ("jekyll", "<script>\n{}\n</script>"),
        ("gfm", "a {}"),
        ("mkdocs", "a {}"),
        ("hugo", "a {}"),
    ],
)
def test_no_tag_is_found_in_what_is_no_text(flavor: str, text: str) -> None:
    assert found(text.format("{% link a.md %}"), flavor) == []
    if flavor == "jekyll":
        assert [one.value for one in found("{% link a.md %}\n\n" + "b {% link c.md %}", flavor)] == [
            "a.md",
            "c.md",
        ]


@pytest.mark.parametrize(
    "tag",
    [
        '{{< ref path="a" lang="de" >}}',
        '{{</* ref "a" */>}}',
        "{{< ref $x >}}{{< other >}}",
        '{{< ref "a\\"b" >}}',
        '{{< refs "a" >}}',
    ],
)
def test_a_tag_that_is_not_surely_known_names_nothing(tag: str) -> None:
    assert [one for one in found(f"a {tag}", "hugo") if one.value != "$x"] == []


@pytest.mark.parametrize(
    ("text", "names", "value", "written"),
    [
        ("[a]({{ site.baseurl }}/x&amp;y#z)", Names.ROOTED, "/x&y#z", "/x&amp;y#z"),
        ("[a]({{site.url}}{{site.baseurl}}/x)", Names.ROOTED, "/x", "/x"),
        ("[a]({{site.url}}/x)", Names.ADDRESS, "/x", "/x"),
        ('<img src="{{ site.baseurl }}/é.png">', Names.ROOTED, "/é.png", "/é.png"),
        ("[a]: {{ site.github.url }}/x 't'", Names.ROOTED, "/x", "/x"),
        (r"[a]({{site.baseurl}}/x\))", Names.ROOTED, "/x)", r"/x\)"),
    ],
)
def test_a_tag_may_be_the_beginning_of_a_path(text: str, names: Names, value: str, written: str) -> None:
    (result,) = found(text, "jekyll")
    assert (result.names, result.value, result.written) == (names, value, written)
    assert result.kind is not Kind.TEMPLATE
    assert text.encode()[slice(*result.span)].decode() == written
    assert not result.template


@pytest.mark.parametrize(
    ("text", "value", "tail"),
    [
        ("[a]({% link b.md %}#c)", "b.md", "#c"),
        ("[a]({{ site.baseurl }}{% link b.md %}?c#d)", "b.md", "?c#d"),
        ('<a href="{% post_url b %}#c">', "b", "#c"),
        ('[a]({{ "/b/" | relative_url }}c.png)', "/b/", "c.png"),
    ],
)
def test_what_follows_a_tag_is_told(text: str, value: str, tail: str) -> None:
    (result,) = found(text, "jekyll")
    assert (result.value, result.tail) == (value, tail)
    assert text.encode()[result.whole.end :].startswith(tail.encode())


@pytest.mark.parametrize(
    "destination",
    [
        "{{ page.url }}/x",
        "{{ site.baseurl }}",
        "{{ site.baseurl }}x",
        "{{ site.baseurl }}/x/{{ page.y }}",
        "{% link a.md %}b",
        "{% link a.md %}#{{ page.x }}",
        "x/{% link a.md %}",
        "{{ '/a' | relative_url | escape }}",
    ],
)
def test_a_destination_that_only_the_engine_knows_is_told(destination: str) -> None:
    (result,) = found(f"[a]({destination})", "jekyll")
    assert result.template
    assert result.written == destination


def test_a_figure_may_have_two_addresses() -> None:
    first, second = found('x {{< figure src="a.png" link="/b" >}}', "hugo")
    assert [(one.value, one.image) for one in (first, second)] == [("a.png", True), ("/b", False)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(AROUND)), min_size=1, max_size=5), st.data())
def test_replacing_one_name_changes_that_one_alone(
    parts: list[tuple[tuple[str, str, Names, str], str]], data: st.DataObject
) -> None:
    flavor = data.draw(st.sampled_from(["jekyll", "hexo", "hugo", "eleventy"]))
    lines = [around.format(tag) for (other, tag, _, _), around in parts if other == flavor]
    raw = "\n\n".join(["é", *lines, '<a href="z">']).encode()
    before = found(raw.decode(), flavor)
    chosen = data.draw(st.sampled_from(before))
    new = b"https://q.example/q"
    after = found((raw[: chosen.span.start] + new + raw[chosen.span.end :]).decode(), flavor)
    assert [one.value for one in after] == [new.decode() if one is chosen else one.value for one in before]


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="{}%<>\"'|` .#/-=\nabé", max_size=50),
    st.sampled_from(["{% link ", "{{ '", "{{< ref ", "{% asset_img ", "{{< figure "]),
    st.sampled_from(["jekyll", "hugo", "hexo", "eleventy"]),
)
def test_any_tag_gives_the_bytes_of_its_name(inside: str, opening: str, flavor: str) -> None:
    text = f"é {opening}{inside} %}} }}}} >}}}}"
    for one in found(text, flavor):
        assert text.encode()[slice(*one.span)].decode() == one.written


@pytest.mark.parametrize(
    ("flavor", "text"),
    [
        ("jekyll", "{% link a.md %} " * 4000),
        ("jekyll", "x {% link " + "a " * 30_000 + "%}"),
        ("jekyll", "x {{ " + '"' * 60_000 + " }}"),
        ("jekyll", "[a]({% link b.md %}" + "{% link c.md %}" * 3000 + ")"),
        ("hugo", "x {{< figure " + "a=b " * 15_000 + ">}}"),
        ("hugo", "x {{< ref " + 'a="' * 15_000 + ">}}"),
        ("hexo", "x {% asset_img " + "a " * 30_000 + "%}"),
        ("jekyll", "<code>" * 10_000 + "{% link a.md %}"),
        ("jekyll", "<!--" * 15_000 + "{% link a.md %}"),
    ],
    ids=range(9),
)
def test_hostile_tags_take_little_time(flavor: str, text: str) -> None:
    start = time.process_time()
    found(text, flavor)
    assert time.process_time() - start < 5
