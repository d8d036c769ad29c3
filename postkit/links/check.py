"""Checks the links of a post that stay on its site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Edit, Fix
from postkit.core.printable import quoted
from postkit.core.span import Span
from postkit.links.destinations import destinations
from postkit.links.evidence import surely_missing
from postkit.links.fragments import anchor_problem
from postkit.links.grammar import decode
from postkit.links.kinds import Destination, Kind
from postkit.links.locate import OtherCase, locate, locate_other_case
from postkit.links.near import near_name
from postkit.links.recase import recase
from postkit.links.resolve import Form, Reference, resolve
from postkit.links.targets import Targets
from postkit.rules import table
from postkit.site.headings import knows_all_anchors, page_anchors
from postkit.site.post import Post

_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")


def check(post: Post, targets: Targets | None, ignore: Sequence[str] = ()) -> Iterator[Diagnostic]:
    """Yield the findings on the links of a post; each points at the bytes of a destination.

    Args:
        post: The post.
        targets: What is on the site; without it only anchors of the post itself and
            protocol-relative links are checked.
        ignore: Patterns, as of the shell, of destinations that are not checked.
    """
    check_one = _Check(post, targets)
    for destination in destinations(post):
        if not _ignored(destination, ignore):
            yield from check_one.destination(destination)


def _ignored(destination: Destination, patterns: Sequence[str]) -> bool:
    texts = {destination.value, destination.written}
    return any(fnmatchcase(text, pattern) for pattern in patterns for text in texts)


class _Check:
    """The check of one post; its own anchors are made when a link first asks for them."""

    def __init__(self, post: Post, targets: Targets | None) -> None:
        self._post = post
        self._targets = targets
        self._anchors: tuple[frozenset[str] | None] | None = None

    def destination(self, destination: Destination) -> Iterator[Diagnostic]:
        reference = resolve(destination)
        if reference.form is Form.PROTOCOL_RELATIVE:
            yield _protocol_relative(destination)
        elif reference.form is Form.FRAGMENT:
            yield from self._fragment(destination, reference, self._post.path)
        elif reference.form in (Form.RELATIVE, Form.ROOT_RELATIVE) and self._targets:
            yield from self._path(destination, reference, self._targets)

    def _path(self, destination: Destination, reference: Reference, targets: Targets) -> Iterator[Diagnostic]:
        found = locate(targets, self._post.path, reference)
        if found is None:
            other = locate_other_case(targets, self._post.path, reference)
            if other:
                found = other.file
                yield self._wrong_case(destination, targets, other)
            elif surely_missing(targets, self._post.path, reference):
                yield self._missing(destination, reference, targets)
        if found:
            yield from self._fragment(destination, reference, found)

    def _missing(self, destination: Destination, reference: Reference, targets: Targets) -> Diagnostic:
        near = near_name(targets, self._post.path, reference)
        message = f"{quoted(destination.value)} does not exist"
        hint = f"did you mean {quoted(near)}?" if near else ""
        return Diagnostic(table.LNK001, destination.span, message, hint)

    def _wrong_case(self, destination: Destination, targets: Targets, other: OtherCase) -> Diagnostic:
        message = f"{quoted(destination.value)} differs in case from {quoted(other.file)}"
        new = recase(destination.written, other.right)
        if new is None or not self._is_found(replace(destination, value=_value(destination, new)), targets):
            return Diagnostic(table.LNK002, destination.span, message, "write it as it is there")
        fix = Fix("write the destination in its right case", (Edit(destination.span, new.encode()),))
        return Diagnostic(table.LNK002, destination.span, message, f"write {quoted(new)}", fix)

    def _is_found(self, destination: Destination, targets: Targets) -> bool:
        return locate(targets, self._post.path, resolve(destination)) is not None

    def _fragment(self, destination: Destination, reference: Reference, page: str) -> Iterator[Diagnostic]:
        if not reference.fragment or not page.lower().endswith(_PAGES):
            return
        own = page == self._post.path
        ids = self._own_anchors() if own else self._targets.anchors.of(page) if self._targets else None
        if ids is None:
            return
        config = self._targets.site.config if self._targets else {}
        name = "this post" if own else quoted(page)
        problem = anchor_problem(self._post.flavor, config, ids, reference.fragment, name)
        if problem:
            start, end = destination.span
            at = self._post.source.data.find(b"#", start, end)
            yield Diagnostic(table.LNK003, Span(max(at, start), end), *problem)

    def _own_anchors(self) -> frozenset[str] | None:
        if self._anchors is None:
            self._anchors = (page_anchors(self._post) if knows_all_anchors(self._post) else None,)
        return self._anchors[0]


def _value(destination: Destination, written: str) -> str:
    """Return what a new text of a destination says."""
    if destination.kind in (Kind.INLINE, Kind.DEFINITION):
        return decode(written)
    return written


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
