"""What is written into a destination is what the real engine of the post reads there."""

from __future__ import annotations

import re
from html import unescape
from random import Random
from urllib.parse import unquote

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.spelling.parts import with_path, with_value
from postkit.site.post import Post
from tests.links.rewriting import any_value
from tests.oracles.engines import ENGINES

_BODIES = [
    *("[a](b.md)", "[a](b.md 'title')", "[a](<b.md>)", "[a](b_(c)d.md)", '![a](b.png "x")', "- *[a](b.md)*"),
    *("| a |\n|---|\n| [x](b.md) |", '<a href="b.md">x</a>', "y <a href='b.md'>x</a>", "`x` [a](b.md) `y`"),
    *(
        "[x][r]\n\n[r]: b.md 't'",
        "[x][r]\n\n[r]: <b.md>",
        "> [x](b.md)\n> y",
        "<div>\n<img src='b.png'>\n</div>",
    ),
    *("[a](?b=1&amp;c=2)", "[a](路径/文章.md#节)", "$x [a](b.md) $y"),
]
_VALUES = 500
_ADDRESS = re.compile(r"(?:href|src)=(?:\"([^\"]*)\"|'([^']*)')")
_NAME = "ab/.é中 ()'\"&;#?%|<>`$[]{}\\*_~!,"


def _address(html: str) -> str:
    """Return the last address of a page as a browser asks for it."""
    found = _ADDRESS.findall(html)
    return unquote(unescape("".join(found[-1]))).strip() if found else f"no link in {html}"


@pytest.mark.parametrize("flavor", ENGINES)
@pytest.mark.parametrize("seed", [0, 1])
def test_an_engine_reads_what_was_written(flavor: str, seed: int) -> None:
    random = Random(seed)
    wanted, bodies = [], []
    for number in range(_VALUES):
        body = _BODIES[number % len(_BODIES)]
        post = Post(Source("post.md", f"---\nt: x\n---\n{body}".encode()), FLAVORS[flavor])
        (found,) = destinations(post)
        if number % 2:
            value = any_value(random, found)
            new = with_value(post, found, value)
        else:
            path = "".join(random.choices(_NAME, k=random.randint(1, 9))).strip("/")
            value = f"/x{path}{found.value[len(re.split('[?#]', found.value)[0]) :]}"
            new = with_path(post, found, f"/x{path}")
        assert new is not None
        data = post.source.data[: found.span.start] + new.encode() + post.source.data[found.span.end :]
        wanted.append(value)
        bodies.append(data[post.body.start :].decode())
    read = [_address(html) for html in ENGINES[flavor](bodies)]
    # A path's own `%` is a letter, a value's is that of a URL.
    said = [(unquote(value) if number % 2 else value).strip() for number, value in enumerate(wanted)]
    wrong = [row for row in zip(bodies, said, read, strict=True) if row[1] != row[2]]
    assert wrong == []
