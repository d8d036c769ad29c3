"""Headers for some hosts, with secrets that only the environment knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from postkit.core.printable import quoted
from postkit.errors import RequestError
from postkit.links.online.patterns import Places
from postkit.links.online.urls import Address

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_SECRET = re.compile(r"auth|cookie|token|key|secret|password|session", re.IGNORECASE)
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer"})


class Header(NamedTuple):
    """A header for some hosts.

    Attributes:
        places: Where it is sent.
        name: Its name.
        value: Its value, variables resolved.
        secrets: What the variables say; empty where there are none.
    """

    places: Places
    name: str
    value: str
    secrets: tuple[str, ...]


def header(host: str, name: str, value: str, environment: Mapping[str, str]) -> Header:
    """Return a header of the settings.

    Args:
        host: The host that it is for, or a pattern.
        name: Its name.
        value: Its value with variables of the environment, such as `Bearer $TOKEN`.
        environment: The environment.

    Raises:
        RequestError: If a variable is not set, if a value that looks like a secret names none, or if
            there can be no such header.
    """
    if not _NAME.fullmatch(name) or name.lower() in _OURS:
        raise RequestError(f"`links.online.header`: {quoted(name)} is no header that can be set")
    secrets: list[str] = []

    def resolve(match: re.Match[str]) -> str:
        variable = match[1] or match[2]
        if not environment.get(variable):
            raise RequestError(
                f"`links.online.header`: `{variable}`, which {quoted(name)} for {quoted(host)} needs, is not "
                "set in the environment"
            )
        secrets.append(environment[variable])
        return environment[variable]

    text = _VARIABLE.sub(resolve, value)
    if not secrets and _SECRET.search(name):
        raise RequestError(
            f"`links.online.header`: {quoted(name)} for {quoted(host)} holds a secret: write the name of a "
            "variable of the environment, such as `$TOKEN`"
        )
    if any(char in text for char in "\r\n\0"):
        raise RequestError(f"`links.online.header`: the value of {quoted(name)} has a line break")
    return Header(Places([host]), name, text, tuple(secrets))


def headers_for(
    headers: Iterable[Header], address: Address, origin: Address, *, private: bool
) -> dict[str, str]:
    """Return the headers that go to an address.

    A secret is sent by `https:` only, or inside of one's own network, and to the host only that the
    post itself links to.

    Args:
        headers: All headers of the settings.
        address: Where the request goes.
        origin: What the post links to.
        private: Whether the host is one of those of one's own network.
    """
    safe = (address.scheme == "https" or private) and address.place == origin.place
    return {one.name: one.value for one in headers if one.places.name(address) and (safe or not one.secrets)}
