from __future__ import annotations

import time

import pytest

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import Span
from postkit.core.suppression import COMMENT, Suppression, codes_in, suppress
from postkit.rules.table import RULES


def finding(code: str, start: int) -> Diagnostic:
    return Diagnostic(RULES[code], Span(start, start + 1), "x")


def ignoring(*codes: str, scope: Span | None = None) -> Suppression:
    return Suppression(codes, scope, Span(0, 1))


@pytest.mark.parametrize(
    ("one", "gone"),
    [
        (ignoring(), {0, 5, 9}),
        (ignoring("LNK001"), {0}),
        (ignoring("LNK"), {0, 5}),
        (ignoring("HTM", "LNK002"), {5, 9}),
        (ignoring(scope=Span(5, 9)), {5}),
        (ignoring("LNK", scope=Span(0, 10)), {0, 5}),
        (ignoring("SC"), set()),
        (ignoring(scope=Span(5, 5)), set()),
    ],
)
def test_what_one_suppression_takes_away(one: Suppression, gone: set[int]) -> None:
    findings = [finding("LNK001", 0), finding("LNK002", 5), finding("HTM001", 9)]
    left, unused = suppress(findings, [one])
    assert {f.span.start for f in findings} - {f.span.start for f in left} == gone
    assert unused == ([] if gone else [one])


def test_each_that_suppresses_counts_as_used() -> None:
    block, post, other = ignoring("LNK", scope=Span(0, 9)), ignoring("LNK001"), ignoring("FM")
    twin = ignoring("LNK001", scope=Span(0, 9))
    assert suppress([finding("LNK001", 3)], [block, post, other, twin]) == ([], [other])


def test_thousands_meet_thousands_in_good_time() -> None:
    many = [ignoring(f"A{n}", scope=Span(n, n + 1)) for n in range(20_000)]
    findings = [finding("LNK001", n) for n in range(20_000)]
    one_block = [ignoring(f"A{n}", scope=Span(0, 20_000)) for n in range(20_000)]
    started = time.process_time()
    for suppressions in (many, one_block):
        left, unused = suppress(findings, suppressions)
        assert (len(left), len(unused)) == (20_000, 20_000)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("<!-- postkit-ignore -->", ()),
        ("<!--postkit-ignore-->", ()),
        ("<!-- postkit-ignore LNK001 -->", ("LNK001",)),
        ("<!-- postkit-ignore lnk001,HTM  SC -->", ("LNK001", "HTM", "SC")),
        ("<!--\n postkit-ignore\n LNK001\n-->", ("LNK001",)),
    ],
)
def test_comment(text: str, codes: tuple[str, ...]) -> None:
    match = COMMENT.search(text)
    assert match
    assert codes_in(match[1]) == codes


@pytest.mark.parametrize(
    "text",
    ["<!-- postkit-ignored -->", "<!-- postkit-ignore-next -->", "<!-- ignore -->", "postkit-ignore"],
)
def test_no_such_comment(text: str) -> None:
    assert not COMMENT.search(text)


def test_comments_that_never_end_take_no_time() -> None:
    started = time.process_time()
    assert not COMMENT.search("<!-- postkit-ignore " * 50_000)
    assert time.process_time() - started < 1
