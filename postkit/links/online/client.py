"""One request: its answer, or in plain words why there is none."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from postkit.links.online.addresses import PrivateAddressError, public_socket
from postkit.links.online.body import MAX_BYTES, Body
from postkit.links.online.names import Lookup, is_unknown, resolver_class, system_lookup
from postkit.links.online.verdicts import NOT_PUBLIC, What

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

REFUSED = "the host refuses connections"
"""The reason why a connection was refused there, or by a firewall on the way."""

_KEPT_ALIVE = 256
_MAX_HEADER = 32_768
_UNSAFE = "no safe connection: its certificate or its encryption is not accepted"


class Reply(NamedTuple):
    """An answer.

    Attributes:
        status: The HTTP status.
        location: The header `Location`; empty where there is none.
        retry_after: The header `Retry-After`; empty where there is none.
        cookies: Cookies that are set, by name.
        body: What was read of the body; None where it was not asked for.
    """

    status: int
    location: str = ""
    retry_after: str = ""
    cookies: Mapping[str, str] = {}
    body: Body | None = None


class Failure(NamedTuple):
    """Why there is no answer.

    Attributes:
        what: What can be said of the address.
        reason: Why, in plain words.
        again: Whether another try may help.
        far: Whether it may be this machine's own network that is at fault.
        surely: Whether the host will not answer other links either.
    """

    what: What
    reason: str
    again: bool = False
    far: bool = False
    surely: bool = False


class Client:
    """Sends requests; no redirect is followed, no cookie kept, no proxy used.

    Args:
        lookup: Finds the addresses of hosts.
    """

    def __init__(self, lookup: Lookup = system_lookup) -> None:
        self._lookup = lookup
        self._sessions: dict[bool, ClientSession] = {}

    async def __aenter__(self) -> Self:
        """Open the two sessions: one that makes public connections only, one for one's own network."""
        import aiohttp

        context = ssl.create_default_context()
        for private in (False, True):
            connector = aiohttp.TCPConnector(
                ssl=context,
                limit=_KEPT_ALIVE,
                resolver=resolver_class()(self._lookup),  # type: ignore[call-arg]
                socket_factory=None if private else public_socket,
            )
            self._sessions[private] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                max_line_size=_MAX_HEADER,
                max_field_size=_MAX_HEADER,
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            await session.close()

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        *,
        private: bool,
        timeout: float,
        read: bool,
    ) -> Reply | Failure:
        """Send one request.

        Args:
            method: `HEAD` or `GET`.
            url: The address, in ASCII.
            headers: Its headers.
            private: Whether the host may be on no public network.
            timeout: In seconds.
            read: Whether the body is wanted, up to `MAX_BYTES`.
        """
        from aiohttp import ClientError, ClientTimeout
        from yarl import URL

        try:
            async with self._sessions[private].request(
                method,
                URL(url, encoded=True),
                headers=headers,
                allow_redirects=False,
                timeout=ClientTimeout(total=timeout, sock_connect=timeout / 2),
            ) as response:
                body = await _read(response) if read and response.status < 300 else None
                reply = _reply(response, body)
                if method != "HEAD" and (body is None or body.truncated):
                    response.close()  # the rest is not worth its way
                return reply
        except (ClientError, TimeoutError, OSError, ValueError) as error:
            return _failure(error)


def _reply(response: ClientResponse, body: Body | None) -> Reply:
    headers = response.headers
    cookies = {name: morsel.value for name, morsel in response.cookies.items()}
    return Reply(response.status, headers.get("Location", ""), headers.get("Retry-After", ""), cookies, body)


async def _read(response: ClientResponse) -> Body:
    """Read a body as far as it comes: that a page is there does not hang on its last byte."""
    from aiohttp import ClientError

    data = bytearray()
    truncated = False
    try:
        async for chunk in response.content.iter_any():
            data += chunk
            if len(data) > MAX_BYTES:
                truncated = True
                break
    except (ClientError, TimeoutError, OSError):
        truncated = True
    headers = response.headers
    return Body(
        bytes(data[:MAX_BYTES]),
        headers.get("Content-Type", ""),
        headers.get("Content-Encoding", ""),
        truncated=truncated,
    )


def _failure(error: Exception) -> Failure:
    import aiohttp

    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError)):
        sure = isinstance(error, aiohttp.ClientConnectorCertificateError)
        return Failure(What.UNKNOWN, _UNSAFE, surely=sure)
    if isinstance(error, TimeoutError):
        unreached = isinstance(error, aiohttp.ConnectionTimeoutError)
        return Failure(What.UNKNOWN, "no answer in time", again=True, far=True, surely=unreached)
    cause: BaseException = getattr(error, "os_error", None) or error
    if isinstance(cause, PrivateAddressError):
        return Failure(What.UNKNOWN, NOT_PUBLIC, surely=True)
    if isinstance(cause, socket.gaierror):
        if is_unknown(cause):
            return Failure(What.DEAD, "there is no such host", far=True, surely=True)
        return Failure(What.UNKNOWN, "the name of the host could not be looked up", again=True, far=True)
    if isinstance(cause, OSError) and cause.errno == errno.ECONNREFUSED:
        return Failure(What.DEAD, REFUSED, again=True, far=True, surely=True)
    if isinstance(error, (aiohttp.InvalidURL, aiohttp.ClientResponseError)) or not isinstance(
        error, (OSError, aiohttp.ClientError)
    ):
        return Failure(What.UNKNOWN, "the answer is no HTTP that can be read")
    unreached = isinstance(error, aiohttp.ClientConnectorError)
    return Failure(What.UNKNOWN, "the connection failed", again=True, far=unreached)
