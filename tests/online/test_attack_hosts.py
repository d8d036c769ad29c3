"""Hosts that do not answer, at the end of redirects too, and networks that let nothing through."""

from __future__ import annotations

import errno
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from postkit.links.online import client, network
from postkit.links.online.cache import Cache
from postkit.links.online.client import Failure, Reply
from postkit.links.online.headers import header
from postkit.links.online.network import Network
from postkit.links.online.patterns import Places
from postkit.links.online.policy import Policy
from postkit.links.online.politeness import Gates
from postkit.links.online.urls import address_of, joined
from postkit.links.online.verdicts import What
from tests.online.conftest import QUICK, Serve, Tell
from tests.online.raw import saying, speaking
from tests.online.servers import Answer, to


def test_a_host_that_hangs_behind_redirects_is_given_up(serve: Serve, tell: Tell) -> None:
    def hang(*_: Any) -> None:
        hanging.ended.wait(5)

    with speaking(hang) as hanging:
        server = serve({f"/{number}": to(f"{hanging.url}/{number}", 302) for number in range(60)})
        server.routes["/here"] = Answer()
        urls = [f"{server.url}/{number}" for number in range(60)]
        told = tell(f"{server.url}/here", *urls, policy=QUICK._replace(timeout=0.5, tries=2))
    assert told.pop(f"{server.url}/here")[0].what is What.OK
    assert {(verdict.what, verdict.reason) for verdict, _ in told.values()} == {
        (What.UNKNOWN, "no answer in time")
    }
    assert len(hanging.heads) < 30


@pytest.mark.parametrize("surely", [True, False])
def test_what_listens_at_one_port_of_a_host_says_nothing_of_the_other(surely: bool) -> None:
    gate = Gates(QUICK).of("a.example")
    for _ in range(10):
        gate.note("https", Failure(What.DEAD, client.REFUSED), answered=False, surely=surely)
        gate.note("http", Reply(200), answered=True)
    assert list(gate.given_up) == ["https"]


def nobody(*_: Any) -> list[Any]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_where_no_name_is_found_at_all_none_is_dead(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "has_route", lambda: True)
    monkeypatch.setattr("postkit.links.online.names.system_lookup", nobody)
    urls = [f"https://host-{number}.invalid/" for number in range(10)]
    here = Network()
    told = tell(*urls, lookup=nobody, network=here)
    assert {verdict.what for verdict, _ in told.values()} == {What.UNASKED}
    assert here.down


def test_the_system_is_asked_once_whether_names_are_found(tell: Tell) -> None:
    asked: list[int] = []

    def works() -> bool:
        asked.append(1)
        return True

    urls = [f"https://host-{number}.invalid/" for number in range(10)]
    told = tell(*urls, lookup=nobody, network=Network(works))
    assert {verdict.what for verdict, _ in told.values()} == {What.DEAD}
    assert len(asked) == 1


def public(_: str, port: int) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]


