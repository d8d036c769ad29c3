"""Places in a post: byte spans, and the line and column that people read."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of byte offsets in a source, counted from 0."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """Return the same range moved by so many bytes."""
        return Span(self.start + by, self.end + by)

    def contains(self, other: Span) -> bool:
        """Tell whether the other range lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share a byte."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A line and a column, both counted from 1, the column in code points."""

    line: int
    column: int


WHOLE_FILE = Span(0, 0)
"""Where a finding on the whole file stands: 1:1."""
