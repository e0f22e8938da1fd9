"""Token and operationID for plain httpx, for methods that have no binding here.

::

    server = "http://127.0.0.1:10002"
    client = httpx.Client(auth=OpenIMAuth(server, secret="openIM123"))
    client.post(f"{server}/user/get_users", json={"pagination": {"pageNumber": 1, "showNumber": 10}})
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator

from ..common.error_table import ErrorTable
from ..common.errors import ApiError, ValidationError
from ..common.exchange import Answer
from ..common.loops import asyncio
from ..common.options import checked_base_url, checked_callable
from ..common.redirects import origin_of, refuse_cross_host_redirects
from ..common.secrets import Secret, checked_text
from ..common.through_httpx import URL, Auth, Request, Response
from .classify import TOKEN_CODES
from .login import LoginMethod, LoginRequest, checked_method, login_error
from .protocol import Headers, header_fields, interpret, new_operation_id, outgoing, prepare, read_envelope
from .token_cache import Flight, TokenCache

__all__ = ["OpenIMAuth", "refuse_cross_host_redirects"]


class OpenIMAuth(Auth):
    """Logs in when it needs to, over the client that uses it, and adds the headers ``token`` and ``operationID``.

    One request logs in, and the others wait, or go on with the old token in its last minutes. A refused token is
    forgotten, so that the next request logs in. The answers are read whole.
    Add `refuse_cross_host_redirects` to the client's hooks if it follows redirects.
    """

    requires_response_body = True

    def __init__(
        self,
        base_url: str,
        *,
        secret: str,
        user_id: str = "imAdmin",
        login: LoginMethod = "get_admin_token",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep the credentials; nothing is sent.

        Args:
            base_url: the server's address. Requests to other servers are refused, for they would get the token.
            secret: the secret of the deployment.
            user_id: the administrator to log in as.
            login: the server's method for it, ``user_token`` for servers up to v3.8.0.
            clock: seconds since 1970; the token's age is measured by it.

        Raises:
            ValidationError: an argument is wrong.
        """
        self._base_url = checked_base_url(base_url)
        user = checked_text(user_id, "user_id")
        self._login = LoginRequest(Secret.checked(secret, "secret"), user, checked_method(login))
        checked_callable(clock, "clock")
        self._tokens, self._async_tokens = TokenCache(clock), TokenCache(clock, asyncio.Event)

    def sync_auth_flow(self, request: Request) -> Generator[Request, Response]:
        """Send the request with a token, after a login where none is at hand.

        Raises:
            ValidationError: it goes to another server.
            LoginError: the login was refused. The request was not sent.
        """
        self._check_origin(request)
        me, cache = threading.get_ident(), self._tokens
        token = cache.fresh()
        while token is None:
            with cache.turn(me) as found:
                if isinstance(found, Secret):
                    token = found
                elif found.leader != me:
                    found.done.wait()
                    token = found.outcome()
                else:
                    asked_at, headers = cache.now(), Headers(new_operation_id())
                    response = yield self._login_request(request, headers)
                    response.read()
                    token = self._kept(cache, found, response, headers, asked_at)
        response = yield _completed(request, token)
        response.read()
        _forget_refused(cache, response, token)

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        """As `sync_auth_flow`."""
        self._check_origin(request)
        me, cache = asyncio.current_task(), self._async_tokens
        token = cache.fresh()
        while token is None:
            with cache.turn(me) as found:
                if isinstance(found, Secret):
                    token = found
                elif found.leader is not me:
                    await found.done.wait()
                    token = found.outcome()
                else:
                    asked_at, headers = cache.now(), Headers(new_operation_id())
                    response = yield self._login_request(request, headers)
                    await response.aread()
                    token = self._kept(cache, found, response, headers, asked_at)
        response = yield _completed(request, token)
        await response.aread()
        _forget_refused(cache, response, token)

    def _check_origin(self, request: Request) -> None:
        if origin_of(request.url) != origin_of(URL(self._base_url)):
            raise ValidationError("goes to another server than base_url names", path=("request",))

    def _login_request(self, request: Request, headers: Headers) -> Request:
        prepared = prepare(self._login.operation, self._login)
        login = outgoing(prepared, self._base_url, headers, None)
        return Request("POST", login.url, headers=login.headers, content=login.body, extensions=request.extensions)

    def _kept(self, cache: TokenCache, flight: Flight, response: Response, headers: Headers, asked_at: float) -> Secret:
        """The token of a login, or the old one if the login failed and calls can go on without."""
        try:
            secrets = (self._login.secret,)
            data = interpret(self._login.operation, _answer(response), ErrorTable, headers, secrets)
        except ApiError as error:
            failure = login_error(error)
            failure.__cause__ = error
            spare = cache.failed(flight, failure)
            if spare is None:
                raise failure from error
            return spare
        return cache.succeeded(flight, data, asked_at)


def _forget_refused(cache: TokenCache, response: Response, token: Secret) -> None:
    envelope = read_envelope(_answer(response))
    if envelope is not None and envelope.code in TOKEN_CODES:
        cache.forget(token)


def _completed(request: Request, token: Secret) -> Request:
    for name, value in header_fields(Headers(new_operation_id(), token)).items():
        if name == "token" or name not in request.headers:
            request.headers[name] = value
    return request


def _answer(response: Response) -> Answer:
    return Answer(response.status_code, dict(response.headers.items()), response.content)
