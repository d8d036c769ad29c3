"""One spelling for all ways to write an address, as browsers take them (URL standard, section 4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postkit.links.online.patterns import Places
from postkit.links.online.urls import address_of, joined


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://A.Example", "https://a.example/"),
        ("HTTP://a.example:80/x", "http://a.example/x"),
        ("https://a.example:443/x?y#z", "https://a.example/x?y"),
        ("https://a.example:80/", "https://a.example:80/"),
        ("https://a.example?x", "https://a.example/?x"),
        ("https://a.example/?", "https://a.example/?"),
        ("  https://a.example/x y\n", "https://a.example/x%20y"),
        ("https:\\\\a.example\\x", "https://a.example/x"),
        ("https://a.example/ä?ö", "https://a.example/%C3%A4?%C3%B6"),
        ("https://a.example/%E4%b8?%3d", "https://a.example/%E4%b8?%3d"),
        ("https://a.example/a%2Fb%zz", "https://a.example/a%2Fb%zz"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("http://a_b.example/", "http://a_b.example/"),
        ("http://me:p w@a.example/", "http://me:p%20w@a.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("http://a.example/(x)[y]{z}|'~", "http://a.example/(x)[y]%7Bz%7D|'~"),
        ("http://a.example/?(x)[y]{z}|'~", "http://a.example/?(x)[y]{z}|%27~"),
    ],
)
def test_an_address(text: str, url: str) -> None:
    address = address_of(text)
    assert address
    assert address.url == url
    assert address_of(url) == address._replace(fragment="")


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "/x", "//a.example", "mailto:a@b.example", "ftp://a.example/", "javascript:x", "http://"),
        *("http:///x", "http://a b/", "http://a.example:99999/", "http://a.example:x/", "http://[::1/"),
        *("http://256.1.1.1/", "http://1.2.3.4.5/", "http://%00/", "http://a\x00b/", "http://" + "a" * 300),
        *("https://a.example/" + "x" * 9000, "http://\udcff.example/", "http://-ü-ß\u200d/"),
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert address_of(text) is None


@given(st.text(max_size=60), st.text(alphabet="ab./:@#?[]\\%0x1-\u3002ü\udcff \n", max_size=40))
def test_whatever_is_written(text: str, more: str) -> None:
    for one in (
        text,
        f"http://{text}",
        f"http://{more}",
        f"https://a.example/{text}",
        f"http://{more}/{text}",
    ):
        address = address_of(one)
        if address is None:
            continue
        assert address.url.isascii()
        assert not set(address.url) & set(" \t\r\n\x00")
        again = address_of(address.url)
        assert again
        assert again.url == address.url
        joined(address, text)
        joined(address, more)


@pytest.mark.parametrize(
    ("pattern", "url", "named"),
    [
        ("a.example", "https://a.example/x", True),
        ("A.example", "https://a.EXAMPLE:444/x", True),
        ("a.example", "https://b.a.example/", False),
        ("*.a.example", "https://b.a.example/", True),
        ("*.a.example", "https://a.example/", False),
        ("*.a.example", "https://nota.example/", False),
        ("a.example:444", "https://a.example:444/", True),
        ("a.example:444", "https://a.example/", False),
        ("a.example:443", "https://a.example/", True),
        ("[::1]", "http://[::1]:8080/", True),
        ("[::1]:8080", "http://[::1]:8080/", True),
        ("https://a.example/x/*", "https://a.example/x/y", True),
        ("https://a.example/x/*", "http://a.example/x/y", False),
        ("*/x/*", "https://a.example/x/y?z", True),
        ("a.example", "https://a.example.evil.test/", False),
        ("a.example", "https://a.example@evil.test/", False),
    ],
)
def test_patterns(pattern: str, url: str, named: bool) -> None:
    address = address_of(url)
    assert address
    assert Places([pattern]).name(address) is named
