"""What the settings of a conversion ask for: markers, tags that stay, attributes that go or stay."""

from __future__ import annotations

import re
import time
from collections import Counter

import html5lib
import pytest

from postkit import convert
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.in_use import markers_of
from postkit.html.prove import reads_alike
from postkit.html.rendered import read_rendered
from postkit.html.shapes import read_html
from postkit.html.style import AS_USUAL, USUAL_MARKERS, Looks, Markers, Style
from postkit.html.treatment import PLAIN, treatment_of
from postkit.markdown.parser import render
from postkit.site.post import Post
from tests.oracles.bodies import converted, differences
from tests.oracles.engines import ENGINES, hugo, kramdown
from tests.oracles.fuzz_convert import BODIES
from tests.oracles.styles import STYLES, keeps_looks, read_looks

IAL = Style(looks=Looks.IAL)
KEEP_HTML = Style(looks=Looks.KEEP_HTML)


def _markers(text: str, style: Style = AS_USUAL, path: str = "post.md") -> Markers:
    return markers_of(Post(Source(path, text.encode()), FLAVORS["gfm"]), style)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", USUAL_MARKERS),
        ("plain", USUAL_MARKERS),
        ("* a\n* b\n\n_c_ __d__\n\n~~~\nx\n~~~\n", Markers("*", "_", "__", "~~~")),
        ("+ a\n\n\u4e2d *c* _d_ _e_", Markers("+", "_", "**", "```")),
        ("* a\n\n<!-- -->\n\n- b\n\n*a* _b_ **c** __d__\n\n```\n```\n~~~\n~~~\n", USUAL_MARKERS),
        ("`_a_` \\_b\\_ snake_case_name\n\n```\n* c\n__d__\n```\n", USUAL_MARKERS),
        ("<p>\n* a\n_b_ __c__\n</p>\n", USUAL_MARKERS),
        ("1. a\n2. b\n\n    indented\n", USUAL_MARKERS),
        ("***a***\n\n* * *\n", USUAL_MARKERS),
    ],
)
def test_the_markers_of_a_post_are_those_of_its_markdown(text: str, expected: Markers) -> None:
    assert _markers(text) == expected


def test_what_is_asked_for_wins_over_what_is_in_use() -> None:
    text = "* a\n\n_b_ __c__\n\n~~~\nx\n~~~\n"
    assert _markers(text, Style(bullet="+", strong="**")) == Markers("+", "_", "**", "~~~")
    everything = Style(bullet="-", emphasis="*", strong="**", fence="```")
    assert _markers(text, everything) == USUAL_MARKERS


def test_an_html_post_has_no_markers_in_use() -> None:
    assert _markers("---\ntitle: x\n---\n* _a_\n", path="_posts/a.html") == USUAL_MARKERS


_ENGINES_BY_STYLE = {
    "underscores": tuple(ENGINES),
    "slanted": tuple(ENGINES),
    "heavy": tuple(ENGINES),
    "ial": ("jekyll", "hugo"),
    "keep-html": ("jekyll", "gfm"),
    "keep": ("jekyll", "mkdocs"),
    "keep-blocks": ("hugo",),
    "drop": ("gfm",),
}


@pytest.mark.parametrize(
    ("name", "flavor"), [(name, flavor) for name, flavors in _ENGINES_BY_STYLE.items() for flavor in flavors]
)
def test_random_bodies_read_as_before_in_every_style(name: str, flavor: str) -> None:
    style = STYLES[name]
    pairs = converted([*BODIES["html"](25, 25), *BODIES["text"](25, 25)], flavor, style)
    assert len(pairs) > 8
    assert not [str(one) for one in differences(flavor, pairs, looks=keeps_looks(style))]
    assert not [new for _, new in pairs if convert(new, flavor=flavor, style=style).text != new]


def test_every_style_is_tried() -> None:
    assert set(STYLES) == {"usual", *_ENGINES_BY_STYLE}


def _tags(html: str) -> Counter[str]:
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return Counter(str(node.tag) for node in tree.iter())


