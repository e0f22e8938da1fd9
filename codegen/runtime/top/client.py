"""The clients of TOP, as far as they are the same for every method."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from attrs import evolve

from ..common.calls import BeforeSending
from ..common.deadline import NEVER, Deadline
from ..common.driver import Outcome, Pacing, Run, Steps, run, run_async
from ..common.environment import required
from ..common.errors import AuthenticationError
from ..common.exchange import Answer, Outgoing
from ..common.http import AsyncExchange, SyncExchange
from ..common.lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS
from ..common.loops import asyncio
from ..common.observe import AttemptInfo, Observer
from ..common.operation import Operation, R, RequestModel
from ..common.options import (
    DEFAULT_DEADLINE,
    UNSET,
    Limits,
    Timeout,
    TransportName,
    Unset,
    checked_base_url,
    checked_callable,
    checked_timeout,
)
from .common_params import Credentials, GatewayClock, checked_extra_params, checked_session
from .protocol import Prepared, TopOptions, gateway_url, interpret, outgoing, prepare
from .sender import Sender
from .signing import DEFAULT_SIGN_METHOD, SignMethod

if TYPE_CHECKING:
    from httpx import AsyncClient, Client

    from ..common.error_table import ErrorTable
    from ..common.views import DryRun

PRODUCTION: Final = "https://eco.taobao.com/router/rest"
"""The gateway that clients call by default."""


class _Top:
    """What the sync and the async client share: all but the exchange."""

    _user_agent: ClassVar[str] = "top-client"

    _credentials: Credentials
    _options: TopOptions
    _base_url: str
    _clock: GatewayClock
    _pacing: Pacing
    _exchange: Any

    @staticmethod
    def _error_table() -> ErrorTable:
        """What is known of the API's codes. To make the table takes long, and most answers are no errors."""
        from ..common.error_table import ErrorTable

        return ErrorTable()

    def _configure(
        self, credentials: Credentials, base_url: object, options: TopOptions, clock: Callable[[], float]
    ) -> None:
        self._credentials = credentials
        self._options = options
        self._base_url = checked_base_url(base_url)
        checked_callable(clock, "clock")
        self._clock = GatewayClock(clock)

    def with_options(
        self,
        *,
        session: str | Unset | None = UNSET,
        timeout: Timeout | float | Unset | None = UNSET,
        retries: int | Unset | None = UNSET,
        deadline: float | Unset | None = UNSET,
        extra_params: Mapping[str, str] | Unset = UNSET,
    ) -> Self:
        """A view of this client with other settings. It shares the pool, and closing either closes both.

        Args:
            session: the user's access token; None for calls without one.
            timeout: as in the constructor; None for the defaults.
            retries: as in the constructor; None for the default.
            deadline: as in the constructor; None for no limit.
            extra_params: parameters for every call, in place of those set before.

        Raises:
            ValidationError: a setting is wrong.
        """
        view = object.__new__(type(self))
        view._credentials = self._credentials
        view._base_url, view._clock = self._base_url, self._clock
        view._exchange, view._pacing = self._exchange, self._pacing
        view._options = evolve(self._options, limits=self._options.limits.changed(retries, deadline))
        if not isinstance(session, Unset):
            view._credentials = evolve(self._credentials, session=checked_session(session))
        if not isinstance(timeout, Unset):
            view._options = evolve(view._options, timeout=checked_timeout(timeout))
        if not isinstance(extra_params, Unset):
            view._options = evolve(view._options, extra_params=checked_extra_params(extra_params))
        return view

    def __repr__(self) -> str:
        if not hasattr(self, "_base_url"):  # seen while its constructor fails
            return f"<{type(self).__name__}>"
        return f"<{type(self).__name__} {self._base_url} app_key={self._credentials.app_key!r}>"

    def _steps(self, operation: Operation[R], request: RequestModel) -> Steps[Outcome[R]]:
        limits = self._options.limits
        deadline = self._pacing.deadline(limits)
        with BeforeSending(operation):
            self._exchange.ensure_usable()
            prepared = prepare(operation, request, self._options)
        outgoing = partial(self._outgoing, prepared)
        sender = Sender(self._exchange.send, outgoing, partial(self._interpret, prepared), self._clock)
        return (yield from Run(prepared.call, sender, limits, self._pacing, deadline).steps())

    def _outgoing(self, prepared: Prepared[R], offset: float, deadline: Deadline) -> Outgoing:
        url = gateway_url(self._base_url, prepared.operation.path)
        return outgoing(prepared, url, self._credentials, self._options, self._clock.now(offset), deadline)

    def preview(self, operation: Operation[Any], request: RequestModel) -> DryRun:
        """The request that a call would send. Nothing is sent.

        Raises:
            ValidationError: the request is wrong.
        """
        from .shown import dry_run  # needed by few

        with BeforeSending(operation):
            prepared = prepare(operation, request, self._options)
            outgoing = self._outgoing(prepared, self._clock.offset, NEVER)
            return dry_run(prepared, self._exchange.described(outgoing), self._credentials)

    def _interpret(self, prepared: Prepared[R], outgoing: Outgoing, answer: Answer) -> R:
        try:
            return interpret(prepared, answer, self._error_table, self._credentials)
        except AuthenticationError as error:
            from .shown import explain_refusal  # needed by few

            explain_refusal(error, prepared, outgoing, self._credentials)
            raise

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, **options: Any) -> Self:
        """A client from ``TOP_APP_KEY``, ``TOP_APP_SECRET``, ``TOP_SESSION`` and ``TOP_URL``.

        The last two may miss or be empty.

        Args:
            env: where they are looked up.
            options: arguments of the constructor. They precede the environment.

        Raises:
            ValidationError: a variable is missing, or its value is wrong.
        """
        found = {
            "app_key": required(env, "TOP_APP_KEY", unless="app_key" in options),
            "app_secret": required(env, "TOP_APP_SECRET", unless="app_secret" in options),
            "session": env.get("TOP_SESSION") or None,
            "base_url": env.get("TOP_URL") or PRODUCTION,
        }
        return cls(**{**found, **options})


