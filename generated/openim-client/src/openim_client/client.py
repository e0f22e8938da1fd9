# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from . import errors
from ._runtime.openim.client import AsyncOpenIM, SyncOpenIM

if TYPE_CHECKING:
    from ._runtime.common.error_table import ErrorTable
    from ._views import (
        AsyncOpenIMClientDryRun,
        AsyncOpenIMClientWithRaw,
        OpenIMClientDryRun,
        OpenIMClientWithRaw,
    )
    from .resources.auth import AsyncAuthMethods, AuthMethods
    from .resources.msg import AsyncMsgMethods, MsgMethods
else:
    from ._runtime.common.lazy import lazy_attributes

    __getattr__ = lazy_attributes(
        __name__,
        dict.fromkeys(
            (
                "AsyncOpenIMClientDryRun",
                "AsyncOpenIMClientWithRaw",
                "OpenIMClientDryRun",
                "OpenIMClientWithRaw",
            ),
            "._views",
        ),
    )


class OpenIMClient(SyncOpenIM):
    __doc__ = SyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.1.0"

    @staticmethod
    def _error_table() -> ErrorTable:
        return errors.ERROR_TABLE

    @cached_property
    def auth(self) -> AuthMethods:
        """Methods below `auth`."""
        from .resources.auth import AuthMethods

        return AuthMethods(self)

    @cached_property
    def msg(self) -> MsgMethods:
        """Methods below `msg`."""
        from .resources.msg import MsgMethods

        return MsgMethods(self)

    @cached_property
    def with_raw(self) -> OpenIMClientWithRaw:
        """The same methods, each giving status, headers and body beside its result."""
        from ._runtime.common.views import RawView
        from ._views import OpenIMClientWithRaw

        return OpenIMClientWithRaw(RawView(self.outcome))

    @cached_property
    def dry_run(self) -> OpenIMClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        from ._runtime.common.views import DryView
        from ._views import OpenIMClientDryRun

        return OpenIMClientDryRun(DryView(self.preview))


class AsyncOpenIMClient(AsyncOpenIM):
    __doc__ = AsyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.1.0"

    @staticmethod
    def _error_table() -> ErrorTable:
        return errors.ERROR_TABLE

    @cached_property
    def auth(self) -> AsyncAuthMethods:
        """Methods below `auth`."""
        from .resources.auth import AsyncAuthMethods

        return AsyncAuthMethods(self)

    @cached_property
    def msg(self) -> AsyncMsgMethods:
        """Methods below `msg`."""
        from .resources.msg import AsyncMsgMethods

        return AsyncMsgMethods(self)

    @cached_property
    def with_raw(self) -> AsyncOpenIMClientWithRaw:
        """The same methods, each giving status, headers and body beside its result."""
        from ._runtime.common.views import AsyncRawView
        from ._views import AsyncOpenIMClientWithRaw

        return AsyncOpenIMClientWithRaw(AsyncRawView(self.outcome))

    @cached_property
    def dry_run(self) -> AsyncOpenIMClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        from ._runtime.common.views import AsyncDryView
        from ._views import AsyncOpenIMClientDryRun

        return AsyncOpenIMClientDryRun(AsyncDryView(self.preview))


__all__ = [
    "AsyncOpenIMClient",
    "AsyncOpenIMClientDryRun",
    "AsyncOpenIMClientWithRaw",
    "OpenIMClient",
    "OpenIMClientDryRun",
    "OpenIMClientWithRaw",
]
