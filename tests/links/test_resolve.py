from __future__ import annotations

import pytest

from postkit.core.source import Source
from postkit.flavors import FLAVORS
from postkit.links.destinations.all import destinations
from postkit.links.lookup.resolve import Form, resolve
from postkit.site.post import Post


@pytest.mark.parametrize(
    ("text", "form", "path", "fragment"),
    [
        ("[a](https://x.y/z.md#b)", Form.EXTERNAL, "", None),
        ("[a](HTTP://x.y)", Form.EXTERNAL, "", None),
        ("[a](mailto:a@b.c)", Form.OTHER, "", None),
        ("[a](tel:+1-2)", Form.OTHER, "", None),
        ("[a](javascript:void(0))", Form.OTHER, "", None),
        ("![a](data:image/png;base64,AA==)", Form.OTHER, "", None),
        ("[a](localhost:4000/x)", Form.OTHER, "", None),
        ("[a](@/blog/x.md)", Form.OTHER, "", None),
        ("[a](//x.y/z)", Form.PROTOCOL_RELATIVE, "", None),
        ("[a]()", Form.EMPTY, "", None),
        ("[a](#b%20c)", Form.FRAGMENT, "", "b%20c"),
        ("[a](#)", Form.FRAGMENT, "", ""),
        ("[a](?page=2#x)", Form.FRAGMENT, "", "x"),
        ("[a](b.md?c=d/e#f)", Form.RELATIVE, "b.md", "f"),
        ("[a](../b/)", Form.RELATIVE, "../b/", None),
        ("[a](b#c?d)", Form.RELATIVE, "b", "c?d"),
        ("[a](b\\\\c.md)", Form.RELATIVE, "b/c.md", None),
        ("[a](/b/c?d)", Form.ROOT_RELATIVE, "/b/c", None),
        ("[a](/b#)", Form.ROOT_RELATIVE, "/b", ""),
        ('<a href=" /b ">', Form.ROOT_RELATIVE, "/b", None),
        ('<a href="b&#x2F;c">', Form.RELATIVE, "b/c", None),
        ("[a](/x/{{site.url}}/y)", Form.TEMPLATE, "", None),
        ("[a](<{{ site.url }}/y>)", Form.TEMPLATE, "", None),
        ("[a](<<%= x %>/y>)", None, "", None),
        ("[a](${base}/y)", Form.TEMPLATE, "", None),
        ("[a](</" + "a/" * 3000 + ">)", Form.OTHER, "", None),
    ],
)
def test_forms(text: str, form: Form | None, path: str, fragment: str | None) -> None:
    found = list(destinations(Post(Source("x.md", text.encode()), FLAVORS["hugo"])))
    if form is None:
        assert found == []
        return
    (destination,) = found
    reference = resolve(destination)
    assert (reference.form, reference.path, reference.fragment) == (form, path, fragment)


@pytest.mark.parametrize(
    ("text", "suffix"),
    [("[a](b/c.MD#x.y)", ".md"), ("[a](b.d/c)", ""), ("[a](.env)", ""), ("[a](b%2Epng)", ".png")],
)
def test_suffix(text: str, suffix: str) -> None:
    (destination,) = destinations(Post(Source("x.md", text.encode()), FLAVORS["gfm"]))
    assert resolve(destination).suffix == suffix
