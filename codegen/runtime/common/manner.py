"""What the requests of a client have in common, where they go, and the connections that carry them."""

from __future__ import annotations

import ssl
from functools import lru_cache

import httpx
from attrs import field, frozen

from . import asyncio_stream, socket_stream
from .exchange import Outgoing


@frozen
class Place:
    """Where a request goes."""

    scheme: bytes
    host: bytes
    port: int
    target: bytes
    """What the request line names."""
    host_header: bytes


@lru_cache(maxsize=64)
def place_of(text: str) -> Place:
    """The place of an address, in httpx's spelling."""
    url = httpx.URL(text)
    port = url.port or (443 if url.scheme == "https" else 80)
    return Place(url.raw_scheme, url.raw_host, port, url.raw_path, url.netloc)


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
            httpx.ConnectTimeout: there was none in time.
            httpx.ConnectError: there is none.
            httpx.UnsupportedProtocol: it would have to be encrypted, and this client does not.
        """
        tls, host = self._tls_for(place), place.host.decode("ascii")
        stream = socket_stream.dial(host, place.port, timeout)
        return stream if tls is None else stream.start_tls(tls, host, timeout)

    async def opened_async(self, place: Place, timeout: float | None) -> asyncio_stream.AsyncioStream:
        """As `opened`, of a task."""
        tls, host = self._tls_for(place), place.host.decode("ascii")
        stream = await asyncio_stream.dial(host, place.port, timeout)
        return stream if tls is None else await stream.start_tls(tls, host, timeout)

    def _tls_for(self, place: Place) -> ssl.SSLContext | None:
        if place.scheme != b"https":
            return None
        if self.tls is None:
            raise httpx.UnsupportedProtocol("the client was made for addresses that are not encrypted")
        return self.tls
