"""What a real engine is to a proof: bodies in, pages out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

TIMEOUT = 60.0
"""Seconds that an engine may take for one post, or to start."""


class Engine(Protocol):
    """An installed engine.

    Attributes:
        title: As people write it.
    """

    title: str

    def render(self, bodies: Sequence[str]) -> list[str] | None:
        """Return the HTML of some Markdown bodies; None where the engine fails on one of them.

        Args:
            bodies: Bodies without front matter and template tags, line ends as LF.

        Raises:
            RequestError: If the engine cannot be used at all.
        """

    def close(self) -> None:
        """End what was started."""
