"""The clients of OpenIM, as far as they are the same for every method."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, ClassVar, Final, Self

from attrs import evolve

from ..common.calls import before_sending
from ..common.environment import required
from ..common.error_table import ErrorTable
from ..common.errors import ApiError
from ..common.exchange import Answer, Outgoing
from ..common.http import AsyncClient, AsyncExchange, Client, SyncExchange
from ..common.operation import Operation, R, RequestModel
from ..common.options import UNSET, Timeout, Unset, checked_base_url, checked_callable, checked_timeout
from ..common.secrets import Secret, checked_text
from .errors import TokenError
from .login import LOGIN, AsyncTokenSource, LoginData, LoginRequest, SyncTokenSource, TokenCache, login_error
from .protocol import Headers, Prepared, interpret, new_operation_id, outgoing, prepare

DEFAULT_USER: Final = "imAdmin"
"""The administrator that a server is delivered with."""


class _OpenIM:
    """What the sync and the async client share: all but the exchange."""

    _error_table: ClassVar[ErrorTable] = ErrorTable()
    _user_agent: ClassVar[str] = "openim-client"

    _base_url: str
    _login_request: LoginRequest
    _timeout: Timeout | None
    _exchange: Any
    _tokens: Any

    def _configure(
        self, base_url: object, secret: object, user_id: object, timeout: object, clock: Callable[[], float]
    ) -> TokenCache:
        self._base_url = checked_base_url(base_url)
        self._login_request = LoginRequest(Secret.checked(secret, "secret"), checked_text(user_id, "user_id"))
        self._timeout = checked_timeout(timeout)
        checked_callable(clock, "clock")
        return TokenCache(clock)

    def with_options(self, *, timeout: Timeout | float | Unset | None = UNSET) -> Self:
        """A view of this client with other settings. It shares pool and token, and closing either closes both.

        Args:
            timeout: as in the constructor; None for the defaults.

        Raises:
            ValidationError: a setting is wrong.
        """
        view = object.__new__(type(self))
        view._base_url, view._login_request = self._base_url, self._login_request
        view._exchange, view._tokens, view._timeout = self._exchange, self._tokens, self._timeout
        if not isinstance(timeout, Unset):
            view._timeout = checked_timeout(timeout)
        return view

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._base_url} user_id={self._login_request.user_id!r}>"

    def _outgoing(self, prepared: Prepared[R], headers: Headers) -> Outgoing:
        return outgoing(prepared, self._base_url, headers, self._timeout)

    def _prepared_login(self) -> Prepared[LoginData]:
        # An interrupted login leaves the call that needs it unsent, so there is nothing to warn of.
        return evolve(prepare(LOGIN, self._login_request), interrupted=None)

    def _interpret(self, prepared: Prepared[R], answer: Answer, headers: Headers) -> R:
        secrets = (self._login_request.secret,)
        return interpret(prepared.operation, answer, self._error_table, headers, secrets)

    def _forget(self, token: Secret | None) -> None:
        """Drop a refused token, so that the next call logs in."""
        if token is not None:
            self._tokens.cache.forget(token)

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, **options: Any) -> Self:
        """A client from ``OPENIM_URL``, ``OPENIM_SECRET`` and ``OPENIM_USER_ID``.

        The last may miss or be empty.

        Args:
            env: where they are looked up.
            options: arguments of the constructor. They precede the environment.

        Raises:
            ValidationError: a variable is missing, or its value is wrong.
        """
        found = {
            "base_url": required(env, "OPENIM_URL", unless="base_url" in options),
            "secret": required(env, "OPENIM_SECRET", unless="secret" in options),
            "user_id": env.get("OPENIM_USER_ID") or DEFAULT_USER,
        }
        return cls(**{**found, **options})


class SyncOpenIM(_OpenIM):
    """A client of OpenIM for threads. One client, one pool and one token, shared by all of them."""

    _exchange: SyncExchange
    _tokens: SyncTokenSource

    def __init__(
        self,
        base_url: str,
        *,
        secret: str,
        user_id: str = DEFAULT_USER,
        timeout: Timeout | float | None = None,
        http_client: Client | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a client; nothing is sent. It logs in when it first needs a token.

        Args:
            base_url: the server's address, such as ``http://127.0.0.1:10002``.
            secret: the secret of the deployment.
            user_id: the administrator to log in as.
            timeout: seconds for connect, read and write each, or a `Timeout`. By default the http_client's own,
                else 10 to connect and 30 to read and write.
            http_client: a `httpx.Client` to send with. It is left open, and its redirects are not followed.
            clock: seconds since 1970; the token's age is measured by it.

        Raises:
            ValidationError: an argument is wrong.
        """
        self._tokens = SyncTokenSource(self._configure(base_url, secret, user_id, timeout, clock))
        self._exchange = SyncExchange(http_client, user_agent=self._user_agent)

    def call(self, operation: Operation[R], request: RequestModel) -> R:
        """Execute an operation.

        Args:
            operation: what to call.
            request: its members.

        Raises:
            ApiError: it did not succeed; `delivery` tells whether it took effect.
        """
        with before_sending(operation):
            self._exchange.ensure_usable()
            prepared = prepare(operation, request)
            token = self._tokens.token(self._login) if operation.secured else None
        try:
            return self._attempt(prepared, token)
        except TokenError:
            self._forget(token)
            raise

    def _login(self) -> LoginData:
        try:
            return self._attempt(self._prepared_login(), None)
        except ApiError as error:
            raise login_error(error) from error

    def _attempt(self, prepared: Prepared[R], token: Secret | None) -> R:
        headers = Headers(new_operation_id(), token)
        with prepared.call.attempt():
            answer = self._exchange.send(self._outgoing(prepared, headers))
            return self._interpret(prepared, answer, headers)

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


class AsyncOpenIM(_OpenIM):
    """A client of OpenIM for asyncio. One client, one pool and one token, shared by all tasks of one loop."""

    _exchange: AsyncExchange
    _tokens: AsyncTokenSource

    def __init__(
        self,
        base_url: str,
        *,
        secret: str,
        user_id: str = DEFAULT_USER,
        timeout: Timeout | float | None = None,
        http_client: AsyncClient | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Make a client; nothing is sent. As `SyncOpenIM`, with a `httpx.AsyncClient`."""
        self._tokens = AsyncTokenSource(self._configure(base_url, secret, user_id, timeout, clock))
        self._exchange = AsyncExchange(http_client, user_agent=self._user_agent)

    async def call(self, operation: Operation[R], request: RequestModel) -> R:
        """Execute an operation, as `SyncOpenIM.call`. A cancellation passes as it is."""
        with before_sending(operation):
            self._exchange.ensure_usable()
            prepared = prepare(operation, request)
            token = await self._tokens.token(self._login) if operation.secured else None
        try:
            return await self._attempt(prepared, token)
        except TokenError:
            self._forget(token)
            raise

    async def _login(self) -> LoginData:
        try:
            return await self._attempt(self._prepared_login(), None)
        except ApiError as error:
            raise login_error(error) from error

    async def _attempt(self, prepared: Prepared[R], token: Secret | None) -> R:
        headers = Headers(new_operation_id(), token)
        with prepared.call.attempt():
            answer = await self._exchange.send(self._outgoing(prepared, headers))
            return self._interpret(prepared, answer, headers)

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
