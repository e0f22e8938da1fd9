# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from . import errors
from ._runtime.top.client import AsyncTop, SyncTop

if TYPE_CHECKING:
    from ._runtime.common.error_table import ErrorTable
    from ._views import AsyncTopClientDryRun, AsyncTopClientWithRaw, TopClientDryRun, TopClientWithRaw
    from .resources.alibaba import AlibabaMethods, AsyncAlibabaMethods
    from .resources.tpn import AsyncTpnMethods, TpnMethods
else:
    from ._runtime.common.lazy import lazy_attributes

    __getattr__ = lazy_attributes(
        __name__,
        dict.fromkeys(
            ("AsyncTopClientDryRun", "AsyncTopClientWithRaw", "TopClientDryRun", "TopClientWithRaw"),
            "._views",
        ),
    )


class TopClient(SyncTop):
    __doc__ = SyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.1.0"

    @staticmethod
    def _error_table() -> ErrorTable:
        return errors.ERROR_TABLE

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
        from ._runtime.common.views import RawView
        from ._views import TopClientWithRaw

        return TopClientWithRaw(RawView(self.outcome))

    @cached_property
    def dry_run(self) -> TopClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        from ._runtime.common.views import DryView
        from ._views import TopClientDryRun

        return TopClientDryRun(DryView(self.preview))


class AsyncTopClient(AsyncTop):
    __doc__ = AsyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.1.0"

    @staticmethod
    def _error_table() -> ErrorTable:
        return errors.ERROR_TABLE

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
        from ._runtime.common.views import AsyncRawView
        from ._views import AsyncTopClientWithRaw

        return AsyncTopClientWithRaw(AsyncRawView(self.outcome))

    @cached_property
    def dry_run(self) -> AsyncTopClientDryRun:
        """The same methods, each giving the request that it would send. Nothing is sent."""
        from ._runtime.common.views import AsyncDryView
        from ._views import AsyncTopClientDryRun

        return AsyncTopClientDryRun(AsyncDryView(self.preview))


__all__ = [
    "AsyncTopClient",
    "AsyncTopClientDryRun",
    "AsyncTopClientWithRaw",
    "TopClient",
    "TopClientDryRun",
    "TopClientWithRaw",
]
