# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ._runtime.common.error_table import ErrorTable
from ._runtime.openim.client import AsyncOpenIM, SyncOpenIM
from .errors import ERROR_TABLE

if TYPE_CHECKING:
    from .resources.auth import AsyncAuth, Auth
    from .resources.msg import AsyncMsg, Msg


class OpenIMClient(SyncOpenIM):
    __doc__ = SyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.0.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def auth(self) -> Auth:
        """Methods below `auth`."""
        from .resources.auth import Auth

        return Auth(self)

    @cached_property
    def msg(self) -> Msg:
        """Methods below `msg`."""
        from .resources.msg import Msg

        return Msg(self)


class AsyncOpenIMClient(AsyncOpenIM):
    __doc__ = AsyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.0.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def auth(self) -> AsyncAuth:
        """Methods below `auth`."""
        from .resources.auth import AsyncAuth

        return AsyncAuth(self)

    @cached_property
    def msg(self) -> AsyncMsg:
        """Methods below `msg`."""
        from .resources.msg import AsyncMsg

        return AsyncMsg(self)
