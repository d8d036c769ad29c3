"""One destination of a post is written anew, and everything else has to stay what it was."""

from __future__ import annotations

from random import Random

from postkit.core.source import Source
from postkit.flavors.base import Names
from postkit.links.destinations.all import destinations
from postkit.links.destinations.kinds import Destination, Kind
from postkit.links.spelling.parts import with_value
from postkit.site.post import Post

_PIECES = (
    *(
        "a",
        "b-c",
        "img/",
        "../",
        "./",
        "x.png",
        "é",
        "文章",
        "路径/",
        "%20",
        "%E6%96%87",
        "100%",
        "?q=1",
        "#z",
    ),
    *(
        " ",
        "(",
        ")",
        "(d)",
        '"',
        "'",
        "&",
        "&amp;",
        "&copy;",
        "&copy=2",
        "|",
        "\\",
        "\\(",
        "]",
        "[",
        ">",
        "<",
    ),
    *("`", "*", "_", "~", "$", "{", "}", "^", ",", ";", ":", "!", "=", "@", "](", "\\\\"),
)
_ADDRESS = (
    *("a", "/b-c", "/img/", "x.png", "é", "文章", "%20", "%E6%96%87", "?q=1", "#z", "&", "&amp;", "(d)", ","),
    *("~", "=", "@", ";", "'", "!", "*", "_", "+", ":"),
)
_NAME = ("a", "/b-c", "/img/", "x.png", "é", "文章", "%20", "1", "_", "-", "~", "+", ",", ";", "!", "=")
_STANDING_ALONE = (Kind.AUTOLINK, Kind.BARE)


def any_value(random: Random, found: Destination) -> str:
    """Return a value for a destination: as strange as can be, but an address where only one can stand."""
    if found.kind in _STANDING_ALONE:
        pieces = random.choices(_ADDRESS, k=random.randint(0, 6))
        return f"https://a{random.randint(0, 9)}.example/{''.join(pieces)}x"
    if found.names is not Names.ADDRESS or found.kind is Kind.TEMPLATE:
        return f"/{''.join(random.choices(_NAME, k=random.randint(1, 6)))}x"
    value = "".join(random.choices(_PIECES, k=random.randint(1, 8)))
    start = random.choice(("", "", "/", "https://a.example/"))
    return f"{start}{value}x"


def rewritten(post: Post, found: Destination, value: str) -> bytes | None:
    """Return the bytes of a post with another value in one destination; None where it cannot say it."""
    text = with_value(post, found, value)
    if text is None:
        return None
    data = post.source.data
    return data[: found.span.start] + text.encode() + data[found.span.end :]


def facts(post: Post) -> list[tuple[object, ...]]:
    """Return what each destination of a post says, and in which kind of place."""
    return [
        (one.kind, one.value, one.names, one.tail, one.image, one.template, one.based)
        for one in destinations(post)
    ]


def problem(post: Post, found: Destination, value: str, data: bytes) -> str:
    """Return what is wrong with a post in which one destination was rewritten; empty if nothing is."""
    before = facts(post)
    at = [one.span for one in destinations(post)].index(found.span)
    after = facts(Post(Source(post.source.path, data), post.flavor, post.path))
    if len(after) == len(before) and after[at][:2] == (found.kind, value):
        before[at] = after[at]  # without its template tags it is an address like any other
    if after == before:
        return ""
    wrong = next((pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]), None)
    return f"{wrong[0]} became {wrong[1]}" if wrong else f"{len(before)} destinations became {len(after)}"
