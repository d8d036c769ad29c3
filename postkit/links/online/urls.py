"""Addresses as they are asked: one spelling for all ways to write them (URL standard, section 4)."""

from __future__ import annotations

import re
import socket
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from postkit.links.online.verdicts import Wanted

_STRIPPED = "".join(map(chr, range(0x21)))
_BREAKS = str.maketrans("", "", "\t\n\r")
_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"(?:0[xX][0-9A-Fa-f]*|[0-9]+)\.?\Z")
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
# What browsers leave as it is (URL standard, section 1.3).
_PATH_SAFE, _QUERY_SAFE = "/%:@!$&'()*+,;=-._~|[]", "/%:@!$&()*+,;=-._~?|^`[]{}"
_DOTS = re.compile(r"[\u3002\uff0e\uff61]")
_NO_HOST = re.compile(r"https?:[/\\]*(?:[?#]|\Z)", re.IGNORECASE)
_PATH = re.compile(r"[^?#]*")
# Where mail, shells and the like listen: no browser asks there (Fetch standard, section 2.9).
_NOT_OF_THE_WEB = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
    103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512,
    513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719,
    1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
    6697, 10080,
})  # fmt: skip
_LONGEST = 8000


class Address(NamedTuple):
    """An address taken apart.

    Attributes:
        scheme: `http` or `https`.
        userinfo: Name and password before the host; empty where there are none.
        host: In ASCII and lower case; an IPv6 address without brackets.
        port: Never None.
        rest: The path with its query; begins with `/`.
        fragment: What stands after `#`.
    """

    scheme: str
    userinfo: str
    host: str
    port: int
    rest: str
    fragment: str

    @property
    def place(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole without the fragment."""
        before = f"{self.userinfo}@" if self.userinfo else ""
        return f"{self.scheme}://{before}{self.place}{self.rest}"

    def written(self, *, with_fragment: bool) -> str:
        """Return it as it may be put into a post: another site must not write a template tag there.

        Args:
            with_fragment: Whether its fragment is wanted.
        """
        fragment = f"#{_quoted(self.fragment, _QUERY_SAFE)}" if with_fragment and self.fragment else ""
        return (self.url + fragment).replace("{", "%7B").replace("}", "%7D")


@lru_cache(maxsize=1 << 14)
def address_of(text: str) -> Address | None:
    """Take an address apart as a browser does; None where it is none that can be asked.

    Args:
        text: An address with its scheme.
    """
    text = text.strip(_STRIPPED).translate(_BREAKS)
    before, _, fragment = text.partition("#")
    try:
        parts = urlsplit(_as_slashes(before))
        scheme, port = parts.scheme.lower(), parts.port
    except ValueError:
        return None
    if scheme not in _PORTS or port in _NOT_OF_THE_WEB or len(text) > _LONGEST:
        return None
    userinfo, _, _ = parts.netloc.rpartition("@")
    host = _host(parts.hostname or "")
    if not host:
        return None
    query = f"?{_quoted(parts.query, _QUERY_SAFE)}" if "?" in before else ""
    rest = (_without_dots(_quoted(parts.path, _PATH_SAFE)) or "/") + query
    return Address(
        scheme, _quoted(userinfo, ":%"), host, _PORTS[scheme] if port is None else port, rest, fragment
    )


def wanted(text: str) -> Wanted | None:
    """Return an address as it is asked, with the anchor that is looked for; None where it cannot be asked.

    Args:
        text: What a destination says.
    """
    from postkit.links.online.fragments import is_looked_for

    address = address_of(text)
    if address is None:
        return None
    return Wanted(address.url, address.fragment if is_looked_for(address.fragment) else "")


def joined(base: Address, location: str) -> Address | None:
    """Return where a redirect leads; its fragment, or else the old one (RFC 9110, section 10.2.2).

    Name and password go along to the same place only.

    Args:
        base: The address that was asked.
        location: The value of the header `Location`.
    """
    location = _as_slashes(location.strip(_STRIPPED))
    try:
        new = address_of(urljoin(base._replace(userinfo="").url, location))
    except ValueError:
        return None
    if new is None or _NO_HOST.match(location):
        return None
    if not new.userinfo and (new.scheme, new.host, new.port) == (base.scheme, base.host, base.port):
        new = new._replace(userinfo=base.userinfo)
    return new if "#" in location else new._replace(fragment=base.fragment)


def _without_dots(path: str) -> str:
    """Return a path without its segments `.` and `..`, which a browser resolves before it asks."""
    if "/." not in path and "%2e" not in path.lower():
        return path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments, 1):
        plain = segment.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        if plain not in (".", ".."):
            kept.append(segment)
        elif number == len(segments):
            kept.append("")
    return "/" + "/".join(kept)


def _as_slashes(text: str) -> str:
    """Return an address with a slash for each backslash of its path, as browsers read it."""
    path = _PATH.match(text)
    return path[0].replace("\\", "/") + text[path.end() :] if path else text


def _quoted(text: str, safe: str) -> str:
    if text.isascii() and all(char.isalnum() or char in safe for char in text):
        return text
    return quote(text, safe=safe, errors="surrogatepass" if _has_pairs(text) else "surrogateescape")


def _has_pairs(text: str) -> bool:
    """Tell whether there are surrogates that do not stand for bytes."""
    return any("\ud800" <= char <= "\udfff" and not "\udc80" <= char <= "\udcff" for char in text)


def _host(name: str) -> str:
    """Return a host in ASCII; empty where none can be called so."""
    name = _DOTS.sub(".", name).lower()
    if ":" in name:
        return name
    if not name.isascii():
        name = _in_ascii(name)
    if _NUMBER.search(name.rstrip(".").rpartition(".")[2] or "-"):
        return _ipv4(name.rstrip("."))
    return name if _NAME.fullmatch(name) and len(name) < 254 else ""


def _in_ascii(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True, transitional=False).decode()
    except (idna.IDNAError, UnicodeError):
        return ""


def _ipv4(number: str) -> str:
    """Return an IPv4 address in four decimal parts, as browsers read `127.1`, `0x7f.1` and `2130706433`."""
    try:
        return socket.inet_ntoa(socket.inet_aton(number))
    except (OSError, ValueError):
        return ""
