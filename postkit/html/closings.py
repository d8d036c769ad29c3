"""Where the tags that open in a block of HTML are closed again."""

from __future__ import annotations

from typing import NamedTuple

import turbohtml
from turbohtml import TokenType

from postkit.core.span import Span
from postkit.html.tree import VOID
from postkit.html.trouble import Trouble
from postkit.site.post import Post


class Closing(NamedTuple):
    """How far the tags of a top-level block of HTML reach.

    Attributes:
        blocks: How many blocks from this one on close all tags in them; 1 if they do not.
        trouble: What is wrong with them in that case.
    """

    blocks: int
    trouble: Trouble | None = None


def closings(post: Post) -> dict[int, Closing]:
    """Return how far the tags of each top-level block of HTML reach, by its number.

    Where a blank line ends the HTML, tags are followed through blocks of HTML in a row alone.

    Args:
        post: The post.
    """
    follower = _Follower()
    ends_at_text = not post.flavor.dialect.reads_to_end_tag
    done = post.body.start
    for index, block in enumerate(post.document.blocks):
        gap = post.masked_slice(Span(done, block.span.start))
        done = block.span.end
        if ends_at_text and (block.kind != "HtmlBlock" or gap.strip()):
            follower.stop()
        elif follower.waits:
            follower.feed(gap, index - 1)
        if block.kind == "HtmlBlock":
            follower.begin(index)
        if follower.waits:
            follower.feed(post.masked_slice(block.span), index)
            follower.settle(index)
    follower.stop()
    return follower.found


class _Follower:
    """Follows the tags of all blocks at once: each waits until all that opened since it began is closed.

    Attributes:
        found: What became of each block that does not wait any more.
    """

    def __init__(self) -> None:
        self.found: dict[int, Closing] = {}
        self._waiting: list[int] = []
        self._open: list[tuple[str, int]] = []

    @property
    def waits(self) -> bool:
        """Whether tags may be open since a block began."""
        return bool(self._waiting)

    def begin(self, index: int) -> None:
        """Let a block wait."""
        self._waiting.append(index)

    def feed(self, html: str, index: int) -> None:
        """Follow the tags of a block, or of what stands before it, which some wait for."""
        for token in turbohtml.tokenize(html):
            name = token.tag
            if name is None or name in VOID:
                continue
            if token.type is TokenType.START_TAG and not token.self_closing:
                self._open.append((name, index))
            elif token.type is TokenType.END_TAG:
                self._close(name)

    def settle(self, index: int) -> None:
        """End the waiting of the blocks since which nothing is open at the end of another."""
        since = self._open[-1][1] if self._open else -1
        while self._waiting and self._waiting[-1] > since:
            first = self._waiting.pop()
            self.found[first] = Closing(index - first + 1)

    def stop(self) -> None:
        """End the waiting of all blocks: what is open now is closed too late."""
        if self._waiting:
            name = self._open[-1][0]
            trouble = Trouble(f"`<{name}>` is not closed before the HTML ends", unbalanced=True)
            self._give_up(-1, trouble)
        self._open.clear()

    def _close(self, name: str) -> None:
        opened, since = self._open[-1] if self._open else ("", -1)
        if opened == name:
            self._open.pop()
        else:
            since = -1
            self._open.clear()
        # Of the blocks that began behind its start tag none is closed any more.
        self._give_up(since, Trouble(f"`</{name}>` closes nothing that is open there", unbalanced=True))

    def _give_up(self, since: int, trouble: Trouble) -> None:
        while self._waiting and self._waiting[-1] > since:
            self.found[self._waiting.pop()] = Closing(1, trouble)