class SyncTop(_Top):
    """A client of TOP for threads. One client, one pool, shared by all of them."""

    _exchange: SyncExchange

    def __init__(
        self,
        *,
        app_key: str,
        app_secret: str,
        session: str | None = None,
        sign_method: SignMethod = DEFAULT_SIGN_METHOD,
        base_url: str = PRODUCTION,
        timeout: Timeout | float | None = None,
        retries: int | None = None,
        deadline: float | None = DEFAULT_DEADLINE,
        on_attempt: Callable[[AttemptInfo], object] | None = None,
        http_client: Client | None = None,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
        transport: TransportName = "httpx",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a client; nothing is sent.

        Args:
            app_key: the application's key.
            app_secret: the application's secret.
            session: a user's access token, for methods that need one.
            sign_method: ``hmac-sha256``, ``hmac`` or ``md5``.
            base_url: the gateway, with or without its path.
            timeout: seconds for connect, read and write each, or a `Timeout`. By default the http_client's own,
                else 10 to connect and 30 to read and write.
            retries: how often a failed attempt is repeated, where that cannot do its work twice; None for 2.
            deadline: seconds for all of a call, queueing, attempts and pauses included; None for no limit.
            on_attempt: called after each attempt with its `AttemptInfo`, in the thread or task of the call.
            http_client: a `httpx.Client` to send with. It is left open, and its redirects are not followed.
            max_connections: how many connections of our own there may be; further calls queue.
            keepalive_expiry: seconds that an idle one is kept; less than the server keeps it. None for no limit.
            transport: what carries the requests, where there is no http_client: ``httptools``, of the extra
                ``fast``, takes less of the processor; where a proxy is in between, the default does it.
            clock: seconds since 1970; the timestamps come from it.

        Raises:
            ValidationError: an argument is wrong.
        """
        options = TopOptions(timeout=checked_timeout(timeout), limits=Limits().changed(retries, deadline))
        self._configure(Credentials.checked(app_key, app_secret, session, sign_method), base_url, options, clock)
        self._pacing = Pacing(sleep=time.sleep, observer=Observer.checked(on_attempt))
        self._exchange = SyncExchange(
            http_client,
            user_agent=self._user_agent,
            max_connections=max_connections,
            keepalive_expiry=keepalive_expiry,
            base_url=self._base_url,
            transport=transport,
        )

    def call(self, operation: Operation[R], request: RequestModel) -> R:
        """Execute an operation.

        Args:
            operation: what to call.
            request: its members.

        Raises:
            ApiError: it did not succeed; `delivery` tells whether it took effect.
        """
        return run(self._steps(operation, request)).result

    def outcome(self, operation: Operation[R], request: RequestModel) -> Outcome[R]:
        """As `call`, with the answer and the attempts beside the result."""
        return run(self._steps(operation, request))

    def close(self) -> None:
        """Close the pool; a http_client that was passed in stays open. A second close is fine."""
        self._exchange.close()

    def __enter__(self) -> Self:
        self._exchange.ensure_usable()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncTop(_Top):
    """A client of TOP for asyncio. One client, one pool, shared by all tasks of one event loop."""

    _exchange: AsyncExchange

    def __init__(
        self,
        *,
        app_key: str,
        app_secret: str,
        session: str | None = None,
        sign_method: SignMethod = DEFAULT_SIGN_METHOD,
        base_url: str = PRODUCTION,
        timeout: Timeout | float | None = None,
        retries: int | None = None,
        deadline: float | None = DEFAULT_DEADLINE,
        on_attempt: Callable[[AttemptInfo], object] | None = None,
        http_client: AsyncClient | None = None,
        max_connections: int = MAX_CONNECTIONS,
        keepalive_expiry: float | None = KEEPALIVE_EXPIRY,
        transport: TransportName = "httpx",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a client; nothing is sent. As `SyncTop`, with a `httpx.AsyncClient`."""
        options = TopOptions(timeout=checked_timeout(timeout), limits=Limits().changed(retries, deadline))
        self._configure(Credentials.checked(app_key, app_secret, session, sign_method), base_url, options, clock)
        self._pacing = Pacing(sleep=asyncio.sleep, observer=Observer.checked(on_attempt))
        self._exchange = AsyncExchange(
            http_client,
            user_agent=self._user_agent,
            max_connections=max_connections,
            keepalive_expiry=keepalive_expiry,
            base_url=self._base_url,
            transport=transport,
        )

    async def call(self, operation: Operation[R], request: RequestModel) -> R:
        """Execute an operation, as `SyncTop.call`. A cancellation passes as it is."""
        return (await run_async(self._steps(operation, request))).result

    async def outcome(self, operation: Operation[R], request: RequestModel) -> Outcome[R]:
        """As `call`, with the answer and the attempts beside the result."""
        return await run_async(self._steps(operation, request))

    async def aclose(self) -> None:
        """Close the pool; a http_client that was passed in stays open. A second close is fine."""
        await self._exchange.aclose()

    async def __aenter__(self) -> Self:
        self._exchange.ensure_usable()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()
