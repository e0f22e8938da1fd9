# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The methods of Taobao Open Platform (TOP), by resource.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .alibaba import AlibabaMethods as AlibabaMethods
    from .alibaba import AlibabaMethodsDryRun as AlibabaMethodsDryRun
    from .alibaba import AlibabaMethodsWithRaw as AlibabaMethodsWithRaw
    from .alibaba import AsyncAlibabaMethods as AsyncAlibabaMethods
    from .alibaba import AsyncAlibabaMethodsDryRun as AsyncAlibabaMethodsDryRun
    from .alibaba import AsyncAlibabaMethodsWithRaw as AsyncAlibabaMethodsWithRaw
    from .alibaba_ib import AlibabaIbMethods as AlibabaIbMethods
    from .alibaba_ib import AlibabaIbMethodsDryRun as AlibabaIbMethodsDryRun
    from .alibaba_ib import AlibabaIbMethodsWithRaw as AlibabaIbMethodsWithRaw
    from .alibaba_ib import AsyncAlibabaIbMethods as AsyncAlibabaIbMethods
    from .alibaba_ib import AsyncAlibabaIbMethodsDryRun as AsyncAlibabaIbMethodsDryRun
    from .alibaba_ib import AsyncAlibabaIbMethodsWithRaw as AsyncAlibabaIbMethodsWithRaw
    from .alibaba_iwork import AlibabaIworkMethods as AlibabaIworkMethods
    from .alibaba_iwork import AlibabaIworkMethodsDryRun as AlibabaIworkMethodsDryRun
    from .alibaba_iwork import AlibabaIworkMethodsWithRaw as AlibabaIworkMethodsWithRaw
    from .alibaba_iwork import AsyncAlibabaIworkMethods as AsyncAlibabaIworkMethods
    from .alibaba_iwork import AsyncAlibabaIworkMethodsDryRun as AsyncAlibabaIworkMethodsDryRun
    from .alibaba_iwork import AsyncAlibabaIworkMethodsWithRaw as AsyncAlibabaIworkMethodsWithRaw
    from .tpn import AsyncTpnMethods as AsyncTpnMethods
    from .tpn import AsyncTpnMethodsDryRun as AsyncTpnMethodsDryRun
    from .tpn import AsyncTpnMethodsWithRaw as AsyncTpnMethodsWithRaw
    from .tpn import TpnMethods as TpnMethods
    from .tpn import TpnMethodsDryRun as TpnMethodsDryRun
    from .tpn import TpnMethodsWithRaw as TpnMethodsWithRaw
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "AlibabaIbMethods": "alibaba_ib",
        "AlibabaIbMethodsDryRun": "alibaba_ib",
        "AlibabaIbMethodsWithRaw": "alibaba_ib",
        "AlibabaIworkMethods": "alibaba_iwork",
        "AlibabaIworkMethodsDryRun": "alibaba_iwork",
        "AlibabaIworkMethodsWithRaw": "alibaba_iwork",
        "AlibabaMethods": "alibaba",
        "AlibabaMethodsDryRun": "alibaba",
        "AlibabaMethodsWithRaw": "alibaba",
        "AsyncAlibabaIbMethods": "alibaba_ib",
        "AsyncAlibabaIbMethodsDryRun": "alibaba_ib",
        "AsyncAlibabaIbMethodsWithRaw": "alibaba_ib",
        "AsyncAlibabaIworkMethods": "alibaba_iwork",
        "AsyncAlibabaIworkMethodsDryRun": "alibaba_iwork",
        "AsyncAlibabaIworkMethodsWithRaw": "alibaba_iwork",
        "AsyncAlibabaMethods": "alibaba",
        "AsyncAlibabaMethodsDryRun": "alibaba",
        "AsyncAlibabaMethodsWithRaw": "alibaba",
        "AsyncTpnMethods": "tpn",
        "AsyncTpnMethodsDryRun": "tpn",
        "AsyncTpnMethodsWithRaw": "tpn",
        "TpnMethods": "tpn",
        "TpnMethodsDryRun": "tpn",
        "TpnMethodsWithRaw": "tpn",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
