# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Which module holds each name of the package; it is read when a name is first asked for."""

from __future__ import annotations

MODULES: dict[str, tuple[str, ...]] = {
    "auth": (
        "AsyncAuthMethods",
        "AsyncAuthMethodsDryRun",
        "AsyncAuthMethodsWithRaw",
        "AuthMethods",
        "AuthMethodsDryRun",
        "AuthMethodsWithRaw",
    ),
    "msg": (
        "AsyncMsgMethods",
        "AsyncMsgMethodsDryRun",
        "AsyncMsgMethodsWithRaw",
        "MsgMethods",
        "MsgMethodsDryRun",
        "MsgMethodsWithRaw",
    ),
}
