# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The wire of the methods below `auth`."""

from __future__ import annotations

from typing import TypedDict

__all__ = ["GetAdminTokenData", "GetAdminTokenRequest"]


class GetAdminTokenRequest(TypedDict):
    secret: str
    userID: str


class GetAdminTokenData(TypedDict):
    token: str
    expireTimeSeconds: int
