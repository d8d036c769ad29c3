"""The odd ones among many posts: a value of a rare type, a key that is nearly a frequent one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from postkit.frontmatter.infer import Inference
from postkit.frontmatter.messages import name_of
from postkit.frontmatter.nearby import nearest
from postkit.frontmatter.profile import DATE, OTHER, Example, Profile, Tally
from postkit.frontmatter.wording import quote

_RARE = 20
"""What is odd is so many times rarer than what is usual."""

_SLIP = 50
"""A slip of the keyboard is so many times rarer than the word that was meant."""

_KINDS = {
    "string": "a text",
    "array": "a list",
    "object": "a mapping",
    "number": "a number",
    "integer": "a number",
    "boolean": "true or false",
    "null": "empty",
    DATE: "a date",
    OTHER: "another text",
}


class Outlier(NamedTuple):
    """Something odd.

    Attributes:
        message: What is usual and what is odd, in words.
        found: How often it is odd.
        examples: The first posts in which it is odd.
    """

    message: str
    found: int
    examples: list[Example]


def outliers(inference: Inference) -> list[Outlier]:
    """Return what is odd in the posts, in the order of the schema's keys.

    Args:
        inference: What was learnt from the posts.
    """
    return list(_in_keys((), inference.root, inference))


def _in_keys(path: tuple[str | int, ...], profile: Profile, inference: Inference) -> Iterator[Outlier]:
    keys = {key if path else inference.name_of(key): one for key, one in profile.frequent()}
    for key, below in keys.items():
        yield from _slips(path, key, below, keys)
        yield from _in_value((*path, key), below, inference)


def _in_value(path: tuple[str | int, ...], profile: Profile, inference: Inference) -> Iterator[Outlier]:
    types: dict[str, Tally] = {}
    for kind, tally in profile.kinds.items():
        if kind not in {DATE, OTHER}:
            known = types.setdefault(_KINDS[kind], Tally())
            known.count += tally.count
            known.examples += tally.examples
    yield from _rare(path, types)
    yield from _rare(
        path, {_KINDS[kind]: profile.kinds[kind] for kind in (DATE, OTHER) if kind in profile.kinds}
    )
    yield from _misspelt(path, profile.texts or {})
    yield from _in_keys(path, profile, inference)
    if profile.items:
        yield from _in_value((*path, "…"), profile.items, inference)


def _rare(path: tuple[str | int, ...], kinds: dict[str, Tally]) -> Iterator[Outlier]:
    if len(kinds) < 2:
        return
    usual = max(kinds, key=lambda kind: kinds[kind].count)
    if usual == _KINDS[OTHER]:
        return  # a title that happens to be a date
    for kind, tally in kinds.items():
        if kind != usual and tally.count * _RARE <= kinds[usual].count:
            message = f"{_name(path)} is {usual} in {_places(path, kinds[usual].count)} and {kind} in"
            yield Outlier(f"{message} {tally.count:,}", tally.count, tally.examples)


def _slips(
    path: tuple[str | int, ...], key: str, profile: Profile, keys: dict[str, Profile]
) -> Iterator[Outlier]:
    seen = profile.seen
    frequent = [other for other, one in keys.items() if seen.count * _SLIP <= one.seen.count]
    meant = nearest(key, frequent)
    if meant is not None:
        many = _places(path, keys[meant].seen.count)
        message = f"{_name((*path, key))} is in {seen.count:,}, and {quote(meant)} in {many}: a slip?"
        yield Outlier(message, seen.count, seen.examples)


def _misspelt(path: tuple[str | int, ...], texts: dict[str, Tally]) -> Iterator[Outlier]:
    words = {text: tally for text, tally in texts.items() if not any(map(str.isdigit, text))}
    for text, tally in words.items():
        frequent = [other for other, one in words.items() if tally.count * _SLIP <= one.count]
        meant = nearest(text, frequent)
        if meant is not None:
            many = f"{quote(meant)} in {_places(path, texts[meant].count)}"
            message = f"{_name(path)} is {quote(text)} in {tally.count:,} and {many}: a slip?"
            yield Outlier(message, tally.count, tally.examples)


def _name(path: tuple[str | int, ...]) -> str:
    if path[-1] == "…":
        return f"an item of {_name(path[:-1])}"
    return name_of(tuple(step for step in path if step != "…"))


def _places(path: tuple[str | int, ...], count: int) -> str:
    noun = "post" if len(path) <= 1 else "place"
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
