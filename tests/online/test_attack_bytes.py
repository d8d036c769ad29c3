"""Answers that are broken, cut, endless or packed to burst."""

from __future__ import annotations

import gzip
import socket
import time

import pytest

from postkit.links.online.verdicts import Anchor, What
from tests.online.conftest import QUICK, Tell
from tests.online.raw import EMPTY, Speak, saying, speaking

WORDS = b"<p>" + b"words to be read " * 30
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"<html>HTTP 0.9",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/1.1 0 OK\r\n\r\n",
        b"HTTP/1.1 1000 OK\r\n\r\n",
        b"\xef\xbb\xbfHTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 X\r\nLocation: /y\0z\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 X\r\nLocation: /" + b"a" * 40_000 + b"\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_cannot_be_read_tells_nothing(data: bytes, tell: Tell) -> None:
    with speaking(saying(data)) as server:
        verdict, _ = tell(f"{server.url}/")[f"{server.url}/"]
    assert (verdict.what, verdict.status) == (What.UNKNOWN, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.0 200 OK\r\n\r\nhi",
        b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        b"HTTP/1.1 200 OK\r\nX: \xe4\xff\r\nContent-Length: 0\r\n\r\n",
        b'HTTP/1.1 200 OK\r\nSet-Cookie: \x01=;;;"\r\nContent-Length: 0\r\n\r\n',
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + EMPTY,
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",  # to HEAD, too
    ],
)
def test_what_is_odd_can_be_read(data: bytes, tell: Tell) -> None:
    with speaking(saying(data)) as server:
        assert tell(f"{server.url}/")[f"{server.url}/"][0].what is What.OK


def endless(beginning: bytes, piece: bytes) -> tuple[list[int], Speak]:
    sent = [0]

    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(beginning)
        while sent[0] < 200_000_000:
            connection.sendall(piece)
            sent[0] += len(piece)

    return sent, speak


@pytest.mark.parametrize(
    ("beginning", "piece", "what"),
    [
        (b"HTTP/1.1 ", b"a" * 100_000, What.UNKNOWN),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a" * 100_000, What.UNKNOWN),
        (b"HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(10_000)), What.UNKNOWN),
        (HTML + b"\r\n", b"<p>" + b"a" * 100_000, What.OK),
    ],
)
def test_what_never_ends_is_cut(beginning: bytes, piece: bytes, what: What, tell: Tell) -> None:
    sent, speak = endless(beginning, piece)
    with speaking(speak) as server:
        url = f"{server.url}/#part"
        verdict, anchor = tell(url)[url]
    assert (verdict.what, anchor) == (what, Anchor.UNKNOWN)
    assert sent[0] < 50_000_000  # what lies in the buffers of both ends


def packed(data: bytes, packing: bytes, length: int | None = None) -> bytes:
    size = length or len(data)
    return HTML + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (packing, size) + data


WHOLE = gzip.compress(b"<a id=part>" + WORDS)


@pytest.mark.parametrize(
    ("answer", "anchor"),
    [
        (packed(WHOLE, b"gzip"), Anchor.MISSING),
        (packed(WHOLE[:-40], b"gzip"), Anchor.UNKNOWN),
        (packed(gzip.compress(b"\0" * 50_000_000), b"gzip"), Anchor.UNKNOWN),
        (packed(WHOLE, b"gzip, gzip"), Anchor.UNKNOWN),
        (packed(b"abc", b"br"), Anchor.UNKNOWN),
        (packed(b"abc", b"gzip"), Anchor.UNKNOWN),
        (packed(WORDS, b"identity", 5_000), Anchor.UNKNOWN),  # the connection is cut
    ],
)
def test_what_is_not_all_there_lacks_no_anchor(answer: bytes, anchor: Anchor, tell: Tell) -> None:
    with speaking(saying(answer)) as server:
        url = f"{server.url}/#other"
        verdict, found = tell(url)[url]
    assert (verdict.what, found) == (What.OK, anchor)


def test_a_body_that_drips_is_there(tell: Tell) -> None:
    def speak(connection: socket.socket, _: bytes) -> None:
        connection.sendall(HTML + b"Content-Length: 5000\r\n\r\n<i id=part>")
        server.ended.wait(5)

    with speaking(speak) as server:
        url = f"{server.url}/#part"
        verdict, anchor = tell(url, policy=QUICK._replace(timeout=0.2))[url]
    assert (verdict.what, anchor) == (What.OK, Anchor.FOUND)
    assert len(server.heads) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"<a " * 350_000,
        b'<a id="' * 150_000,
        b"<!--" * 260_000,
        b"<" * 1_000_000,
        b"<a " + b"x " * 500_000 + b">",
        b'<a id="' + b"&amp;" * 200_000 + b'">',
        b"<script><div id" + b" " * 1_000_000,
        b"<script>" + b"<noscript>" * 100_000,
        b"<meta " * 150_000,
    ],
)
def test_a_page_made_to_be_slow_is_not(body: bytes, tell: Tell) -> None:
    with speaking(saying(HTML + b"Content-Length: %d\r\n\r\n" % len(body) + body)) as server:
        url, started = f"{server.url}/#part", time.monotonic()
        assert tell(url)[url][0].what is What.OK
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("every", [1, 3])
def test_connections_that_are_closed_cost_no_link(every: int, tell: Tell) -> None:
    count = [0]

    def speak(connection: socket.socket, _: bytes) -> bool:
        count[0] += 1
        connection.sendall(EMPTY)
        return count[0] % every != 0

    with speaking(speak) as server:
        urls = [f"{server.url}/{number}" for number in range(40)]
        assert {verdict.what for verdict, _ in tell(*urls).values()} == {What.OK}
