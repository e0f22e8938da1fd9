# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The methods of Taobao Open Platform (TOP), by resource.

A name's module is imported when the name is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .alibaba import *
    from .alibaba_ib import *
    from .alibaba_iwork import *
    from .tpn import *
else:
    from .._runtime.common.lazy import lazy_package

    __getattr__, __dir__ = lazy_package(__name__)
