"""One exchange over HTTP, and the proof whether the request left. The only module that knows httpx.

Which exception class an HTTP library raises does not prove that nothing was sent: httpcore hides write
errors, other transports call a dropped connection a connect time-out. The proof is the body: it is handed over
as a stream that can be pulled once and that records whether it was.
"""

from __future__ import annotations

import asyncio
import http.cookiejar
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NoReturn

import httpx
import sniffio
from httpx import URL, AsyncClient, Auth, Client, Request, Response

from .errors import (
    ApiError,
    ClientClosedError,
    ConnectionFailedError,
    EventLoopError,
    HttpStatusError,
    OutcomeUnknownError,
    ValidationError,
)
from .exchange import Answer, CollectedBody, OneShotBody, Outgoing, OversizedError
from .options import Timeout
from .text import one_line

__all__ = [
    "URL",
    "AsyncClient",
    "AsyncExchange",
    "Auth",
    "Client",
    "Request",
    "Response",
    "SyncExchange",
]

MAX_CONNECTIONS: Final = 20
"""httpcore's pool slows down out of proportion when it is larger."""
KEEPALIVE_EXPIRY: Final = 15.0
"""Seconds an idle connection is kept: less than the usual idle time-outs of servers and proxies."""
_HTTPX_DEFAULT_TIMEOUT: Final = httpx.Timeout(5.0)


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

    def __init__(self, url: URL, headers: Mapping[str, str], extensions: Mapping[str, Any], body: OneShotBody) -> None:
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


class _Exchange:
    """What the sync and the async exchange share: the request, the answer, the failures."""

    def __init__(self, client: Client | AsyncClient, *, owned: bool, user_agent: str) -> None:
        self._any_client = client
        self._owned = owned
        self._user_agent = user_agent
        self._closed = False

    def _ensure_open(self) -> None:
        if self._closed:
            raise ClientClosedError(message="the client is closed")
        if self._any_client.is_closed:
            raise ClientClosedError(message="the http_client that was passed in is closed")

    def _request(self, outgoing: Outgoing, body: OneShotBody) -> Request:
        url = _url(outgoing.url)
        timeout = _timeout(outgoing.timeout, self._any_client)
        headers = {**outgoing.headers, "Accept-Encoding": "gzip, deflate"}
        if self._owned:
            headers |= {
                "Host": url.netloc.decode("ascii"),
                "Accept": "*/*",
                "User-Agent": self._user_agent,
                "Content-Length": str(len(outgoing.body)),
            }
            return _OneShotRequest(url, headers, {"timeout": timeout.as_dict()}, body)
        merged = self._any_client.build_request("POST", url, headers=headers, content=outgoing.body, timeout=timeout)
        return _OneShotRequest(merged.url, merged.headers, merged.extensions, body)


class SyncExchange(_Exchange):
    """Sends over a `httpx.Client`: the caller's, or one of its own."""

    def __init__(self, http_client: object, *, user_agent: str) -> None:
        if http_client is not None and not isinstance(http_client, Client):
            raise _wrong_client("httpx.Client", http_client)
        self._client = http_client or Client(
            limits=_limits(), cookies=_NoCookies(), follow_redirects=False, trust_env=True
        )
        super().__init__(self._client, owned=http_client is None, user_agent=user_agent)

    def ensure_usable(self) -> None:
        """Raise ClientClosedError if it is closed."""
        self._ensure_open()

    def send(self, outgoing: Outgoing) -> Answer:
        """Send once.

        Raises:
            ConnectionFailedError: the request did not leave.
            OutcomeUnknownError: it may have left, and no whole answer came.
        """
        body = OneShotBody(outgoing.body)
        try:
            request = self._request(outgoing, body)
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                whole = CollectedBody()
                for chunk in response.iter_bytes():
                    whole.add(chunk)
            finally:
                response.close()
            return Answer(response.status_code, dict(response.headers.items()), whole.joined())
        except BaseException as error:
            _raise_for(error, body, outgoing)

    def close(self) -> None:
        """Close the pool, unless it is the caller's. Again is fine."""
        self._closed = True
        if self._owned:
            self._client.close()


