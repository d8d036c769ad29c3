"""Headers and passwords: from the environment alone, and to nobody else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from postkit.errors import RequestError
from postkit.links.online.cache import Cache
from postkit.links.online.headers import header
from postkit.links.online.urls import address_of, joined
from postkit.links.online.verdicts import What
from tests.online.conftest import KEEP, QUICK, Serve, Tell
from tests.online.servers import Answer, Asked, to

TOKEN = "s3cr3t-t0k3n"
AUTHORIZATION = header("127.0.0.1", "Authorization", "Bearer $TOKEN", {"TOKEN": TOKEN})


def test_a_header_goes_to_its_host(serve: Serve, tell: Tell) -> None:
    def route(asked: Asked) -> Answer:
        return Answer(200 if asked.headers.get("Authorization") == f"Bearer {TOKEN}" else 401)

    server = serve({"/x": route})
    url = f"{server.url}/x"
    assert tell(url)[url][0].what is What.UNKNOWN
    # What was learned without it does not count any more.
    assert tell(url, policy=QUICK._replace(headers=[AUTHORIZATION]))[url][0].what is What.OK


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_secret_does_not_follow_redirects_to_another_host(status: int, serve: Serve, tell: Tell) -> None:
    other = serve({"/x": Answer()})
    server = serve({"/x": to(f"{other.url}/x", status)})
    tell(f"{server.url}/x", policy=QUICK._replace(headers=[AUTHORIZATION]))
    assert server.asked[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert all("Authorization" not in one.headers for one in other.asked)
    assert all(TOKEN not in str(one) for one in other.asked)


def test_a_secret_is_not_sent_where_a_redirect_leads_to_its_host(serve: Serve, tell: Tell) -> None:
    """Else any page could have requests made with it."""
    server = serve({"/delete": Answer()})
    other = serve({"/x": to(f"{server.url}/delete", 302)}, host="127.0.0.2")
    policy = QUICK._replace(headers=[AUTHORIZATION], private=QUICK.private.__class__(["127.0.0.*"]))
    tell(f"{other.url}/x", policy=policy)
    assert server.asked
    assert all("Authorization" not in one.headers for one in server.asked)


def test_a_secret_is_sent_safely_only() -> None:
    from postkit.links.online.headers import headers_for

    one = header("a.example", "Authorization", "$TOKEN", {"TOKEN": TOKEN})
    https, http = address_of("https://a.example/"), address_of("http://a.example/")
    assert https
    assert http
    assert headers_for([one], https, https, private=False) == {"Authorization": TOKEN}
    assert headers_for([one], http, http, private=False) == {}
    assert headers_for([one], http, https, private=False) == {}


def test_what_is_no_secret_may_follow() -> None:
    from postkit.links.online.headers import headers_for

    one = header("*.example", "Accept-Language", "de", {})
    a, b = address_of("http://a.example/"), address_of("http://b.example/")
    assert a
    assert b
    assert headers_for([one], b, a, private=False) == {"Accept-Language": "de"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("Authorization", "Bearer abc", "name of a variable"),
        ("Cookie", "a=b", "name of a variable"),
        ("X-Api-Key", "abc", "name of a variable"),
        ("PRIVATE-TOKEN", "abc", "name of a variable"),
        ("Authorization", "Bearer $MISSING", "`MISSING`"),
        ("Authorization", "Bearer ${MISSING}", "`MISSING`"),
        ("Authorization", "$EMPTY", "`EMPTY`"),
        ("X-A", "$BROKEN", "line break"),
        ("Host", "b.example", "no header"),
        ("Content-Length", "1", "no header"),
        ("a b", "1", "no header"),
        ("", "1", "no header"),
        ("X:", "1", "no header"),
    ],
)
def test_headers_that_cannot_be(name: str, value: str, says: str) -> None:
    environment = {"TOKEN": TOKEN, "EMPTY": "", "BROKEN": f"{TOKEN}\r\nX: y"}
    with pytest.raises(RequestError, match=says) as caught:
        header("a.example", name, value, environment)
    assert TOKEN not in str(caught.value)


def test_a_secret_is_not_remembered_nor_told(serve: Serve, tell: Tell, tmp_path: Path) -> None:
    server = serve({"/x": to(f"/y?key={TOKEN}"), f"/y?key={TOKEN}": Answer()})
    cache = Cache(tmp_path / "secret.db", KEEP)
    url = f"{server.url}/x"
    verdict, _ = tell(url, policy=QUICK._replace(headers=[AUTHORIZATION]), cache=cache)[url]
    assert verdict.what is What.UNKNOWN
    assert TOKEN not in str(verdict)
    for file in tmp_path.glob("secret.db*"):
        assert TOKEN.encode() not in file.read_bytes()


def test_a_password_in_an_address_is_sent_and_not_remembered(
    serve: Serve, tell: Tell, tmp_path: Path
) -> None:
    def route(asked: Asked) -> Answer:
        return Answer(200 if asked.headers.get("Authorization") == "Basic bWU6cCN3" else 401)

    server = serve({"/x": route})
    url = f"http://me:p%23w@127.0.0.1:{server.port}/x"
    assert tell(url)[url][0].what is What.OK
    with sqlite3.connect(tmp_path / "c.db") as database:
        assert database.execute("SELECT count(*) FROM urls").fetchone() == (0,)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/y", "https://me:pw@a.example/y"),
        ("y", "https://me:pw@a.example/y"),
        ("https://a.example/y", "https://me:pw@a.example/y"),
        ("https://b.example/y", "https://b.example/y"),
        ("//b.example/y", "https://b.example/y"),
        ("http://a.example/y", "http://a.example/y"),
        ("https://a.example:444/y", "https://a.example:444/y"),
        ("https://you@a.example/y", "https://you@a.example/y"),
    ],
)
def test_a_password_goes_to_the_same_place_only(location: str, url: str) -> None:
    base = address_of("https://me:pw@a.example/x")
    assert base
    new = joined(base, location)
    assert new
    assert new.url == url


def test_cookies_of_one_host_do_not_go_to_another(serve: Serve, tell: Tell) -> None:
    other = serve({"/x": Answer()}, host="127.0.0.2")
    server = serve({"/x": Answer(302, {"Location": f"{other.url}/x", "Set-Cookie": "id=12"})})
    policy = QUICK._replace(private=QUICK.private.__class__(["127.0.0.*"]))
    tell(f"{server.url}/x", policy=policy)
    assert other.asked
    assert all("Cookie" not in one.headers for one in other.asked)
