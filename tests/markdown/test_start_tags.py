from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.markdown.tags import start_tags

BASE = 7


class Oracle(HTMLParser):
    """The standard library's reader; it knows no places."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def found(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(tag.name, [(a.name, a.value) for a in tag.attributes]) for tag in start_tags(html, 0)]


def slices(html: str) -> list[str]:
    data = b"\0" * BASE + html.encode()
    spans = [a.span for tag in start_tags(html, BASE) for a in tag.attributes]
    return [data[span.start : span.end].decode() for span in spans]


names = st.text("abcXY", min_size=1, max_size=3).map(lambda name: f"t{name}")
values = st.text("ab é題😀/?#:;,.-\n>", max_size=6)


@st.composite
def attributes(draw: st.DrawFn) -> tuple[str, str, str]:
    """A name, the raw value, and both as they are written."""
    name = draw(st.text("abcd", min_size=1, max_size=2))
    value = draw(values)
    equals = draw(st.sampled_from(["=", " = ", "\n=\t"]))
    style = draw(st.sampled_from("\"'u"))
    if style != "u":
        return name, value, f"{name}{equals}{style}{value}{style}"
    bare = "".join(c for c in value if c not in " \n>/") or "v"
    return name, bare, f"{name}{equals}{bare}"


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    html, raw = "", []
    for _ in range(draw(st.integers(0, 4))):
        written, seen = "", set()
        for name, value, text in draw(st.lists(attributes(), max_size=4)):
            written += draw(st.sampled_from([" ", "\n", "  "])) + text
            if name not in seen:
                raw.append(value)
            seen.add(name)
        html += draw(st.sampled_from(["", "é ", "<!-- <a b='c'> -->", "</p>", "< "]))
        html += f"<{draw(names)}{written}{draw(st.sampled_from(['>', ' >', ' />']))}"
    return html, raw


@given(documents())
def test_values_and_their_places(document: tuple[str, list[str]]) -> None:
    html, raw = document
    oracle = Oracle()
    oracle.feed(html)
    oracle.close()
    expected = []
    for tag, listed in oracle.tags:
        first: dict[str, str] = {}
        for name, value in listed:
            first.setdefault(name, value or "")
        expected.append((tag, list(first.items())))
    assert found(html) == expected
    assert slices(html) == raw


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a b>", [("a", [("b", "")])]),
        ("<a b=>", [("a", [("b", "")])]),
        ("<A HREF=X>", [("a", [("href", "X")])]),
        ("<a b=1 B=2>", [("a", [("b", "1")])]),
        ("<a/b/c=d/>", [("a", [("b", ""), ("c", "d/")])]),
        ("<a =b>", [("a", [("=b", "")])]),
        ('<a b="1"c=2>', [("a", [("b", "1"), ("c", "2")])]),
        ("<p it's><b>", [("p", [("it's", "")]), ("b", [])]),
        ("<p t=don't><b>", [("p", [("t", "don't")]), ("b", [])]),
        ("<a b='\">'>", [("a", [("b", '">')])]),
        ("</a b='<i>'><b>", [("b", [])]),
        ("<!--><a>", [("a", [])]),
        ("<!---><a>", [("a", [])]),
        ("<!-- <b> --!><a>", [("a", [])]),
        ("<!-- <b> ", []),
        ("<!x <b><a>", [("a", [])]),
        ("<?php <b><a>", [("a", [])]),
        ("</3><a>", [("a", [])]),
        ("<3 <a>", [("a", [])]),
        ("<script>'<b>'</script><a>", [("script", []), ("a", [])]),
        ("<SCRIPT><b></scripts></script ><a>", [("script", []), ("a", [])]),
        ("<textarea><b>", [("textarea", [])]),
        ("<a b='><c d='e'>", [("a", [("b", "><c d="), ("e'", "")])]),
        ("<a b='>", []),
        ("<a b", []),
        ("<a\u00a0b>", [("a\u00a0b", [])]),
    ],
)
def test_as_the_html_standard_reads_it(html: str, expected: object) -> None:
    assert found(html) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a&copy", "?a©"),
        ("&copy;=", "©="),
        ("&copying", "&copying"),
        ("&copyfoo;", "&copyfoo;"),
        ("&#233;&#xE9&#xe9;", "ééé"),
        ("&nosuch;&&;& ", "&nosuch;&&;& "),
    ],
)
def test_references_in_attributes(value: str, expected: str) -> None:
    assert found(f'<a b="{value}">') == [("a", [("b", expected)])]
    assert slices(f'<a b="{value}">') == [value]


@pytest.mark.parametrize(
    "piece",
    [
        *('<a "', "<a '", '<a b="', "<a b=", "<a ", "<a/", "<a", "<", "</", "<!", "<!--", "<?", "<![CDATA["),
        *(
            "<script>",
            "<script",
            "<title></titl",
            '<a b="">',
            '<a b="c" ',
            "<a\n\n",
            "<a b = '",
            '"',
            "<a b&copy",
        ),
    ],
)
def test_a_megabyte_of_it_is_read_in_bounded_time(piece: str) -> None:
    html = piece * (1_000_000 // len(piece))
    started = time.process_time()
    for _ in start_tags(html, 0):
        pass
    assert time.process_time() - started < 6


@pytest.mark.parametrize("head", ["<a ", "<a b", "<a b=", '<a b="c"', "<!--", "</a", "<a b=c&"])
@pytest.mark.parametrize("filler", [" ", "/", "=", "&", "a", "\n"])
def test_a_megabyte_inside_one_tag(head: str, filler: str) -> None:
    started = time.process_time()
    for end in ("", ">"):
        for _ in start_tags(head + filler * 1_000_000 + end, 0):
            pass
    assert time.process_time() - started < 6
