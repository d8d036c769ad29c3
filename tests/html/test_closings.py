"""How far tags reach, against a plain search from each block; and in a time that grows with the text."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.html.balance import Balance
from postkit.html.closings import closings
from postkit.html.region import lay_out
from postkit.site.post import Post

_LINES = st.lists(
    st.sampled_from(["<div>", "</div>", "<p>a", "</p>", "<span>", "</span>", "text", "", "", "<b>a</b>"]),
    max_size=14,
)
_SECONDS = 5.0
"""Ten times what the slowest takes here; a search from each block took a minute."""


def _post(body: str, flavor: str) -> Post:
    return Post(Source("a.md", body.encode()), FLAVORS[flavor])


def _searched(post: Post, index: int) -> int:
    """Return how many blocks from one on close all tags in them; 0 if they do not."""
    blocks = post.document.blocks
    balance = Balance()
    for count, block in enumerate(blocks[index:], 1):
        if not post.flavor.dialect.reads_to_end_tag and block.kind != "HtmlBlock":
            return 0
        balance.feed(post.masked_slice(block.span))
        if balance.stray:
            return 0
        if not balance.open:
            return count
    return 0


@given(lines=_LINES, flavor=st.sampled_from(["jekyll", "hugo"]))
def test_each_block_reaches_as_far_as_a_search_from_it_finds(lines: list[str], flavor: str) -> None:
    post = _post("\n".join(lines), flavor)
    found = closings(post)
    html = [index for index, block in enumerate(post.document.blocks) if block.kind == "HtmlBlock"]
    assert sorted(found) == html
    for index in html:
        closing = found[index]
        assert (0 if closing.trouble else closing.blocks) == _searched(post, index)


def test_tags_that_are_never_closed_take_no_longer_than_others() -> None:
    for body in ("<div>\n\n" * 5000, "<p>x\n\n" * 3000, "<span>\n\n" * 3000, "<div>\n\nx\n\n" * 2500):
        for flavor in ("jekyll", "hugo", "mkdocs", "hexo"):
            start = time.perf_counter()
            assert lay_out(_post(body, flavor)).regions
            assert time.perf_counter() - start < _SECONDS


def test_places_in_an_indented_region_are_those_in_the_source() -> None:
    body = "a\r\n\r\n   <p>é</p>\r\n  <p>b</p>\r\n"
    (region,) = lay_out(_post(body, "hugo")).regions
    assert region.span.start == body.encode().index(b"   <p>")
    for index in range(len(region.html)):
        place = region.byte_offset(index)
        if region.html[index] != "\n":
            assert body.encode()[place:].decode().startswith(region.html[index])
