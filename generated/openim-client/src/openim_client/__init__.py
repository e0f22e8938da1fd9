# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""OpenIM admin REST API: Send messages through an OpenIM server as its administrator."""

from __future__ import annotations

from ._runtime.common.observe import AttemptInfo
from ._runtime.common.options import Timeout
from ._runtime.common.views import DryRun, Raw
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
    PartialDeliveryError,
    PermissionDeniedError,
    ServerError,
    ThrottledError,
    TokenError,
    ValidationError,
)

__version__ = "1.0.0"

__all__ = [
    "AsyncOpenIMClient",
    "AttemptInfo",
    "AuthenticationError",
    "BusinessError",
    "ClientClosedError",
    "ConflictError",
    "ConnectionFailedError",
    "DryRun",
    "EventLoopError",
    "HttpStatusError",
    "InvalidRequestError",
    "LoginError",
    "MalformedResponseError",
    "NotFoundError",
    "OpenIMClient",
    "OpenIMError",
    "OutcomeUnknownError",
    "PartialDeliveryError",
    "PermissionDeniedError",
    "Raw",
    "ServerError",
    "ThrottledError",
    "Timeout",
    "TokenError",
    "ValidationError",
    "__version__",
]
