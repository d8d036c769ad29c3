"""Asks the system for the addresses of hosts, in threads that never keep the program from leaving."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from functools import cache, partial
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

_T = TypeVar("_T")

Lookup = Callable[[str, int], list[Any]]
"""Returns what `socket.getaddrinfo` returns for a host and a port."""

_AT_ONCE = 32
_UNKNOWN = frozenset(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))


def system_lookup(host: str, port: int) -> list[Any]:
    """Return the addresses of a host as the system knows them."""
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


def is_unknown(error: socket.gaierror) -> bool:
    """Tell whether the answer was that there is no such host, not that nobody answered."""
    return error.errno in _UNKNOWN


def finds_names() -> bool:
    """Tell whether the system finds a name that every resolver knows from its start."""
    try:
        return bool(system_lookup("a.root-servers.net", 53))
    except OSError:
        return False


async def look_up(lookup: Lookup, host: str, port: int) -> list[Any]:
    """Run a lookup in a thread of its own.

    Raises:
        OSError: If there is no answer.
    """

    def find() -> list[Any]:
        try:
            found = lookup(host, port)
        except UnicodeError as error:
            raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return found

    return await in_thread(find)


def in_thread(call: Callable[[], _T]) -> asyncio.Future[_T]:
    """Begin to call a function in a thread of its own; a pool's threads would be waited for at the end.

    Args:
        call: The function.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_T] = loop.create_future()

    def run() -> None:
        try:
            found = call()
        except Exception as error:  # noqa: BLE001 (whoever waits gets it)
            _settle(loop, answer, partial(answer.set_exception, error))
        else:
            _settle(loop, answer, partial(answer.set_result, found))

    Thread(target=run, daemon=True, name="postkit-names").start()
    return answer


def _settle(loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Any], how: Callable[[], None]) -> None:
    def settle() -> None:
        if not answer.done():
            how()

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:  # the loop is closed: nobody waits any more
        return


@cache
def resolver_class() -> type[AbstractResolver]:
    """Return the resolver that the client takes; made here since its base costs time to import."""
    from aiohttp.abc import AbstractResolver, ResolveResult

    class Resolver(AbstractResolver):
        """Resolves names by a lookup.

        Args:
            lookup: The lookup.
        """

        def __init__(self, lookup: Lookup) -> None:
            self._lookup = lookup
            self._places = asyncio.Semaphore(_AT_ONCE)

        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            """Return the addresses of a host."""
            async with self._places:
                found = await look_up(self._lookup, host, port)
            return [
                ResolveResult(
                    hostname=host, host=address[0], port=port, family=kind, proto=protocol, flags=_NUMERIC
                )
                for kind, _, protocol, _, address in found
                if family in (socket.AF_UNSPEC, kind)
            ]

        async def close(self) -> None:
            """Leave running lookups to themselves."""

    return Resolver


_NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
