# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Methods below `alibaba`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._runtime.top.client import AsyncTop, SyncTop
    from .alibaba_ib import AlibabaIb, AsyncAlibabaIb
    from .alibaba_iwork import AlibabaIwork, AsyncAlibabaIwork


class Alibaba:
    """Methods below `alibaba`."""

    def __init__(self, client: SyncTop) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AlibabaIb:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AlibabaIb

        return AlibabaIb(self._client)

    @cached_property
    def iwork(self) -> AlibabaIwork:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AlibabaIwork

        return AlibabaIwork(self._client)


class AsyncAlibaba:
    """Methods below `alibaba`, for asyncio."""

    def __init__(self, client: AsyncTop) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AsyncAlibabaIb:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AsyncAlibabaIb

        return AsyncAlibabaIb(self._client)

    @cached_property
    def iwork(self) -> AsyncAlibabaIwork:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AsyncAlibabaIwork

        return AsyncAlibabaIwork(self._client)
