from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.span import Span
from postkit.flavors.headings import VERBATIM
from postkit.markdown.document import Document
from postkit.markdown.scan import scan

BODY = """# One *em* `code` {#own}

A [link](a.md "t") and ![image](b.png) <b>raw</b>,
a [ref][題] and <https://example.com> 題 😀 [short].

<div class="x">
block
</div>

Two
---

- item [in a list](c.md)

[題]: /題.md
[short]: <d e.md> 'title'
"""


def read(body: str, base: int = 0) -> tuple[bytes, Document]:
    data = b"\xef" * base + body.encode()
    return data, scan(body, base, heading_attributes=True)


@pytest.mark.parametrize("base", [0, 3, 1000])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_spans_slice_to_what_they_are_about(base: int, newline: str) -> None:
    data, document = read(BODY.replace("\n", newline), base)

    def cut(span: Span) -> str:
        return data[span.start : span.end].decode().replace("\r\n", "\n")

    assert [(link.kind, link.image, link.destination, cut(link.span)) for link in document.links] == [
        ("Inline", False, "a.md", '[link](a.md "t")'),
        ("Inline", True, "b.png", "![image](b.png)"),
        ("Reference", False, "/題.md", "[ref][題]"),
        ("Autolink", False, "https://example.com", "<https://example.com>"),
        ("Shortcut", False, "d e.md", "[short]"),
        ("Inline", False, "c.md", "[in a list](c.md)"),
    ]
    assert [(piece.block, cut(piece.span)) for piece in document.html] == [
        (False, "<b>"),
        (False, "</b>"),
        (True, '<div class="x">\nblock\n</div>\n'),
    ]
    assert [(block.kind, cut(block.span).partition("\n")[0]) for block in document.blocks] == [
        ("Heading", "# One *em* `code` {#own}"),
        ("Paragraph", 'A [link](a.md "t") and ![image](b.png) <b>raw</b>,'),
        ("HtmlBlock", '<div class="x">'),
        ("Heading", "Two"),
        ("List", "- item [in a list](c.md)"),
    ]
    assert [(one.level, one.text, one.id) for one in document.headings] == [
        (1, f"One em {VERBATIM}code{VERBATIM}", "own"),
        (2, "Two", None),
    ]
    assert {(one.destination, cut(one.span).rstrip("\n")) for one in document.definitions} == {
        ("/題.md", "[題]: /題.md"),
        ("d e.md", "[short]: <d e.md> 'title'"),
    }


def test_an_attribute_list_is_text_where_the_engine_has_none() -> None:
    assert scan("# a {#b}\n", 0).headings[0].text == "a {#b}"


def test_the_text_of_an_image_is_no_text_of_the_heading() -> None:
    assert scan("# a ![b](c.png) d\n", 0).headings[0].text == "a  d"


@given(
    st.lists(st.sampled_from([*"# -*_`[]()<>!\\&|~:\n\r\t ab題😀", "\r\n", "<b>", "](u)", "\n\n"])).map(
        "".join
    )
)
def test_spans_lie_in_the_text_on_whole_characters(body: str) -> None:
    data, document = read(body, 5)
    everything = (document.blocks, document.headings, document.links, document.html, document.definitions)
    for group in everything:
        for one in group:
            assert 5 <= one.span.start <= one.span.end <= len(data)
            data[one.span.start : one.span.end].decode()
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "> ", "- ", "`", "<", "[a](", "[a]: b\n", "# \n", "<b>", "|a|\n", "\\", "&"]
)
def test_hostile_bodies_take_no_giant_time(piece: str) -> None:
    started = time.process_time()
    scan(piece * (200_000 // len(piece)), 0)
    assert time.process_time() - started < 5
