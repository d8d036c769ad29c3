"""The addresses elsewhere that a post links to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from postkit.links.destinations.kinds import Destination
from postkit.links.faults.all import fault_of
from postkit.links.linking import Linking
from postkit.links.looked_at import looked_at
from postkit.links.lookup.resolve import Form, resolve
from postkit.links.online.urls import wanted
from postkit.links.online.verdicts import Wanted
from postkit.site.post import Post


def gather(post: Post, linking: Linking, schemas: Sequence[Mapping[str, Any]] = ()) -> Iterator[Wanted]:
    """Yield the addresses elsewhere that a post links to and that may be asked, in order.

    Args:
        post: The post.
        linking: What its links are checked against.
        schemas: JSON Schemas that tell which values of the front matter are URLs to be checked, too.
    """
    addresses = linking.targets.site.addresses if linking.targets else None
    for _, destination in looked_at(post, linking, schemas):
        if resolve(destination, addresses).form is not Form.EXTERNAL or fault_of(post, destination, _nowhere):
            continue
        found = elsewhere(destination)
        if found and linking.online and linking.online.wants(found):
            yield found


def _nowhere(_: Destination) -> bool:
    return False


def elsewhere(destination: Destination) -> Wanted | None:
    """Return the address that a destination names; None where it cannot be asked."""
    return wanted(destination.value + destination.tail)