@pytest.mark.parametrize(("answered", "what"), [(False, What.UNKNOWN), (True, What.DEAD)])
def test_a_refusal_is_the_hosts_only_where_others_answer(
    answered: bool, what: What, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect(*_: Any) -> None:
        raise ConnectionRefusedError(errno.ECONNREFUSED, "refused")

    monkeypatch.setattr("asyncio.selector_events.BaseSelectorEventLoop.sock_connect", connect)
    here = Network(lambda: True)
    here.answered = answered
    url = "http://host.invalid/"
    verdict, _ = tell(url, lookup=public, network=here)[url]
    assert (verdict.what, verdict.reason) == (what, "the host refuses connections")


def test_a_lookup_that_fails_oddly_or_finds_nothing(tell: Tell) -> None:
    def odd(host: str, _: int) -> list[Any]:
        if host.startswith("odd"):
            raise UnicodeError("label too long")
        return []

    urls = ["http://odd.invalid/", "http://none.invalid/"]
    told = tell(*urls, lookup=odd, network=Network(lambda: True))
    assert {verdict.reason for verdict, _ in told.values()} == {"there is no such host"}


@pytest.mark.parametrize(("cookies", "what"), [({}, What.DEAD), ({"Set-Cookie": "a=1"}, What.UNKNOWN)])
def test_a_circle_in_which_cookies_are_set_may_end_in_a_browser(
    cookies: dict[str, str], what: What, serve: Serve, tell: Tell
) -> None:
    one = serve({}, host="127.0.0.2")
    other = serve({"/x": Answer(302, {"Location": f"{one.url}/x"})})
    one.routes["/x"] = Answer(302, {"Location": f"{other.url}/x", **cookies})
    policy = QUICK._replace(private=Places(["127.0.0.*"]))
    verdict, _ = tell(f"{one.url}/x", policy=policy)[f"{one.url}/x"]
    assert (verdict.what, verdict.reason) == (what, "its redirects go in a circle")


def test_a_secret_that_comes_back_encoded_is_not_remembered(serve: Serve, tell: Tell, tmp_path: Path) -> None:
    secret = "s3/cr=et+"
    server = serve({"/x": to("/y?key=s3%2Fcr%3Det%2B"), "/y?key=s3%2Fcr%3Det%2B": Answer()})
    one = header("127.0.0.1", "Authorization", "$KEY", {"KEY": secret})
    url = f"{server.url}/x"
    verdict, _ = tell(url, policy=QUICK._replace(headers=[one]))[url]
    assert (verdict.what, verdict.location) == (What.UNKNOWN, "")
    assert all(b"s3%2F" not in file.read_bytes() for file in tmp_path.glob("c.db*"))


@pytest.mark.parametrize("policy", [QUICK._replace(timeout=0.0), QUICK._replace(total_time=0.0)])
def test_no_time_at_all_is_not_all_time(policy: Policy, tell: Tell) -> None:
    def hang(*_: Any) -> None:
        server.ended.wait(5)

    with speaking(hang) as server:
        assert tell(f"{server.url}/", policy=policy)[f"{server.url}/"][0].reason == "no answer in time"
    assert not server.heads


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("\\\\b.example\\x", "http://b.example/x"),
        ("/\\b.example/x", "http://b.example/x"),
        ("\\y", "http://a.example/y"),
        ("/y?a\\b", "http://a.example/y?a%5Cb"),
        ("http:\\\\b.example\\y", "http://b.example/y"),
        ("//b.example", "http://b.example/"),
        ("/\udcfc", "http://a.example/%FC"),
        ("/ü", "http://a.example/%C3%BC"),
        ("/a b|c%zz", "http://a.example/a%20b|c%zz"),
        ("http://BÜCHER.example:80/", "http://xn--bcher-kva.example/"),
        ("http://2130706433/", "http://127.0.0.1/"),
    ],
)
def test_where_a_redirect_leads(location: str, url: str) -> None:
    base = address_of("http://a.example/x")
    assert base
    new = joined(base, location)
    assert new
    assert new.url == url


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/a/./b/../c", "/a/c"),
        ("/../..", "/"),
        ("/a/..", "/"),
        ("/a/.", "/a/"),
        ("/a/%2E%2e/b", "/b"),
        ("/a/.%2e/", "/"),
        ("/a//../b", "/a/b"),
        ("/.well-known/..x/...", "/.well-known/..x/..."),
        ("/a?b=/../c", "/a?b=/../c"),
    ],
)
def test_a_path_is_asked_without_dots(written: str, asked: str) -> None:
    address = address_of(f"http://a.example{written}")
    assert address
    assert address.rest == asked


@pytest.mark.parametrize(
    "location",
    ["http://a:25/", "https://a:22/", "http://a:6667/", "http://a:0/", "http://a:65536/", "file:///etc/passwd",
     "javascript:alert(1)", "data:text/html,x", "http://", "https://[::1", "http://%6c%6f/", "http://256.1.1.1/",
     "/" + "a" * 9000],
)  # fmt: skip
def test_where_no_redirect_can_lead(location: str) -> None:
    base = address_of("http://a.example/x")
    assert base
    assert joined(base, location) is None


@pytest.mark.parametrize("after", [b"999999999", b"9" * 40, b"Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_host_that_wants_to_be_left_alone_for_years_keeps_nobody_waiting(after: bytes, tell: Tell) -> None:
    answer = b"HTTP/1.1 429 X\r\nRetry-After: " + after + b"\r\nContent-Length: 0\r\n\r\n"
    with speaking(saying(answer, stay=True)) as server:
        urls = [f"{server.url}/{number}" for number in range(30)]
        told = tell(*urls, policy=QUICK._replace(pause=0.02))
        assert {verdict.what for verdict, _ in told.values()} == {What.UNKNOWN}
        assert len(server.heads) <= QUICK.per_host


def test_many_links_of_one_post_are_not_looked_at_again_with_each_answer(tmp_path: Path) -> None:
    from postkit.links.online.online import Online
    from postkit.links.online.verdicts import NOT_ASKED, Result, Verdict, Wanted

    count = 40_000
    online = Online(QUICK, Cache(tmp_path / "many.db", QUICK.keep), send=False)
    wanted = [Wanted(f"http://127.0.0.1/{number}") for number in range(count)]
    looked: list[str] = []

    class Pending(dict[str, set[str]]):
        def __contains__(self, key: object) -> bool:
            looked.append(str(key))
            return super().__contains__(key)

    online._pending = Pending({one.url: set() for one in wanted})

    def answer() -> None:
        for one in wanted[: count // 2]:
            online._publish(one.url, Result(Verdict(What.OK)), remember=False)
        for one in wanted[count // 2 :]:
            online._publish(one.url, Result(NOT_ASKED), remember=False)

    thread = threading.Thread(target=answer)
    thread.start()
    online.wait(wanted)
    thread.join()
    online.close()
    assert len(looked) < 6 * count


def test_private_places_stay_allowed_after_a_redirect_there_was_refused(serve: Serve, tell: Tell) -> None:
    inside = serve({"/x": Answer()}, host="127.0.0.2")
    server = serve({"/in": to(f"{inside.url}/x", 302)})
    place = inside.url.partition("//")[2]
    policy = QUICK._replace(private=Places([server.url.partition("//")[2], place]))
    told = tell(f"{server.url}/in", f"{inside.url}/x", policy=policy)
    assert told[f"{inside.url}/x"][0].what is What.OK
