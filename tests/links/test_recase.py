from __future__ import annotations

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.spelling.recase import recase
from postkit.site.post import Post


@pytest.mark.parametrize(
    ("written", "right", "expected"),
    [
        ("Img/A.PNG", "posts/img/a.png", "img/a.png"),
        ("./../Img/A.PNG?x=Y#Z", "img/a.png", "./../img/a.png?x=Y#Z"),
        ("/A//b.md", "a/b.md", "/a//b.md"),
        ("Img%2Fx", "img/x", None),
        ("My%20Pic.PNG", "img/my pic.png", "my%20pic.png"),
        ("Caf%C3%89/x", "café/x", "caf%C3%A9/x"),
        ("%41.md", "a.md", "a.md"),
        ("Docs/", "docs", "docs/"),
        ("same.md", "same.md", None),
        ("other.md", "Another.md", None),
        ("a/b/C.md", "c.md", None),
        ("a\\_B.md", "a_b.md", "a\\_b.md"),
        ("a&amp;B.md", "a&b.md", "a&amp;b.md"),
        ("STRASSE.md", "straße.md", None),
        ("#x", "x", None),
    ],
)
def test_names_get_their_right_case_and_all_else_stays(
    written: str, right: str, expected: str | None
) -> None:
    post = Post(Source("post.md", f"[a]({written})".encode()), FLAVORS["gfm"])
    (found,) = destinations(post)
    assert found.written == written
    assert recase(post, found, right) == expected
