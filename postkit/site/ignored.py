"""Posts whose names say something else to their engine than they seem to."""

from __future__ import annotations

from collections.abc import Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.span import WHOLE_FILE
from postkit.flavors.reader import NameDate
from postkit.frontmatter.misread import no_such_day
from postkit.rules.table import FM011, URL002
from postkit.site.post import Post


def ignored(post: Post) -> Iterator[Diagnostic]:
    """Yield a finding where the name of a file keeps its engine from publishing it, or has a wrong date.

    Args:
        post: The post.
    """
    if post.flavor.ignores is not None and (reason := post.flavor.ignores(post.path)):
        yield Diagnostic(URL002, WHOLE_FILE, f"this post is not published: {reason}", "rename the file")
        return
    in_name = post.flavor.reader.dates.in_name
    # A date of its own counts in place of the name's, which is then not even read.
    if in_name and (found := in_name(post.path)) and "date" not in post.front_matter.data:
        yield _misdated(post, found)


def _misdated(post: Post, found: NameDate) -> Diagnostic:
    """Say what becomes of a post whose name has a date that is no day of the calendar."""
    year, month, day = found.day
    why = no_such_day(f"{year:04}-{month}-{day}") or "there is no such day"
    hint = f"{why}: rename the file, or give the post a `date`"
    engine, written = post.flavor.title, found.written
    if found.becomes is None:
        message = f"this post is not published: {engine} stops at the date `{written}` in its name"
        return Diagnostic(URL002, WHOLE_FILE, message, hint)
    message = f"`{written}` in the name is no day of the calendar: {engine} takes it for {found.becomes}"
    return Diagnostic(FM011, WHOLE_FILE, message, hint)
