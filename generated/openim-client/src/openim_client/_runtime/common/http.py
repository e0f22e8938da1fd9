"""One exchange over HTTP, and the proof whether the request left. The only module that knows httpx.

Which exception class an HTTP library raises does not prove that nothing was sent: httpcore hides write
errors, other transports call a dropped connection a connect time-out. The proof is the body: it is handed over
as a stream that can be pulled once and that records whether it was.
"""

from __future__ import annotations

import http.cookiejar
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar

import httpx
from attrs import evolve
from httpx import URL, AsyncClient, Auth, Client, Request, Response
from httpx import MockTransport as MockedTransport

from .collecting import CollectedBody
from .connections import AsyncLane, SyncLane
from .deadline import DeadlinePassedError
from .errors import ApiError, ValidationError
from .exchange import Answer, OneShotBody, Outgoing
from .failures import is_certificate_error, is_ours, unanswered
from .lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS, AsyncLanes, Size, SyncLanes, checked_size
from .sending import AsyncSending, Sending, SyncSending
from .text import one_line

__all__ = [
    "URL",
    "AsyncClient",
    "AsyncExchange",
    "Auth",
    "Client",
    "MockedTransport",
    "Request",
    "Response",
    "SyncExchange",
]

_C = TypeVar("_C")


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


class _Exchange(Sending):
    """What the sync and the async exchange share: the request, and the failures."""

    def described(self, outgoing: Outgoing) -> Outgoing:
        """The request as it would leave, with all of its headers. Nothing is sent."""
        request = self._request(self._users, outgoing, OneShotBody(outgoing.body))
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.raw}
        return evolve(outgoing, url=str(request.url), headers=headers)

    def _request(self, client: Any, outgoing: Outgoing, body: OneShotBody, trace: Any = None) -> Request:
        url = _url(outgoing.url)
        headers = {**outgoing.headers, "Accept-Encoding": "gzip, deflate"}
        traced = {} if trace is None else {"trace": trace}
        if self._users is None:
            headers |= {
                "Host": url.netloc.decode("ascii"),
                "Accept": "*/*",
                "User-Agent": self._user_agent,
                "Content-Length": str(len(outgoing.body)),
            }
            return _OneShotRequest(url, headers, {"timeout": outgoing.times(), **traced}, body)
        timeout = httpx.Timeout(**outgoing.times(client.timeout.as_dict()))
        merged = client.build_request("POST", url, headers=headers, content=outgoing.body, timeout=timeout)
        return _OneShotRequest(merged.url, merged.headers, {**traced, **merged.extensions}, body)

    def _failure(self, error: Exception, left: bool) -> ApiError:
        late = isinstance(error, DeadlinePassedError)
        return unanswered(_words(error), left=left, retryable=_is_retryable(error), deadline_exceeded=late)


class SyncExchange(_Exchange, SyncSending):
    """Sends over a `httpx.Client`: the caller's, or connections of its own."""

    def __init__(
        self,
        http_client: object,
        *,
        user_agent: str,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
    ) -> None:
        """Ready to send; nothing is opened.

        Args:
            http_client: the caller's client, or None.
            user_agent: the name of the package.
            max_connections: how many connections of our own there may be.
            keepalive_expiry: seconds that an idle one is kept; None for no limit.

        Raises:
            ValidationError: the client is none of httpx, or of its other half, or a number is wrong.
        """
        users = _checked_client(http_client, Client)
        size = checked_size(max_connections, keepalive_expiry)
        make = partial(_sync_lane, {} if users else _settings(size))
        new_lanes = partial(SyncLanes[SyncLane], make, size)
        super().__init__(users, user_agent, new_lanes)

    def _exchanged(self, client: Client, outgoing: Outgoing, body: OneShotBody, trace: Any) -> Answer:
        response = client.send(self._request(client, outgoing, body, trace), stream=True, follow_redirects=False)
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


class AsyncExchange(_Exchange, AsyncSending):
    """Sends over a `httpx.AsyncClient`: the caller's, or connections of its own."""

    def __init__(
        self,
        http_client: object,
        *,
        user_agent: str,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
    ) -> None:
        """As `SyncExchange`."""
        users = _checked_client(http_client, AsyncClient)
        size = checked_size(max_connections, keepalive_expiry)
        make = partial(_async_lane, {} if users else _settings(size))
        new_lanes = partial(AsyncLanes[AsyncLane], make, size)
        super().__init__(users, user_agent, new_lanes)

    async def _exchanged(self, client: AsyncClient, outgoing: Outgoing, body: OneShotBody) -> Answer:
        response = await client.send(self._request(client, outgoing, body), stream=True, follow_redirects=False)
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


def _has_surplus(response: Response) -> bool:
    """Whether more arrived than the answer. It would be taken for the answer to the next request.

    httpcore keeps it in its parser, and has no public way to tell.
    """
    found: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        found = getattr(found, name, None)
    return bool(getattr(found, "trailing_data", (b"",))[0])


def _sync_lane(settings: Mapping[str, Any]) -> SyncLane:
    return SyncLane(Client(**settings, cookies=_NoCookies()))


def _async_lane(settings: Mapping[str, Any]) -> AsyncLane:
    return AsyncLane(AsyncClient(**settings, cookies=_NoCookies()))


def _settings(size: Size) -> dict[str, Any]:
    """What all lanes of an exchange have in common. Reading the certificates takes long, so it is done once."""
    return {
        "verify": httpx.create_ssl_context(trust_env=True),
        "limits": httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=size.idle_limit),
        "follow_redirects": False,
        "trust_env": True,
    }


def _checked_client(given: object, kind: type[_C]) -> _C | None:
    """The client that a caller gave."""
    if given is None or isinstance(given, kind):
        return given
    expected = f"httpx.{kind.__name__}"
    raise ValidationError(f"{expected} expected, not {type(given).__name__}", path=("http_client",))


def _words(error: Exception) -> str:
    """The error in words; of a foreign one the class alone, for its text may hold anything."""
    if is_ours(error):
        return str(error)
    text = one_line(str(error)) if isinstance(error, httpx.TransportError) else ""
    # A protocol error quotes what it objects to, of the request or of the answer, as bytes.
    quotes = isinstance(error, httpx.ProtocolError) and ("b'" in text or 'b"' in text)
    return f"{type(error).__name__}: {text}" if text and not quotes else type(error).__name__


def _is_retryable(error: Exception) -> bool:
    """Whether a connection may come about soon. A full pool is no fault of the connection."""
    lasting = is_certificate_error(error) or isinstance(error, httpx.PoolTimeout)
    return isinstance(error, httpx.TransportError) and not lasting


@lru_cache(maxsize=64)
def _url(text: str) -> URL:
    return URL(text)


def multipart(content_type: str, texts: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]) -> bytes:
    """A multipart body.

    Args:
        content_type: of the request, with its boundary.
        texts: parts in UTF-8.
        files: name, content and type of the other parts.
    """
    headers = {"Content-Type": content_type}
    return httpx.Request("POST", "http://localhost", data=texts, files=files, headers=headers).read()
