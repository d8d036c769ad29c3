"""What became of a stretch of a body, and the findings that tell of it."""

from __future__ import annotations

from typing import NamedTuple

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.edit import Edit, Fix
from postkit.core.span import Span
from postkit.html.errors import CannotSayError
from postkit.html.inplace.rewrite import Stay
from postkit.html.lines import without_line
from postkit.html.page import SUFFIX
from postkit.html.prove import Change, Rewriting
from postkit.html.region import Region
from postkit.html.tree import Element
from postkit.html.trouble import Trouble
from postkit.rules import table as rules
from postkit.site.post import Post

STAYS = "stays HTML: "
"""How the message of a finding on HTML that stays begins; the reason follows."""


class Conversion(NamedTuple):
    """What became of a stretch of the body: what changes there, if anything, and what stays of it.

    Attributes:
        span: Its bytes in the source.
        change: The Markdown of a region.
        rewriting: The Markdown of text with tags in it.
        kept: The findings on what stays.
    """

    span: Span
    change: Change | None = None
    rewriting: Rewriting | None = None
    kept: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything changes there."""
        return self.change is not None or self.rewriting is not None


def convertible(post: Post, one: Conversion) -> Diagnostic:
    """Return the finding on a stretch that changes, with the change as its fix."""
    if one.change:
        span, text = one.span, one.change.text
    else:
        assert one.rewriting is not None  # noqa: S101 (one of the two changes)
        span, text = one.rewriting[0].shift(post.body.start), one.rewriting[1]
    written = post.masked.unmask(text)
    if one.change:
        written = written.replace("\n", post.source.newline)
    suffix = SUFFIX if post.is_html else ""
    place = span if written or post.is_html else without_line(post, span)
    fix = Fix("write it as Markdown", (Edit(place, written.encode()),), suffix=suffix)
    return Diagnostic(rules.HTM001, span, "this HTML can be Markdown", "run `postkit convert`", fix)


def stays(rule: Rule, span: Span, reason: str) -> Diagnostic:
    """Return the finding on HTML that stays."""
    return Diagnostic(rule, span, f"{STAYS}{reason}")


def stays_for(trouble: Trouble, span: Span) -> Diagnostic:
    """Return the finding on HTML that stays for where it stands or how it is closed."""
    return stays(rules.HTM004 if trouble.unbalanced else rules.HTM003, span, trouble.reason)


def stays_in_region(region: Region, error: CannotSayError) -> Diagnostic:
    """Return the finding on an element of a region that stays."""
    rule = rules.HTM003 if error.differs else rules.HTM002
    return stays(rule, first_line(region, error.element), error.reason)


def stays_in_text(stay: Stay) -> Diagnostic:
    """Return the finding on a tag in text that stays."""
    rule = rules.HTM004 if stay.unbalanced else rules.HTM003 if stay.differs else rules.HTM002
    return stays(rule, stay.tag.span, stay.reason)


def first_line(region: Region, element: Element | None = None) -> Span:
    """Return the bytes of an element's first line, or of the region's."""
    start = element.start if element else 0
    end = region.html.find("\n", start)
    return Span(region.byte_offset(start), region.byte_offset(end if end >= 0 else len(region.html)))
