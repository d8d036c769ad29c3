"""What can be said of an address: which answers count, which are doubted, when to ask again."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from http import HTTPStatus

from postkit.links.online.chain import Trail, Walker
from postkit.links.online.client import REFUSED, Failure, Reply
from postkit.links.online.network import Network
from postkit.links.online.page import page_of
from postkit.links.online.policy import Policy
from postkit.links.online.politeness import Gates, backoff, retry_after
from postkit.links.online.redirects import doubt, is_better
from postkit.links.online.urls import Address
from postkit.links.online.verdicts import NOT_PUBLIC, Anchor, Result, Verdict, What

_DEAD = frozenset({404, 410})
_PLAIN = frozenset({401, 407, 429, 451, 999})
"""What HEAD gets and GET would get, too."""

_NO_HEAD = frozenset({405, 501})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_NAMES = {999: "Request Denied"}
_NO_NETWORK = Failure(What.UNASKED, "no network", again=True)


class Asker:
    """Asks addresses, one after the other or several at once.

    Args:
        walker: Follows redirects.
        policy: How other sites are asked.
        gates: The gates of all hosts.
        network: Whether anything can be reached.
    """

    def __init__(self, walker: Walker, policy: Policy, gates: Gates, network: Network) -> None:
        self._walker = walker
        self._policy = policy
        self._gates = gates
        self._network = network

    async def ask(self, address: Address, fragments: Collection[str]) -> Result:
        """Return what can be said of an address, and of anchors on its page.

        Args:
            address: The address.
            fragments: The anchors that are looked for.
        """
        last = await self._try(address, read=bool(fragments))
        verdict = self._verdict(address, last)
        if verdict.what is not What.UNASKED:
            self._note(address, last)
        page = None
        if isinstance(last.end, Reply) and last.end.body is not None:
            # A large page takes a while to be read, and other answers come meanwhile.
            page = await asyncio.get_running_loop().run_in_executor(None, page_of, last.end.body)
            if page is None:
                return Result(verdict, dict.fromkeys(fragments, Anchor.FOUND))
        return Result(verdict, page.look_for(fragments)) if page else _result(verdict, fragments)

    async def _try(self, address: Address, *, read: bool) -> Trail:
        """Ask until there is an answer that counts, or no tries or no time are left."""
        gate = self._gates.of(address.place)
        tries = _Tries(self._policy)
        method = "GET" if read or gate.head_refused else "HEAD"
        while True:
            left = tries.left()
            last = await self._walker.walk(address, method, budget=left, read=read)
            tries.spent += last.spent
            if isinstance(last.end, Reply) and not last.private:
                self._network.answered = True
            if _last(address, last).scheme in last.gate.given_up:
                return last
            if await self._is_ours(last):
                last = last._replace(end=_NO_NETWORK)
            if method == "HEAD" and _wants_get(last):
                if isinstance(last.end, Reply) and last.end.status in _NO_HEAD:
                    last.gate.head_refused = True
                method = "GET"
                continue
            wait = tries.wait(last, self._network)
            if wait is None:
                return last
            method = "GET"  # some hosts never answer HEAD
            await asyncio.sleep(wait)

    def _note(self, address: Address, trail: Trail) -> None:
        """Note at the gates of the first host and of the last how it went."""
        end, last = trail.end, _last(address, trail)
        if (address.place, address.scheme) != (last.place, last.scheme):
            self._gates.of(address.place).note(address.scheme, end, answered=True)
        if trail.hops and isinstance(end, Failure) and end.reason is NOT_PUBLIC:
            return  # a link of the site itself may lead there
        if isinstance(end, Reply):
            trail.gate.note(last.scheme, end, answered=end.status != HTTPStatus.TOO_MANY_REQUESTS)
        elif end.surely or end.again:
            trail.gate.note(last.scheme, end, answered=False, surely=end.surely)

    async def _is_ours(self, trail: Trail) -> bool:
        """Tell whether it may be this machine's network that keeps an answer from coming."""
        end = trail.end
        return isinstance(end, Failure) and end.far and not trail.private and not await self._network.is_up()

    def _verdict(self, address: Address, trail: Trail) -> Verdict:
        end = trail.end
        if isinstance(end, Failure):
            if end is _NO_NETWORK:
                self._network.down = True
                return Verdict(end.what, 0, end.reason, lasting=False)
            if end.reason is REFUSED and not trail.private and not self._network.answered:
                # Where no host answers it may be a firewall on this side that refuses.
                return Verdict(What.UNKNOWN, 0, end.reason)
            if end.reason is NOT_PUBLIC and trail.hops:
                return Verdict(end.what, 0, "it leads to a host on no public network, which is not asked")
            # What was not asked costs nothing to refuse again, should settings change.
            return Verdict(end.what, 0, end.reason, lasting=end.reason is not NOT_PUBLIC)
        if end.status in _DEAD:
            return Verdict(What.DEAD, end.status, _named(end.status))
        if 200 <= end.status < 300 or end.status == HTTPStatus.NOT_MODIFIED:
            return _good(address, trail, end.status)
        return Verdict(What.UNKNOWN, end.status, _named(end.status))


class _Tries:
    """Counts the tries of one link and the seconds that they took."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._count = 0
        self.spent = 0.0

    def left(self) -> float:
        """Return how many seconds may still be spent."""
        return self._policy.total_time - self.spent

    def wait(self, last: Trail, network: Network) -> float | None:
        """Return how long to wait before another try, in seconds; None where there shall be none.

        A host that asks to be left alone is: its gate stays closed for all links to it.
        """
        self._count += 1
        told = retry_after(last.end.retry_after) if isinstance(last.end, Reply) else None
        if told is not None and isinstance(last.end, Reply) and last.end.status in _AGAIN:
            last.gate.close(told)
        if self._count >= self._policy.tries or not _is_worth_a_try(last.end, network):
            return None
        if told:
            self.spent += told
            return 0.0 if self.left() > 0 else None
        wait = backoff(self._policy, self._count)
        self.spent += wait
        return wait if self.left() > 0 else None


def _last(address: Address, trail: Trail) -> Address:
    """Return the address that was asked last."""
    return trail.hops[-1] if trail.hops else address


def _is_worth_a_try(end: Reply | Failure, network: Network) -> bool:
    if isinstance(end, Reply):
        return end.status in _AGAIN
    return end.again and not (end is _NO_NETWORK and network.down)


def _wants_get(trail: Trail) -> bool:
    """Tell whether a site that answers HEAD badly may answer GET well."""
    end = trail.end
    if isinstance(end, Reply):
        return end.status >= 400 and end.status not in _PLAIN and not end.retry_after
    return not (end.again or end.far or end.surely)


def _good(address: Address, trail: Trail, status: int) -> Verdict:
    """Return the verdict on an address that leads to an answer."""
    if not trail.hops:
        return Verdict(What.OK, status)
    new = trail.hops[-1]
    reason = doubt(address, new, lasting=trail.lasting)
    if reason:
        return Verdict(What.UNKNOWN, status, reason)
    moved = trail.lasting and new.url != address.url and is_better(address, new, trail.hops)
    if not moved:
        return Verdict(What.OK, status)
    return Verdict(What.MOVED, status, "", new.written(with_fragment=new.fragment != address.fragment))


def _named(status: int) -> str:
    """Return a status with its name: the standard's, since a server may write anything."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} {_NAMES.get(status, '')}".rstrip()


def _result(verdict: Verdict, fragments: Collection[str]) -> Result:
    return Result(verdict, dict.fromkeys(fragments, Anchor.UNKNOWN))
