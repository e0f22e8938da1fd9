# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The methods of OpenIM admin REST API, by resource.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auth import AsyncAuth as AsyncAuth
    from .auth import Auth as Auth
    from .msg import AsyncMsg as AsyncMsg
    from .msg import Msg as Msg
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "AsyncAuth": "auth",
        "AsyncMsg": "msg",
        "Auth": "auth",
        "Msg": "msg",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
