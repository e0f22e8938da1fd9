# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Methods below `alibaba`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .._runtime.common.views import AsyncCaller, Caller
    from .alibaba_ib import (
        AlibabaIbMethods,
        AlibabaIbMethodsDryRun,
        AlibabaIbMethodsWithRaw,
        AsyncAlibabaIbMethods,
        AsyncAlibabaIbMethodsDryRun,
        AsyncAlibabaIbMethodsWithRaw,
    )
    from .alibaba_iwork import (
        AlibabaIworkMethods,
        AlibabaIworkMethodsDryRun,
        AlibabaIworkMethodsWithRaw,
        AsyncAlibabaIworkMethods,
        AsyncAlibabaIworkMethodsDryRun,
        AsyncAlibabaIworkMethodsWithRaw,
    )

__all__ = [
    "AlibabaMethods",
    "AlibabaMethodsDryRun",
    "AlibabaMethodsWithRaw",
    "AsyncAlibabaMethods",
    "AsyncAlibabaMethodsDryRun",
    "AsyncAlibabaMethodsWithRaw",
]


class AlibabaMethods:
    """Methods below `alibaba`."""

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AlibabaIbMethods:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AlibabaIbMethods

        return AlibabaIbMethods(self._client)

    @cached_property
    def iwork(self) -> AlibabaIworkMethods:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AlibabaIworkMethods

        return AlibabaIworkMethods(self._client)


class AlibabaMethodsWithRaw:
    """Methods below `alibaba`.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AlibabaIbMethodsWithRaw:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AlibabaIbMethodsWithRaw

        return AlibabaIbMethodsWithRaw(self._client)

    @cached_property
    def iwork(self) -> AlibabaIworkMethodsWithRaw:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AlibabaIworkMethodsWithRaw

        return AlibabaIworkMethodsWithRaw(self._client)


class AlibabaMethodsDryRun:
    """Methods below `alibaba`.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: Caller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AlibabaIbMethodsDryRun:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AlibabaIbMethodsDryRun

        return AlibabaIbMethodsDryRun(self._client)

    @cached_property
    def iwork(self) -> AlibabaIworkMethodsDryRun:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AlibabaIworkMethodsDryRun

        return AlibabaIworkMethodsDryRun(self._client)


class AsyncAlibabaMethods:
    """Methods below `alibaba`, for asyncio."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AsyncAlibabaIbMethods:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AsyncAlibabaIbMethods

        return AsyncAlibabaIbMethods(self._client)

    @cached_property
    def iwork(self) -> AsyncAlibabaIworkMethods:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AsyncAlibabaIworkMethods

        return AsyncAlibabaIworkMethods(self._client)


class AsyncAlibabaMethodsWithRaw:
    """Methods below `alibaba`, for asyncio.

    The same methods, each giving status, headers and body beside its result.
    """

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AsyncAlibabaIbMethodsWithRaw:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AsyncAlibabaIbMethodsWithRaw

        return AsyncAlibabaIbMethodsWithRaw(self._client)

    @cached_property
    def iwork(self) -> AsyncAlibabaIworkMethodsWithRaw:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AsyncAlibabaIworkMethodsWithRaw

        return AsyncAlibabaIworkMethodsWithRaw(self._client)


class AsyncAlibabaMethodsDryRun:
    """Methods below `alibaba`, for asyncio.

    The same methods, each giving the request that it would send. Nothing is sent.
    """

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client

    @cached_property
    def ib(self) -> AsyncAlibabaIbMethodsDryRun:
        """Methods below `alibaba.ib`."""
        from .alibaba_ib import AsyncAlibabaIbMethodsDryRun

        return AsyncAlibabaIbMethodsDryRun(self._client)

    @cached_property
    def iwork(self) -> AsyncAlibabaIworkMethodsDryRun:
        """Methods below `alibaba.iwork`."""
        from .alibaba_iwork import AsyncAlibabaIworkMethodsDryRun

        return AsyncAlibabaIworkMethodsDryRun(self._client)
