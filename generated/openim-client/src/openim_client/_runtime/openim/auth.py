"""Token and operationID for plain httpx, for methods that have no binding here.

::

    server = "http://127.0.0.1:10002"
    client = httpx.Client(auth=OpenIMAuth(server, secret="openIM123"))
    client.post(f"{server}/user/get_users", json={"pagination": {"pageNumber": 1, "showNumber": 10}})
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Generator

from ..common.error_table import ErrorTable
from ..common.errors import ApiError, ValidationError
from ..common.exchange import Answer
from ..common.http import URL, Auth, Request, Response
from ..common.options import checked_base_url, checked_callable
from ..common.redirects import origin_of, refuse_cross_host_redirects
from ..common.secrets import Secret, checked_text
from .classify import TOKEN_CODES
from .login import LOGIN, LoginRequest, TokenCache, login_error
from .protocol import Headers, header_fields, interpret, new_operation_id, outgoing, prepare, read_envelope

__all__ = ["OpenIMAuth", "refuse_cross_host_redirects"]


class OpenIMAuth(Auth):
    """Logs in when it needs to, over the client that uses it, and adds the headers ``token`` and ``operationID``.

    A refused token is forgotten, so that the next request logs in. The answers are read whole.
    Add `refuse_cross_host_redirects` to the client's hooks if it follows redirects.
    """

    requires_response_body = True

    def __init__(
        self,
        base_url: str,
        *,
        secret: str,
        user_id: str = "imAdmin",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Keep the credentials; nothing is sent.

        Args:
            base_url: the server's address. Requests to other servers are refused, for they would get the token.
            secret: the secret of the deployment.
            user_id: the administrator to log in as.
            clock: seconds since 1970; the token's age is measured by it.

        Raises:
            ValidationError: an argument is wrong.
        """
        self._base_url = checked_base_url(base_url)
        self._login = LoginRequest(Secret.checked(secret, "secret"), checked_text(user_id, "user_id"))
        checked_callable(clock, "clock")
        self._cache = TokenCache(clock)
        # Reentrant: a hook of the client may send with the same auth while the login is under way.
        self._lock = threading.RLock()
        self._async_lock = asyncio.Lock()

    def sync_auth_flow(self, request: Request) -> Generator[Request, Response]:
        """Send the request with a token, after a login where none is at hand.

        Raises:
            ValidationError: it goes to another server.
            LoginError: the login was refused. The request was not sent.
        """
        self._check_origin(request)
        with self._lock:
            token = self._cache.current()
            if token is None:
                asked_at, headers = self._cache.now(), Headers(new_operation_id())
                response = yield self._login_request(request, headers)
                response.read()
                token = self._keep(response, headers, asked_at)
        response = yield _completed(request, token)
        response.read()
        self._forget_refused(response, token)

    async def async_auth_flow(self, request: Request) -> AsyncGenerator[Request, Response]:
        """As `sync_auth_flow`."""
        self._check_origin(request)
        async with self._async_lock:
            token = self._cache.current()
            if token is None:
                asked_at, headers = self._cache.now(), Headers(new_operation_id())
                response = yield self._login_request(request, headers)
                await response.aread()
                token = self._keep(response, headers, asked_at)
        response = yield _completed(request, token)
        await response.aread()
        self._forget_refused(response, token)

    def _check_origin(self, request: Request) -> None:
        if origin_of(request.url) != origin_of(URL(self._base_url)):
            raise ValidationError("goes to another server than base_url names", path=("request",))

    def _login_request(self, request: Request, headers: Headers) -> Request:
        login = outgoing(prepare(LOGIN, self._login), self._base_url, headers, None)
        return Request("POST", login.url, headers=login.headers, content=login.body, extensions=request.extensions)

    def _keep(self, response: Response, headers: Headers, asked_at: float) -> Secret:
        try:
            data = interpret(LOGIN, _answer(response), ErrorTable(), headers, (self._login.secret,))
        except ApiError as error:
            raise login_error(error) from error
        return self._cache.keep(data, asked_at)

    def _forget_refused(self, response: Response, token: Secret) -> None:
        envelope = read_envelope(_answer(response))
        if envelope is not None and envelope.code in TOKEN_CODES:
            self._cache.forget(token)


def _completed(request: Request, token: Secret) -> Request:
    for name, value in header_fields(Headers(new_operation_id(), token)).items():
        if name == "token" or name not in request.headers:
            request.headers[name] = value
    return request


def _answer(response: Response) -> Answer:
    return Answer(response.status_code, dict(response.headers.items()), response.content)
