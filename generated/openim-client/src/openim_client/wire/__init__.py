# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""OpenIM admin REST API on the wire: plain dicts, typed.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .auth import *
    from .msg import *
else:
    from .._runtime.common.lazy import lazy_package

    __getattr__, __dir__ = lazy_package(__name__)
