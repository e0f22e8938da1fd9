# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ._runtime.common.error_table import ErrorTable
from ._runtime.common.views import AsyncDryView, AsyncRawView, DryView, RawView
from ._runtime.top.client import AsyncTop, SyncTop
from .errors import ERROR_TABLE

if TYPE_CHECKING:
    from ._runtime.common.views import AsyncCaller, Caller
    from .resources.alibaba import (
        AlibabaMethods,
        AlibabaMethodsDryRun,
        AlibabaMethodsWithRaw,
        AsyncAlibabaMethods,
        AsyncAlibabaMethodsDryRun,
        AsyncAlibabaMethodsWithRaw,
    )
    from .resources.tpn import (
        AsyncTpnMethods,
        AsyncTpnMethodsDryRun,
        AsyncTpnMethodsWithRaw,
        TpnMethods,
        TpnMethodsDryRun,
        TpnMethodsWithRaw,
    )


class TopClient(SyncTop):
    __doc__ = SyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.1.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def alibaba(self) -> AlibabaMethods:
        """Methods below `alibaba`."""
        from .resources.alibaba import AlibabaMethods

        return AlibabaMethods(self)

    @cached_property
    def tpn(self) -> TpnMethods:
        """Methods below `tpn`."""
        from .resources.tpn import TpnMethods

        return TpnMethods(self)

    @cached_property
    def with_raw(self) -> TopClientWithRaw:
        """The same methods, each giving status, headers and body beside its result."""
        return TopClientWithRaw(RawView(self.outcome))

    @cached_property
    def dry_run(self) -> TopClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        return TopClientDryRun(DryView(self.preview))


class TopClientWithRaw:
    """The same methods, each giving status, headers and body beside its result."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def alibaba(self) -> AlibabaMethodsWithRaw:
        """Methods below `alibaba`."""
        from .resources.alibaba import AlibabaMethodsWithRaw

        return AlibabaMethodsWithRaw(self._client)

    @cached_property
    def tpn(self) -> TpnMethodsWithRaw:
        """Methods below `tpn`."""
        from .resources.tpn import TpnMethodsWithRaw

        return TpnMethodsWithRaw(self._client)


class TopClientDryRun:
    """The same methods, each giving the request that it would send. Nothing is sent."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def alibaba(self) -> AlibabaMethodsDryRun:
        """Methods below `alibaba`."""
        from .resources.alibaba import AlibabaMethodsDryRun

        return AlibabaMethodsDryRun(self._client)

    @cached_property
    def tpn(self) -> TpnMethodsDryRun:
        """Methods below `tpn`."""
        from .resources.tpn import TpnMethodsDryRun

        return TpnMethodsDryRun(self._client)


class AsyncTopClient(AsyncTop):
    __doc__ = AsyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.1.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def alibaba(self) -> AsyncAlibabaMethods:
        """Methods below `alibaba`."""
        from .resources.alibaba import AsyncAlibabaMethods

        return AsyncAlibabaMethods(self)

    @cached_property
    def tpn(self) -> AsyncTpnMethods:
        """Methods below `tpn`."""
        from .resources.tpn import AsyncTpnMethods

        return AsyncTpnMethods(self)

    @cached_property
    def with_raw(self) -> AsyncTopClientWithRaw:
        """The same methods, each giving status, headers and body beside its result."""
        return AsyncTopClientWithRaw(AsyncRawView(self.outcome))

    @cached_property
    def dry_run(self) -> AsyncTopClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        return AsyncTopClientDryRun(AsyncDryView(self.preview))


class AsyncTopClientWithRaw:
    """The same methods, each giving status, headers and body beside its result."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def alibaba(self) -> AsyncAlibabaMethodsWithRaw:
        """Methods below `alibaba`."""
        from .resources.alibaba import AsyncAlibabaMethodsWithRaw

        return AsyncAlibabaMethodsWithRaw(self._client)

    @cached_property
    def tpn(self) -> AsyncTpnMethodsWithRaw:
        """Methods below `tpn`."""
        from .resources.tpn import AsyncTpnMethodsWithRaw

        return AsyncTpnMethodsWithRaw(self._client)


class AsyncTopClientDryRun:
    """The same methods, each giving the request that it would send. Nothing is sent."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def alibaba(self) -> AsyncAlibabaMethodsDryRun:
        """Methods below `alibaba`."""
        from .resources.alibaba import AsyncAlibabaMethodsDryRun

        return AsyncAlibabaMethodsDryRun(self._client)

    @cached_property
    def tpn(self) -> AsyncTpnMethodsDryRun:
        """Methods below `tpn`."""
        from .resources.tpn import AsyncTpnMethodsDryRun

        return AsyncTpnMethodsDryRun(self._client)
