"""The bytes of one post, and the way from a byte offset to a line and a column."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from postkit.core.span import Position, Span

_BLOCK = 2048
_CONTINUATION = bytes(range(0x80, 0xC0))
_LINE_END = re.compile(rb"\r\n|\n|\r")


class Source:
    """The bytes of one post under the name that people see.

    Args:
        path: The name to report, relative to the working folder, with `/`.
        data: The bytes of the file, BOM and line ends as they are.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data

    def __reduce__(self) -> tuple[type[Source], tuple[str, bytes]]:
        """Give another process the bytes alone, not what was computed from them."""
        return (Source, (self.path, self.data))

    @property
    def bom(self) -> int:
        """The length of the UTF-8 byte order mark: 3 bytes or 0."""
        return len(codecs.BOM_UTF8) if self.data.startswith(codecs.BOM_UTF8) else 0

    @cached_property
    def decode_error(self) -> UnicodeDecodeError | None:
        """Why the bytes are no UTF-8, or None; offsets count from the first byte."""
        return self._decoded if isinstance(self._decoded, UnicodeDecodeError) else None

    @cached_property
    def text(self) -> str:
        """The decoded text without its BOM, line ends as they are.

        Raises:
            UnicodeDecodeError: If the bytes are no UTF-8.
        """
        if isinstance(self._decoded, UnicodeDecodeError):
            raise self._decoded
        return self._decoded.removeprefix("\ufeff")

    @cached_property
    def _decoded(self) -> str | UnicodeDecodeError:
        try:
            return self.data.decode()
        except UnicodeDecodeError as error:
            return error

    def slice(self, span: Span) -> str:
        """Return the text of a byte range; broken sequences become U+FFFD."""
        return self.data[span.start : span.end].decode(errors="replace")

    @cached_property
    def newline(self) -> str:
        """The line end that most lines of the post use; LF where there is none."""
        crlf = self.data.count(b"\r\n")
        return "\r\n" if crlf * 2 > self.data.count(b"\n") else "\n"

    @cached_property
    def line_starts(self) -> list[int]:
        """The byte offset at which each line begins; a line ends with LF, CRLF or a lone CR."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.data))]

    def position(self, offset: int) -> Position:
        """Return the line and column of a byte offset.

        Args:
            offset: A byte offset from 0 to the length of the data.

        Returns:
            Line and column from 1; the column counts code points (bytes where the file does
            not decode), and a BOM takes none.
        """
        index = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[index] or min(self.bom, offset)
        return Position(index + 1, self._characters(offset) - self._characters(start) + 1)

    def _characters(self, offset: int) -> int:
        """Return how many code points begin before a byte offset; bytes in a file that does not decode."""
        if self._counts is None:
            return offset
        block = offset // _BLOCK
        return self._counts[block] + _leading_bytes(self.data[block * _BLOCK : offset])

    @cached_property
    def _counts(self) -> list[int] | None:
        """Code points before each block of bytes, so that no line is too long to look up; None if equal."""
        if self.data.isascii() or self.decode_error:
            return None
        blocks = range(0, len(self.data), _BLOCK)
        counts = (_leading_bytes(self.data[start : start + _BLOCK]) for start in blocks)
        return [0, *accumulate(counts)]

    def line(self, number: int) -> str:
        """Return the text of a line without its end.

        Args:
            number: The line, counted from 1.
        """
        start = self.line_starts[number - 1]
        ends = self.line_starts[number : number + 1]
        data = self.data[start : ends[0] if ends else len(self.data)]
        if start == 0:
            data = data[self.bom :]
        return data.rstrip(b"\r\n").decode(errors="replace")


def _leading_bytes(data: bytes) -> int:
    """Return how many code points begin in some bytes of UTF-8."""
    return len(data.translate(None, _CONTINUATION))
