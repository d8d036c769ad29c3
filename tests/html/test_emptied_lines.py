"""What says nothing goes with its line and with the blank lines that would stand doubled."""

from __future__ import annotations

import pytest

from postkit import convert


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n<p/>\n\nb\n", "a\n\nb\n"),
        ("a\r\n\r\n<p/>\r\n\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a\n\n<p/>\n \t\n\nb\n", "a\n\nb\n"),
        ("a\n\n\n<p/>\n\nb\n", "a\n\n\nb\n"),
        ("a\n\n<p/>\nb\n", "a\n\nb\n"),
        ("a\n<p/>\n\nb\n", "a\n\nb\n"),
        ("<p/>\n\na\n", "a\n"),
        ("a\n\n<p/>", "a\n\n"),
        ("a\n\n<p/>\n\n<p></p>\n\n<br>\n\nb\n", "a\n\nb\n"),
        ("a\n\n  <p/>\n\nb\n", "a\n\nb\n"),
    ],
)
def test_an_empty_element_leaves_no_more_blank_lines_than_there_were(text: str, expected: str) -> None:
    assert convert(text, flavor="gfm").text == expected
    assert convert(expected, flavor="gfm").text == expected


def test_a_line_without_blank_ones_beside_it_stays_one_so_that_paragraphs_stay_two() -> None:
    assert convert("<b>a</b>\n<p/>\nb\n", flavor="gfm").text == "**a**\n\nb\n"
