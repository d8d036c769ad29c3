from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.core.offsets import ByteOffsets
from postkit.core.source import Source
from postkit.core.span import Position, Span

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize(
    ("data", "offset", "expected"),
    [
        pytest.param(b"", 0, (1, 1), id="empty"),
        pytest.param(b"ab\ncd", 4, (2, 2), id="LF"),
        pytest.param(b"ab\r\ncd", 5, (2, 2), id="CRLF is one line end"),
        pytest.param(b"ab\r\ncd", 3, (1, 4), id="the LF of a CRLF belongs to its line"),
        pytest.param(b"ab\rcd", 4, (2, 2), id="lone CR"),
        pytest.param(b"a\r\r\nb", 4, (3, 1), id="a CR before a CRLF"),
        pytest.param(b"a\n", 2, (2, 1), id="behind the last line end"),
        pytest.param(BOM + b"ab", 3, (1, 1), id="a BOM takes no column"),
        pytest.param(BOM + b"ab", 5, (1, 3), id="nor shifts what follows"),
        pytest.param(BOM + b"ab", 0, (1, 1), id="in front of the BOM"),
        pytest.param(BOM + b"ab", 2, (1, 1), id="inside the BOM"),
        pytest.param(BOM + b"a\nb", 5, (2, 1), id="second line under a BOM"),
        pytest.param("標題x".encode(), 6, (1, 3), id="CJK counts one a character"),
        pytest.param("a😀b".encode(), 5, (1, 3), id="astral counts one, not a surrogate pair"),
        pytest.param("e\u0301x".encode(), 3, (1, 3), id="a combining mark counts"),
        pytest.param("a\u2028b\x0b\x0c\x85\u2029c".encode(), 12, (1, 8), id="U+2028 and kin end no line"),
        pytest.param("é\n".encode() + b"\xff\xffx", 5, (2, 3), id="bytes where it does not decode"),
        pytest.param("éx".encode() + b"\xff", 2, (1, 3), id="bytes in all of such a file"),
    ],
)
def test_position(data: bytes, offset: int, expected: tuple[int, int]) -> None:
    assert Source("x", data).position(offset) == Position(*expected)


@given(st.text(alphabet="ab\n\ré題😀\u2028\ufeff", max_size=80), st.booleans())
def test_position_by_counting(text: str, bom: bool) -> None:
    source = Source("x", (BOM if bom else b"") + text.encode())
    text = text[1:] if not bom and text.startswith("\ufeff") else text
    base = source.bom
    line, column = 1, 1
    for index, character in enumerate(text):
        offset = base + len(text[:index].encode())
        assert source.position(offset) == (line, column)
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            line, column = line + 1, 1
        else:
            column += 1
    assert source.position(len(source.data)) == (line, column)


@given(st.text(alphabet="ab\n\ré\ufeff", max_size=40))
def test_lines_put_together_are_the_text(text: str) -> None:
    source = Source("x", text.encode())
    count = len(source.line_starts)
    joined = "".join(source.line(number) for number in range(1, count + 1))
    assert joined == source.text.replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "\n"),
        (b"a", "\n"),
        (b"a\nb\n", "\n"),
        (b"a\r\nb\r\n", "\r\n"),
        (b"a\r\nb\r\nc\n", "\r\n"),
        (b"a\r\nb\nc\n", "\n"),
    ],
)
def test_newline_is_that_of_most_lines(data: bytes, expected: str) -> None:
    assert Source("x", data).newline == expected


def test_what_does_not_decode() -> None:
    source = Source("x", BOM + b"ok \xff")
    assert source.decode_error is not None
    assert source.decode_error.start == 6
    assert source.slice(Span(3, 7)) == "ok \ufffd"
    with pytest.raises(UnicodeDecodeError):
        _ = source.text


def test_places_in_one_giant_line_take_no_giant_time() -> None:
    source = Source("x", "é".encode() * 500_000)
    started = time.process_time()
    for offset in range(0, len(source.data), 100):
        assert source.position(offset).column == offset // 2 + 1
    assert time.process_time() - started < 2


@given(st.text(alphabet="aé題😀\n", max_size=30), st.integers(0, 60), st.integers(0, 9))
def test_byte_offsets_by_counting(piece: str, times: int, base: int) -> None:
    text = piece * times
    offsets = ByteOffsets(text, base)
    for index in {0, 1, len(text) // 2, 511, 512, 513, 1024, len(text)}:
        if index <= len(text):
            assert offsets[index] == base + len(text[:index].encode())
