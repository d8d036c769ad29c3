"""Findings on links to other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.online.gather import elsewhere
from postkit.links.online.online import Online
from postkit.links.online.urls import address_of
from postkit.links.online.verdicts import NOT_PUBLIC, Anchor, Verdict, Wanted, What
from postkit.links.spelling.parts import with_value
from postkit.rules.table import LNK017, LNK018, LNK019, LNK020
from postkit.site.post import Post

_DATE = re.compile(r"((?:19|20)\d\d)-(\d\d?)-(\d\d?)")


def findings(post: Post, destination: Destination, online: Online) -> Iterator[Diagnostic]:
    """Yield what is to be said of a link to another site.

    Args:
        post: The post.
        destination: The destination of the link.
        online: Knows what can be said of addresses.
    """
    wanted = elsewhere(destination)
    if wanted is None:
        return
    verdict, anchor = online.answer(wanted)
    name, span = quoted(destination.value), destination.span
    if verdict.what is What.DEAD:
        message = f"{name} is dead: {verdict.reason}"
        yield Diagnostic(LNK017, span, message, f"an old copy may be at {_archived(post, wanted)}")
    elif verdict.what is What.UNKNOWN:
        hint = (
            "`private` below `[links.online]` lists those that may be asked"
            if verdict.reason == NOT_PUBLIC
            else ""
        )
        yield Diagnostic(LNK019, span, f"cannot tell whether {name} works: {verdict.reason}", hint)
    elif verdict.what is What.MOVED:
        new = _moved(destination, verdict)
        message = f"{name} has moved for good to {quoted(new)}"
        yield Diagnostic(LNK018, span, message, "write the new address", _fix(post, destination, new))
    if verdict.what in (What.OK, What.MOVED) and wanted.fragment:
        yield from _anchor(destination, wanted, anchor)


def _anchor(destination: Destination, wanted: Wanted, anchor: Anchor) -> Iterator[Diagnostic]:
    span, fragment = _fragment_span(destination), quoted(wanted.fragment)
    if anchor is Anchor.MISSING:
        yield Diagnostic(LNK020, span, f"no anchor {fragment} in the page {quoted(wanted.url)}")
    elif anchor is Anchor.UNKNOWN:
        message = f"cannot tell whether the page {quoted(wanted.url)} has the anchor {fragment}"
        yield Diagnostic(LNK019, span, message)


def _fix(post: Post, destination: Destination, new: str) -> Fix | None:
    if destination.tail or destination.kind is Kind.TEMPLATE:
        return None
    text = with_value(post, destination, new)
    if text is None:
        return None
    return Fix(f"write {quoted(new)}", (Edit(destination.span, text.encode()),))


def _moved(destination: Destination, verdict: Verdict) -> str:
    """Return the new address, as the writer spells the old one where only the scheme differs."""
    value = destination.value.strip()
    if value[:5].lower() == "http:":
        secure = f"https:{value[5:]}"
        address = address_of(secure)
        if address and address.url == verdict.location:
            return secure
    _, sign, fragment = value.partition("#")
    return verdict.location + (f"#{fragment}" if sign and "#" not in verdict.location else "")


def _archived(post: Post, wanted: Wanted) -> str:
    """Return where the Internet Archive shows a page as it was when the post was written."""
    return f"https://web.archive.org/web/{_date(post)}{wanted.url}"


def _date(post: Post) -> str:
    """Return the date of a post as the archive's addresses have it, with a slash; empty without one."""
    said = str(post.front_matter.data.get("date", ""))
    found = _DATE.search(said) or _DATE.search(post.path.rpartition("/")[2])
    return f"{found[1]}{int(found[2]):02}{int(found[3]):02}/" if found else ""


def _fragment_span(destination: Destination) -> Span:
    """Return the bytes of a fragment with its `#`; of all the destination where it is not in it."""
    before, sign, _ = destination.written.partition("#")
    start, end = destination.span
    return Span(start + len(before.encode()), end) if sign else destination.span
