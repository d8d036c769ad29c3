from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from postkit import engine
from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.source import Source
from postkit.core.span import WHOLE_FILE, Span
from postkit.engine import Checks, Family, Mended, check, mend
from postkit.flavors import FLAVORS
from postkit.rules import table as rules
from postkit.site.post import Post

GFM = FLAVORS["gfm"]
EVERYTHING = Checks(tuple(Family))
RULE = {Family.VALIDATE: rules.FM007, Family.CONVERT: rules.HTM001, Family.LINKS: rules.LNK001}

Find = Callable[[bytes], Sequence[tuple[Span, bytes]]]


def replacing(old: bytes, new: bytes) -> Find:
    """Return a check that finds each place of some bytes and offers others for them."""

    def find(data: bytes) -> list[tuple[Span, bytes]]:
        places = [i for i in range(len(data)) if data.startswith(old, i)]
        return [(Span(i, i + len(old)), new) for i in places]

    return find


@pytest.fixture
def families(monkeypatch: pytest.MonkeyPatch) -> dict[Family, Find]:
    """What each family finds in this test, instead of the real checks."""
    found: dict[Family, Find] = {}

    def fake(post: Post, family: Family, checks: Checks) -> Iterator[Diagnostic]:
        assert family in checks.families
        for span, new in found[family](post.source.data) if family in found else ():
            safety = Safety.UNSAFE if new.endswith(b"?") else Safety.SAFE
            yield Diagnostic(RULE[family], span, "x", fix=Fix("do", (Edit(span, new),), safety))

    monkeypatch.setattr(engine, "_check_family", fake)
    return found


def mended(text: bytes, checks: Checks = EVERYTHING, *, unsafe: bool = False) -> Mended:
    return mend(Source("a.md", text), GFM, checks, unsafe=unsafe)


def test_families_mend_in_order_and_each_sees_what_the_one_before_left(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"3", b"4")
    families[Family.CONVERT] = replacing(b"2", b"3")
    families[Family.VALIDATE] = replacing(b"1", b"2")
    result = mended(b"1")
    assert (result.source.data, result.applied, result.diagnostics) == (b"4", 3, [])


def test_one_family_leaves_what_another_would_mend(families: dict[Family, Find]) -> None:
    families[Family.VALIDATE] = replacing(b"1", b"2")
    families[Family.LINKS] = replacing(b"2", b"3")
    assert mended(b"1 2", Checks((Family.LINKS,))).source.data == b"1 3"


def test_a_fix_that_shows_another_takes_another_round(families: dict[Family, Find]) -> None:
    families[Family.VALIDATE] = replacing(b"b", b"c")
    families[Family.LINKS] = replacing(b"a", b"b")
    result = mended(b"a")
    assert (result.source.data, result.applied) == (b"c", 2)


def test_fixes_that_collide_are_applied_one_a_round(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"xx", b"x")
    result = mended(b"xxxx")
    assert (result.source.data, result.diagnostics) == (b"x", [])


def test_fixes_without_end_are_reported_after_five_rounds(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"x", b"xy")
    result = mended(b"x")
    assert result.source.data == b"xyyyyy"
    assert [one.code for one in result.diagnostics] == ["RUN005", "LNK001"]
    assert result.diagnostics[0].span == WHOLE_FILE


def test_a_fifth_round_that_was_enough_is_no_finding(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = lambda data: [(Span(0, 1), b"")] if len(data) > 1 else []
    result = mended(b"xxxxxx")
    assert (result.source.data, result.diagnostics) == (b"x", [])


def test_unsafe_fixes_are_applied_only_when_asked_for(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"a", b"?")
    assert mended(b"a b").source.data == b"a b"
    assert [one.code for one in mended(b"a b").diagnostics] == ["LNK001"]
    assert mended(b"a b", unsafe=True).source.data == b"? b"


def test_what_is_not_wanted_is_not_mended(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"a", b"b")
    checks = Checks(tuple(Family), wanted=lambda code: code != "LNK001")
    result = mended(b"a", checks)
    assert (result.source.data, result.diagnostics) == (b"a", [])


@pytest.mark.parametrize(
    "text",
    [
        b"---\ntitle: a\npostkit: {ignore: [LNK001]}\n---\nBAD\n",
        b"---\ntitle: a\npostkit: {ignore: LNK}\n---\nBAD\n",
        b"---\r\npostkit:\r\n  ignore:\r\n    - lnk001\r\n---\r\nBAD\r\n",
        b"x\n\n<!-- postkit-ignore LNK001 -->\n\nBAD\n",
        b"x\n\n<!-- postkit-ignore -->\nBAD\n",
        b"\xef\xbb\xbfx\n\n<!-- postkit-ignore LNK001 -->\n\n- one\n- BAD\n",
        "é題\n\n<!-- é postkit-ignore -->\n<!-- postkit-ignore LNK001, HTM -->\n\nBAD\n".encode(),
    ],
)
def test_what_is_suppressed_is_neither_reported_nor_mended(families: dict[Family, Find], text: bytes) -> None:
    families[Family.LINKS] = replacing(b"BAD", b"GOOD")
    result = mended(text)
    assert (result.source.data, result.diagnostics) == (text, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"<!-- postkit-ignore LNK001 -->\n\nfine\n\nBAD\n", ["RUN006", "LNK001"]),
        (b"BAD\n\n<!-- postkit-ignore LNK001 -->\n", ["LNK001", "RUN006"]),
        (b"<!-- postkit-ignore HTM -->\n\nBAD\n", ["RUN006", "LNK001"]),
        (b"---\npostkit: {ignore: [LNK002, LNK001]}\n---\nBAD\n", ["RUN006"]),
        (b"```\n<!-- postkit-ignore LNK001 -->\n```\n\nBAD\n", ["LNK001"]),
        (b"---\npostkit: {ignore: [LNK001, NOPE]}\n---\nBAD\n", ["RUN006"]),
        (b"<!-- postkit-ignore NOPE LNK002 -->\n\nBAD\n", ["RUN006", "RUN006", "LNK001"]),
        (b"---\npostkit: {ignore: 3}\n---\nBAD\n", ["LNK001"]),
        (b"---\npostkit: [ignore]\n---\nBAD\n", ["LNK001"]),
    ],
)
def test_a_suppression_that_suppresses_nothing(
    families: dict[Family, Find], text: bytes, expected: list[str]
) -> None:
    families[Family.LINKS] = replacing(b"BAD", b"BAD")
    site = Checks(tuple(Family), linking=object())  # type: ignore[arg-type]
    assert [one.code for one in check(Post(Source("a.md", text), GFM), site)] == expected


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("NOPE", "there is no rule `NOPE`"),
        ("lkn001", "there is no rule `LKN001`, did you mean `LNK001`?"),
        ("wrong-case", "there is no rule `WRONG-CASE`, did you mean `LNK002`?"),
        ("LNK0O1", "there is no rule `LNK0O1`"),
    ],
)
def test_a_code_that_no_rule_has_is_named_whatever_is_asked(code: str, message: str) -> None:
    text = f"<!-- postkit-ignore {code} -->\n\nx\n".encode()
    (one,) = check(Post(Source("a.md", text), GFM), Checks((Family.VALIDATE,)))
    assert (one.code, one.message) == ("RUN006", message)


