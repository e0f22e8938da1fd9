"""One exchange over HTTP, and the proof whether the request left.

Which exception class an HTTP library raises does not prove that nothing was sent: httpcore hides write
errors, other transports call a dropped connection a connect time-out. The proof is the body: it is handed over
as a stream that can be pulled once and that records whether it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

import httpx
from attrs import evolve
from httpx import URL, AsyncClient, Auth, Client, Request, Response
from httpx import MockTransport as MockedTransport

from .connections import AnyAsyncLane, Lane
from .deadline import DeadlinePassedError
from .errors import ApiError, ValidationError
from .exchange import Answer, OneShotBody, Outgoing
from .failures import is_certificate_error, is_ours, unanswered
from .lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS, AsyncLanes, Size, SyncLanes, checked_size
from .manner import Manner
from .options import TransportName
from .sending import AsyncSending, Sending, SyncSending
from .surroundings import goes_direct, is_fast, tls_context
from .text import one_line
from .through_httpx import (
    AsyncClientLane,
    ClientLane,
    exchanged,
    exchanged_async,
    own_request,
    users_request,
)

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


class _Exchange(Sending):
    """What the sync and the async exchange share: the request, and the failures."""

    _manner: Manner

    def described(self, outgoing: Outgoing) -> Outgoing:
        """The request as it would leave, with all of its headers. Nothing is sent."""
        body = OneShotBody(outgoing.body)
        if self._users is None:
            request = own_request(self._manner, outgoing, body)
        else:
            request = users_request(self._users, outgoing, body)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.raw}
        return evolve(outgoing, url=str(request.url), headers=headers)

    def _failure(self, error: Exception, left: bool) -> ApiError:
        late = isinstance(error, DeadlinePassedError)
        return unanswered(_words(error), left=left, retryable=_is_retryable(error), deadline_exceeded=late)


class SyncExchange(_Exchange, SyncSending):
    """Sends over a `httpx.Client` of the caller's, or connections of its own."""

    def __init__(
        self,
        http_client: object,
        *,
        user_agent: str,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
        base_url: str | None = None,
        transport: TransportName = "httpx",
    ) -> None:
        """Ready to send; nothing is opened.

        Args:
            http_client: the caller's client, or None.
            user_agent: the name of the package.
            max_connections: how many connections of our own there may be.
            keepalive_expiry: seconds that an idle one is kept; None for no limit.
            base_url: where all requests go; None for anywhere.
            transport: what carries them.

        Raises:
            ValidationError: the client is none of httpx, or of its other half, a number is wrong, or the transport is
                not installed, or comes with a client.
        """
        users = _checked_client(http_client, Client)
        size = checked_size(max_connections, keepalive_expiry)
        fast = is_fast(transport, users)
        self._manner = _manner(user_agent, size, base_url, needed=users is None)
        make = partial(_sync_lane, self._manner, goes_direct(base_url), fast)
        super().__init__(users, user_agent, partial(SyncLanes[Lane], make, size))

    def _exchanged(self, client: Client, outgoing: Outgoing, body: OneShotBody, trace: Any) -> Answer:
        return exchanged(client, users_request(client, outgoing, body, trace), outgoing)


class AsyncExchange(_Exchange, AsyncSending):
    """Sends over a `httpx.AsyncClient` of the caller's, or connections of its own."""

    def __init__(
        self,
        http_client: object,
        *,
        user_agent: str,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
        base_url: str | None = None,
        transport: TransportName = "httpx",
    ) -> None:
        """As `SyncExchange`."""
        users = _checked_client(http_client, AsyncClient)
        size = checked_size(max_connections, keepalive_expiry)
        fast = is_fast(transport, users)
        self._manner = _manner(user_agent, size, base_url, needed=users is None)
        make = partial(_async_lane, self._manner, goes_direct(base_url), fast)
        super().__init__(users, user_agent, partial(AsyncLanes[AnyAsyncLane], make, size))

    async def _exchanged(self, client: AsyncClient, outgoing: Outgoing, body: OneShotBody) -> Answer:
        return await exchanged_async(client, users_request(client, outgoing, body))


def _manner(user_agent: str, size: Size, base_url: str | None, *, needed: bool) -> Manner:
    """What our own requests have in common; without certificates where nothing needs them, for they take much room."""
    encrypted = base_url is None or base_url.lower().startswith("https:")
    tls = tls_context() if needed and encrypted else None
    return Manner(user_agent.encode("ascii"), tls, size.idle_limit)


def _sync_lane(manner: Manner, direct: bool, fast: bool) -> Lane:
    if not direct:
        return ClientLane(manner)
    if fast:
        from .through_httptools import SyncFastLane

        return SyncFastLane(manner)
    from .through_httpcore import SyncLane  # imported where it is needed: httpcore takes room

    return SyncLane(manner)


def _async_lane(manner: Manner, direct: bool, fast: bool) -> AnyAsyncLane:
    if not direct:
        return AsyncClientLane(manner)
    if fast:
        from .through_httptools import AsyncFastLane

        return AsyncFastLane(manner)
    from .through_httpcore import AsyncLane

    return AsyncLane(manner)


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


def multipart(content_type: str, texts: Mapping[str, str], files: Mapping[str, tuple[str, bytes, str]]) -> bytes:
    """A multipart body.

    Args:
        content_type: of the request, with its boundary.
        texts: parts in UTF-8.
        files: name, content and type of the other parts.
    """
    headers = {"Content-Type": content_type}
    return httpx.Request("POST", "http://localhost", data=texts, files=files, headers=headers).read()
