"""The verdicts on all addresses of a run: from the cache, or asked in a thread while posts are waited for."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from threading import Condition, Thread

from postkit.links.online.asking import Asker
from postkit.links.online.cache import Cache
from postkit.links.online.chain import Walker
from postkit.links.online.client import Client
from postkit.links.online.names import Lookup, system_lookup
from postkit.links.online.network import Network
from postkit.links.online.policy import Policy
from postkit.links.online.politeness import Gates
from postkit.links.online.urls import address_of
from postkit.links.online.verdicts import NOT_ASKED, Anchor, Result, Verdict, Wanted, What

Tick = Callable[[int, int], None]
"""Is told now and then how many addresses are done, and how many there are."""

_EACH = 0.1
_AT_EXIT = 2.0


class Online:
    """Knows what can be said of addresses.

    Args:
        policy: How they are asked.
        cache: What earlier runs know.
        send: Whether anything may be sent; without it only the cache answers.
        lookup: Finds the addresses of hosts.
        network: Whether anything can be reached.
    """

    def __init__(
        self,
        policy: Policy,
        cache: Cache,
        *,
        send: bool,
        lookup: Lookup = system_lookup,
        network: Network | None = None,
    ) -> None:
        self._policy = policy
        self._cache = cache
        self._send = send
        self._lookup = lookup
        self.network = network or Network()
        self._changed = Condition()
        self._results: dict[str, Result] = {}
        self._pending: dict[str, set[str]] = {}
        self._expected: set[str] = set()
        self._sent = 0
        self._thread: _Thread | None = None

    def wants(self, wanted: Wanted) -> bool:
        """Tell whether an address is one to be asked, by the settings."""
        address = address_of(wanted.url)
        return address is not None and self._policy.asks(address)

    def expect(self, wanted: Iterable[Wanted]) -> None:
        """Begin to ask addresses, in this order; what the cache knows is not asked.

        Args:
            wanted: The addresses.
        """
        fragments: dict[str, set[str]] = {}
        for one in wanted:
            fragments.setdefault(one.url, set()).update({one.fragment} - {""})
        self._expected |= fragments.keys()
        todo: list[tuple[str, frozenset[str]]] = []
        for url, names in fragments.items():
            if self._is_known(url, names):
                continue
            found = self._cache.get(url, names, headers=self._headers(url), expired=not self._send)
            if found is None and self._send:
                todo.append((url, frozenset(names)))
            else:
                self._publish(url, found or Result(NOT_ASKED), remember=False)
        if todo:
            self._sent += len(todo)
            with self._changed:
                for url, looked_for in todo:
                    self._pending.setdefault(url, set()).update(looked_for)
            if self._thread is None:
                self._thread = _Thread(self._policy, self._lookup, self.network, self._publish)
            self._thread.ask(todo)

    def wait(self, wanted: Sequence[Wanted], tick: Tick | None = None) -> None:
        """Wait until addresses that were expected are answered.

        Args:
            wanted: The addresses.
            tick: Is told how far it is; None where nobody wants to know.
        """
        urls = [one.url for one in wanted]
        while True:
            with self._changed:
                # What is answered stays so: each is looked at once, however often one wakes.
                while urls and urls[-1] not in self._pending:
                    urls.pop()
                if urls:
                    self._changed.wait(_EACH)
                total = len(self._expected)
                count = total - len(self._pending)
            if tick:
                tick(count, total)
            if not urls:
                return
            if self._thread is not None and not self._thread.is_alive():
                raise RuntimeError("the thread that asks other sites has died")

    def answer(self, wanted: Wanted) -> tuple[Verdict, Anchor]:
        """Return what can be said of an address and its anchor; it is asked now if it was not before.

        Args:
            wanted: The address.
        """
        if not self.wants(wanted):
            return NOT_ASKED, Anchor.UNKNOWN
        if not self._is_known(wanted.url, {wanted.fragment} - {""}):
            self.expect([wanted])
        self.wait([wanted])
        result = self._results[wanted.url]
        return result.verdict, result.anchors.get(wanted.fragment, Anchor.UNKNOWN)

    def close(self) -> None:
        """Stop asking and close the cache, which has all answers that came."""
        if self._thread is not None:
            self._thread.stop()
            self._thread.join(_AT_EXIT)
        self._cache.close()

    def summary(self) -> str:
        """Return what was asked and what came of it, in a line; empty where there was nothing to ask."""
        known = [self._results[url].verdict.what for url in self._expected if url in self._results]
        if not known:
            return ""
        counts = Counter(known)
        told = ", ".join(f"{counts[what]:,} {what}" for what in What if counts[what])
        total = len(known)
        cached = total - self._sent - (counts[What.UNASKED] if not self._send else 0)
        also = f" ({cached:,} from the cache)" if cached > 0 else ""
        return f"{total:,} address{'' if total == 1 else 'es'} elsewhere{also}: {told}"

    def _headers(self, url: str) -> str:
        """Return the names of the headers that settings have sent to an address."""
        address = address_of(url) if self._policy.headers else None
        names = {one.name.lower() for one in self._policy.headers if address and one.places.name(address)}
        return " ".join(sorted(names))

    def _is_known(self, url: str, fragments: Iterable[str]) -> bool:
        with self._changed:
            if url in self._pending:
                return self._pending[url].issuperset(fragments)
            result = self._results.get(url)
        if result is None:
            return False
        return result.verdict.what not in (What.OK, What.MOVED) or all(
            one in result.anchors for one in fragments
        )

    def _publish(self, url: str, result: Result, *, remember: bool = True) -> None:
        """Note an answer; the place that a page has moved to is known then, too."""
        new = result.verdict.location.partition("#")[0]
        there = Result(Verdict(What.OK, result.verdict.status), result.anchors)
        if remember:
            self._cache.put(url, result, headers=self._headers(url))
            if new:
                self._cache.put(new, there, headers=self._headers(new))
        with self._changed:
            old = self._results.get(url)
            anchors = {**old.anchors, **result.anchors} if old else result.anchors
            self._results[url] = Result(result.verdict, anchors)
            self._pending.pop(url, None)
            if new and new not in self._pending:
                self._results.setdefault(new, there)
            self._changed.notify_all()


class _Thread(Thread):
    """Runs the loop that asks; one queue a host, so that a slow one keeps nobody waiting."""

    def __init__(
        self, policy: Policy, lookup: Lookup, network: Network, publish: Callable[[str, Result], None]
    ) -> None:
        super().__init__(daemon=True, name="postkit-online")
        self._policy = policy
        self._lookup = lookup
        self._network = network
        self._publish = publish
        self._loop = asyncio.new_event_loop()
        self._batches: asyncio.Queue[list[tuple[str, frozenset[str]]] | None] = asyncio.Queue()
        self.start()

    def ask(self, todo: list[tuple[str, frozenset[str]]]) -> None:
        """Ask addresses; may be called from another thread."""
        self._loop.call_soon_threadsafe(self._batches.put_nowait, todo)

    def stop(self) -> None:
        """Stop at once; what was not answered is not."""
        try:
            self._loop.call_soon_threadsafe(self._batches.put_nowait, None)
        except RuntimeError:  # it has ended
            return

    def run(self) -> None:
        """Ask until told to stop."""
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        gates = Gates(self._policy)
        tasks: set[asyncio.Task[None]] = set()
        async with Client(self._lookup) as client:
            walker = Walker(client, self._policy, gates)
            asker = Asker(walker, self._policy, gates, self._network)
            while (batch := await self._batches.get()) is not None:
                for queue in _by_host(batch):
                    for _ in range(min(max(self._policy.per_host, 1), len(queue))):
                        task = asyncio.create_task(self._work(asker, queue))
                        tasks.add(task)
                        task.add_done_callback(tasks.discard)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, asker: Asker, queue: deque[tuple[str, frozenset[str]]]) -> None:
        while queue:
            url, fragments = queue.popleft()
            try:
                address = address_of(url)
                assert address is not None  # noqa: S101 (it was one when it was put here)
                result = await asker.ask(address, fragments)
            except Exception as error:  # noqa: BLE001 (one address must not stop the others)
                reason = f"postkit failed here: {type(error).__name__}"
                result = Result(Verdict(What.UNKNOWN, 0, reason, lasting=False))
            self._publish(url, result)


def _by_host(batch: list[tuple[str, frozenset[str]]]) -> list[deque[tuple[str, frozenset[str]]]]:
    """Return one queue a host, each in order, in the order of their first."""
    queues: dict[str, deque[tuple[str, frozenset[str]]]] = {}
    for url, fragments in batch:
        address = address_of(url)
        queues.setdefault(address.place if address else "", deque()).append((url, fragments))
    return list(queues.values())
