# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""What `with_raw` and `dry_run` of the clients give: the same methods, with other results."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._runtime.common.views import AsyncCaller, Caller
    from .resources.auth import (
        AsyncAuthMethodsDryRun,
        AsyncAuthMethodsWithRaw,
        AuthMethodsDryRun,
        AuthMethodsWithRaw,
    )
    from .resources.msg import (
        AsyncMsgMethodsDryRun,
        AsyncMsgMethodsWithRaw,
        MsgMethodsDryRun,
        MsgMethodsWithRaw,
    )


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
