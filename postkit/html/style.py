"""What a site's writers want of conversions: which markers, which tags and attributes stay."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Looks(StrEnum):
    """What becomes of attributes of presentation on what Markdown can say."""

    DROP = "drop"
    IAL = "ial"
    """They are written as an attribute list where the engine has one; else as KEEP_HTML."""
    KEEP_HTML = "keep-html"
    """What has such an attribute stays HTML."""


class Markers(NamedTuple):
    """The markers that Markdown is written with, where an engine takes more than one.

    Attributes:
        bullet: What an item of a bullet list begins with.
        emphasis: What stands around emphasis; where it does not count, the other one does.
        strong: What stands around strong emphasis; the same holds.
        fence: What a line around code is made of.
    """

    bullet: str = "-"
    emphasis: str = "*"
    strong: str = "**"
    fence: str = "```"


USUAL_MARKERS = Markers()
"""What most sites write."""


class Style(NamedTuple):
    """What the writers of a site want.

    Attributes:
        keep: Tags that stay HTML, in lower case.
        drop_attributes: Attributes to be dropped like those of presentation, as globs of names.
        looks: What becomes of attributes of presentation.
        bullet: A marker of `Markers`; None for the one that the post uses.
        emphasis: The same.
        strong: The same.
        fence: The same.
        refers: Whether a letter beside emphasis may be written as a numeric reference, so that the
            markers count; if not, tags of HTML stand in their place.
    """

    keep: frozenset[str] = frozenset()
    drop_attributes: tuple[str, ...] = ()
    looks: Looks = Looks.DROP
    bullet: str | None = None
    emphasis: str | None = None
    strong: str | None = None
    fence: str | None = None
    refers: bool = True


AS_USUAL = Style()
"""What most sites want."""
