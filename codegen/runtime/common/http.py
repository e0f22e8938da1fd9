"""One exchange over HTTP, and the proof whether the request left.

Which exception class an HTTP library raises does not prove that nothing was sent: httpcore hides write
errors, other transports call a dropped connection a connect time-out. The proof is the body: it is handed over
as a stream that can be pulled once and that records whether it was.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve

from .connections import AnyAsyncLane, Lane
from .deadline import DeadlinePassedError
from .errors import ApiError, ValidationError
from .exchange import Answer, OneShotBody, Outgoing
from .failures import told, unanswered
from .lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS, AsyncLanes, Size, SyncLanes, checked_size
from .manner import Manner
from .options import TransportName
from .sending import AsyncSending, Sending, SyncSending
from .surroundings import goes_direct, is_fast, tls_context

if TYPE_CHECKING:
    from httpx import AsyncClient, Client


class _Exchange(Sending):
    """What the sync and the async exchange share: the request, and the failures."""

    _manner: Manner
    _direct: bool
    """Whether connections are our own and no proxy is in between."""

    def described(self, outgoing: Outgoing) -> Outgoing:
        """The request as it would leave, with all of its headers. Nothing is sent."""
        from .through_httpx import own_request, users_request

        body = OneShotBody(outgoing.body)
        if self._users is None:
            request = own_request(self._manner, outgoing, body)
        else:
            request = users_request(self._users, outgoing, body)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers.raw}
        return evolve(outgoing, url=str(request.url), headers=headers)

    def _failure(self, error: Exception, left: bool) -> ApiError:
        words, retryable = self._told(error)
        late = isinstance(error, DeadlinePassedError)
        return unanswered(words, left=left, retryable=retryable, deadline_exceeded=late)

    def _told(self, error: Exception) -> tuple[str, bool]:
        if self._direct:
            return told(error)
        from .through_httpx import told as told_by_httpx

        return told_by_httpx(error)


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
        users = _checked_client(http_client, "Client")
        size = checked_size(max_connections, keepalive_expiry)
        fast = is_fast(transport, users)
        self._manner = _manner(user_agent, size, base_url, needed=users is None)
        self._direct = users is None and goes_direct(base_url)
        make = partial(_sync_lane, self._manner, self._direct, fast)
        super().__init__(users, user_agent, partial(SyncLanes[Lane], make, size))

    def _exchanged(self, client: Client, outgoing: Outgoing, body: OneShotBody, trace: Any) -> Answer:
        from .through_httpx import exchanged, users_request

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
        users = _checked_client(http_client, "AsyncClient")
        size = checked_size(max_connections, keepalive_expiry)
        fast = is_fast(transport, users)
        self._manner = _manner(user_agent, size, base_url, needed=users is None)
        self._direct = users is None and goes_direct(base_url)
        make = partial(_async_lane, self._manner, self._direct, fast)
        super().__init__(users, user_agent, partial(AsyncLanes[AnyAsyncLane], make, size))

    async def _exchanged(self, client: AsyncClient, outgoing: Outgoing, body: OneShotBody) -> Answer:
        from .through_httpx import exchanged_async, users_request

        return await exchanged_async(client, users_request(client, outgoing, body))


def _manner(user_agent: str, size: Size, base_url: str | None, *, needed: bool) -> Manner:
    """What our own requests have in common; without certificates where nothing needs them, for they take much room."""
    encrypted = base_url is None or base_url.lower().startswith("https:")
    tls = tls_context() if needed and encrypted else None
    return Manner(user_agent.encode("ascii"), tls, size.idle_limit)


def _sync_lane(manner: Manner, direct: bool, fast: bool) -> Lane:
    """A lane. What carries it is imported where it is needed: each takes time and room."""
    if not direct:
        from .through_httpx import ClientLane

        return ClientLane(manner)
    if fast:
        from .through_httptools import SyncFastLane

        return SyncFastLane(manner)
    from .through_httpcore import SyncLane

    return SyncLane(manner)


def _async_lane(manner: Manner, direct: bool, fast: bool) -> AnyAsyncLane:
    """As `_sync_lane`."""
    if not direct:
        from .through_httpx import AsyncClientLane

        return AsyncClientLane(manner)
    if fast:
        from .through_httptools import AsyncFastLane

        return AsyncFastLane(manner)
    from .through_httpcore import AsyncLane

    return AsyncLane(manner)


def _checked_client(given: object, name: str) -> Any:
    """The client that a caller gave."""
    if given is None:
        return None
    import httpx

    if isinstance(given, getattr(httpx, name)):
        return given
    raise ValidationError(f"httpx.{name} expected, not {type(given).__name__}", path=("http_client",))
