"""Reads many posts to learn what their front matter is like."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from postkit.core.source import Source
from postkit.errors import RequestError
from postkit.flavors.base import Flavor
from postkit.frontmatter.infer import Inference
from postkit.frontmatter.outliers import outliers
from postkit.frontmatter.profile import Example
from postkit.frontmatter.read import read
from postkit.frontmatter.schema import load_schema
from postkit.resources import schema_names


class Odd(NamedTuple):
    """An outlier for people: what it is, and where it first stands as `path:line`."""

    message: str
    places: list[str]
    more: int


class Survey:
    """What was learnt from posts.

    Args:
        flavor: The engine that reads them.

    Attributes:
        inference: What their front matter is like.
        without: How many have no front matter.
        unreadable: How many have front matter that cannot be read.
    """

    def __init__(self, flavor: Flavor) -> None:
        self._flavor = flavor
        self.inference = Inference(flavor)
        self.without = 0
        self.unreadable = 0

    def add(self, paths: Iterable[Path]) -> None:
        """Learn from posts, one after the other.

        Args:
            paths: The posts.
        """
        for path in paths:
            try:
                front_matter = read(Source(path.as_posix(), path.read_bytes()), self._flavor)
            except OSError:
                self.unreadable += 1
                continue
            if front_matter.problems and not front_matter.data:
                self.unreadable += 1
            elif front_matter.kind is None:
                self.without += 1
            else:
                self.inference.add(path.as_posix(), front_matter.data)

    def odd(self) -> Iterator[Odd]:
        """Yield what is odd in the posts, with its places."""
        for one in outliers(self.inference):
            places = [self._place(example) for example in one.examples]
            yield Odd(one.message, places, one.found - len(places))

    def _place(self, example: Example) -> str:
        """Return `path:line`; the post is read again, since a line of each value would fill the memory."""
        try:
            source = Source(example.post, Path(example.post).read_bytes())
        except OSError:
            return example.post
        place = read(source, self._flavor).locate(example.path)
        if place is None:
            return example.post
        return f"{example.post}:{source.position((place.key or place.value).start).line}"


def shipped_schemas() -> Iterator[tuple[str, str]]:
    """Yield the names of the shipped schemas and their titles."""
    for name in schema_names():
        yield name, load_schema(name, Path()).document["title"]


def shipped_schema(name: str) -> dict[str, Any]:
    """Return a shipped schema.

    Args:
        name: Its name.

    Raises:
        RequestError: If there is none of that name.
    """
    if name not in schema_names():
        raise RequestError(f"no schema `{name}`; shipped are {', '.join(schema_names())}")
    document: dict[str, Any] = load_schema(name, Path()).document
    return document


def spelled(schema: dict[str, Any]) -> str:
    """Return a schema as JSON for people: two blanks a level, one final newline."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
