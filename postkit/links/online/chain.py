"""An address and where its redirects lead, hop by hop."""

from __future__ import annotations

import asyncio
from typing import NamedTuple
from urllib.parse import unquote

from postkit.links.online.client import Client, Failure, Reply
from postkit.links.online.headers import headers_for
from postkit.links.online.policy import Policy
from postkit.links.online.politeness import Gate, Gates
from postkit.links.online.redirects import PERMANENT, REDIRECTS
from postkit.links.online.urls import Address, joined
from postkit.links.online.verdicts import What

_MOST_HOPS = 20
"""As many as browsers follow (Fetch standard, section 4.4)."""

_CLOSED = Failure(What.UNKNOWN, "the host asks to be left alone for a while")
_ACCEPT = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


class Trail(NamedTuple):
    """Where an address led.

    Attributes:
        end: The last answer, or why there was none.
        hops: Where each redirect led.
        lasting: Whether every redirect was for good.
        gate: That of the host which was asked last.
        spent: Seconds that requests took.
        private: Whether the host which was asked last is one of one's own network.
    """

    end: Reply | Failure
    hops: list[Address]
    lasting: bool
    gate: Gate
    spent: float
    private: bool


class Walker:
    """Follows redirects.

    Args:
        client: Sends requests.
        policy: How other sites are asked.
        gates: Where requests wait for their turn.
    """

    def __init__(self, client: Client, policy: Policy, gates: Gates) -> None:
        self._client = client
        self._policy = policy
        self._gates = gates

    async def walk(self, start: Address, method: str, *, budget: float, read: bool) -> Trail:
        """Ask an address and follow it to where it leads.

        Args:
            start: The address.
            method: `HEAD` or `GET`.
            budget: Seconds that all requests together may take.
            read: Whether the body at the end is wanted.
        """
        way = _Way(start, self._policy)
        spent = 0.0
        clock = asyncio.get_running_loop().time
        while True:
            gate = self._gates.of(way.here.place)
            if given_up := gate.given_up.get(way.here.scheme):
                return Trail(given_up, way.hops, way.lasting, gate, spent, way.private)
            left = min(self._policy.timeout, budget - spent)
            if failure := way.obstacle(left):
                return Trail(failure, way.hops, way.lasting, gate, spent, way.private)
            async with gate.turn() as open_:
                if not open_:
                    return Trail(_CLOSED, way.hops, way.lasting, gate, spent, way.private)
                began = clock()
                answer = await self._client.send(
                    method,
                    way.here._replace(userinfo="").url,
                    way.headers(),
                    private=way.private,
                    timeout=left,
                    read=read,
                )
                spent += clock() - began
            if isinstance(answer, Failure) or answer.status not in REDIRECTS or not answer.location:
                return Trail(answer, way.hops, way.lasting, gate, spent, way.private)
            if failure := way.go(answer):
                return Trail(failure, way.hops, way.lasting, gate, spent, way.private)


class _Way:
    """A walk that is under way."""

    def __init__(self, start: Address, policy: Policy) -> None:
        self._policy = policy
        self._cookies: dict[str, dict[str, str]] = {}
        self._seen = set[object]()
        self.start = self.here = start
        self.hops: list[Address] = []
        self.lasting = True
        self.private = policy.private.name(start)
        self._note()

    def obstacle(self, left: float) -> Failure | None:
        """Return why the next request is not sent, if so."""
        if left <= 0:
            return Failure(What.UNKNOWN, "no answer in time")
        if self.hops and self._policy.ignore.name(self.here):
            return Failure(What.UNKNOWN, "it leads to an address that is not asked")
        if len(self.hops) > _MOST_HOPS:
            return Failure(What.UNKNOWN, "too many redirects")
        return None

    def headers(self) -> dict[str, str]:
        """Return the headers of the next request."""
        own = headers_for(self._policy.headers, self.here, self.start, private=self.private)
        found = {"User-Agent": self._policy.user_agent, **_ACCEPT, **own}
        if self.here.userinfo and "Authorization" not in found:
            found["Authorization"] = _basic(self.here.userinfo)
        if cookies := self._cookies.get(self.here.host):
            text = "; ".join(f"{name}={value}" for name, value in cookies.items())
            found["Cookie"] = f"{found['Cookie']}; {text}" if "Cookie" in found else text
        return found

    def go(self, reply: Reply) -> Failure | None:
        """Take the step that a redirect asks for; return why it cannot be taken, if so."""
        # A page that sets a cookie and sends the reader back to itself is no circle.
        if reply.cookies:
            self._cookies.setdefault(self.here.host, {}).update(reply.cookies)
        new = joined(self.here, reply.location)
        if new is None:
            return Failure(What.UNKNOWN, "it leads to something that is no web address")
        plain = reply.location, unquote(reply.location)
        if any(secret in text for one in self._policy.headers for secret in one.secrets for text in plain):
            return Failure(What.UNKNOWN, "it leads to an address that holds a secret")
        self.lasting = self.lasting and reply.status in PERMANENT
        # What is public cannot lead into one's own network.
        self.private = self.private and self._policy.private.name(new)
        self.here = new
        self.hops.append(new)
        if self._note():
            return None
        # Whoever sets cookies may wait for one that only a browser would send, such as a script's.
        return Failure(What.UNKNOWN if self._cookies else What.DEAD, "its redirects go in a circle")

    def _note(self) -> bool:
        """Note where the walk is; return whether it has not been here before with the same cookies."""
        state = (self.here.url, str(self._cookies))
        new = state not in self._seen
        self._seen.add(state)
        return new


def _basic(userinfo: str) -> str:
    from base64 import b64encode

    name, _, password = userinfo.partition(":")
    return f"Basic {b64encode(f'{unquote(name)}:{unquote(password)}'.encode()).decode()}"
