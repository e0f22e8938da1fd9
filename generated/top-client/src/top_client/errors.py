# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""What Top can go wrong with, and what its codes mean.

Every exception is an instance of `TopError` and tells by `delivery` whether the request took effect.
`ERROR_TABLE` holds codes and sub-codes with their meaning, from `spec/top/errors.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ._runtime.common.errors import (
    ApiError,
    Attempt,
    AuthenticationError,
    BusinessError,
    ClientClosedError,
    ConflictError,
    ConnectionFailedError,
    Delivery,
    EventLoopError,
    HttpStatusError,
    InvalidRequestError,
    MalformedResponseError,
    NotFoundError,
    OutcomeUnknownError,
    PermissionDeniedError,
    ServerError,
    ThrottledError,
    ValidationError,
)
from ._runtime.common.publish import publish_errors
from ._runtime.top.errors import ClockSkewError, SessionError

if TYPE_CHECKING:
    from ._error_table import ERROR_TABLE
else:
    from ._runtime.common.lazy import lazy_attributes

    __getattr__ = lazy_attributes(__name__, {"ERROR_TABLE": "._error_table"})

TopError: TypeAlias = ApiError
"""The root of everything that this package raises."""

publish_errors(
    __name__,
    "TopError",
    (
        AuthenticationError,
        BusinessError,
        ClientClosedError,
        ConflictError,
        ConnectionFailedError,
        EventLoopError,
        HttpStatusError,
        InvalidRequestError,
        MalformedResponseError,
        NotFoundError,
        OutcomeUnknownError,
        PermissionDeniedError,
        ServerError,
        ThrottledError,
        ValidationError,
        ClockSkewError,
        SessionError,
    ),
)

__all__ = [
    "Attempt",
    "AuthenticationError",
    "BusinessError",
    "ClientClosedError",
    "ClockSkewError",
    "ConflictError",
    "ConnectionFailedError",
    "Delivery",
    "ERROR_TABLE",
    "EventLoopError",
    "HttpStatusError",
    "InvalidRequestError",
    "MalformedResponseError",
    "NotFoundError",
    "OutcomeUnknownError",
    "PermissionDeniedError",
    "ServerError",
    "SessionError",
    "ThrottledError",
    "TopError",
    "ValidationError",
]
