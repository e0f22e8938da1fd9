# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""OpenIM admin REST API: Send messages through an OpenIM server as its administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
else:
    from ._runtime.common.lazy import lazy_attributes

    __getattr__ = lazy_attributes(
        __name__,
        {
            "AttemptInfo": "_runtime.common.observe",
            "Timeout": "_runtime.common.options",
            "DryRun": "_runtime.common.views",
            "Raw": "_runtime.common.views",
            "AsyncOpenIMClient": "client",
            "OpenIMClient": "client",
            "AuthenticationError": "errors",
            "BusinessError": "errors",
            "ClientClosedError": "errors",
            "ConflictError": "errors",
            "ConnectionFailedError": "errors",
            "EventLoopError": "errors",
            "HttpStatusError": "errors",
            "InvalidRequestError": "errors",
            "LoginError": "errors",
            "MalformedResponseError": "errors",
            "NotFoundError": "errors",
            "OpenIMError": "errors",
            "OutcomeUnknownError": "errors",
            "PartialDeliveryError": "errors",
            "PermissionDeniedError": "errors",
            "ServerError": "errors",
            "ThrottledError": "errors",
            "TokenError": "errors",
            "ValidationError": "errors",
        },
        submodules=("client", "errors"),
    )

    def __dir__():
        return sorted({*globals(), *__all__})


__version__ = "1.1.0"

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
