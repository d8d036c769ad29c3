"""Patterns of hosts and of addresses."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from postkit.links.online.urls import Address


class Places:
    """Answers whether a list names an address.

    Args:
        patterns: Hosts, such as `a.example`, `*.a.example`, `localhost:4000` or `[::1]`; what has a `/` is
            compared with the whole address, such as `https://a.example/draft/*`.
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        self._urls = tuple(pattern for pattern in patterns if "/" in pattern)
        hosts = [pattern.lower() for pattern in patterns if "/" not in pattern]
        self._plain = frozenset(host for host in hosts if not set(host) & set("*?"))
        self._globs = tuple(host.replace("[", "[[]") for host in hosts if host not in self._plain)

    def __bool__(self) -> bool:
        return bool(self._urls or self._plain or self._globs)

    def name(self, address: Address) -> bool:
        """Tell whether the list names an address.

        Args:
            address: The address.
        """
        host = f"[{address.host}]" if ":" in address.host else address.host
        names = (host, f"{host}:{address.port}")
        return (
            any(name in self._plain for name in names)
            or any(fnmatchcase(name, pattern) for pattern in self._globs for name in names)
            or any(fnmatchcase(address.url, pattern) for pattern in self._urls)
        )
