"""What is told of a run as a whole: the account of conversions, and counts in place of findings."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Fix, Safety
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE
from postkit.html.tally import Kept, Tags, Tally
from postkit.report import FORMATS, Account, Counts, reporter, summary
from postkit.rules import table as rules


def tally(converted: int, reasons: Mapping[str, int], dropped: Mapping[str, int]) -> Tally:
    kept = tuple(
        Kept("HTM002", reason, line) for reason, count in reasons.items() for line in range(1, count + 1)
    )
    return Tally(Tags(9, 0), Tags(2, 1), converted, kept, dropped)


def account(*tallies: Tally, written: bool = True) -> list[str]:
    total = Account()
    for one in tallies:
        total.add(one)
    return total.lines(written=written)


def test_the_account_of_a_run() -> None:
    assert account(
        tally(1200, {"Markdown has no `<iframe>`": 2}, {"class": 1500, "style": 3}),
        tally(3, {"Markdown has no `<iframe>`": 10, "it is nested too deep": 1}, {"style": 1}),
    ) == [
        "1,203 pieces of HTML converted, 13 kept:",
        "  12  Markdown has no `<iframe>`",
        "   1  it is nested too deep",
        "attributes dropped: class 1,500, style 4",
    ]


@pytest.mark.parametrize(
    ("one", "written", "lines"),
    [
        (tally(0, {}, {}), True, []),
        (tally(1, {}, {}), True, ["1 piece of HTML converted"]),
        (tally(2, {}, {}), False, ["2 pieces of HTML would be converted"]),
        (tally(0, {"so": 1}, {}), False, ["1 piece of HTML kept:", "  1  so"]),
        (
            tally(2, {"so": 1}, {}),
            False,
            ["2 pieces of HTML would be converted, 1 kept:", "  1  so"],
        ),
    ],
)
def test_what_there_is_none_of_is_not_told(one: Tally, written: bool, lines: list[str]) -> None:
    assert account(one, written=written) == lines


def test_the_account_is_short_whatever_posts_hold() -> None:
    posts = [
        tally(1, {f"`<p>` has the attribute `{number}`": 1}, {f"a{number}": number + 1, f"data-{number}": 1})
        for number in range(1000)
    ]
    lines = account(*posts)
    assert len(lines) <= 10
    assert max(map(len, lines)) <= 120
    assert lines[-2] == "  994  for other reasons"
    assert lines[-1].startswith("attributes dropped: a999 1,000, data-* 1,000, a998 999, ")
    assert lines[-1].endswith(", others 493,521")
    total = sum(int(item.rsplit(" ", 1)[1].replace(",", "")) for item in lines[-1][20:].split(", "))
    assert total == 1000 * 1001 // 2 + 1000


def test_reasons_with_names_of_their_own_count_as_one() -> None:
    lines = account(tally(0, {f"`{letter * 30}` is no tag": 1 for letter in "abc"}, {}))
    assert lines[1:] == ["  3  `…` is no tag"]


def test_nothing_in_the_account_can_forge_a_line() -> None:
    lines = account(tally(0, {"`<a\x1b[1m\n>`": 1}, {"x\ny\x1b": 1}))
    assert all(line.isprintable() for line in lines)


SAFE = Fix("mend it", ())
FOUND = [
    Diagnostic(rules.HTM002, WHOLE_FILE, "stays HTML: Markdown has no `<svg>`"),
    Diagnostic(rules.HTM002, WHOLE_FILE, "stays HTML: Markdown has no `<kbd>`"),
    Diagnostic(rules.HTM002, WHOLE_FILE, "stays HTML: Markdown has no `<svg>`"),
    Diagnostic(rules.LNK001, WHOLE_FILE, "no file `a`"),
    Diagnostic(rules.LNK002, WHOLE_FILE, "`b` differs", "", SAFE),
    Diagnostic(rules.LNK002, WHOLE_FILE, "`c` differs", "", SAFE._replace(safety=Safety.UNSAFE)),
    Diagnostic(rules.FM001, WHOLE_FILE, "one"),
    Diagnostic(rules.FM001, WHOLE_FILE, "two", "", SAFE),
    *[Diagnostic(rules.LNK003, WHOLE_FILE, "x")] * 10,
]


def count(name: str, *posts: list[Diagnostic]) -> str:
    counting = reporter(name, colour=True, statistics=True)
    assert all(counting.post(Source("a.md", b""), found) == "" for found in posts)
    return counting.end()


@pytest.mark.parametrize("name", ["full", "concise"])
def test_statistics_as_a_table(name: str) -> None:
    assert count(name, FOUND[:3], [], FOUND[3:]) == (
        "10  LNK003  [ ]  missing-anchor\n"
        " 2  FM001   [-]  unreadable-front-matter\n"
        " 2  HTM002  [ ]  html-without-markdown  stays HTML: Markdown has no `<svg>`\n"
        " 2  LNK002  [*]  wrong-case\n"
        " 1  HTM002  [ ]  html-without-markdown  stays HTML: Markdown has no `<kbd>`\n"
        " 1  LNK001  [ ]  missing-file\n"
    )


def test_statistics_as_data() -> None:
    records = json.loads(count("json", FOUND))
    assert records[:3] == [
        {
            "code": "LNK003",
            "name": "missing-anchor",
            "severity": "error",
            "message": None,
            "count": 10,
            "fixable": 0,
        },
        {
            "code": "FM001",
            "name": "unreadable-front-matter",
            "severity": "error",
            "message": None,
            "count": 2,
            "fixable": 1,
        },
        {
            "code": "HTM002",
            "name": "html-without-markdown",
            "severity": "info",
            "message": "stays HTML: Markdown has no `<svg>`",
            "count": 2,
            "fixable": 0,
        },
    ]
    assert [json.loads(line) for line in count("jsonl", FOUND).splitlines()] == records
    assert sum(record["count"] for record in records) == len(FOUND)


@pytest.mark.parametrize(("name", "text"), [("full", ""), ("concise", ""), ("json", "[]\n"), ("jsonl", "")])
def test_statistics_of_nothing(name: str, text: str) -> None:
    assert count(name) == count(name, []) == text


@pytest.mark.parametrize("name", FORMATS)
def test_statistics_do_not_depend_on_the_order_of_posts(name: str) -> None:
    assert count(name, FOUND) == count(name, FOUND[::-1])


def test_large_numbers_are_grouped() -> None:
    counts = Counts()
    for _ in range(1234):
        counts.add(FOUND[3:4])
    assert summary(counts) == "1,234 errors in 1,234 of 1,234 posts"
