# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""The wire of the methods below `alibaba.iwork`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "AlibabaIworkMcMsgSendmobileRequest",
    "AlibabaIworkMcMsgSendmobileResponse",
    "MobileReceiverMessageEvent",
    "SendmobileResult",
]


class MobileReceiverMessageEvent(TypedDict):
    msg_key: str
    event_time_millis: int
    source: str
    action: str
    mobile_receiver: str
    event_type: str
    json_data: str
    resource_id: NotRequired[str]
    resource_url: NotRequired[str]
    sender: int


class SendmobileResult(TypedDict):
    content: NotRequired[bool]
    error_code: NotRequired[str]
    error_msg: NotRequired[str]
    success: NotRequired[bool]


class AlibabaIworkMcMsgSendmobileRequest(TypedDict):
    mobile_receiver_message_event: MobileReceiverMessageEvent


class AlibabaIworkMcMsgSendmobileResponse(TypedDict):
    result: NotRequired[SendmobileResult]
    request_id: NotRequired[str]
