"""Logging in, and keeping the token."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Self, TypeGuard

from attrs import field, frozen

from ..common.answers import integer
from ..common.errors import ApiError
from ..common.operation import Operation, Resend
from ..common.secrets import Secret
from .errors import LoginError

EARLY: Final = 300.0
"""Seconds before its end that a token is given up."""


@frozen
class LoginRequest:
    """What the server wants to know."""

    secret: Secret
    user_id: str

    def validate(self) -> None:
        """Nothing is left to check: the client checks its settings when it is made."""

    def to_dict(self) -> dict[str, object]:
        """The members as the API names them."""
        return {"secret": self.secret.reveal(), "userID": self.user_id}


@frozen
class LoginData:
    """What the server answers."""

    token: Secret
    lifetime: float
    """Seconds from now."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], /) -> Self:
        """Read the answer's data.

        Raises:
            ValueError: the token or its lifetime is missing or unreadable. The text does not hold them.
        """
        token, lifetime = data.get("token"), integer(data.get("expireTimeSeconds"))
        secret = Secret(token) if _fits_a_header(token) else None
        del data, token  # some traceback printers show local variables
        if secret is None:
            raise ValueError("the token is missing, or no printable ASCII without blanks")
        if lifetime is None:
            raise ValueError("expireTimeSeconds is missing or no number")
        return cls(secret, float(lifetime))


def _fits_a_header(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable() and " " not in value


LOGIN: Final[Operation[LoginData]] = Operation(
    name="auth.get_admin_token",
    path="/auth/get_admin_token",
    result_key="data",
    load_result=lambda: LoginData,
    resend=Resend("safe"),
    error_delivery="not_sent",
    secured=False,
)
"""The login that the clients do by themselves."""


class TokenCache:
    """One token and the time until which it is used."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._held: tuple[Secret, float] | None = None

    def current(self) -> Secret | None:
        """The token, unless there is none or its time is over."""
        held = self._held
        return held[0] if held is not None and self._clock() < held[1] else None

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock()

    def keep(self, login: LoginData, asked_at: float) -> Secret:
        """Use a token from now on.

        Args:
            login: the token and its lifetime.
            asked_at: when the login was sent: the lifetime began no earlier.
        """
        # A token of ten minutes or less would not last under the rule of five minutes: it serves for half its time.
        self._held = (login.token, asked_at + max(login.lifetime - EARLY, login.lifetime / 2))
        return login.token

    def forget(self, refused: Secret) -> None:
        """Drop the token if it is still the one that was refused."""
        held = self._held
        if held is not None and held[0] == refused:
            self._held = None


@frozen
class SyncTokenSource:
    """One token for all threads of a client and of its views."""

    cache: TokenCache
    _lock: threading.Lock = field(factory=threading.Lock)

    def token(self, login: Callable[[], LoginData]) -> Secret:
        """The token; the first caller without one logs in, the others wait."""
        token = self.cache.current()
        if token is not None:
            return token
        with self._lock:
            asked_at = self.cache.now()
            return self.cache.current() or self.cache.keep(login(), asked_at)


@frozen
class AsyncTokenSource:
    """One token for all tasks of a client and of its views."""

    cache: TokenCache
    _lock: asyncio.Lock = field(factory=asyncio.Lock)

    async def token(self, login: Callable[[], Awaitable[LoginData]]) -> Secret:
        """The token; the first caller without one logs in, the others wait."""
        token = self.cache.current()
        if token is not None:
            return token
        async with self._lock:
            asked_at = self.cache.now()
            return self.cache.current() or self.cache.keep(await login(), asked_at)


def login_error(cause: ApiError) -> LoginError:
    """The error of a call whose login failed: nothing of the call was sent, whatever became of the login."""
    return LoginError(
        message=f"the login failed: {cause.message}",
        code=cause.code,
        vendor_message=cause.vendor_message,
        vendor_detail=cause.vendor_detail,
        request_id=cause.request_id,
        meaning=cause.meaning,
        remedy=cause.remedy,
        fault=cause.fault,
        retryable=cause.retryable,
        retry_after=cause.retry_after,
        status=cause.status,
        headers=cause.headers,
        body=cause.body,
    )
