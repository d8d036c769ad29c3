"""How other sites are asked, as settings say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postkit import __version__
from postkit.links.online.headers import Header
from postkit.links.online.patterns import Places
from postkit.links.online.urls import Address
from postkit.links.online.verdicts import What

USER_AGENT = f"Mozilla/5.0 (compatible; postkit/{__version__})"
"""Says who asks; many sites turn away whatever does not begin like a browser."""

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = re.compile(r"(\d+)(ms|s|m|h|d)")
_PLACEHOLDERS = Places(
    [f"{before}example.{end}" for end in ("com", "net", "org") for before in ("", "*.")]
    + ["*.example", "*.test"]
)
"""Names that stand for no site (RFC 2606); `.invalid` is asked, since it never answers."""


class Policy(NamedTuple):
    """How other sites are asked; durations are in seconds.

    Attributes:
        allow: What alone is asked; all where it is empty.
        ignore: What is not asked.
        private: Hosts that may be asked though they are on no public network.
        per_host: How many requests to one host are under way at once.
        pause: From the start of a request to a host to the start of the next.
        concurrency: How many requests are under way at once.
        timeout: For one request.
        total_time: For one link with all tries and redirects, without the time that it waits in line.
        tries: How often a link is tried whose host does not answer well.
        retry_pause: Before the second try; it doubles with each.
        user_agent: What the client calls itself.
        headers: Headers for some hosts.
        keep: How long a verdict is remembered.
    """

    allow: Places = Places()
    ignore: Places = Places()
    private: Places = Places()
    per_host: int = 4
    pause: float = 0.05
    concurrency: int = 64
    timeout: float = 20.0
    total_time: float = 60.0
    tries: int = 3
    retry_pause: float = 1.0
    user_agent: str = USER_AGENT
    headers: Sequence[Header] = ()
    keep: Mapping[What, float] = {}

    def asks(self, address: Address) -> bool:
        """Tell whether an address is one to be asked.

        Args:
            address: The address.
        """
        if self.private.name(address):
            return not self.ignore.name(address) and (not self.allow or self.allow.name(address))
        if _PLACEHOLDERS.name(address) or self.ignore.name(address):
            return False
        return not self.allow or self.allow.name(address)


def seconds(duration: str) -> float:
    """Return a duration of the settings, such as `250ms` or `7d`, in seconds."""
    matched = _DURATION.fullmatch(duration.strip())
    if matched is None:
        raise ValueError(duration)
    return int(matched[1]) * _SECONDS[matched[2]]
