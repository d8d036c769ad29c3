"""Checks the links of a post that stay on its site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix, Safety
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.flavors.base import Names
from postkit.flavors.publishing import publishing
from postkit.flavors.publishing.record import SiteFacts
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.faults.all import fault_of, faults_in_text
from postkit.links.forms.check import Forms
from postkit.links.fragments import Problem, anchor_problem
from postkit.links.linking import ALONE, Linking
from postkit.links.looked_at import looked_at
from postkit.links.lookup.advice import advise, as_written, nearest
from postkit.links.lookup.evidence import surely_missing
from postkit.links.lookup.locate import Asked, OtherCase, address, asked, locate, locate_other_case
from postkit.links.lookup.resolve import Form, Reference, resolve
from postkit.links.lookup.targets import PAGE_SUFFIXES, Targets
from postkit.links.moved.check import Moves
from postkit.links.spelling.parts import tail_with_fragment, with_fragment, with_path
from postkit.links.spelling.recase import recase
from postkit.links.spelling.written import says
from postkit.rules import table
from postkit.site.headings import knows_all_anchors, page_anchors
from postkit.site.post import Post

_NO_SITE = SiteFacts({}, lambda _: False)
_ADDRESSES = (Names.ADDRESS, Names.ROOTED)


def check(
    post: Post, linking: Linking = ALONE, schemas: Sequence[Mapping[str, Any]] = ()
) -> Iterator[Diagnostic]:
    """Yield the findings on the links of a post; each points at the bytes of a destination.

    Args:
        post: The post.
        linking: What its links are checked against.
        schemas: JSON Schemas that tell which values of the front matter are URLs to be checked, too.
    """
    check_one = _Check(post, linking)
    for written, destination in looked_at(post, linking, schemas):
        if fault := fault_of(post, destination, check_one.exists):
            yield fault
        else:
            yield from check_one.destination(destination, aliased=destination is not written)
    if post.readable:
        labels_known = check_one.how.labels_known
        yield from faults_in_text(post, check_one.exists, labels_known=labels_known)


class _Check:
    """The check of one post; its own anchors are made when a link first asks for them."""

    def __init__(self, post: Post, linking: Linking) -> None:
        self._post = post
        self._targets = targets = linking.targets
        self._moves = Moves(post, targets, linking.former) if targets and linking.former else None
        self._online = linking.online
        self._forms = Forms(post, targets, linking.rewriting)
        self._anchors: tuple[frozenset[str] | None] | None = None
        self.how = targets.how if targets else publishing(post.flavor, _NO_SITE)

    def destination(self, destination: Destination, *, aliased: bool) -> Iterator[Diagnostic]:
        if destination.names not in _ADDRESSES:
            if self._targets:
                yield from self._named(destination, self._targets)
            return
        reference = self._resolve(destination)
        if not aliased and (anew := self._forms.begun_anew(destination, reference)):
            yield anew
            return
        found = list(self._at(destination, reference))
        yield from found
        # What leads elsewhere than it should is put right before its form is looked at.
        if not aliased and all(one.span != destination.span for one in found):
            yield from self._forms.otherwise(destination, reference)

    def _at(self, destination: Destination, reference: Reference) -> Iterator[Diagnostic]:
        if reference.form is Form.PROTOCOL_RELATIVE:
            yield _protocol_relative(destination)
        elif reference.form is Form.FRAGMENT:
            yield from self._fragment(destination, reference.fragment, self._post.path)
        elif reference.form is Form.EXTERNAL and self._online:
            from postkit.links.online.findings import findings

            yield from findings(self._post, destination, self._online)
        elif reference.form in (Form.RELATIVE, Form.ROOT_RELATIVE) and self._targets:
            yield from self._path(destination, asked(self._post.path, destination, reference), self._targets)

    def exists(self, destination: Destination) -> bool:
        """Tell whether a destination names something on the site; not, where there is none."""
        if self._targets is None:
            return False
        reference = self._resolve(destination)
        if reference.form not in (Form.RELATIVE, Form.ROOT_RELATIVE):
            return False
        return locate(self._targets, asked(self._post.path, destination, reference)) is not None

    def _resolve(self, destination: Destination) -> Reference:
        return resolve(destination, self._targets.site.addresses if self._targets else None)

    def _path(self, destination: Destination, link: Asked, targets: Targets) -> Iterator[Diagnostic]:
        found = locate(targets, link)
        if self._moves and (moved := self._moves.path(destination, link, found)):
            found = moved.file
            yield moved.finding
        elif found is None:
            other = locate_other_case(targets, link)
            if other:
                found = other.file
                yield self._wrong_case(destination, other)
            elif surely_missing(targets, link):
                advice = advise(targets, link)
                message = f"{quoted(destination.value)} {advice.message}"
                new = with_path(self._post, destination, advice.right) if advice.right else None
                fix = self._fix(destination, new, safe=advice.safe)
                yield Diagnostic(table.LNK001, destination.span, message, advice.hint, fix)
        if found:
            if url := _moved(targets, link):
                message = f"{quoted(destination.value)} is the old address of {quoted(url)}"
                new = with_path(self._post, destination, as_written(targets, link, url))
                fix = self._fix(destination, new, safe=True)
                yield Diagnostic(table.LNK010, destination.span, message, f"write {quoted(url)}", fix)
            yield from self._fragment(destination, link.reference.fragment, found)

    def _named(self, destination: Destination, targets: Targets) -> Iterator[Diagnostic]:
        """Check what a template tag names."""
        found = targets.library.find(self._post.path, destination)
        if self._moves and (moved := self._moves.name(destination, found.file if found else None)):
            yield moved.finding
            if moved.file and found:
                yield from self._fragment(destination, found.fragment, moved.file)
            return
        if found is None:
            return
        if found.file is not None:
            if destination.based and targets.site.addresses.base:
                message = f"{quoted(destination.value)} gets the base path of the site twice"
                hint = "the tag writes it, too: leave out the one before it"
                yield Diagnostic(table.LNK006, destination.whole, message, hint)
            yield from self._fragment(destination, found.fragment, found.file)
            return
        near = nearest(destination.value, found.names)
        hint = f"did you mean {quoted(near)}?" if near else ""
        message = f"{quoted(destination.value)} {found.problem}"
        yield Diagnostic(table.LNK006, destination.span, message, hint)

    def _wrong_case(self, destination: Destination, other: OtherCase) -> Diagnostic:
        message = f"{quoted(destination.value)} differs in case from {quoted(other.place)}"
        new = recase(self._post, destination, other.right)
        fix = self._fix(destination, new, safe=True)
        hint = f"write {quoted(new)}" if new and fix else "write it as it is there"
        return Diagnostic(table.LNK002, destination.span, message, hint, fix)

    def _fix(self, destination: Destination, new: str | None, *, safe: bool) -> Fix | None:
        """Return the fix that writes a destination anew; None where the new text would lead nowhere."""
        if new is None or not self.exists(
            replace(destination, value=says(self._post, destination, new), tail="")
        ):
            return None
        edits = (Edit(destination.span, new.encode()),)
        return Fix(f"write {quoted(new)}", edits, Safety.SAFE if safe else Safety.UNSAFE)

    def _fragment(self, destination: Destination, fragment: str | None, page: str) -> Iterator[Diagnostic]:
        if not fragment or not page.lower().endswith(PAGE_SUFFIXES):
            return
        own = page == self._post.path
        ids = self._own_anchors() if own else self._targets.anchors.of(page) if self._targets else None
        if ids is None:
            return
        name = "this post" if own else quoted(page)
        problem = anchor_problem(self._post.flavor, self.how, ids, fragment, name)
        if problem:
            span = self._fragment_span(destination)
            fix = self._right_fragment(destination, problem) if problem.right else None
            yield Diagnostic(table.LNK003, span, problem.message, problem.hint, fix)

    def _right_fragment(self, destination: Destination, problem: Problem) -> Fix | None:
        """Return the fix that writes another fragment: in the destination, or in what follows a tag."""
        place, new = destination.span, with_fragment(self._post, destination, problem.right)
        if "#" in destination.tail and destination.kind is Kind.TEMPLATE:
            end = destination.whole.end
            place = Span(end, end + len(destination.tail.encode()))
            new = tail_with_fragment(destination, problem.right)
        safety = Safety.SAFE if problem.safe else Safety.UNSAFE
        return Fix(f"write {quoted(new)}", (Edit(place, new.encode()),), safety) if new else None

    def _fragment_span(self, destination: Destination) -> Span:
        """Return the bytes of a fragment with its `#`: in the destination, or in what follows a tag."""
        start, end = destination.span
        if destination.tail and destination.kind is Kind.TEMPLATE:
            end = destination.whole.end + len(destination.tail.encode())
        at = self._post.source.data.find(b"#", start, end)
        return Span(max(at, start), end)

    def _own_anchors(self) -> frozenset[str] | None:
        if self._anchors is None:
            known = knows_all_anchors(self._post)
            self._anchors = (page_anchors(self._post, self.how) if known else None,)
        return self._anchors[0]


def _moved(targets: Targets, link: Asked) -> str | None:
    """Return the new address of a page if a link asks for one that redirects to it."""
    url = address(targets, link)
    return targets.site.moved_to(url) if url else None


def _protocol_relative(destination: Destination) -> Diagnostic:
    start = destination.span.start
    fix = Fix("take `https:`", (Edit(Span(start, start), b"https:"),))
    return Diagnostic(
        table.LNK011,
        destination.span,
        f"{quoted(destination.value)} takes its scheme from the page",
        "write `https:` before it",
        fix if destination.written.startswith("//") else None,
    )