class AsyncExchange(_Exchange):
    """Sends over a `httpx.AsyncClient`: the caller's, or one of its own."""

    def __init__(self, http_client: object, *, user_agent: str) -> None:
        if http_client is not None and not isinstance(http_client, AsyncClient):
            raise _wrong_client("httpx.AsyncClient", http_client)
        self._client = http_client or AsyncClient(
            limits=_limits(), cookies=_NoCookies(), follow_redirects=False, trust_env=True
        )
        self._loop: asyncio.AbstractEventLoop | None = None
        super().__init__(self._client, owned=http_client is None, user_agent=user_agent)

    def ensure_usable(self) -> None:
        """Raise ClientClosedError if it is closed, EventLoopError where it cannot work."""
        self._ensure_open()
        try:
            library = sniffio.current_async_library()
        except sniffio.AsyncLibraryNotFoundError:
            raise EventLoopError(message="async clients need a running asyncio event loop") from None
        if library != "asyncio":
            raise EventLoopError(message=f"async clients run under asyncio, not under {library}")
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if self._loop is not loop:
            raise EventLoopError(message="this client belongs to another event loop; make one for each loop")

    async def send(self, outgoing: Outgoing) -> Answer:
        """Send once, as `SyncExchange.send`.

        A cancellation passes as it is, with a note if the request may have left.
        """
        body = OneShotBody(outgoing.body)
        try:
            request = self._request(outgoing, body)
            response = await self._client.send(request, stream=True, follow_redirects=False)
            try:
                whole = CollectedBody()
                async for chunk in response.aiter_bytes():
                    whole.add(chunk)
            finally:
                await response.aclose()
            return Answer(response.status_code, dict(response.headers.items()), whole.joined())
        except BaseException as error:
            _raise_for(error, body, outgoing)

    async def aclose(self) -> None:
        """Close the pool, unless it is the caller's. Again is fine."""
        self._closed = True
        if self._owned:
            await self._client.aclose()


def _raise_for(error: BaseException, body: OneShotBody, outgoing: Outgoing) -> NoReturn:
    """Raise what an exchange that ended in this error proves."""
    if isinstance(error, HttpStatusError):  # of the hook that refuses redirects to another host
        raise error
    if not isinstance(error, Exception):
        if body.may_have_left and outgoing.interrupted:
            error.add_note(outgoing.interrupted)
        raise error
    raise _failure(error, body) from error


def _failure(error: Exception, body: OneShotBody) -> ApiError:
    words = _words(error)
    if body.may_have_left:
        return OutcomeUnknownError(
            message=f"the request left and no whole answer came: {words}", retryable=True, fault="network"
        )
    # A certificate does not get better, and a full pool is no fault of the connection.
    lasting = _is_certificate_error(error) or isinstance(error, httpx.PoolTimeout)
    retryable = isinstance(error, httpx.TransportError) and not lasting
    return ConnectionFailedError(message=f"nothing was sent: {words}", retryable=retryable, fault="network")


def _words(error: Exception) -> str:
    """The error in words; of a foreign one the class alone, for its text may hold anything."""
    text = ""
    if isinstance(error, OversizedError):
        return str(error)
    # A LocalProtocolError quotes the header that it objects to.
    if isinstance(error, httpx.TransportError) and not isinstance(error, httpx.LocalProtocolError):
        text = one_line(str(error))
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _is_certificate_error(error: BaseException) -> bool:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.CertificateError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _timeout(given: Timeout | None, client: Client | AsyncClient) -> httpx.Timeout:
    """The time-outs asked for; else those that a caller's http_client was given; else our own."""
    if given is None and client.timeout != _HTTPX_DEFAULT_TIMEOUT:
        return client.timeout
    chosen = given or Timeout()
    return httpx.Timeout(connect=chosen.connect, read=chosen.read, write=chosen.write, pool=chosen.pool)


def _limits() -> httpx.Limits:
    return httpx.Limits(
        max_connections=MAX_CONNECTIONS,
        max_keepalive_connections=MAX_CONNECTIONS,
        keepalive_expiry=KEEPALIVE_EXPIRY,
    )


def _wrong_client(expected: str, given: object) -> ValidationError:
    return ValidationError(f"{expected} expected, not {type(given).__name__}", path=("http_client",))


@lru_cache(maxsize=64)
def _url(text: str) -> URL:
    return URL(text)
