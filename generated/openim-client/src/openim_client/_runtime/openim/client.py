"""The clients of OpenIM, as far as they are the same for every method."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..common.deadline import Deadline, not_sent_after
from ..common.driver import Outcome, Pacing, Step, run, run_async
from ..common.errors import ApiError
from ..common.http import AsyncExchange, SyncExchange
from ..common.lanes import KEEPALIVE_EXPIRY, MAX_CONNECTIONS
from ..common.loops import asyncio
from ..common.observe import AttemptInfo, Observer
from ..common.operation import Operation, R, RequestModel
from ..common.options import DEFAULT_DEADLINE, Limits, Timeout, TransportName
from ..common.secrets import Secret
from .base import DEFAULT_USER, OpenIMBase
from .credentials import Credentials
from .given_tokens import AsyncSource, SyncSource
from .login import LoginData, LoginMethod, login_error
from .tokens import AsyncTokens, SyncTokens

if TYPE_CHECKING:
    from httpx import AsyncClient, Client


class SyncOpenIM(OpenIMBase):
    """A client of OpenIM for threads. One client, one pool and one token, shared by all of them."""

    _exchange: SyncExchange
    _tokens: SyncTokens

    def __init__(
        self,
        base_url: str,
        *,
        secret: str | None = None,
        token: str | None = None,
        token_source: SyncSource | None = None,
        user_id: str = DEFAULT_USER,
        login: LoginMethod = "get_admin_token",
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
        """Make a client; nothing is sent. With a secret it logs in when it first needs a token.

        Args:
            base_url: the server's address, such as ``http://127.0.0.1:10002``.
            secret: the secret of the deployment; or give one of the next two.
            token: a token that is used as it is and never renewed.
            token_source: a source of tokens, or a function like its `get`. It is asked for each call, and again
                with the token that the server refused; its failure is a `LoginError`.
            user_id: the administrator to log in as.
            login: the server's method for it, ``user_token`` for servers up to v3.8.0.
            timeout: seconds for connect, read and write each, or a `Timeout`. By default the http_client's own,
                else 10 to connect and 30 to read and write, and longer to read with many recipients.
            retries: how often a failed attempt is repeated, where that cannot do its work twice; None for 2.
            deadline: seconds for all of a call, queueing, login, attempts and pauses included; None for no limit.
            on_attempt: called after each attempt with its `AttemptInfo`, in the thread or task of the call.
            http_client: a `httpx.Client` to send with. It is left open, and its redirects are not followed.
            max_connections: how many connections of our own there may be; further calls queue.
            keepalive_expiry: seconds that an idle one is kept; less than the server keeps it. None for no limit.
            transport: what carries the requests, where there is no http_client: ``httptools``, of the extra
                ``fast``, takes less of the processor; where a proxy is in between, the default does it.
            clock: seconds since 1970; the token's age is measured by it.

        Raises:
            ValidationError: an argument is wrong.
        """
        self._configure(base_url, Credentials.checked(secret, token, token_source, user_id, login), timeout)
        self._tokens = self._credentials.sync_tokens(clock)
        self._limits = Limits().changed(retries, deadline)
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

    def _first_token(self, deadline: Deadline) -> Step:
        return partial(self._tokens.token, partial(self._login, deadline), deadline)

    def _other_token(self, refused: Secret, deadline: Deadline) -> Step:
        return partial(self._tokens.renew, refused, partial(self._login, deadline), deadline)

    def _login(self, deadline: Deadline, spare: bool) -> LoginData:
        try:
            return run(self._login_steps(deadline, spare)).result
        except ApiError as error:
            raise login_error(error) from error

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


class AsyncOpenIM(OpenIMBase):
    """A client of OpenIM for asyncio. One client, one pool and one token, shared by all tasks of one loop."""

    _exchange: AsyncExchange
    _tokens: AsyncTokens

    def __init__(
        self,
        base_url: str,
        *,
        secret: str | None = None,
        token: str | None = None,
        token_source: AsyncSource | None = None,
        user_id: str = DEFAULT_USER,
        login: LoginMethod = "get_admin_token",
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
        """Make a client; nothing is sent. As `SyncOpenIM`, with a `httpx.AsyncClient`."""
        self._configure(base_url, Credentials.checked(secret, token, token_source, user_id, login), timeout)
        self._tokens = self._credentials.async_tokens(clock)
        self._limits = Limits().changed(retries, deadline)
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
        """Execute an operation, as `SyncOpenIM.call`. A cancellation passes as it is."""
        return (await run_async(self._steps(operation, request))).result

    async def outcome(self, operation: Operation[R], request: RequestModel) -> Outcome[R]:
        """As `call`, with the answer and the attempts beside the result."""
        return await run_async(self._steps(operation, request))

    def _first_token(self, deadline: Deadline) -> Step:
        return partial(not_sent_after, deadline, partial(self._tokens.token, partial(self._login, deadline), deadline))

    def _other_token(self, refused: Secret, deadline: Deadline) -> Step:
        renew = partial(self._tokens.renew, refused, partial(self._login, deadline), deadline)
        return partial(not_sent_after, deadline, renew)

    async def _login(self, deadline: Deadline, spare: bool) -> LoginData:
        try:
            return (await run_async(self._login_steps(deadline, spare))).result
        except ApiError as error:
            raise login_error(error) from error

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
