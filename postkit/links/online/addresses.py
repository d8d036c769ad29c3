"""Which addresses of machines may be asked: those of the public network."""

from __future__ import annotations

import socket
from functools import cache, lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final

# What Python's tables call global, or not, depending on its version (IANA's special-purpose registries).
_NEVER: Final = (
    "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
    "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
    "fc00::/7", "fe80::/10", "fec0::/10",
)  # fmt: skip
_NAT64, _SIX_TO_FOUR = IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16")


class PrivateAddressError(OSError):
    """A connection that was refused here since the machine is on no public network."""

    def __init__(self) -> None:
        super().__init__("a private address")


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Tell whether an address of a machine belongs to the public network.

    An IPv4 address inside an IPv6 one (mapped, NAT64, 6to4) counts as what it is.

    Args:
        address: An IPv4 or IPv6 address as the system writes it, perhaps with a scope.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    found = _inside(found)
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    return not any(found in network for network in _never(found.version))


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(int(address) >> 80 & 0xFFFFFFFF)
    return address


@cache
def _never(version: int) -> tuple[Any, ...]:
    from ipaddress import ip_network

    return tuple(one for one in map(ip_network, _NEVER) if one.version == version)


def public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Make the socket for a connection: the last step before it, so no name can change its meaning after.

    Args:
        info: Family, type, protocol, canonical name and address, as `socket.getaddrinfo` tells them.

    Raises:
        PrivateAddressError: If the address is not public.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise PrivateAddressError
    return socket.socket(family, kind, protocol)
