# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The methods of OpenIM admin REST API, by resource.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auth import AsyncAuthMethods as AsyncAuthMethods
    from .auth import AsyncAuthMethodsDryRun as AsyncAuthMethodsDryRun
    from .auth import AsyncAuthMethodsWithRaw as AsyncAuthMethodsWithRaw
    from .auth import AuthMethods as AuthMethods
    from .auth import AuthMethodsDryRun as AuthMethodsDryRun
    from .auth import AuthMethodsWithRaw as AuthMethodsWithRaw
    from .msg import AsyncMsgMethods as AsyncMsgMethods
    from .msg import AsyncMsgMethodsDryRun as AsyncMsgMethodsDryRun
    from .msg import AsyncMsgMethodsWithRaw as AsyncMsgMethodsWithRaw
    from .msg import MsgMethods as MsgMethods
    from .msg import MsgMethodsDryRun as MsgMethodsDryRun
    from .msg import MsgMethodsWithRaw as MsgMethodsWithRaw
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "AsyncAuthMethods": "auth",
        "AsyncAuthMethodsDryRun": "auth",
        "AsyncAuthMethodsWithRaw": "auth",
        "AsyncMsgMethods": "msg",
        "AsyncMsgMethodsDryRun": "msg",
        "AsyncMsgMethodsWithRaw": "msg",
        "AuthMethods": "auth",
        "AuthMethodsDryRun": "auth",
        "AuthMethodsWithRaw": "auth",
        "MsgMethods": "msg",
        "MsgMethodsDryRun": "msg",
        "MsgMethodsWithRaw": "msg",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
