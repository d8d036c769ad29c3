"""Anchors of pages elsewhere: in any encoding, of any size, made by a script or not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from postkit.links.online.body import MAX_BYTES, Body
from postkit.links.online.fragments import is_looked_for
from postkit.links.online.page import page_of
from postkit.links.online.verdicts import Anchor, What
from tests.online.conftest import Serve, Tell
from tests.online.servers import WORDS, Answer, page, to


def test_anchors(serve: Serve, tell: Tell) -> None:
    html = "<h2 id=one>1</h2><a name='two'>2</a><H2 ID='a b'>3</H2><i id='&auml;&amp;'>4</i><i id='中'></i>"
    server = serve({"/p": page(html + "<!-- <i id=no> --><script>'<i id=no>'</script><p name=no>")})
    url = f"{server.url}/p"
    found = ["one", "two", "a%20b", "a b", "ä&", "%C3%A4&", "中", "%E4%B8%AD", "top", "TOP", ""]
    told = tell(*(f"{url}#{one}" for one in [*found, "no", "One"]))
    missing = [link.partition("#")[2] for link, (_, anchor) in told.items() if anchor is Anchor.MISSING]
    assert missing == ["no", "One"]
    assert {verdict.what for verdict, _ in told.values()} == {What.OK}
    assert server.paths == ["GET /p"]


@pytest.mark.parametrize(
    ("charset", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "no-such-thing"),
        ("utf-8", "utf-7"),
        ("iso-8859-1", "iso-8859-1"),
        ("iso-8859-1", "utf-8"),
        ("cp1252", "us-ascii"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-8"),
    ],
)
def test_whatever_charset_it_says(charset: str, said: str, serve: Serve, tell: Tell) -> None:
    server = serve({"/p": page("<h2 id='größe'>x</h2>", charset, said=said)})
    told = tell(f"{server.url}/p#gr%C3%B6%C3%9Fe", f"{server.url}/p#gone")
    assert [anchor for _, anchor in told.values()] == [Anchor.FOUND, Anchor.MISSING]


@pytest.mark.parametrize("charset", ["shift_jis", "euc-jp", "gb18030", "big5", "koi8-r"])
def test_a_charset_that_only_the_page_tells(charset: str) -> None:
    name = "привет" if charset == "koi8-r" else "日本"
    html = f"<meta charset='{charset}'><h2 id='{name}'>x</h2>{WORDS}"
    found = page_of(Body(html.encode(charset), "text/html"))
    assert found
    assert found.look_for([name]) == {name: Anchor.FOUND}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw", "identity"])
def test_packed(coding: str) -> None:
    html = f"<i id=part>{WORDS}".encode()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(html),
        "deflate": zlib.compress(html),
        "raw": raw.compress(html) + raw.flush(),
        "identity": html,
    }[coding]
    found = page_of(Body(packed, "text/html", "deflate" if coding == "raw" else coding))
    assert found
    assert found.look_for(["part", "no"]) == {"part": Anchor.FOUND, "no": Anchor.MISSING}


def test_no_more_is_unpacked_than_is_looked_at() -> None:
    plain = Body(gzip.compress(b"0" * 50_000_000), "text/html", "gzip").unpacked()
    assert plain
    assert (len(plain.data), plain.truncated) == (MAX_BYTES, True)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_what_cannot_be_unpacked_tells_nothing(coding: str) -> None:
    found = page_of(Body(b"\x00\x01\x02", "text/html", coding))
    assert found
    assert found.look_for(["x"]) == {"x": Anchor.UNKNOWN}


def test_a_large_page_is_read_up_to_a_bound(serve: Serve, tell: Tell) -> None:
    html = "<i id=early>" + WORDS * (2 * MAX_BYTES // len(WORDS)) + "<i id=late>"
    server = serve({"/p": page(html)})
    told = tell(f"{server.url}/p#early", f"{server.url}/p#late")
    assert [anchor for _, anchor in told.values()] == [Anchor.FOUND, Anchor.UNKNOWN]


@pytest.mark.parametrize(
    "html",
    [
        "<div id=root></div><script src=a.js></script>",
        f"<div id='__next'>{WORDS}</div><script></script>",
        f"<script></script><noscript>You need to enable JavaScript to run this app.</noscript>{WORDS}",
        "<script>" + "x" * 2000 + "</script><p>Loading …</p>",
    ],
)
def test_a_page_that_a_script_makes_tells_nothing(html: str) -> None:
    found = page_of(Body(f"<!doctype html>{html}".encode(), "text/html"))
    assert found
    assert found.look_for(["root", "x"])["x"] is Anchor.UNKNOWN


def test_a_page_with_scripts_and_words_does_tell() -> None:
    found = page_of(Body(f"<script src=a.js></script><h1 id=a>b</h1>{WORDS}".encode(), "text/html"))
    assert found
    assert found.look_for(["x"]) == {"x": Anchor.MISSING}


def test_github_writes_something_before_its_anchors() -> None:
    found = page_of(Body(f"<a id='user-content-usage'></a>{WORDS}".encode(), "text/html"))
    assert found
    assert found.look_for(["usage", "Usage", "user-content-usage", "x"]) == {
        "usage": Anchor.FOUND,
        "Usage": Anchor.FOUND,
        "user-content-usage": Anchor.FOUND,
        "x": Anchor.MISSING,
    }


@pytest.mark.parametrize("kind", ["application/pdf", "image/svg+xml", "text/plain", "video/mp4", ""])
def test_what_is_no_page_has_other_fragments(kind: str, serve: Serve, tell: Tell) -> None:
    server = serve({"/p": Answer(200, {"Content-Type": kind}, b"%PDF")})
    url = f"{server.url}/p#part"
    assert tell(url)[url] == tell(url)[url]
    assert tell(url)[url][1] is Anchor.FOUND


@pytest.mark.parametrize(
    "fragment",
    [
        *("", "top", "Top", "L10", "L10-L20", "L10C3-L12C4", "lines-3", "!route", "/route", "!/a/b", "?x"),
        *(":~:text=some%20words", "part:~:text=words", "page=3", "t=1m", "a=b&c=d", "issuecomment-123"),
        *("discussion_r123", "diff-abc", "comment-12", "pullrequestreview-3", "file-a-py"),
    ],
)
def test_what_is_not_looked_for(fragment: str) -> None:
    assert not is_looked_for(fragment)


@pytest.mark.parametrize(
    "fragment", ["part", "installation", "Lists", "L", "eventually", "note", "中文", "a.b", "_x"]
)
def test_what_is_looked_for(fragment: str) -> None:
    assert is_looked_for(fragment)


def test_the_anchor_is_looked_for_where_redirects_lead(serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to("/b", 302), "/b": page("<i id=x>")})
    told = tell(f"{server.url}/a#x", f"{server.url}/a#y")
    assert [anchor for _, anchor in told.values()] == [Anchor.FOUND, Anchor.MISSING]


@pytest.mark.parametrize(
    "html",
    [
        *("<" * 900_000, "<a " * 300_000, "<script>" * 120_000, "<!--" * 250_000, "<a id='" * 140_000),
        *("<div id=" * 110_000, "<noscript" * 110_000, "&" * 900_000, "<a id=&amp" * 90_000),
        "<script><noscript>" * 50_000,
    ],
    ids=lambda html: html[:10],
)
def test_hostile_pages_take_little_time(html: str) -> None:
    import time

    began = time.process_time()
    page_of(Body(html.encode(), "text/html"))
    assert time.process_time() - began < 3
