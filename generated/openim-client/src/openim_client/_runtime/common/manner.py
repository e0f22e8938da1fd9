"""What the requests of a client have in common, where they go, and the connections that carry them."""

from __future__ import annotations

import ssl
from functools import lru_cache

import httpcore
import httpx
from attrs import field, frozen

from . import asyncio_stream, socket_stream
from .exchange import Outgoing


@frozen
class Place:
    """Where a request goes."""

    url: httpcore.URL
    host: bytes
    """For the header."""
    origin: httpcore.Origin
    target: str
    """What the request line names."""


@lru_cache(maxsize=64)
def place_of(text: str) -> Place:
    """The place of an address, in httpx's spelling."""
    found = httpx.URL(text)
    url = httpcore.URL(scheme=found.raw_scheme, host=found.raw_host, port=found.port, target=found.raw_path)
    return Place(url, found.netloc, url.origin, found.raw_path.decode("ascii"))


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
        return [*given, *self.fixed_headers(place), (b"Content-Length", length)]

    def fixed_headers(self, place: Place) -> list[tuple[bytes, bytes]]:
        """Those that all requests to a place have."""
        return [
            (b"Accept-Encoding", b"gzip, deflate"),
            (b"Host", place.host),
            (b"Accept", b"*/*"),
            (b"User-Agent", self.user_agent),
        ]

    def opened(self, place: Place, timeout: float | None) -> socket_stream.SocketStream:
        """A new connection of a thread.

        Raises:
            httpcore.ConnectTimeout: there was none in time.
            httpcore.ConnectError: there is none.
            httpcore.UnsupportedProtocol: it would have to be encrypted, and this client does not.
        """
        tls, host = self._tls_for(place), place.origin.host.decode("ascii")
        stream = socket_stream.dial(host, place.origin.port, timeout)
        return stream if tls is None else stream.start_tls(tls, host, timeout)

    async def opened_async(self, place: Place, timeout: float | None) -> asyncio_stream.AsyncioStream:
        """As `opened`, of a task."""
        tls, host = self._tls_for(place), place.origin.host.decode("ascii")
        stream = await asyncio_stream.dial(host, place.origin.port, timeout)
        return stream if tls is None else await stream.start_tls(tls, host, timeout)

    def _tls_for(self, place: Place) -> ssl.SSLContext | None:
        if place.origin.scheme != b"https":
            return None
        if self.tls is None:
            raise httpcore.UnsupportedProtocol("the client was made for addresses that are not encrypted")
        return self.tls
