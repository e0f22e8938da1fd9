# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Which module holds each name of the package; it is read when a name is first asked for."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "alibaba": (
        "AlibabaMethods",
        "AlibabaMethodsDryRun",
        "AlibabaMethodsWithRaw",
        "AsyncAlibabaMethods",
        "AsyncAlibabaMethodsDryRun",
        "AsyncAlibabaMethodsWithRaw",
    ),
    "alibaba_ib": (
        "AlibabaIbMethods",
        "AlibabaIbMethodsDryRun",
        "AlibabaIbMethodsWithRaw",
        "AsyncAlibabaIbMethods",
        "AsyncAlibabaIbMethodsDryRun",
        "AsyncAlibabaIbMethodsWithRaw",
    ),
    "alibaba_iwork": (
        "AlibabaIworkMethods",
        "AlibabaIworkMethodsDryRun",
        "AlibabaIworkMethodsWithRaw",
        "AsyncAlibabaIworkMethods",
        "AsyncAlibabaIworkMethodsDryRun",
        "AsyncAlibabaIworkMethodsWithRaw",
    ),
    "tpn": (
        "AsyncTpnMethods",
        "AsyncTpnMethodsDryRun",
        "AsyncTpnMethodsWithRaw",
        "TpnMethods",
        "TpnMethodsDryRun",
        "TpnMethodsWithRaw",
    ),
}
