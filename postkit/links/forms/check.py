"""Findings on links that work, or would, and are to be written otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postkit.core.diagnostic import Diagnostic, Rule
from postkit.core.edit import Edit, Fix
from postkit.core.printable import quoted
from postkit.flavors.base import Names
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.forms.prefixed import begun_anew
from postkit.links.forms.rewriting import Rewriting, To
from postkit.links.forms.shapes import as_written, parts_of, shapes
from postkit.links.forms.target import Target, target_of
from postkit.links.lookup.locate import Asked, asked, locate
from postkit.links.lookup.resolve import Form, Reference, resolve
from postkit.links.lookup.targets import Targets
from postkit.links.spelling.parts import with_value
from postkit.rules.table import LNK012, LNK013, LNK014, LNK015, LNK016
from postkit.site.post import Post

_ON_SITE = (Form.RELATIVE, Form.ROOT_RELATIVE)
_KINDS = (Kind.INLINE, Kind.DEFINITION, Kind.ATTRIBUTE)
"""Where each form can stand, and nothing else makes a link of it, as tags and themes do."""

_AS_ASKED = {
    To.RELATIVE: "is not relative to the post",
    To.ROOT: "is not a path from the site's root",
    To.ABSOLUTE: "is not written in full",
}


class Forms:
    """The forms of the links of one post.

    Args:
        post: The post.
        targets: The site, if there is one.
        rewriting: How links are to be written.
    """

    def __init__(self, post: Post, targets: Targets | None, rewriting: Rewriting) -> None:
        self._post = post
        self._targets = targets
        self._rewriting = rewriting

    def begun_anew(self, destination: Destination, reference: Reference) -> Diagnostic | None:
        """Return the finding on a destination that begins as none should, or None.

        Args:
            destination: The destination.
            reference: The same, taken apart.
        """
        if not self._rewriting.prefixes or reference.form not in (*_ON_SITE, Form.EXTERNAL):
            return None
        if not _is_plain(destination):
            return None
        link = asked(self._post.path, destination, reference)
        anew = begun_anew(destination, link, self._targets, self._rewriting)
        if anew is None:
            return None
        message = (
            f"{quoted(destination.value)} begins with {quoted(anew.old)}, which is {quoted(anew.new)} now"
        )
        fix = self._fix(destination, anew.value) if anew.value is not None else None
        hint = f"write {quoted(anew.value)}" if anew.value is not None else "write it by hand"
        return Diagnostic(LNK015, destination.span, message, hint, fix)

    def otherwise(self, destination: Destination, reference: Reference) -> Iterator[Diagnostic]:
        """Yield what a site wants otherwise in a destination that works as it is.

        Args:
            destination: The destination.
            reference: The same, taken apart.
        """
        to = self._rewriting.to
        if to and (new := self._in_form(destination, reference, to)) is not None:
            message = f"{quoted(destination.value)} {_AS_ASKED[to]}"
            if found := self._found(LNK014, destination, message, new):
                yield found
        elif reference.absolute and to is not To.ABSOLUTE:
            yield self._own_site(destination, reference)
        if reference.form is Form.EXTERNAL or reference.absolute:
            yield from self._by_http(destination)

    def _own_site(self, destination: Destination, reference: Reference) -> Diagnostic:
        new = self._in_form(destination, reference, To.ROOT)
        message = f"{quoted(destination.value)} is a page of this very site"
        if new is not None and (found := self._found(LNK012, destination, message, new)):
            return found
        rest = f"#{reference.fragment}" if reference.fragment else ""
        return Diagnostic(LNK012, destination.span, message, f"write {quoted(reference.path + rest)}")

    def _by_http(self, destination: Destination) -> Iterator[Diagnostic]:
        value = destination.value
        if value[:5].lower() != "http:":
            return
        new = self._rewriting.hosts.secured(value)
        if new is None:
            message = f"{quoted(value)} can be read and changed on its way"
            yield Diagnostic(LNK013, destination.span, message, "write `https:` if the host has it")
        else:
            message, fix = f"{quoted(value)} is asked by `http:`", self._fix(destination, new)
            yield Diagnostic(LNK016, destination.span, message, f"write {quoted(new)}", fix)

    def _in_form(self, destination: Destination, reference: Reference, to: To) -> str | None:
        """Return what a destination says in a form; None where it has that already or it is not proved."""
        targets = self._targets
        if targets is None or reference.form not in _ON_SITE or _form(reference) is to:
            return None
        if not self._is_whole(destination) or not _is_plain(destination):
            return None
        link = asked(self._post.path, destination, reference)
        target = target_of(targets, link)
        if target is None:
            return None
        old = parts_of(destination.value)
        for path in shapes(targets, link, target, to):
            new = as_written(path, old.path) + old.rest
            if self._is_proved(destination, new, link, target, to) and not self._comes_back(new):
                return new
        return None

    def _is_proved(self, destination: Destination, new: str, link: Asked, target: Target, to: To) -> bool:
        """Tell whether a new text has a form and leads to the same file, query and fragment."""
        targets = self._targets
        reference = resolve(replace(destination, value=new), targets.site.addresses if targets else None)
        again = asked(link.post, destination, reference)
        kept = (link.reference.fragment, link.reference.query) == (reference.fragment, reference.query)
        if targets is None or reference.form not in _ON_SITE or _form(reference) is not to or not kept:
            return False
        return locate(targets, again) == target.file and target_of(targets, again) == target

    def _comes_back(self, new: str) -> bool:
        """Tell whether the table of beginnings would make something else of a new text."""
        return self._rewriting.prefixes.rewritten(new) is not None

    def _is_whole(self, destination: Destination) -> bool:
        """Tell whether a link is what is written, with no template tag before it and no theme behind it."""
        if destination.kind not in _KINDS or destination.names is not Names.ADDRESS:
            return False
        data, start = self._post.source.data, destination.span.start
        return not (self._post.masked.tags and data.endswith((b"}}", b"%}"), 0, start))

    def _found(self, rule: Rule, destination: Destination, message: str, new: str) -> Diagnostic | None:
        """Return a finding with its fix; None where the new text cannot be written in its place."""
        fix = self._fix(destination, new)
        return fix and Diagnostic(rule, destination.span, message, f"write {quoted(new)}", fix)

    def _fix(self, destination: Destination, new: str) -> Fix | None:
        written = with_value(self._post, destination, new)
        if written is None:
            return None
        return Fix(f"write {quoted(new)}", (Edit(destination.span, written.encode()),))


def _is_plain(destination: Destination) -> bool:
    """Tell whether a browser takes a destination as it stands: it drops blanks and turns backslashes."""
    value = destination.value + destination.tail
    return "\\" not in value and value == value.strip()


def _form(reference: Reference) -> To:
    """Return the form that a link on the site has."""
    if reference.absolute:
        return To.ABSOLUTE
    return To.ROOT if reference.form is Form.ROOT_RELATIVE else To.RELATIVE
