"""A server that sends bytes as they are: what is no HTTP, what is cut, what never ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

EMPTY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

Speak = Callable[[socket.socket, bytes], object]
"""Answers one request, given its head; the connection stays open while it returns True."""


class Raw:
    """A server of bytes.

    Attributes:
        heads: The heads of all requests, in order.
        connections: How many connections came.
    """

    def __init__(self, speak: Speak, host: str) -> None:
        self._speak = speak
        self._listener = socket.create_server((host, 0), backlog=256)
        self._open: list[socket.socket] = []
        self.heads: list[bytes] = []
        self.connections = 0
        self.ended = threading.Event()
        self.url = f"http://{host}:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def close(self) -> None:
        self.ended.set()
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _talk(self, connection: socket.socket) -> None:
        rest = b""
        with connection, suppress(OSError):
            while True:
                while b"\r\n\r\n" not in rest:
                    if not (data := connection.recv(65536)):
                        return
                    rest += data
                head, _, rest = rest.partition(b"\r\n\r\n")
                self.heads.append(head)
                if self._speak(connection, head) is not True:
                    return


@contextmanager
def speaking(speak: Speak, host: str = "127.0.0.1") -> Iterator[Raw]:
    """Run a server of bytes for a while."""
    server = Raw(speak, host)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


def saying(data: bytes, *, stay: bool = False) -> Speak:
    """Answer every request by the same bytes."""

    def speak(connection: socket.socket, _: bytes) -> bool:
        connection.sendall(data)
        return stay

    return speak
