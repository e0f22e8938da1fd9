"""Logging in, as servers of either age want it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, Self, TypeGuard

from attrs import evolve

from ..common.answers import integer
from ..common.define import frozen
from ..common.errors import ApiError, ValidationError
from ..common.operation import Operation, Resend
from ..common.secrets import Secret
from .errors import LoginError

LoginMethod = Literal["get_admin_token", "user_token"]
"""The server's method: ``get_admin_token`` since v3.8.1, ``user_token`` up to v3.8.0."""

_METHODS: Final[tuple[LoginMethod, ...]] = ("get_admin_token", "user_token")
_ADMIN_PLATFORM: Final = 10
"""The platform that administrators log in from."""


@frozen
class LoginRequest:
    """What the server wants to know."""

    secret: Secret
    user_id: str
    method: LoginMethod = "get_admin_token"

    def validate(self) -> None:
        """Nothing is left to check: the client checks its settings when it is made."""

    def to_dict(self) -> dict[str, object]:
        """The members as the API names them."""
        members: dict[str, object] = {"secret": self.secret.reveal(), "userID": self.user_id}
        return members if self.method == "get_admin_token" else {**members, "platformID": _ADMIN_PLATFORM}

    @property
    def operation(self) -> Operation[LoginData]:
        """The method that takes it."""
        return LOGIN if self.method == "get_admin_token" else LEGACY_LOGIN


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
        secret = Secret(token) if fits_a_header(token) else None
        del data, token  # some traceback printers show local variables
        if secret is None:
            raise ValueError("the token is missing, or no printable ASCII without blanks")
        if lifetime is None:
            raise ValueError("expireTimeSeconds is missing or no number")
        return cls(secret, float(lifetime))


def checked_method(value: object) -> LoginMethod:
    """The method that a caller gave.

    Raises:
        ValidationError: there is no such method.
    """
    for method in _METHODS:
        if method == value:
            return method
    raise ValidationError("must be one of get_admin_token, user_token", path=("login",))


def fits_a_header(value: object) -> TypeGuard[str]:
    """Whether it is a text that the header ``token`` can carry."""
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

LEGACY_LOGIN: Final = evolve(LOGIN, name="auth.user_token", path="/auth/user_token")
"""The login of servers up to v3.8.0."""


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
        deadline_exceeded=cause.deadline_exceeded,
        status=cause.status,
        headers=cause.headers,
        body=cause.body,
    )
