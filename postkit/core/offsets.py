"""From code points, which parsers count, to bytes, which edits count."""

from __future__ import annotations

from postkit.core.span import Span

_STEP = 512


class ByteOffsets:
    """Answers at which byte a code point of a text stands.

    Args:
        text: The text that a parser was given.
        base: The byte offset of the text's first character in its source.
    """

    def __init__(self, text: str, base: int = 0) -> None:
        self._text = text
        self._base = base
        self._marks: list[int] | None = None if text.isascii() else self._checkpoints()

    def _checkpoints(self) -> list[int]:
        marks = [0]
        for start in range(0, len(self._text), _STEP):
            marks.append(marks[-1] + len(self._text[start : start + _STEP].encode()))
        return marks

    def __getitem__(self, index: int) -> int:
        """Return the byte offset in the source of the code point with this index, from 0."""
        if self._marks is None:
            return self._base + index
        block = min(index // _STEP, len(self._marks) - 1)
        inside = self._text[block * _STEP : index]
        return self._base + self._marks[block] + len(inside.encode())

    def span(self, place: tuple[int, int], shift: int = 0) -> Span:
        """Return the byte span in the source of a half-open range of code points.

        Args:
            place: The range.
            shift: How far from the start of the text the range is counted.
        """
        return Span(self[place[0] + shift], self[place[1] + shift])
