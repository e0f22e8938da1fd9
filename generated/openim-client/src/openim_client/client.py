# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ._runtime.common.error_table import ErrorTable
from ._runtime.common.views import AsyncDryView, AsyncRawView, DryView, RawView
from ._runtime.openim.client import AsyncOpenIM, SyncOpenIM
from .errors import ERROR_TABLE

if TYPE_CHECKING:
    from ._runtime.common.views import AsyncCaller, Caller
    from .resources.auth import (
        AsyncAuthMethods,
        AsyncAuthMethodsDryRun,
        AsyncAuthMethodsWithRaw,
        AuthMethods,
        AuthMethodsDryRun,
        AuthMethodsWithRaw,
    )
    from .resources.msg import (
        AsyncMsgMethods,
        AsyncMsgMethodsDryRun,
        AsyncMsgMethodsWithRaw,
        MsgMethods,
        MsgMethodsDryRun,
        MsgMethodsWithRaw,
    )


class OpenIMClient(SyncOpenIM):
    __doc__ = SyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.1.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

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
        return OpenIMClientWithRaw(RawView(self.outcome))

    @cached_property
    def dry_run(self) -> OpenIMClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        return OpenIMClientDryRun(DryView(self.preview))


class OpenIMClientWithRaw:
    """The same methods, each giving status, headers and body beside its result."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def auth(self) -> AuthMethodsWithRaw:
        """Methods below `auth`."""
        from .resources.auth import AuthMethodsWithRaw

        return AuthMethodsWithRaw(self._client)

    @cached_property
    def msg(self) -> MsgMethodsWithRaw:
        """Methods below `msg`."""
        from .resources.msg import MsgMethodsWithRaw

        return MsgMethodsWithRaw(self._client)


class OpenIMClientDryRun:
    """The same methods, each giving the request that it would send. Nothing is sent."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def auth(self) -> AuthMethodsDryRun:
        """Methods below `auth`."""
        from .resources.auth import AuthMethodsDryRun

        return AuthMethodsDryRun(self._client)

    @cached_property
    def msg(self) -> MsgMethodsDryRun:
        """Methods below `msg`."""
        from .resources.msg import MsgMethodsDryRun

        return MsgMethodsDryRun(self._client)


class AsyncOpenIMClient(AsyncOpenIM):
    __doc__ = AsyncOpenIM.__doc__
    _user_agent: ClassVar[str] = "openim-client/1.1.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

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
        return AsyncOpenIMClientWithRaw(AsyncRawView(self.outcome))

    @cached_property
    def dry_run(self) -> AsyncOpenIMClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        return AsyncOpenIMClientDryRun(AsyncDryView(self.preview))


class AsyncOpenIMClientWithRaw:
    """The same methods, each giving status, headers and body beside its result."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def auth(self) -> AsyncAuthMethodsWithRaw:
        """Methods below `auth`."""
        from .resources.auth import AsyncAuthMethodsWithRaw

        return AsyncAuthMethodsWithRaw(self._client)

    @cached_property
    def msg(self) -> AsyncMsgMethodsWithRaw:
        """Methods below `msg`."""
        from .resources.msg import AsyncMsgMethodsWithRaw

        return AsyncMsgMethodsWithRaw(self._client)


class AsyncOpenIMClientDryRun:
    """The same methods, each giving the request that it would send. Nothing is sent."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def auth(self) -> AsyncAuthMethodsDryRun:
        """Methods below `auth`."""
        from .resources.auth import AsyncAuthMethodsDryRun

        return AsyncAuthMethodsDryRun(self._client)

    @cached_property
    def msg(self) -> AsyncMsgMethodsDryRun:
        """Methods below `msg`."""
        from .resources.msg import AsyncMsgMethodsDryRun

        return AsyncMsgMethodsDryRun(self._client)
