"""Why a piece of HTML stays."""

from __future__ import annotations

from postkit.html.tree import Element


class CannotSayError(Exception):
    """Markdown has no words for an element.

    Args:
        reason: Why, in plain words, as a clause.
        element: The element at fault, or None.
        differs: Whether Markdown can say it but would be read differently.
    """

    def __init__(self, reason: str, element: Element | None = None, *, differs: bool = False) -> None:
        super().__init__(reason)
        self.differs = differs
        self.reason = reason
        self.element = element
