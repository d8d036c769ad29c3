"""Finds links to what was moved, and links that lead elsewhere since their post was moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination
from postkit.links.forms.shapes import parts_of
from postkit.links.lookup.locate import Asked, address, asked, locate_source
from postkit.links.lookup.resolve import Form, resolve
from postkit.links.lookup.targets import Targets
from postkit.links.moved.former import Former, Meant
from postkit.links.moved.writing import leads_to, new_names, new_paths
from postkit.links.spelling.parts import with_path
from postkit.links.spelling.written import said, says
from postkit.rules import table
from postkit.site.post import Post


class Moved(NamedTuple):
    """What is found on a link that git explains.

    Attributes:
        finding: The finding.
        file: What the link is to lead to; None where that is gone.
    """

    finding: Diagnostic
    file: str | None


class Moves:
    """Knows what the links of a post meant before files were moved.

    Args:
        post: The post.
        targets: What is on the site.
        former: The site as it was.
    """

    def __init__(self, post: Post, targets: Targets, former: Former) -> None:
        self._post = post
        self._targets = targets
        self._former = former

    def path(self, destination: Destination, link: Asked, found: str | None) -> Moved | None:
        """Return what is found on a relative or root-relative link; None where git has nothing to say.

        Args:
            destination: Its destination.
            link: The link.
            found: The file that it leads to; None for nothing.
        """
        relative = link.reference.form is Form.RELATIVE
        if found is not None and not self._may_differ(destination, found, relative=relative):
            return None
        meant = self._former.by_path(self._post.path, destination, kept=self._is_kept(destination))
        if meant is None or not _explains(meant, found if self._is_certain(link, meant) else None):
            return None
        if meant.now is None:
            return self._gone(destination, meant)
        path = unquote(parts_of(said(self._post, destination)).path)
        news = new_paths(self._targets, self._former.then, link, meant, path)
        return self._moved(destination, meant, news)

    def name(self, destination: Destination, found: str | None) -> Moved | None:
        """Return what is found on what a template tag names; None where git has nothing to say.

        Args:
            destination: Its destination.
            found: The file that it names; None for nothing.
        """
        if found is not None and not self._may_differ(destination, found, relative=True):
            return None
        meant = self._former.by_name(self._post.path, destination)
        if meant is None or not _explains(meant, found):
            return None
        if meant.now is None:
            return self._gone(destination, meant)
        name = destination.value.partition("#")[0]
        news = new_names(self._targets, self._post.path, destination.names, name, meant)
        return self._moved(destination, meant, news)

    def _is_certain(self, link: Asked, meant: Meant) -> bool:
        """Tell whether a link leads where it leads as certainly as it did, not only by a guess."""
        if meant.link is None or address(self._targets, link) is not None:
            return True
        was_named = locate_source(self._former.then, meant.link) is not None
        return not was_named or locate_source(self._targets, link) is not None

    def _may_differ(self, destination: Destination, found: str, *, relative: bool) -> bool:
        """Tell whether a link that leads to a file may have led to another when it was written."""
        suspect = (relative and self._has_moved) or self._former.is_other(found)
        return suspect and self._is_kept(destination)

    def _is_kept(self, destination: Destination) -> bool:
        return self._kept is None or destination.span in self._kept

    @cached_property
    def _has_moved(self) -> bool:
        return self._former.has_moved(self._post)

    @cached_property
    def _kept(self) -> frozenset[Span] | None:
        return self._former.kept(self._post)

    def _gone(self, destination: Destination, meant: Meant) -> Moved:
        what = f"led to {quoted(meant.then.file)}, which was deleted {self._former.since}"
        message = f"{quoted(destination.value)} {what}"
        return Moved(Diagnostic(table.LNK001, destination.span, message), None)

    def _moved(self, destination: Destination, meant: Meant, news: Iterable[str]) -> Moved:
        now = meant.now or meant.then
        written = said(self._post, destination)
        if written != destination.value:  # it begins with an alias of the site
            destination = replace(destination, value=written, names=Names.ADDRESS, tail="")
            ways = (self._targets.with_alias(written, path or "") for path in now)
            news = [way.partition("#")[0] for way in ways if way]
        texts = (with_path(self._post, destination, new) for new in news)
        text = next(
            (text for text in texts if text is not None and self._leads(destination, text, meant)), None
        )
        fix, hint = None, f"link to {quoted(now.file or now.url or '')}"
        if text is not None:
            hint = f"write {quoted(text)}"
            safety = Safety.SAFE if meant.sure else Safety.UNSAFE
            fix = Fix(hint, (Edit(destination.span, text.encode()),), safety)
        message = f"{quoted(destination.value)} {_what_happened(meant)}"
        return Moved(Diagnostic(table.LNK010, destination.span, message, hint, fix), now.file)

    def _leads(self, destination: Destination, text: str, meant: Meant) -> bool:
        """Tell whether a destination leads to what is meant when it is written so."""
        again = self._targets.without_alias(replace(destination, value=says(self._post, destination, text)))
        if meant.link is None:
            found = self._targets.library.find(self._post.path, again)
            return found is not None and meant.now is not None and found.file == meant.now.file
        reference = resolve(again, self._targets.site.addresses)
        return leads_to(self._targets, asked(self._post.path, again, reference), meant)


def _what_happened(meant: Meant) -> str:
    then, now = meant.then, meant.now
    if now is None or then == now:
        return f"led to {quoted(then.file or then.url or '')} before this post was moved"
    if then.file != now.file:
        return f"led to {quoted(then.file)}, which is {quoted(now.file)} now"
    return f"is an old address of {quoted(now.url or now.file)}"


def _explains(meant: Meant, found: str | None) -> bool:
    """Tell whether what a link meant is the reason for what is wrong with it."""
    if found is None:
        return True
    return meant.sure and meant.now is not None and bool(meant.now.file) and meant.now.file != found
