"""What the requests of a client have in common, where they go, and the connections that carry them."""

from __future__ import annotations

import re
import ssl
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import field

from . import socket_stream
from .define import frozen
from .exchange import Outgoing
from .failures import UnsupportedProtocol

if TYPE_CHECKING:
    from .asyncio_stream import AsyncioStream


@frozen
class Place:
    """Where a request goes."""

    scheme: bytes
    host: bytes
    port: int
    target: bytes
    """What the request line names."""
    host_header: bytes


_PLAIN: Final = re.compile(r"(https?)://([a-z0-9.-]+)(?::([0-9]{1,5}))?((?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?)")
"""An address that httpx spells as it is."""
_PORTS: Final = {"http": 80, "https": 443}


@lru_cache(maxsize=64)
def place_of(text: str) -> Place:
    """The place of an address, in httpx's spelling."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return _spelled(text)
    scheme, host, port, path = found[1], found[2], int(found[3] or _PORTS[found[1]]), found[4] or "/"
    named = host if port == _PORTS[scheme] else f"{host}:{port}"
    return Place(scheme.encode(), host.encode(), port, path.encode(), named.encode())


def _spelled(text: str) -> Place:
    import httpx  # takes long, and few addresses need it

    url = httpx.URL(text)
    return Place(url.raw_scheme, url.raw_host, url.port or _PORTS[url.scheme], url.raw_path, url.netloc)


def fixed_headers(place: Place, user_agent: bytes) -> list[tuple[bytes, bytes]]:
    """Those that all requests to a place have."""
    return [
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Host", place.host_header),
        (b"Accept", b"*/*"),
        (b"User-Agent", user_agent),
    ]


@frozen
class Manner:
    """What all requests of a client have in common."""

    user_agent: bytes
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    """None where nothing is encrypted."""
    keepalive_expiry: float | None = None

    def headers(self, outgoing: Outgoing, place: Place) -> list[tuple[bytes, bytes]]:
        """All headers of a request, in ASCII."""
        given = [(name.encode("ascii"), value.encode("ascii")) for name, value in outgoing.headers.items()]
        length = b"%d" % len(outgoing.body)
        return [*given, *fixed_headers(place, self.user_agent), (b"Content-Length", length)]

    def opened(self, place: Place, timeout: float | None) -> socket_stream.SocketStream:
        """A new connection of a thread.

        Raises:
            ConnectTimeout: there was none in time.
            ConnectError: there is none.
            UnsupportedProtocol: it would have to be encrypted, and this client does not.
        """
        tls, host = self._tls_for(place), place.host.decode("ascii")
        stream = socket_stream.dial(host, place.port, timeout)
        return stream if tls is None else stream.start_tls(tls, host, timeout)

    async def opened_async(self, place: Place, timeout: float | None) -> AsyncioStream:
        """As `opened`, of a task."""
        tls, host = self._tls_for(place), place.host.decode("ascii")
        from . import asyncio_stream  # threads do without

        stream = await asyncio_stream.dial(host, place.port, timeout)
        return stream if tls is None else await stream.start_tls(tls, host, timeout)

    def _tls_for(self, place: Place) -> ssl.SSLContext | None:
        if place.scheme != b"https":
            return None
        if self.tls is None:
            raise UnsupportedProtocol("the client was made for addresses that are not encrypted")
        return self.tls
