"""What is said of an address, by what the server at the other end does."""

from __future__ import annotations

import gzip
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from postkit.links.online.network import Network
from postkit.links.online.verdicts import What
from tests.online.conftest import QUICK, Serve, Tell
from tests.online.servers import Answer, Asked, Server, to


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (200, What.OK),
        (204, What.OK),
        (206, What.OK),
        (304, What.OK),
        (404, What.DEAD),
        (410, What.DEAD),
        *((status, What.UNKNOWN) for status in (400, 401, 403, 407, 408, 418, 429, 451, 500, 502, 503, 999)),
    ],
)
def test_a_status_means(status: int, what: What, serve: Serve, tell: Tell) -> None:
    server = serve({"/x": Answer(status)})
    verdict, _ = tell(f"{server.url}/x")[f"{server.url}/x"]
    assert (verdict.what, verdict.status) == (what, status)


def only_get(status: int) -> Any:
    return lambda asked: Answer(200 if asked.method == "GET" else status)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 500, 501, 503])
def test_what_answers_get_alone_is_there(status: int, serve: Serve, tell: Tell) -> None:
    server = serve({"/x": only_get(status)})
    assert tell(f"{server.url}/x")[f"{server.url}/x"][0].what is What.OK
    assert server.paths == ["HEAD /x", "GET /x"]


def test_a_host_that_knows_no_head_is_asked_by_get(serve: Serve, tell: Tell) -> None:
    server = serve({f"/{number}": only_get(405) for number in range(20)})
    urls = [f"{server.url}/{number}" for number in range(20)]
    assert {verdict.what for verdict, _ in tell(*urls).values()} == {What.OK}
    assert len(server.asked) <= 20 + QUICK.per_host


def test_head_that_is_never_answered(serve: Serve, tell: Tell) -> None:
    def route(asked: Asked) -> Answer:
        if asked.method == "HEAD":
            server.stopped.wait(5)
        return Answer()

    server = serve({"/x": route})
    verdict, _ = tell(f"{server.url}/x", policy=QUICK._replace(timeout=0.1))[f"{server.url}/x"]
    assert verdict.what is What.OK


def test_a_host_that_recovers_is_there(serve: Serve, tell: Tell) -> None:
    answers = [503, 503, 500, 200]
    server = serve({"/x": lambda _: Answer(answers.pop(0))})
    assert tell(f"{server.url}/x")[f"{server.url}/x"][0].what is What.OK


def test_tries_are_bounded(serve: Serve, tell: Tell) -> None:
    server = serve({"/x": Answer(500)})
    tell(f"{server.url}/x", policy=QUICK._replace(tries=4))
    assert server.paths == ["HEAD /x", *["GET /x"] * 4]


def test_a_host_that_hangs(serve: Serve, tell: Tell) -> None:
    server = serve()
    server.routes |= {f"/{n}": lambda _: Answer(200 if server.stopped.wait(5) else 500) for n in range(60)}
    urls = [f"{server.url}/{n}" for n in range(60)]
    told = tell(*urls, policy=QUICK._replace(timeout=0.05, tries=2))
    assert {(verdict.what, verdict.reason) for verdict, _ in told.values()} == {
        (What.UNKNOWN, "no answer in time")
    }
    # It is given up after some links: nobody waits for sixty.
    assert len(server.asked) < 30


def test_an_answer_that_drips_ends_with_the_time_for_it(tell: Tell) -> None:
    with dripping() as port:
        url = f"http://127.0.0.1:{port}/"
        verdict, _ = tell(url, policy=QUICK._replace(timeout=0.2, total_time=0.3))[url]
    assert (verdict.what, verdict.reason) == (What.UNKNOWN, "no answer in time")


@contextmanager
def dripping() -> Iterator[int]:
    """Serve one byte of a header now and then."""
    import threading
    import time

    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection:
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not ended.is_set():
                    connection.sendall(b"x")
                    time.sleep(0.02)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        ended.set()
        listener.close()


