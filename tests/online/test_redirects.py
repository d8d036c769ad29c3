"""Redirects: which are for good, which are for the moment, which lead astray."""

from __future__ import annotations

import pytest

from postkit.links.online.redirects import doubt, is_better
from postkit.links.online.urls import Address, address_of
from postkit.links.online.verdicts import What
from tests.online.conftest import Serve, Tell
from tests.online.servers import Answer, Asked, page, to


def at(url: str) -> Address:
    address = address_of(url)
    assert address
    return address


@pytest.mark.parametrize(
    ("statuses", "what"),
    [
        ([301], What.MOVED),
        ([308], What.MOVED),
        ([301, 308, 301], What.MOVED),
        ([302], What.OK),
        ([303], What.OK),
        ([307], What.OK),
        ([301, 302], What.OK),
        ([307, 308], What.OK),
    ],
)
def test_a_chain_of(statuses: list[int], what: What, serve: Serve, tell: Tell) -> None:
    hops = {f"/{number}": to(f"/{number + 1}", status) for number, status in enumerate(statuses)}
    end = f"/{len(statuses)}"
    server = serve({**hops, end: Answer()})
    verdict, _ = tell(f"{server.url}/0")[f"{server.url}/0"]
    assert verdict.what is what
    assert verdict.location == (f"{server.url}{end}" if what is What.MOVED else "")


@pytest.mark.parametrize(
    ("status", "what"), [(404, What.DEAD), (410, What.DEAD), (403, What.UNKNOWN), (500, What.UNKNOWN)]
)
def test_a_redirect_is_worth_what_is_at_its_end(status: int, what: What, serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to("/b"), "/b": Answer(status)})
    assert tell(f"{server.url}/a")[f"{server.url}/a"][0].what is what


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_circle_is_dead(status: int, serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to("/b", status), "/b": to("/a", status)})
    verdict, _ = tell(f"{server.url}/a")[f"{server.url}/a"]
    assert (verdict.what, verdict.reason) == (What.DEAD, "its redirects go in a circle")
    assert len(server.asked) == 4


def test_a_circle_until_a_cookie_is_sent_back_is_none(serve: Serve, tell: Tell) -> None:
    def route(asked: Asked) -> Answer:
        if "seen=1" in asked.headers.get("Cookie", ""):
            return Answer()
        return Answer(302, {"Location": "/a", "Set-Cookie": "seen=1; Path=/"})

    server = serve({"/a": route})
    assert tell(f"{server.url}/a")[f"{server.url}/a"][0].what is What.OK


def test_a_chain_that_never_ends_is_not_called_dead(serve: Serve, tell: Tell) -> None:
    server = serve({f"/{n}": to(f"/{n + 1}") for n in range(100)})
    verdict, _ = tell(f"{server.url}/0")[f"{server.url}/0"]
    assert (verdict.what, verdict.reason) == (What.UNKNOWN, "too many redirects")
    assert len(server.asked) <= 2 * 21


@pytest.mark.parametrize(
    "location", ["", "mailto:a@b.example", "http://", "http://[::1", "javascript:x", "http://a:99999/"]
)
def test_a_redirect_to_nothing(location: str, serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to(location) if location else Answer(301)})
    assert tell(f"{server.url}/a")[f"{server.url}/a"][0].what is What.UNKNOWN


def test_the_fragment_goes_along(serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to("/b"), "/b": page("<i id=part>")})
    (verdict, _) = tell(f"{server.url}/a#part")[f"{server.url}/a#part"]
    assert verdict.location == f"{server.url}/b"


def test_the_fragment_of_a_redirect_replaces_it(serve: Serve, tell: Tell) -> None:
    server = serve({"/a": to("/b#new"), "/b": page("<i id=new>")})
    (verdict, _) = tell(f"{server.url}/a")[f"{server.url}/a"]
    assert verdict.location == f"{server.url}/b#new"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://a.example/x", "https://a.example/x"),
        ("http://a.example/", "https://www.a.example/"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example/x", "https://a.example/x/"),
        ("https://a.example/wiki/Old", "https://a.example/wiki/New"),
        ("https://a.example/de/x", "https://a.example/de/y"),
        ("https://old.example/", "https://new.example/docs/"),
        ("https://a.example/x?id=1", "https://a.example/x/one"),
        ("https://a.example/login", "https://a.example/log-in"),
    ],
)
def test_what_moved_for_good_is_written(old: str, new: str) -> None:
    assert not doubt(at(old), at(new), lasting=True)
    assert is_better(at(old), at(new), [at(new)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("https://a.example/x", "http://a.example/x"),
        ("https://a.example/", "https://a.example/en/"),
        ("https://a.example/docs/x", "https://a.example/en-US/docs/x"),
        ("https://a.example/blog/2009/05/post", "https://a.example/blog/"),
        ("https://a.example/x", "https://a.example/x;jsessionid=12"),
        ("https://a.example/x", "https://a.example/x?token=12"),
        ("https://a.example/x", "https://me:pw@a.example/y"),
    ],
)
def test_what_is_not_written(old: str, new: str) -> None:
    assert not is_better(at(old), at(new), [at(new)])


def test_a_way_that_is_unsafe_between_is_not_written() -> None:
    hops = [at("http://b.example/x"), at("https://c.example/x")]
    assert not is_better(at("https://a.example/x"), hops[-1], hops)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("https://a.example/login?next=/x", "log in"),
        ("https://a.example/users/sign_in", "log in"),
        ("https://accounts.a.example/x", "log in"),
        ("https://a.example/404", "error"),
        ("https://a.example/page-not-found.html", "error"),
        ("https://a.example/", "first page"),
        ("https://a.example/index.html", "first page"),
        ("https://b.example/", "first page"),
    ],
)
def test_what_is_doubted(new: str, reason: str) -> None:
    assert reason in doubt(at("https://a.example/x"), at(new), lasting=True)


def test_a_soft_404_is_no_fix_and_not_dead(serve: Serve, tell: Tell) -> None:
    server = serve({"/gone/page": to("/"), "/": Answer()})
    verdict, _ = tell(f"{server.url}/gone/page")[f"{server.url}/gone/page"]
    assert (verdict.what, verdict.location) == (What.UNKNOWN, "")
