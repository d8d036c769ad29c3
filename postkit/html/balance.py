"""Whether the tags of a piece of HTML close one another."""

from __future__ import annotations

import turbohtml
from turbohtml import TokenType

from postkit.html.tree import VOID


class Balance:
    """Follows tags through pieces of HTML that are fed one after another.

    Attributes:
        open: The names of the tags that are open, outermost first.
        stray: The name of the first end tag that closes nothing, or None.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self.stray: str | None = None

    def feed(self, html: str) -> None:
        """Follow the tags of one more piece; comments and raw text count as the tokenizer says."""
        for token in turbohtml.tokenize(html):
            name = token.tag
            if name is None or name in VOID:
                continue
            if token.type is TokenType.START_TAG and not token.self_closing:
                self.open.append(name)
            elif token.type is TokenType.END_TAG:
                self._close(name)

    def _close(self, name: str) -> None:
        if self.open and self.open[-1] == name:
            self.open.pop()
        elif self.stray is None:
            self.stray = name
