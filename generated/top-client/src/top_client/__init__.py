# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Taobao Open Platform (TOP): Typed client for messaging methods of the Taobao Open Platform (淘宝开放平台)."""

from __future__ import annotations

from ._runtime.common.observe import AttemptInfo
from ._runtime.common.options import Timeout
from ._runtime.common.views import DryRun, Raw
from .client import AsyncTopClient, TopClient
from .errors import (
    AuthenticationError,
    BusinessError,
    ClientClosedError,
    ClockSkewError,
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
    SessionError,
    ThrottledError,
    TopError,
    ValidationError,
)

__version__ = "1.0.0"

__all__ = [
    "AsyncTopClient",
    "AttemptInfo",
    "AuthenticationError",
    "BusinessError",
    "ClientClosedError",
    "ClockSkewError",
    "ConflictError",
    "ConnectionFailedError",
    "DryRun",
    "EventLoopError",
    "HttpStatusError",
    "InvalidRequestError",
    "MalformedResponseError",
    "NotFoundError",
    "OutcomeUnknownError",
    "PermissionDeniedError",
    "Raw",
    "ServerError",
    "SessionError",
    "ThrottledError",
    "Timeout",
    "TopClient",
    "TopError",
    "ValidationError",
    "__version__",
]
