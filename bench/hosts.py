"""Hosts on this machine that answer every request by 200, quicker than any client asks."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_END = b"\r\n\r\n"


class Traffic(NamedTuple):
    """What hosts were asked since they were last looked at.

    Attributes:
        requests: How many requests came.
        at_once: The most that one of them had to answer at once.
        seconds: From the first request to the last.
    """

    requests: int
    at_once: int
    seconds: float


class Hosts:
    """Hosts that run in a process of their own.

    Args:
        places: Their addresses with ports.
        line: Leads to the process.
    """

    def __init__(self, places: list[str], line: Connection) -> None:
        self.places = places
        self._line = line

    def traffic(self) -> Traffic:
        """Return what they were asked, and begin to count anew."""
        self._line.send("count")
        return Traffic(*self._line.recv())


@contextmanager
def answering(count: int, delay: float = 0.0) -> Iterator[Hosts]:
    """Run hosts at 127.0.0.2 and up, where Linux has them all.

    Args:
        count: How many.
        delay: How many seconds an answer takes.
    """
    sockets = [socket.create_server((f"127.0.0.{number + 2}", 0), backlog=1024) for number in range(count)]
    places = [f"{host}:{port}" for host, port in (one.getsockname() for one in sockets)]
    ours, theirs = get_context("fork").Pipe()
    process = get_context("fork").Process(target=_serve, args=(sockets, theirs, delay), daemon=True)
    process.start()
    for one in sockets:
        one.close()
    try:
        yield Hosts(places, ours)
    finally:
        process.terminate()
        process.join()


class _Count:
    def __init__(self) -> None:
        self.requests = self.at_once = self.most = 0
        self.first = self.last = 0.0

    def come(self) -> None:
        self.last = time.monotonic()
        self.first = self.first or self.last
        self.requests += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)


class _Speaker(asyncio.Protocol):
    def __init__(self, count: _Count, delay: float) -> None:
        self._count = count
        self._delay = delay
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._rest = (self._rest + data).split(_END)
        for _ in requests:
            self._count.come()
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._answer)
            else:
                self._answer()

    def _answer(self) -> None:
        self._count.at_once -= 1
        assert isinstance(self._transport, asyncio.WriteTransport)
        self._transport.write(_ANSWER)


def _serve(sockets: list[socket.socket], line: Connection, delay: float) -> None:
    asyncio.run(_serving(sockets, line, delay))


async def _serving(sockets: list[socket.socket], line: Connection, delay: float) -> None:
    loop = asyncio.get_running_loop()
    counts = [_Count() for _ in sockets]

    def tell() -> None:
        line.recv()
        known = [one for one in counts if one.requests]
        first, last = (
            min((one.first for one in known), default=0.0),
            max((one.last for one in known), default=0.0),
        )
        line.send(
            (sum(one.requests for one in known), max((one.most for one in known), default=0), last - first)
        )
        for one in counts:
            one.__init__()  # type: ignore[misc]

    loop.add_reader(line.fileno(), tell)
    for one, count in zip(sockets, counts, strict=True):
        await loop.create_server(lambda count=count: _Speaker(count, delay), sock=one)  # type: ignore[misc]
    await asyncio.Event().wait()
