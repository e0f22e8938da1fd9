"""Exchanges through a client of httpx: the caller's, or one of our own where a proxy is in between."""

from __future__ import annotations

import contextlib
import http.cookiejar
import socket
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

import httpx
from httpx import URL, AsyncClient, Auth, Client, Request, Response
from httpx import MockTransport as MockedTransport

from . import failures
from .collecting import CollectedBody
from .connections import Cuttable
from .deadline import bound_reads, reads_until
from .exchange import Answer, OneShotBody, Outgoing
from .manner import Manner, place_of

__all__ = [
    "URL",
    "AsyncClientLane",
    "Auth",
    "ClientLane",
    "MockedTransport",
    "Request",
    "Response",
    "exchanged",
    "exchanged_async",
    "multipart",
    "own_request",
    "told",
    "users_request",
]


class _OneShotStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A one-shot body as httpx wants it."""

    def __init__(self, body: OneShotBody) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body.pull()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body.pull()


class _OneShotRequest(Request):
    """A request whose body stays one-shot: reading it does not put a repeatable one in its place."""

    def __init__(self, url: URL, headers: Any, extensions: Mapping[str, Any], body: OneShotBody) -> None:
        super().__init__("POST", url, headers=headers, stream=_OneShotStream(body), extensions=extensions)
        self._body = body

    @property
    def content(self) -> bytes:
        return self._body.peek()

    def read(self) -> bytes:
        return self._body.peek()

    async def aread(self) -> bytes:
        return self._body.peek()


class _NoCookies(http.cookiejar.CookieJar):
    """A jar that stays empty: the gateways need no cookies, and httpx reads them slowly."""

    def extract_cookies(self, response: object, request: object) -> None:
        """Leave the answer's cookies alone."""


def users_request(client: Any, outgoing: Outgoing, body: OneShotBody, trace: Any = None) -> Request:
    """A request with the settings of the caller's client."""
    headers = {**outgoing.headers, "Accept-Encoding": "gzip, deflate"}
    timeout = httpx.Timeout(**outgoing.times(client.timeout.as_dict()))
    merged = client.build_request("POST", outgoing.url, headers=headers, content=outgoing.body, timeout=timeout)
    traced = {} if trace is None else {"trace": trace}
    return _OneShotRequest(merged.url, merged.headers, {**traced, **merged.extensions}, body)


def own_request(manner: Manner, outgoing: Outgoing, body: OneShotBody, trace: Any = None) -> Request:
    """A request of our own."""
    headers = manner.headers(outgoing, place_of(outgoing.url))
    traced = {} if trace is None else {"trace": trace}
    return _OneShotRequest(URL(outgoing.url), headers, {"timeout": outgoing.times(), **traced}, body)


def exchanged(client: Client, request: Request, outgoing: Outgoing) -> Answer:
    """Send once."""
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        headers = dict(response.headers.items())
        if response.is_stream_consumed:  # by a hook of the caller's
            return Answer(response.status_code, headers, response.content)
        whole = CollectedBody(headers)
        for chunk in response.iter_raw():
            outgoing.deadline.check()
            whole.add(chunk)
        if _has_surplus(response):
            response.extensions["network_stream"].close()
    finally:
        response.close()
    return Answer(response.status_code, headers, whole.joined())


async def exchanged_async(client: AsyncClient, request: Request) -> Answer:
    """As `exchanged`."""
    response = await client.send(request, stream=True, follow_redirects=False)
    try:
        headers = dict(response.headers.items())
        if response.is_stream_consumed:  # by a hook of the caller's
            return Answer(response.status_code, headers, response.content)
        whole = CollectedBody(headers)
        async for chunk in response.aiter_raw():
            whole.add(chunk)
        if _has_surplus(response):
            await response.extensions["network_stream"].aclose()
    finally:
        await response.aclose()
    return Answer(response.status_code, headers, whole.joined())


def _settings(manner: Manner) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=manner.keepalive_expiry)
    # Without TLS of our own there may still be a proxy that is asked over TLS.
    return {"verify": manner.tls or True, "limits": limits, "follow_redirects": False, "cookies": _NoCookies()}


class ClientLane:
    """A client of our own, with one connection."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._client = Client(**_settings(manner))
        self._stream: Any = None

    def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        with reads_until(outgoing.deadline):
            return exchanged(self._client, own_request(self._manner, outgoing, body, self._trace), outgoing)

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Callback of httpcore: keep the stream of the connection that was opened."""
        bound_reads(event, info)
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]

    def cut(self) -> None:
        """End the exchange that another thread waits for. Its own thread closes the socket."""
        found = None if self._stream is None else self._stream.get_extra_info("socket")
        if isinstance(found, socket.socket):
            with contextlib.suppress(OSError):
                # Not SSLSocket.shutdown, which takes the TLS state from under the other thread.
                socket.socket.shutdown(found, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close it."""
        self._client.close()


class AsyncClientLane(Cuttable):
    """As `ClientLane`."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._client = AsyncClient(**_settings(manner))

    async def exchanged(self, outgoing: Outgoing, body: OneShotBody) -> Answer:
        """Send once."""
        async with self.timed(outgoing.deadline):
            return await exchanged_async(self._client, own_request(self._manner, outgoing, body))

    async def aclose(self) -> None:
        """Close it."""
        await self._client.aclose()

    def abandon(self) -> None:
        """Leave it to the garbage collector."""


def _has_surplus(response: Response) -> bool:
    """Whether more arrived than the answer."""
    found: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream"):
        found = getattr(found, name, None)
    from .through_httpcore import has_surplus  # the response brought httpcore, which is not needed before

    return has_surplus(found)


def told(error: Exception) -> tuple[str, bool]:
    """As `failures.told`, of errors of httpx too. A full pool is no fault of the connection."""
    if not isinstance(error, httpx.TransportError):
        return failures.told(error)
    lasting = failures.is_certificate_error(error) or isinstance(error, httpx.PoolTimeout)
    return failures.words(error, protocol=isinstance(error, httpx.ProtocolError)), not lasting


def multipart(content_type: str, texts: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]) -> bytes:
    """A multipart body.

    Args:
        content_type: of the request, with its boundary.
        texts: parts in UTF-8.
        files: name, content and type of the other parts.
    """
    headers = {"Content-Type": content_type}
    return httpx.Request("POST", "http://localhost", data=texts, files=files, headers=headers).read()