def test_an_unused_suppression_stands_where_it_is_written(families: dict[Family, Find]) -> None:
    assert families == {}
    text = "é\n\n<!-- postkit-ignore FM001 -->\n".encode()
    (one,) = check(Post(Source("a.md", text), GFM), Checks((Family.VALIDATE,)))
    assert text[one.span.start : one.span.end] == b"<!-- postkit-ignore FM001 -->"
    assert "FM001" in one.message


@pytest.mark.parametrize(
    ("families_asked", "codes"),
    [
        ((Family.VALIDATE,), b"LNK001"),  # not asked about
        ((Family.VALIDATE,), b""),  # could be about what was not asked
        ((Family.LINKS,), b"LNK001"),  # most links cannot be told without a site
        (tuple(Family), b""),
        (tuple(Family), b"FM001 LNK001"),
    ],
)
def test_a_suppression_is_not_called_unused_by_a_run_that_cannot_tell(
    families_asked: tuple[Family, ...], codes: bytes
) -> None:
    text = b"<!-- postkit-ignore " + codes + b" -->\n\nx\n"
    assert check(Post(Source("a.md", text), GFM), Checks(families_asked)) == []


def test_in_an_html_post_a_comment_counts_for_all_of_it(families: dict[Family, Find]) -> None:
    families[Family.LINKS] = replacing(b"BAD", b"GOOD")
    text = b"---\na: b\n---\n<p>BAD</p>\n<!-- postkit-ignore LNK001 -->\n<p>BAD</p>\n"
    assert check(Post(Source("a.html", text), GFM), EVERYTHING) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"---\na: [\n---\n<!-- postkit-ignore LNK -->\n\nBAD\n", "FM001"),
        (b"---\n- a\n---\nBAD\n", "FM003"),
        (b"BAD \xff\n", "FM006"),
        ("BAD".encode("utf-16"), "FM006"),
        (b"---\na: \xff\na: b\n---\nBAD\n", "FM006"),
    ],
)
def test_a_post_that_cannot_be_read_is_not_looked_at_further_and_never_mended(
    families: dict[Family, Find], text: bytes, code: str
) -> None:
    families[Family.LINKS] = replacing(b"BAD", b"GOOD")
    result = mended(text, unsafe=True)
    assert result.source.data == text
    assert [one.code for one in result.diagnostics] == [code]
    assert result.diagnostics[0].fix is None


def test_an_unclosed_block_is_closed_only_when_unsafe_fixes_are_asked_for() -> None:
    text = b"---\ntitle: x\n\nSome text.\n"
    assert mended(text).source.data == text
    assert mended(text, unsafe=True).source.data == b"---\ntitle: x\n---\n\nSome text.\n"


def test_findings_come_in_the_order_of_their_places(families: dict[Family, Find]) -> None:
    families[Family.VALIDATE] = replacing(b"c", b"c")
    families[Family.CONVERT] = replacing(b"b", b"b")
    families[Family.LINKS] = replacing(b"a", b"a")
    found = check(Post(Source("a.md", b"a b c a"), GFM), EVERYTHING)
    assert [one.span.start for one in found] == [0, 2, 4, 6]


@pytest.mark.parametrize("text", [b"", b"\n", b"\xef\xbb\xbf", b"\r", b"x", b"x\r\n\r\n y \t"])
@pytest.mark.parametrize("flavor", FLAVORS.values(), ids=lambda flavor: flavor.name)
def test_a_post_without_findings_is_the_very_same(text: bytes, flavor: object) -> None:
    source = Source("a.md", text)
    assert mend(source, flavor, EVERYTHING, unsafe=True).source is source  # type: ignore[arg-type]


def test_the_real_families_together_and_a_second_run_changes_nothing() -> None:
    text = b"\xef\xbb\xbf---\r\ntitle: a  # why\r\n---\r\n\r\n<p>b <strong>c</strong></p>\r\n\r\n t \r\nx"
    result = mended(text)
    assert result.source.data == text.replace(b"<p>b <strong>c</strong></p>", b"b **c**")
    assert mended(result.source.data).source.data == result.source.data
