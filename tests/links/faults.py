"""Findings on how the links of a text are written, as the tests look at them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from postkit.core.diagnostic import Diagnostic
from postkit.core.edit import Safety, apply_edits
from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.destinations.kinds import Destination
from postkit.links.faults.all import fault_of, faults_in_text
from postkit.site.post import Post


def _all(post: Post, existing: Collection[str], labels_known: bool) -> Iterator[Diagnostic]:
    def exists(found: Destination) -> bool:
        return found.value in existing

    for found in destinations(post):
        if fault := fault_of(post, found, exists):
            yield fault
    yield from faults_in_text(post, exists, labels_known=labels_known)


def diagnostics(
    text: str, flavor: str = "gfm", existing: Collection[str] = (), *, labels_known: bool = True
) -> list[Diagnostic]:
    """Return the findings on a text; `existing` are the destinations that name something."""
    return list(_all(Post(Source("post.md", text.encode()), FLAVORS[flavor]), existing, labels_known))


def faults(text: str, flavor: str = "gfm", existing: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return code and bytes at fault of each finding."""
    data = text.encode()
    return [(one.code, data[slice(*one.span)].decode()) for one in diagnostics(text, flavor, existing)]


def fixed(text: str, flavor: str = "gfm", existing: Collection[str] = (), *, unsafe: bool = False) -> str:
    """Return a text with its findings mended, by safe fixes or by all."""
    fixes = [one.fix for one in diagnostics(text, flavor, existing) if one.fix]
    wanted = [fix for fix in fixes if unsafe or fix.safety is Safety.SAFE]
    return apply_edits(text.encode(), [edit for fix in wanted for edit in fix.edits]).decode()