@pytest.mark.parametrize("noise", [b"", b"\x00" * 100, b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http(noise: bytes, tell: Tell) -> None:
    with speaking(noise) as port:
        url = f"http://127.0.0.1:{port}/"
        assert tell(url)[url][0].what is What.UNKNOWN


@contextmanager
def speaking(noise: bytes) -> Iterator[int]:
    """Answer everything by the same bytes and hang up."""
    import threading

    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(noise)
            except OSError:
                return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def test_a_port_where_nobody_listens(tell: Tell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    verdict, _ = tell(url)[url]
    assert (verdict.what, verdict.reason) == (What.DEAD, "the host refuses connections")


def no_such_host(_host: str, _port: int) -> list[Any]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def nobody_knows(_host: str, _port: int) -> list[Any]:
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_a_name_that_no_host_has(tell: Tell) -> None:
    url = "http://gone.invalid/"
    verdict, _ = tell(url, lookup=no_such_host, network=Network(lambda: True))[url]
    assert (verdict.what, verdict.reason) == (What.DEAD, "there is no such host")


def test_a_name_that_could_not_be_looked_up(tell: Tell) -> None:
    url = "http://somewhere.invalid/"
    verdict, _ = tell(url, lookup=nobody_knows, network=Network(lambda: True))[url]
    assert verdict.what is What.UNKNOWN


@pytest.mark.parametrize("lookup", [no_such_host, nobody_knows])
def test_without_a_network_nothing_is_said(lookup: Any, tell: Tell) -> None:
    network = Network(lambda: False)
    url = "http://somewhere.invalid/"
    assert tell(url, lookup=lookup, network=network)[url][0].what is What.UNASKED
    assert network.down


def test_without_a_network_hosts_of_ones_own_are_still_asked(serve: Serve, tell: Tell) -> None:
    server = serve({"/x": Answer()})
    there, gone, away = f"{server.url}/x", f"{server.url}/y", "http://somewhere.invalid/"
    told = tell(there, gone, away, lookup=no_such_host, network=Network(lambda: False))
    assert [verdict.what for verdict, _ in told.values()] == [What.OK, What.DEAD, What.UNASKED]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that no authority has signed, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key, file = folder / "key.pem", folder / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", file],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_bytes(file.read_bytes() + key.read_bytes())
    return file


def test_a_certificate_that_is_not_accepted(certificate: Path, serve: Serve, tell: Tell) -> None:
    server = serve({"/": Answer()}, tls=certificate)
    verdict, _ = tell(f"{server.url}/")[f"{server.url}/"]
    assert verdict.what is What.UNKNOWN
    assert "certificate" in verdict.reason
    assert not server.asked


def test_a_certificate_that_is_trusted(
    certificate: Path, serve: Serve, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = serve({"/": Answer()}, tls=certificate)
    assert tell(f"{server.url}/")[f"{server.url}/"][0].what is What.OK


def test_https_to_a_port_that_speaks_http(serve: Serve, tell: Tell) -> None:
    server = serve({"/": Answer()})
    url = server.url.replace("http:", "https:") + "/"
    assert tell(url)[url][0].what is What.UNKNOWN


def test_a_huge_body_is_not_fetched(serve: Serve, tell: Tell) -> None:
    huge = Answer(200, {"Content-Type": "text/html"}, b"x" * 50_000_000)
    server = serve({"/x": lambda asked: huge if asked.method == "GET" else Answer(405)})
    url = f"{server.url}/x"
    assert tell(url)[url][0].what is What.OK


def test_a_body_that_unpacks_to_more_than_memory(serve: Serve, tell: Tell) -> None:
    bomb = gzip.compress(b"<p>" + b"0" * 300_000_000, 9)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    server = serve({"/x": Answer(200, headers, bomb)})
    url = f"{server.url}/x#part"
    assert tell(url)[url][0].what is What.OK


def test_a_header_that_never_ends(serve: Serve, tell: Tell) -> None:
    server = serve({"/x": Answer(200, {"X-Long": "x" * 5_000_000})})
    assert tell(f"{server.url}/x")[f"{server.url}/x"][0].what is What.UNKNOWN


def test_the_method_after_a_redirect(serve: Serve, tell: Tell) -> None:
    server: Server = serve({"/a": to("/b"), "/b": only_get(404)})
    assert tell(f"{server.url}/a")[f"{server.url}/a"][0].what is What.MOVED
    assert server.paths == ["HEAD /a", "HEAD /b", "GET /a", "GET /b"]
