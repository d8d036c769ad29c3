"""Addresses on a site: every way to write the URL of one page comes to one key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from unicodedata import is_normalized, normalize
from urllib.parse import quote, unquote, urlsplit

_PLAIN = re.compile("[A-Za-z0-9/._-]*")
_SCHEMES = ("", "http", "https")


class Addresses:
    """Knows where a site is published and takes what is not the page off an address.

    Args:
        base: The path that every address begins with, such as `/blog`.
        hosts: The hosts that the site is published on, in lower case.
        also: Another absolute address of its root, which may have another path.
        origin: Scheme and host, such as `https://a.example`.

    Attributes:
        full: The root with scheme and host, without a slash at its end; empty where these are not
            known. The other address, if there is one, goes before what the engine knows.
    """

    __slots__ = ("_also", "base", "full", "hosts")

    def __init__(
        self, base: str = "", hosts: Collection[str] = (), also: str | None = None, origin: str = ""
    ) -> None:
        path = base.strip("/")
        self.base = f"/{_plain(path)}" if path else ""
        self.hosts = frozenset(hosts)
        self._also = _split(also.rstrip("/"))[1:] if also else ("", "")
        self.full = also.rstrip("/") if also else origin and origin + self.base

    def on_site(self, url: str) -> str | None:
        """Return the path of an absolute URL of this site, its base path as this site has it.

        Args:
            url: An absolute URL.

        Returns:
            The path as written, without query and fragment; None where it is on another host.
        """
        scheme, host, path = _split(url)
        if scheme not in _SCHEMES or not host:
            return None
        other, root = self._also
        if host == other and (path == root or path.startswith(f"{root}/")):
            return f"{self.base}{path[len(root) :]}" or "/"
        return path or "/" if host in self.hosts else None

    def key(self, url: str) -> str | None:
        """Return the key of an address; None where it is on another host or outside the base path.

        The key is the decoded path below the base, in NFC, without query, fragment and
        `index.html`. A path of the site as an engine writes it and the same typed by hand in a
        browser have one key.

        Args:
            url: An absolute URL, `//host/path`, or a path that begins with `/`.
        """
        if url.startswith("/") and not url.startswith("//"):
            path: str | None = url.partition("#")[0].partition("?")[0]
        else:
            path = self.on_site(url)
        if path is None:
            return None
        path = _plain(path) or "/"
        if self.base:
            if path != self.base and not path.startswith(f"{self.base}/"):
                return None
            path = path[len(self.base) :] or "/"
        return path.removesuffix("index.html") if path.endswith("/index.html") else path

    def url(self, key: str) -> str:
        """Return the address of a key, percent-encoded, with the base path."""
        path = self.base + key
        return path if _PLAIN.fullmatch(path) else quote(path, safe="/!$&'()*+,;=:@-._~")


def spellings(key: str) -> Iterator[str]:
    """Yield the keys that a server answers alike: as is, a `/` added, `.html` more or less.

    A `/` behind the name of a file is answered by few hosts.
    """
    yield key
    if key.endswith("/"):
        return
    yield f"{key}/"
    if not key.endswith(".html"):
        yield f"{key}.html"
    elif not key.endswith(("/.html", ".html.html")):
        yield key.removesuffix(".html")


def _split(url: str) -> tuple[str, str, str]:
    """Return scheme, host and path of an address; three empty texts where it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "", "", ""
    return parts.scheme.lower(), parts.netloc.lower(), parts.path


def _plain(path: str) -> str:
    """Decode a path, take it to NFC and follow its `.` and `..`, never above the root."""
    if "%" in path:
        with suppress(UnicodeDecodeError):  # not UTF-8 below the percent signs: no page has it
            path = unquote(path, errors="strict")
    if not is_normalized("NFC", path):
        path = normalize("NFC", path)
    if "/." not in path:
        return path
    parts: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del parts[max(1, len(parts) - 1) :]
        elif segment != ".":
            parts.append(segment)
    if segments[-1] in (".", ".."):
        parts.append("")
    return "/".join(parts) or "/"
