"""Which destinations of a post are checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import Any

from postkit.links.destinations.all import destinations
from postkit.links.destinations.front_matter import front_matter_destinations
from postkit.links.destinations.kinds import Destination
from postkit.links.linking import Linking
from postkit.site.post import Post


def looked_at(
    post: Post, linking: Linking, schemas: Sequence[Mapping[str, Any]] = ()
) -> Iterator[tuple[Destination, Destination]]:
    """Yield the destinations of a post that settings do not pass over, as written and without aliases.

    Args:
        post: The post.
        linking: What its links are checked against.
        schemas: JSON Schemas that tell which values of the front matter are URLs to be checked, too.
    """
    targets = linking.targets
    for written in chain(_in_front_matter(post, schemas), destinations(post)):
        if not _ignored(written, linking.ignore):
            yield written, targets.without_alias(written) if targets else written


def _in_front_matter(post: Post, schemas: Sequence[Mapping[str, Any]]) -> Iterator[Destination]:
    seen = set()
    for schema in schemas if post.readable else ():
        for one in front_matter_destinations(post, schema):
            if one.span not in seen:
                seen.add(one.span)
                yield one


def _ignored(destination: Destination, patterns: Sequence[str]) -> bool:
    texts = {destination.value, destination.written}
    return any(fnmatchcase(text, pattern) for pattern in patterns for text in texts)
