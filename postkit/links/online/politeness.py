"""How fast hosts are asked: few requests at once to each, a pause between them, and longer where told so."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from postkit.links.online.client import Failure, Reply
from postkit.links.online.policy import Policy

_GIVE_UP = 4
"""After so many links in a row that a host did not answer it is asked no more in this run."""


class Gate:
    """Lets requests to one host through.

    Args:
        policy: How many at once, and how long the pause is.
        everyone: Bounds the requests to all hosts.

    Attributes:
        head_refused: Whether the host does not know the method HEAD.
        given_up: What all further links to the host by a scheme get for an answer, by the scheme: what
            listens at one port says nothing of the other.
    """

    def __init__(self, policy: Policy, everyone: asyncio.Semaphore) -> None:
        self._pause = policy.pause
        self._patience = max(policy.total_time, policy.pause)
        self._places = asyncio.Semaphore(max(policy.per_host, 1))
        self._starting = asyncio.Lock()
        self._everyone = everyone
        self._next = 0.0
        self._missed: Counter[str] = Counter()
        self.head_refused = False
        self.given_up: dict[str, Reply | Failure] = {}

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[bool]:
        """Wait until a request may be sent, and hold its place until it is answered.

        Yields:
            Whether it may be sent; not where the host wants to be left alone for longer than a link is
            waited for.
        """
        clock = asyncio.get_running_loop().time
        async with self._places:
            async with self._starting:
                while (wait := self._next - clock()) > 0:
                    if wait > self._patience:
                        break
                    await asyncio.sleep(wait)
                else:
                    await self._everyone.acquire()
                    self._next = max(self._next, clock() + self._pause)
            if wait > 0:
                yield False
                return
            try:
                yield True
            finally:
                self._everyone.release()

    def close(self, seconds: float) -> None:
        """Send nothing for a while, as the host has asked."""
        self._next = max(self._next, asyncio.get_running_loop().time() + seconds)

    def note(self, scheme: str, end: Reply | Failure, *, answered: bool, surely: bool = False) -> None:
        """Note how a link to the host went.

        Args:
            scheme: `http` or `https`.
            end: What came of it.
            answered: Whether the host answered.
            surely: Whether it will not answer another link either.
        """
        self._missed[scheme] = 0 if answered else self._missed[scheme] + 1
        if surely or self._missed[scheme] >= _GIVE_UP:
            self.given_up[scheme] = end


class Gates:
    """The gates of all hosts.

    Args:
        policy: How they are asked.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._everyone = asyncio.Semaphore(max(policy.concurrency, 1))
        self._gates: dict[str, Gate] = {}

    def of(self, place: str) -> Gate:
        """Return the gate of a host with its port."""
        if place not in self._gates:
            self._gates[place] = Gate(self._policy, self._everyone)
        return self._gates[place]


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Return for how many seconds a host wants to be left alone (RFC 9110, section 10.2.3).

    Args:
        value: The value of the header `Retry-After`: seconds or a date; None where it says neither.
        now: The time; that of this moment without it.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:9]), 10**9))
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = now or datetime.now(UTC)
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - moment).total_seconds())


def backoff(policy: Policy, attempt: int) -> float:
    """Return how long to wait before the next try, in seconds: double each time, and a random part more.

    Args:
        policy: How other sites are asked.
        attempt: How many tries there were; from 1.
    """
    wait: float = policy.retry_pause * 2.0 ** (attempt - 1)
    return wait * (1 + random.random() / 2)  # noqa: S311 (so that tries do not come all at once)
