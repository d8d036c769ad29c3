"""The table that tells what the beginnings of destinations have become, and hosts with `https:`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.errors import RequestError
from postkit.links.forms.prefixes import Prefixes
from postkit.links.forms.secure import SecureHosts

TABLE = (
    ("https://old.example/", "https://new.example/"),
    ("http://old.example/blog", "/archive"),
    ("/old/path/", "/new/path/"),
    ("/old/path/kept/", "/old/path/kept/"),
    ("/docs/", "/docs/v2/"),
    ("/one", "/two/"),
    ("/two", "/three/"),
    ("/?p=12", "/hello/"),
    ("/ä/", "/ae/"),
)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("https://old.example/a?b#c", "https://new.example/a?b#c"),
        ("https://old.example", "https://new.example/"),
        ("https://old.example?q", "https://new.example/?q"),
        ("HTTPS://Old.Example/A", "https://new.example/A"),
        ("https://old.example.org/a", None),
        ("https://old.example:8080/a", None),
        ("http://old.example/", None),
        ("http://old.example/blog", "/archive"),
        ("http://old.example/blog/a/", "/archive/a/"),
        ("http://old.example/blog?a", "/archive?a"),
        ("http://old.example/blogs/", None),
        ("http://old.example/Blog/", None),
        ("/old/path/", "/new/path/"),
        ("/old/path/a.html#b", "/new/path/a.html#b"),
        ("/old/path", None),
        ("/old/paths/", None),
        ("/old/path/kept/a", None),
        ("/docs/a", "/docs/v2/a"),
        ("/docs/v2/a", None),
        ("/docs/v2", None),
        ("/docs/v20/", "/docs/v2/v20/"),
        ("/one", "/three/"),
        ("/one/", "/three/"),
        ("/one/a", "/three/a"),
        ("/?p=12", "/hello/"),
        ("/?p=12#c", "/hello/#c"),
        ("/?p=123", None),
        ("/%C3%A4/x%20y", "/ae/x%20y"),
        ("/%c3%a4/x", "/ae/x"),
        ("", None),
    ],
)
def test_a_beginning_counts_at_the_end_of_a_name(text: str, new: str | None) -> None:
    found = Prefixes(TABLE).rewritten(text)
    assert (found.text if found else None) == new


@pytest.mark.parametrize(
    ("table", "names"),
    [
        ([("/a/", "/b/"), ("/b/", "/a/")], "`/a/` → `/b/` → `/a/`"),
        ([("/x/", "/a/"), ("/a/", "/b/"), ("/b", "/c"), ("/c/", "/a/")], "`/a/` → `/b`"),
        (
            [("https://a.example", "https://b.example"), ("https://B.example", "https://a.example")],
            "a.example",
        ),
        ([("/a/", "/b/a/"), ("/b/", "/a/")], "`/a/` → `/b/`"),  # it would grow
        ([("/a/", "/b/"), ("/b/c/", "/a/c/")], "`/b/c/` → `/a/`"),  # with `c/` behind it
        ([("/docs/", "/docs/v2/"), ("/docs/v2/", "/docs/v3/")], "`/docs/v2/`"),
    ],
)
def test_a_circle_is_refused(table: list[tuple[str, str]], names: str) -> None:
    with pytest.raises(RequestError, match="leads in a circle") as caught:
        Prefixes(table)
    assert names in str(caught.value)


@pytest.mark.parametrize("text", ["old/", "//a.example/", "", "mailto:a@b.example", "https://", "../x"])
def test_a_beginning_is_an_address_or_a_path_from_the_root(text: str) -> None:
    for table in ([(text, "/a/")], [("/a/", text)]):
        with pytest.raises(RequestError, match="neither an address"):
            Prefixes(table)


_NAMES = st.text("ab/", max_size=6)


@given(st.dictionaries(_NAMES, _NAMES, max_size=4), st.lists(st.text("ab/?#", max_size=8), max_size=20))
def test_what_is_written_anew_stays(table: dict[str, str], texts: list[str]) -> None:
    pairs = [("/x/" + old, "/x/" + new) for old, new in table.items()]
    try:
        prefixes = Prefixes(pairs)
    except RequestError:
        return
    for text in texts:
        found = prefixes.rewritten(f"/x/{text}")
        assert found is None or prefixes.rewritten(found.text) is None


def test_ten_thousand_entries_and_a_long_destination_take_no_time() -> None:
    chain = [(f"/c{number}/", f"/c{number + 1}/") for number in range(40)]
    table = [(f"/old{number}/", "/") for number in range(10_000)]
    start = time.perf_counter()
    prefixes = Prefixes([*table, *chain])
    assert prefixes.rewritten("/old9999/x") == ("/x", "/old9999/", "/")
    assert prefixes.rewritten("/c0/x") == ("/c40/x", "/c0/", "/c40/")
    for _ in range(200):
        assert prefixes.rewritten("/a" * 30_000) is None
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("url", "new"),
    [
        ("http://a.example", "https://a.example"),
        ("HTTP://A.example/b?c#d", "https://A.example/b?c#d"),
        ("http://a.example:80/", None),
        ("http://x.a.example/", None),
        ("http://b.example/", None),
        ("http://x.b.example?a", "https://x.b.example?a"),
        ("http://y.x.b.example/", "https://y.x.b.example/"),
        ("http://xb.example/", None),
        ("https://a.example/", None),
        ("/http://a.example/", None),
        ("http://u@a.example/", None),
        ("http://a.example\\@b.example/", None),
    ],
)
def test_hosts_are_listed_by_name_or_by_what_is_above_them(url: str, new: str | None) -> None:
    assert SecureHosts(["A.example", "*.b.example"]).secured(url) == new
