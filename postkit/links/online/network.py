"""Whether this machine is on a network at all."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from postkit.links.online.names import finds_names, in_thread


def has_route() -> bool:
    """Tell whether the system knows a way to the public network; nothing is sent to find out."""
    for family, address in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((address, 9))
                return True
        except OSError:
            continue
    return False


def works() -> bool:
    """Tell whether there is a way to the public network and names are found.

    Behind a proxy or in a container there is often a way for packets, and a server for names that knows
    none of the public ones.
    """
    return has_route() and finds_names()


class Network:
    """Knows whether anything can be reached.

    Args:
        works: Tells whether there is a way to the public network, and names are found.

    Attributes:
        answered: Whether any host of the public network has answered.
        down: Whether a link was left unasked since nothing can be reached.
    """

    def __init__(self, works: Callable[[], bool] = works) -> None:
        self._works = works
        self._found: asyncio.Future[bool] | None = None
        self.answered = False
        self.down = False

    async def is_up(self) -> bool:
        """Tell whether a failure can be the other side's; the system knows before any host answers."""
        if not self.answered and self._found is None:
            self._found = in_thread(self._works)
        return self.answered or (self._found is not None and await asyncio.shield(self._found))
