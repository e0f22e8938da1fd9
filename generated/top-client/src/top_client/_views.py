# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""What `with_raw` and `dry_run` of the clients give: the same methods, with other results."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._runtime.common.views import AsyncCaller, Caller
    from .resources.alibaba import (
        AlibabaMethodsDryRun,
        AlibabaMethodsWithRaw,
        AsyncAlibabaMethodsDryRun,
        AsyncAlibabaMethodsWithRaw,
    )
    from .resources.tpn import (
        AsyncTpnMethodsDryRun,
        AsyncTpnMethodsWithRaw,
        TpnMethodsDryRun,
        TpnMethodsWithRaw,
    )


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
