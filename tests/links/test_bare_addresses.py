from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.destinations.kinds import Destination, Kind
from postkit.site.post import Post


def bare(text: str, flavor: str = "gfm") -> list[Destination]:
    post = Post(Source("post.md", text.encode()), FLAVORS[flavor])
    return [one for one in destinations(post) if one.kind is Kind.BARE]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see http://a.example/b.", ["http://a.example/b"]),
        ("(see https://a.example/b_(c))", ["https://a.example/b_(c)"]),
        ("www.a.example, ftp://a.example", ["www.a.example", "ftp://a.example"]),
        ("**http://a.example** ~http://b.example~", ["http://a.example", "http://b.example"]),
        ("http://a.example/?b=1&c=2&lt; d", ["http://a.example/?b=1&c=2"]),
        ("http://a.example<br>", ["http://a.example"]),
        ("看 http://a.example/文。后", ["http://a.example/文"]),
        ("> http://a.example\n> - www.b.example", ["http://a.example", "www.b.example"]),
        ("http://a_b.c_d http://localhost http:// www. xhttp://a.example", []),
        ("`http://a.example` <http://b.example> [c](http://d.example)", []),
        ("[http://a.example](b) <a href='c'>http://d.example</a>", []),
        ("    http://a.example\n", []),
        ("<!-- http://a.example -->", []),
        ("[a]: http://b.example", []),
        ("<pre>\nhttp://a.example\n</pre>", []),
    ],
)
def test_addresses_in_text(text: str, written: list[str]) -> None:
    results = bare(text)
    assert [one.written for one in results] == written
    assert [text.encode()[slice(*one.span)].decode() for one in results] == written


def test_what_they_say() -> None:
    (first, second) = bare("www.a.example http://a.example/?b=1&amp;c=2")
    assert first.value == "http://www.a.example"
    assert second.value == "http://a.example/?b=1&c=2"


@pytest.mark.parametrize(("flavor", "count"), [("gfm", 1), ("hugo", 1), ("hexo", 1), ("jekyll", 0)])
def test_only_where_the_engine_makes_links_of_them(flavor: str, count: int) -> None:
    assert len(bare("see http://a.example", flavor)) == count


PIECES = st.builds(
    lambda head, tail: head + tail,
    st.sampled_from(["http://a.example", "https://b.c-d.example", "www.a.example", "ftp://a.b", "a"]),
    st.text(alphabet="/?=&;.,:!'\"()x1-#", max_size=10),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_as_cmark_gfm_makes_them(pieces: list[str]) -> None:
    cmarkgfm = pytest.importorskip("cmarkgfm")
    text = " ".join(["x", *pieces])
    html = cmarkgfm.github_flavored_markdown_to_html(text)
    hrefs = [href.replace("&amp;", "&") for href in re.findall(r'href="([^"]*)"', html)]
    ours = [one.value.replace('"', "%22").replace("'", "&#x27;") for one in bare(text)]
    assert ours == hrefs


@pytest.mark.parametrize(
    "text",
    ["www.a.b " * 8000, "http://a.b/" + ")" * 60_000, "http://a.b/" + "&b;" * 20_000, "http://" * 10_000],
    ids=range(4),
)
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.process_time()
    bare(text)
    assert time.process_time() - start < 5