@pytest.mark.parametrize(
    "tag", ["b", "img", "ul", "ol", "table", "blockquote", "h2", "center", "section", "pre"]
)
def test_a_tag_that_is_kept_is_never_lost(tag: str) -> None:
    inner = f'<{tag} class="c">x</{tag}>' if tag not in {"img", "ul", "ol", "table"} else ""
    inner = inner or {"img": '<img src="/i" alt="i">', "table": "<table><tr><td>x</td></tr></table>"}.get(
        tag, f"<{tag}><li>x</li></{tag}>"
    )
    posts = (inner, f"<div>{inner}</div>", f"<p>a</p>{inner}<p>b</p>", f"<ul><li>a{inner}</li></ul>")
    for html in (
        *posts,
        f"<table><tr><td>{inner}</td><td>b</td></tr></table>",
        f"<section>{inner}</section>",
    ):
        for flavor in FLAVORS:
            text = convert(f"{html}\n", flavor=flavor, style=Style(keep=frozenset({tag}))).text
            assert len(re.findall(rf"<{tag}\b", text)) == len(re.findall(rf"<{tag}\b", html)), (flavor, text)


@pytest.mark.parametrize("name", ["onclick", "aria-label", "itemprop"])
def test_attributes_are_dropped_by_name_or_glob(name: str) -> None:
    html = f'<p {name}="v">a <b {name}="v">b</b> <a href="/u" {name}="v">c</a></p>\n'
    assert convert(html).text == html
    for glob in (name, f"{name[:2]}*", "*"):
        assert convert(html, style=Style(drop_attributes=(glob,))).text == "a **b** [c](/u)\n"
    assert convert(html, style=Style(drop_attributes=("zz*",))).text == html


def test_what_markdown_says_is_never_dropped() -> None:
    html = '<p id="p"><a href="/u" title="t">a</a> <img src="/i" alt="i"></p>\n'
    assert convert(html, style=Style(drop_attributes=("*",))).text == convert(html).text
    assert "[a](/u" in convert(html).text


def test_names_of_what_is_dropped_are_told() -> None:
    attributes = {"href": "/u", "class": "c", "onclick": "x", "data-x": "1", "rel": "y", "lang": None}
    told = {
        PLAIN: ["class", "data-x", "rel", "lang"],
        treatment_of(FLAVORS["gfm"], Style(drop_attributes=("on*",))): [
            *("class", "onclick", "data-x", "rel", "lang"),
        ],
        treatment_of(FLAVORS["jekyll"], Style(looks=Looks.IAL, drop_attributes=("lang",))): [
            *("data-x", "lang"),
        ],
        treatment_of(FLAVORS["gfm"], KEEP_HTML): ["data-x"],
    }
    for treatment, names in told.items():
        assert treatment.dropped("a", attributes) == names


READ = (
    'a ![i](/i){: .x width="3"} b',
    '[a](/u){: target="_blank" rel="noopener noreferrer"}{x}',
    "a\nb\n{: .lead .big}",
    'a  \n![i](/i){: .x}\n{: .lead style="text-align: center"}',
    "## a\n{: .x}\n\nb",
    '### a {#b}\n{: title="c"}\n\nb',
    "*[a](/u){: .b}*c",
    "- ![i](/i){: .x}\n- a",
    '> [a](/u){: class="b c"}',
    "| ![i](/i){: .x} | b |\n| --- | --- |\n| c | d |",
    "`a`{: .x .} and [a](/u) {: .b}",
    "{: .x} a",
)
"""Markdown with attribute lists, and with what looks like some."""


@pytest.mark.parametrize("text", READ)
def test_attribute_lists_are_read_as_kramdown_reads_them(text: str) -> None:
    treatment = treatment_of(FLAVORS["jekyll"], IAL)
    root = read_rendered(render(text, heading_attributes=True), treatment)
    ours = [
        (one.tag, name, value)
        for one in root.elements()
        for name, value in sorted(one.attributes.items())
        if name in {"class", "style", "width"}
    ]
    (page,) = kramdown([text])
    assert ours == [one for one in read_looks(page) if one[0] != "code"]


PROVED = (
    (
        "jekyll",
        '<p class="a">b <img src="/i" alt="i" width="3"></p>',
        'b ![i](/i){: width="3"}\n{: .a}',
        [
            "b ![i](/i)",
            'b ![i](/i){: width="3"}',
            'b ![i](/i){: width="4"}\n{: .a}',
            'b ![i](/i){: width="3"}\n{: .c}',
            'b ![i](/i){: width="3"}\n\n{: .a}',
            'b ![i](/i) {: width="3"}\n{: .a}',
        ],
    ),
    ("jekyll", '<h2 class="a">b</h2>', "## b\n{: .a}", ["## b", "## b\n{: .b}", "## b {.a .c}"]),
    ("jekyll", "<p>a</p>", "a", ["a\n{: .a}"]),
    ("jekyll", '<p><a href="/u">a</a></p>', "[a](/u)", ["[a](/u){: .a}"]),
    ("hugo", '<h2 id="i" class="a">b</h2>', "## b {#i .a}", ["## b {#i}", "## b {.a}", "## b {#i .b}"]),
    ("hugo", '<p class="a">b</p>', '<p class="a">b</p>', ["b", "b\n{.a}", "b\n{: .a}"]),
)


