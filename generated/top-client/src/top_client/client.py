# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The synchronous and the asynchronous client."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from ._runtime.common.error_table import ErrorTable
from ._runtime.top.client import AsyncTop, SyncTop
from .errors import ERROR_TABLE

if TYPE_CHECKING:
    from .resources.alibaba import Alibaba, AsyncAlibaba
    from .resources.tpn import AsyncTpn, Tpn


class TopClient(SyncTop):
    __doc__ = SyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.0.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def alibaba(self) -> Alibaba:
        """Methods below `alibaba`."""
        from .resources.alibaba import Alibaba

        return Alibaba(self)

    @cached_property
    def tpn(self) -> Tpn:
        """Methods below `tpn`."""
        from .resources.tpn import Tpn

        return Tpn(self)


class AsyncTopClient(AsyncTop):
    __doc__ = AsyncTop.__doc__
    _user_agent: ClassVar[str] = "top-client/1.0.0"
    _error_table: ClassVar[ErrorTable] = ERROR_TABLE

    @cached_property
    def alibaba(self) -> AsyncAlibaba:
        """Methods below `alibaba`."""
        from .resources.alibaba import AsyncAlibaba

        return AsyncAlibaba(self)

    @cached_property
    def tpn(self) -> AsyncTpn:
        """Methods below `tpn`."""
        from .resources.tpn import AsyncTpn

        return AsyncTpn(self)
