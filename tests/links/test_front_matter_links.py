"""URLs in front matter are links where a schema says so and it was asked for."""

from __future__ import annotations

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.front_matter import front_matter_destinations
from postkit.site.post import Post

SCHEMA = {
    "$defs": {"link": {"type": "string", "format": "uri-reference"}},
    "properties": {
        "image": {"$ref": "#/$defs/link"},
        "cover": {"properties": {"src": {"format": "iri-reference"}, "alt": {"type": "string"}}},
        "links": {"items": {"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/link"}]}},
        "round": {"$ref": "#/properties/round"},
    },
}


def found(front_matter: str) -> list[tuple[str, str]]:
    post = Post(Source("_posts/2024-01-05-x.md", front_matter.encode()), FLAVORS["jekyll"])
    return [(one.value, post.source.slice(one.span)) for one in front_matter_destinations(post, SCHEMA)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("image: /a.png", ["/a.png"]),
        ('image: "/é b.png"  # "x"', ["/é b.png"]),
        ("image: '/a.png'\r\ntitle: /no.png", ["/a.png"]),
        ("cover: {src: a.png, alt: b.png}", ["a.png"]),
        ("links:\n- /a/\n- 3\n- '/b/'", ["/a/", "/b/"]),
        ("title: /a.png", []),
        ("image:", []),
        ("image: 3", []),
        ("round: x", []),
        # Not letter by letter.
        ('image: "/a\\u0062.png"', []),
        ("image: 'it''s.png'", []),
        ("image: >\n  /a.png", []),
    ],
)
def test_values_with_their_bytes(text: str, values: list[str]) -> None:
    assert found(f"---\n{text}\n---\nx\n") == [(value, value) for value in values]
