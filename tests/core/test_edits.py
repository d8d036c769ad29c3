from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.edit import Edit, Fix, apply_edits, choose_fixes
from postkit.core.span import Span

spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))
edits = st.builds(Edit, spans, st.binary(max_size=4))


def fix(*listed: Edit) -> Fix:
    return Fix("do it", listed)


def naive(data: bytes, chosen: list[Edit]) -> bytes:
    """From the last to the first, so that no offset moves."""
    for edit in sorted(chosen, reverse=True):
        data = data[: edit.span.start] + edit.replacement + data[edit.span.end :]
    return data


@given(st.binary(min_size=30, max_size=30), st.lists(edits, max_size=6), st.randoms())
def test_fixes_that_were_chosen_apply_in_any_order(data: bytes, listed: list[Edit], random: object) -> None:
    chosen = [edit for one in choose_fixes(fix(edit) for edit in listed) for edit in one.edits]
    expected = naive(data, chosen)
    assert apply_edits(data, chosen) == expected
    random.shuffle(chosen)  # type: ignore[attr-defined]
    assert apply_edits(data, chosen) == expected


@given(st.binary(min_size=30, max_size=30), st.lists(edits, max_size=6))
def test_bytes_outside_the_spans_stay(data: bytes, listed: list[Edit]) -> None:
    chosen = sorted(edit for one in choose_fixes(fix(edit) for edit in listed) for edit in one.edits)
    left = apply_edits(data, chosen)
    done = 0
    for edit in chosen:
        kept = data[done : edit.span.start]
        assert left.startswith(kept)
        left = left[len(kept) :]
        assert left.startswith(edit.replacement)
        left = left[len(edit.replacement) :]
        done = edit.span.end
    assert left == data[done:]


@given(st.lists(st.lists(edits, min_size=1, max_size=3), max_size=8))
def test_a_fix_is_left_out_only_where_it_meets_an_earlier_one(listed: list[list[Edit]]) -> None:
    chosen: list[Fix] = []
    expected: list[Fix] = []
    fixes = [fix(*one) for one in listed]
    taken: list[Span] = []
    for one in fixes:
        mine = [edit.span for edit in one.edits]
        if not any(span == other or span.overlaps(other) for span in mine for other in taken):
            inner = [(a, b) for i, a in enumerate(mine) for b in mine[:i] if a == b or a.overlaps(b)]
            if inner:
                return  # a fix must not overlap itself: not what is asked here
            expected.append(one)
            taken += mine
    chosen = choose_fixes(fixes)
    assert chosen == expected


@given(st.lists(edits, min_size=2, max_size=5))
def test_overlaps_are_refused(listed: list[Edit]) -> None:
    pairs = [(a, b) for index, a in enumerate(listed) for b in listed[:index]]
    if any(a.span.overlaps(b.span) for a, b in pairs):
        with pytest.raises(ValueError, match="overlaps"):
            apply_edits(b"x" * 30, listed)
    else:
        assert apply_edits(b"x" * 30, listed) == naive(b"x" * 30, listed)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="leaves the text"):
        apply_edits(b"abc", [Edit(Span(2, 4), b"")])


def test_the_same_fix_twice_is_taken_once() -> None:
    one = fix(Edit(Span(1, 1), b"x"))
    assert choose_fixes([one, one]) == [one]


def test_neighbours_do_not_collide() -> None:
    listed = [
        fix(Edit(Span(0, 2), b"A")),
        fix(Edit(Span(2, 2), b"+")),
        fix(Edit(Span(2, 4), b"B")),
    ]
    assert choose_fixes(listed) == listed
    assert apply_edits(b"aabb", [edit for one in listed for edit in one.edits]) == b"A+B"


def test_a_fix_is_taken_whole_or_not_at_all() -> None:
    first = fix(Edit(Span(4, 6), b""))
    second = fix(Edit(Span(0, 1), b""), Edit(Span(5, 7), b""))
    third = fix(Edit(Span(0, 1), b"z"))
    assert choose_fixes([first, second, third]) == [first, third]
