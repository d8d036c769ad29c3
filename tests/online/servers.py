"""A server on this machine that answers as a test wants it to, and notes what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple


class Asked(NamedTuple):
    """A request that came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    time: float


class Answer(NamedTuple):
    """What is sent back; the body goes with GET only."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""


Route = Answer | Callable[[Asked], Answer]
"""What answers a path."""

WORDS = "<p>" + "words to be read " * 30 + "</p>"


def page(body: str, charset: str = "utf-8", *, said: str | None = None) -> Answer:
    """Return an HTML page with enough words in it; `said` is the charset of its header, if another."""
    kind = f"text/html; charset={said or charset}"
    return Answer(200, {"Content-Type": kind}, f"<!doctype html><body>{body}{WORDS}".encode(charset))


def to(location: str, status: int = 301) -> Answer:
    """Return a redirect."""
    return Answer(status, {"Location": location})


class Server:
    """A server with its routes; a path that has none is answered 404."""

    def __init__(
        self, routes: Mapping[str, Route], *, tls: Path | None = None, host: str = "127.0.0.1"
    ) -> None:
        self.routes = dict(routes)
        self.otherwise = Answer(404)
        self.asked: list[Asked] = []
        self.most_at_once = 0
        self.stopped = threading.Event()
        self._at_once = 0
        self._lock = threading.Lock()
        self._http = _Http((host, 0), _handler(self))
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tls)
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self.port = self._http.server_port
        self.url = f"http{'s' if tls else ''}://{host}:{self.port}"

    def serve(self) -> None:
        self._http.serve_forever(poll_interval=0.01)

    def close(self) -> None:
        self.stopped.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def paths(self) -> list[str]:
        """What was asked, in order, such as `HEAD /a`."""
        return [f"{one.method} {one.path}" for one in self.asked]

    def answer(self, request: Asked) -> Answer:
        with self._lock:
            self.asked.append(request)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            route = self.routes.get(request.path, self.otherwise)
            return route if isinstance(route, Answer) else route(request)
        finally:
            with self._lock:
                self._at_once -= 1


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: that a client leaves is what some tests are about."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def handle_one(self) -> None:
            request = Asked(self.command, self.path, dict(self.headers), time.monotonic())
            status, headers, body = server.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                with suppress(OSError):
                    self.wfile.write(body)

        do_GET = do_HEAD = handle_one  # noqa: N815 (names of the base class)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(routes: Mapping[str, Route], **more: Any) -> Iterator[Server]:
    """Run a server for a while."""
    server = Server(routes, **more)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()
