# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Taobao Open Platform (TOP): Typed client for messaging methods of the Taobao Open Platform (淘宝开放平台)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
else:
    from ._runtime.common.lazy import lazy_attributes

    __getattr__ = lazy_attributes(
        __name__,
        {
            "AttemptInfo": "_runtime.common.observe",
            "Timeout": "_runtime.common.options",
            "DryRun": "_runtime.common.views",
            "Raw": "_runtime.common.views",
            "AsyncTopClient": "client",
            "TopClient": "client",
            "AuthenticationError": "errors",
            "BusinessError": "errors",
            "ClientClosedError": "errors",
            "ClockSkewError": "errors",
            "ConflictError": "errors",
            "ConnectionFailedError": "errors",
            "EventLoopError": "errors",
            "HttpStatusError": "errors",
            "InvalidRequestError": "errors",
            "MalformedResponseError": "errors",
            "NotFoundError": "errors",
            "OutcomeUnknownError": "errors",
            "PermissionDeniedError": "errors",
            "ServerError": "errors",
            "SessionError": "errors",
            "ThrottledError": "errors",
            "TopError": "errors",
            "ValidationError": "errors",
        },
        submodules=("client", "errors"),
    )

    def __dir__():
        return sorted({*globals(), *__all__})


__version__ = "1.1.0"

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
