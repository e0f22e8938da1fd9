# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The wire of the methods below `tpn`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["TpnTemplateMessageSendRequest", "TpnTemplateMessageSendResponse"]


class TpnTemplateMessageSendRequest(TypedDict):
    template_key: str
    mobile_biz_data: NotRequired[dict[str, Any]]
    biz_data: NotRequired[dict[str, Any]]
    template_id: int
    picture: NotRequired[str]
    pict: NotRequired[str]
    user_id: int
    sub_user_id: NotRequired[int]
    title_param: NotRequired[dict[str, Any]]
    biz_id: int
    content_param: NotRequired[dict[str, Any]]


class TpnTemplateMessageSendResponse(TypedDict):
    result: NotRequired[str]
    error_msg: NotRequired[str]
    is_success: NotRequired[bool]
    request_id: NotRequired[str]
