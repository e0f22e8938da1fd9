# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The wire of `auth.get_admin_token`."""

from __future__ import annotations

from typing import TypedDict


class GetAdminTokenRequest(TypedDict):
    secret: str
    userID: str


class GetAdminTokenData(TypedDict):
    token: str
    expireTimeSeconds: int
