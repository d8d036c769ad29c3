"""What a run made of HTML: how much became Markdown, what stayed and why, which attributes went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from postkit.core.printable import printable

if TYPE_CHECKING:
    from postkit.html.tally import Tally

_REASONS = 6
_NAMES = 8
_LONG_NAME = re.compile(r"`[^`]{25,}`")


class Account:
    """The sum of what became of posts.

    Attributes:
        converted: Pieces of HTML that became Markdown.
        reasons: Why others stayed, with how often.
        dropped: Attributes of presentation that are gone, by name; all `data-` attributes are one.
    """

    def __init__(self) -> None:
        self.converted = 0
        self.reasons: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def add(self, tally: Tally) -> None:
        """Count one post."""
        self.converted += tally.converted
        for kept in tally.kept:
            self.reasons[in_general(kept.reason)] += 1
        for name, count in tally.dropped.items():
            self.dropped["data-*" if name.startswith("data-") else name] += count

    def lines(self, *, written: bool) -> list[str]:
        """Return the account in a few lines; none where there was no HTML.

        Args:
            written: Whether the conversions hold, not only would.
        """
        kept = self.reasons.total()
        if not self.converted and not kept:
            return []
        verb = "converted" if written else "would be converted"
        parts = [f"{_pieces(self.converted)} {verb}"] if self.converted else []
        if kept:
            parts.append(f"{kept:,} kept:" if parts else f"{_pieces(kept)} kept:")
        lines = [", ".join(parts)]
        width = len(f"{max(self.reasons.values(), default=0):,}")
        most = self.reasons.most_common(_REASONS)
        lines += [f"  {count:>{width},}  {printable(reason)}" for reason, count in most]
        if others := kept - sum(count for _, count in most):
            lines.append(f"  {others:>{width},}  for other reasons")
        return [*lines, *_dropped(self.dropped)]


def _pieces(count: int) -> str:
    return f"{count:,} piece{'' if count == 1 else 's'} of HTML"


def in_general(reason: str) -> str:
    """Return a reason or message without what only one post has: long names are cut out of it.

    Args:
        reason: A text with names in backticks.
    """
    return _LONG_NAME.sub("`…`", reason)


def _dropped(names: Mapping[str, int]) -> list[str]:
    if not names:
        return []
    # Where names are as frequent, the order of the alphabet keeps runs alike.
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    listed = [f"{printable(name)} {count:,}" for name, count in ordered[:_NAMES]]
    if others := sum(count for _, count in ordered[_NAMES:]):
        listed.append(f"others {others:,}")
    return [f"attributes dropped: {', '.join(listed)}"]