@pytest.mark.parametrize(("flavor", "html", "right", "wrong"), PROVED)
def test_lists_count_in_the_proof(flavor: str, html: str, right: str, wrong: list[str]) -> None:
    old = read_html(html, treatment_of(FLAVORS[flavor], IAL))
    assert reads_alike(old, right, FLAVORS[flavor])
    assert not [text for text in wrong if reads_alike(old, text, FLAVORS[flavor])]


@pytest.mark.parametrize(
    "value", ["a}b", "a{b", "a\\b", "a<b", "a&amp;b", "a|b", "*a*", "a`b", "[a]", "$$a", "{{ x }}", "{% y %}"]
)
@pytest.mark.parametrize("name", ["class", "style"])
def test_values_that_no_list_holds_keep_the_element(name: str, value: str) -> None:
    html = f'<p {name}="{value}">a <b>b</b></p>\n'
    assert convert(html, flavor="jekyll", style=IAL).text == html


def test_text_that_looks_like_a_list_stays_text() -> None:
    html = '<p class="k">a <img src="/i" alt="i">{: .x} and <a href="/u">b</a> {: .y}<br>{: .z}</p>\n'
    text = convert(html, flavor="jekyll", style=IAL).text
    old, new = kramdown([html, text])
    assert read_looks(old) == read_looks(new)
    assert "{: .x}" in re.sub("<[^>]*>", "", new)


def test_hugo_gives_headings_their_classes() -> None:
    html = '<h2 id="two" class="a b">c</h2>\n\n<h3 class="d">e</h3>\n'
    text = convert(html, flavor="hugo", style=IAL).text
    assert text == "## c {#two .a .b}\n\n### e {.d}\n"
    (page,) = hugo([text])
    assert read_looks(page) == [("h2", "class", "a b"), ("h3", "class", "d")]


@pytest.mark.parametrize("flavor", ["gfm", "astro", "eleventy", "hexo", "mkdocs"])
def test_engines_without_lists_keep_html_instead(flavor: str) -> None:
    html = '<p class="a">b</p>\n\n<p>a <img src="https://a.example/i.png" alt="i" width="3"> b</p>\n'
    new = convert(html, flavor=flavor, style=IAL).text
    assert new == convert(html, flavor=flavor, style=KEEP_HTML).text
    assert new == '<p class="a">b</p>\n\na <img src="https://a.example/i.png" alt="i" width="3"> b\n'


def test_presentation_that_nobody_sees_keeps_nothing() -> None:
    html = '<p data-x="1" class="">a <img src="/i" alt="i" loading="lazy" decoding="async"></p>\n'
    assert convert(html, flavor="gfm", style=KEEP_HTML).text == "a ![i](/i)\n"
    html = '<pre class="language-ruby"><code class="ruby">a</code></pre>\n'
    assert convert(html, flavor="gfm", style=KEEP_HTML).text == "```ruby\na\n```\n"


HOSTILE = {
    "lists": "<p class='a'>" + "<a href='/u' class='b'>c</a>" * 3000 + "</p>",
    "looks like lists": "<p>" + "![a](b){: .x" * 5000 + "</p>",
    "a long class": f"<p class='{'a ' * 30000}'>b</p>",
    "classes in a heading": "<h2 class='a'>" + " {.a" * 8000 + "</h2>",
    "many attributes": "<p " + " ".join(f"a{number}='1'" for number in range(5000)) + ">b</p>",
    "emphasis in use": "_a_ " * 4000 + "\n\n<p><i>b</i></p>",
    "nested bullets": "<ul><li>a" * 60 + "</li></ul>" * 60,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("flavor", ["jekyll", "hugo"])
def test_hostile_input_is_bounded(html: str, flavor: str) -> None:
    style = Style(looks=Looks.IAL, keep=frozenset({"b"}), drop_attributes=("*a*b*c*d", "x?*?y"))
    start = time.process_time()
    text = convert(html, flavor=flavor, style=style).text
    assert time.process_time() - start < 8
    assert convert(text, flavor=flavor, style=style).text == text
