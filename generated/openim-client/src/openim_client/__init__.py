# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""OpenIM admin REST API: Send messages through an OpenIM server as its administrator."""

from __future__ import annotations

from ._runtime.common.options import Timeout
from .client import AsyncOpenIMClient, OpenIMClient
from .errors import (
    AuthenticationError,
    BusinessError,
    ClientClosedError,
    ConflictError,
    ConnectionFailedError,
    EventLoopError,
    HttpStatusError,
    InvalidRequestError,
    LoginError,
    MalformedResponseError,
    NotFoundError,
    OpenIMError,
    OutcomeUnknownError,
    PermissionDeniedError,
    ServerError,
    ThrottledError,
    TokenError,
    ValidationError,
)

__version__ = "1.0.0"

__all__ = [
    "AsyncOpenIMClient",
    "AuthenticationError",
    "BusinessError",
    "ClientClosedError",
    "ConflictError",
    "ConnectionFailedError",
    "EventLoopError",
    "HttpStatusError",
    "InvalidRequestError",
    "LoginError",
    "MalformedResponseError",
    "NotFoundError",
    "OpenIMClient",
    "OpenIMError",
    "OutcomeUnknownError",
    "PermissionDeniedError",
    "ServerError",
    "ThrottledError",
    "Timeout",
    "TokenError",
    "ValidationError",
    "__version__",
]
