"""Hosts that are known to answer by `https:`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HTTP = re.compile(r"http(?=://(?P<host>[^/?#@:\s\\]+)(?:[/?#]|\Z))", re.IGNORECASE)
"""Not with a port: what listens there speaks one of the two."""


class SecureHosts:
    """Answers whether a host is listed.

    Args:
        patterns: Hosts; one that begins with `*.` stands for all below it, not for itself.
    """

    def __init__(self, patterns: Sequence[str] = ()) -> None:
        names = [pattern.lower() for pattern in patterns]
        self._hosts = frozenset(name for name in names if not name.startswith("*."))
        self._domains = frozenset(name[2:] for name in names if name.startswith("*."))

    def secured(self, url: str) -> str | None:
        """Return an address by `https:`; None where it is not by `http:`, or its host is not listed.

        Args:
            url: An address with its scheme.
        """
        http = _HTTP.match(url) if self._hosts or self._domains else None
        return f"https{url[http.end() :]}" if http and self._lists(http["host"].lower()) else None

    def _lists(self, host: str) -> bool:
        labels = host.split(".")
        above = (".".join(labels[index:]) for index in range(1, len(labels)))
        return host in self._hosts or any(domain in self._domains for domain in above)
