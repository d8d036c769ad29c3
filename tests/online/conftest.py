from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from postkit.links.online.cache import Cache
from postkit.links.online.online import Online
from postkit.links.online.patterns import Places
from postkit.links.online.policy import Policy
from postkit.links.online.urls import wanted
from postkit.links.online.verdicts import Anchor, Verdict, Wanted, What
from tests.cli.conftest import postkit
from tests.online.servers import Route, Server, serving

__all__ = ["postkit"]

Serve = Callable[..., Server]
Tell = Callable[..., dict[str, tuple[Verdict, Anchor]]]

KEEP = {What.OK: 600.0, What.MOVED: 600.0, What.DEAD: 60.0, What.UNKNOWN: 6.0}
QUICK = Policy(
    private=Places(["127.0.0.1", "127.0.0.1:*"]), pause=0.0, retry_pause=0.001, timeout=5.0, keep=KEEP
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTKIT_CACHE_DIR", str(tmp_path / "caches"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    with ExitStack() as stack:

        def start(routes: dict[str, Route] | None = None, **more: Any) -> Server:
            return stack.enter_context(serving(routes or {}, **more))

        yield start


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """Ask addresses; return what can be said of each."""

    def ask(
        *urls: str, policy: Policy = QUICK, send: bool = True, cache: Cache | None = None, **more: Any
    ) -> dict[str, tuple[Verdict, Anchor]]:
        online = Online(policy, cache or Cache(tmp_path / "c.db", policy.keep), send=send, **more)
        try:
            online.expect(found_in(urls))
            return {url: online.answer(one) for url, one in zip(urls, found_in(urls), strict=True)}
        finally:
            online.close()

    return ask


def found_in(urls: tuple[str, ...]) -> list[Wanted]:
    found = [wanted(url) for url in urls]
    return [one for one in found if one]
