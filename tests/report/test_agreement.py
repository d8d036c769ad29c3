"""The formats for programs say what `json` says, whatever the posts are called and hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.rules import RULES
from tests.report.agreement import FORMATS, Post, agree, written
from tests.report.reading import github

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "::error file=x.md,line=1::forged",
    "x\n::add-mask::y",
    "\r##[error]forged",
    "##[add-mask]%]x",
    "]]></failure><failure/>",
    "<!-- & \"quoted\" 'twice' -->",
    "100%0A %250A %3A %2C %25",
    ",title=forged:1:2: FM001 forged",
    "a=b;c d",
    "\u2028\u2029\x85\x00\x08\x0b\x7f\ufffe\uffff\ufeff\u202e",
    "[sign in](https://evil.example)",
    "[x](1) \\[y](2) [a\\](b)](3)",
    "{0} {{ page.title }} {% link %}",
    "中文 e\u0301 👍 𝒳",
    "<RET> &amp; &#10; &nbsp;",
    "C:x",
    " blanks ",
    "-",
    "long " * 2000,
)
_RULES = st.sampled_from(list(RULES.values()))
# What one cannot find in a message: lone surrogates, which no UTF-8 holds.
_TEXT = st.sampled_from(HOSTILE) | st.text(max_size=20)
_SPOKEN = _TEXT.filter(bool)
_NAME = (_TEXT | st.just("a\udcff.md")).map(lambda text: re.sub(r"[/\0]", "", text)[:80])
_PATH = st.lists(_NAME.filter(lambda name: name not in {"", ".", ".."}), min_size=1, max_size=3).map("/".join)
_BODY = st.binary(max_size=60) | st.lists(_TEXT, max_size=3).map(lambda parts: "\r\n".join(parts).encode())


@st.composite
def posts(draw: st.DrawFn) -> Post:
    source = Source(draw(_PATH), draw(_BODY))
    offsets = st.integers(0, len(source.data))

    def span() -> Span:
        return Span(*sorted((draw(offsets), draw(offsets))))

    def fix() -> Fix | None:
        edits = (Edit(span(), draw(_TEXT).encode()), Edit(span(), draw(st.binary(max_size=3))))
        safety = draw(st.sampled_from(Safety))
        return Fix(draw(_SPOKEN), edits, safety, draw(st.sampled_from(["", ".md"])))

    found = [
        Diagnostic(
            *(draw(_RULES), draw(st.sampled_from([WHOLE_FILE, span()])), draw(_SPOKEN)),
            hint=draw(st.just("") | _SPOKEN),
            fix=draw(st.sampled_from([None, fix()])),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    return source, found + found[: draw(st.integers(0, 2))]


@given(st.lists(posts(), max_size=4, unique_by=lambda post: post[0].path))
def test_all_formats_say_the_same(found: list[Post]) -> None:
    agree(found)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_post_forges_a_finding(text: str) -> None:
    finding = Diagnostic(
        RULES["LNK001"], Span(0, 1), text, hint=text, fix=Fix(text, (Edit(Span(0, 1), b""),))
    )
    info = Diagnostic(RULES["HTM001"], Span(0, 1), text)
    name = re.sub(r"[/\0]", "", text)[:80]
    reports = agree([(Source(name, b"x"), [finding, finding, info])])
    for report in reports.values():
        assert "\x1b" not in report
    assert {one.name for one in github(reports["github"]) if not isinstance(one, str)} == {"error", "notice"}


def test_the_order_of_findings_is_that_of_their_places() -> None:
    first, second = (Diagnostic(RULES["LNK001"], Span(at, at + 1), f"at {at}") for at in (1, 5))
    other = Diagnostic(RULES["FM001"], Span(5, 6), "code first")
    source = Source("a.md", b"0123456789")
    for name in FORMATS:
        assert written(name, [(source, [second, other, first])]) == written(
            name, [(source, [first, other, second])]
        )
    agree([(source, [second, other, first])])


def test_many_findings() -> None:
    rules = list(RULES.values())
    data = b"line of text\n" * 50
    agree(
        [
            (
                Source(f"posts/{number:03}.md", data),
                [
                    Diagnostic(rules[(number + at) % len(rules)], Span(at, at + 3), f"message {at % 7}")
                    for at in range(40)
                ],
            )
            for number in range(50)
        ]
    )
