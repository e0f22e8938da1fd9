# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The methods of Taobao Open Platform (TOP), by resource.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .alibaba import Alibaba as Alibaba
    from .alibaba import AsyncAlibaba as AsyncAlibaba
    from .alibaba_ib import AlibabaIb as AlibabaIb
    from .alibaba_ib import AsyncAlibabaIb as AsyncAlibabaIb
    from .alibaba_iwork import AlibabaIwork as AlibabaIwork
    from .alibaba_iwork import AsyncAlibabaIwork as AsyncAlibabaIwork
    from .tpn import AsyncTpn as AsyncTpn
    from .tpn import Tpn as Tpn
else:
    from .._runtime.common.lazy import lazy_attributes

    _MODULES = {
        "Alibaba": "alibaba",
        "AlibabaIb": "alibaba_ib",
        "AlibabaIwork": "alibaba_iwork",
        "AsyncAlibaba": "alibaba",
        "AsyncAlibabaIb": "alibaba_ib",
        "AsyncAlibabaIwork": "alibaba_iwork",
        "AsyncTpn": "tpn",
        "Tpn": "tpn",
    }
    __all__ = sorted(_MODULES)
    __getattr__ = lazy_attributes(__name__, _MODULES)

    def __dir__():
        return sorted(_MODULES)
