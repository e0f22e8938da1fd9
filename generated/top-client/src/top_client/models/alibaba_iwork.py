# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Models of the methods below `alibaba.iwork`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from attrs import field

from .._runtime.common import validate as check
from .._runtime.common.define import define
from .._runtime.common.model import (
    PlainJson,
    boolean,
    coerce,
    extra_when_asked,
    masked,
    new,
    optional,
    strict,
    text,
    unknown_members,
    with_extra,
    within,
)

if TYPE_CHECKING:
    from .. import wire

__all__ = [
    "AlibabaIworkMcMsgSendmobileRequest",
    "AlibabaIworkMcMsgSendmobileResponse",
    "MobileReceiverMessageEvent",
    "SendmobileResult",
]


def as_mobile_receiver_message_event(
    value: MobileReceiverMessageEvent | wire.MobileReceiverMessageEvent,
) -> MobileReceiverMessageEvent:
    """`MobileReceiverMessageEvent` of what a caller may pass for it."""
    return coerce(MobileReceiverMessageEvent, value)


@define(kw_only=True)
class AlibabaIworkMcMsgSendmobileRequest(PlainJson):
    """Parameters of alibaba.iwork.mc.msg.sendmobile."""

    mobile_receiver_message_event: MobileReceiverMessageEvent = field(
        converter=as_mobile_receiver_message_event
    )
    """The message (消息对象)."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.model(
            self.mobile_receiver_message_event, MobileReceiverMessageEvent, "mobile_receiver_message_event"
        )

    def to_dict(self) -> wire.AlibabaIworkMcMsgSendmobileRequest:
        """The wire form."""
        data: wire.AlibabaIworkMcMsgSendmobileRequest = {
            "mobile_receiver_message_event": self.mobile_receiver_message_event.to_dict(),
        }
        return data

    @classmethod
    def from_dict(cls, data: wire.AlibabaIworkMcMsgSendmobileRequest) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(
            data,
            "AlibabaIworkMcMsgSendmobileRequest",
            _ALIBABA_IWORK_MC_MSG_SENDMOBILE_REQUEST,
            ("mobile_receiver_message_event",),
        )
        return cls(
            mobile_receiver_message_event=within(
                "mobile_receiver_message_event",
                as_mobile_receiver_message_event,
                data["mobile_receiver_message_event"],
                model="AlibabaIworkMcMsgSendmobileRequest",
            ),
        )


@define(kw_only=True)
class AlibabaIworkMcMsgSendmobileResponse:
    """Answer of alibaba.iwork.mc.msg.sendmobile."""

    result: SendmobileResult | None = None
    """The outcome."""
    request_id: str | None = None
    """The platform's id of this call, from inside the envelope: quote it to the vendor. Example:
    ``64jynw0jsbja``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    if not TYPE_CHECKING:
        __getattr__ = extra_when_asked

    def to_dict(self) -> wire.AlibabaIworkMcMsgSendmobileResponse:
        """The wire form."""
        data: wire.AlibabaIworkMcMsgSendmobileResponse = {}
        if self.result is not None:
            data["result"] = self.result.to_dict()
        if self.request_id is not None:
            data["request_id"] = self.request_id
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.AlibabaIworkMcMsgSendmobileResponse) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        self = new(cls)
        self.result = optional(SendmobileResult.from_dict, data.get("result"))
        self.request_id = optional(text, data.get("request_id"))
        if len(data) != 0:
            self.extra = unknown_members(data, _ALIBABA_IWORK_MC_MSG_SENDMOBILE_RESPONSE)
        return self


@define(kw_only=True)
class MobileReceiverMessageEvent:
    """One message and its recipient. The client refuses an empty string where the page requires a
    member, since it would say nothing; whether the server refuses it too is not documented. The
    optional members may be empty."""

    msg_key: str
    """Key of the message (消息key), new for every message. A random UUID is what the vendor's sibling
    method asks for; other strings are accepted here. Example:
    ``0bf7bbe7-b52f-4ee7-b4bf-6d4e110a6327``."""
    event_time_millis: int
    """Time of the event (时间戳), in milliseconds since 1970-01-01 00:00 UTC. Example:
    ``1505376496485``."""
    source: str
    """Name of the system the message comes from (来源). Example: ``iwork``."""
    action: str
    """The event that the message is about (消息事件); the server chooses the template by it. Example:
    ``iwork-action``."""
    mobile_receiver: str = field(repr=masked)
    """Phone number of the recipient (接收人手机号). Which notations the server takes is not documented,
    so none is refused here."""
    event_type: str
    """Kind of message (消息类型). The values are an open list; `mobile_receiver` is the one for this
    method. Example: ``mobile_receiver``."""
    json_data: str
    """Content of the message (消息内容): names and values of the template's variables as the text of a
    JSON object. Example: ``{"name":"张三"}``."""
    resource_id: str | None = None
    """Key of the business object the message is about (资源ID). Example: ``1``."""
    resource_url: str | None = None
    """URL of the business object (资源URL). The empty string says that there is none. Example:
    ``http://www.aaa.com``."""
    sender: int
    """Account id of the sender (发送者). Example: ``10000``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.msg_key, "msg_key", min_length=1)
        check.integer(self.event_time_millis, "event_time_millis")
        check.string(self.source, "source", min_length=1)
        check.string(self.action, "action", min_length=1)
        check.string(self.mobile_receiver, "mobile_receiver", min_length=1)
        check.string(self.event_type, "event_type", min_length=1)
        check.json_text(self.json_data, "json_data", min_length=1, schema={"type": "object"})
        if self.resource_id is not None:
            check.string(self.resource_id, "resource_id")
        if self.resource_url is not None:
            check.string(self.resource_url, "resource_url")
        check.integer(self.sender, "sender")

    def to_dict(self) -> wire.MobileReceiverMessageEvent:
        """The wire form."""
        data: wire.MobileReceiverMessageEvent = {
            "msg_key": self.msg_key,
            "event_time_millis": self.event_time_millis,
            "source": self.source,
            "action": self.action,
            "mobile_receiver": self.mobile_receiver,
            "event_type": self.event_type,
            "json_data": self.json_data,
            "sender": self.sender,
        }
        if self.resource_id is not None:
            data["resource_id"] = self.resource_id
        if self.resource_url is not None:
            data["resource_url"] = self.resource_url
        return data

    @classmethod
    def from_dict(cls, data: wire.MobileReceiverMessageEvent) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(
            data,
            "MobileReceiverMessageEvent",
            _MOBILE_RECEIVER_MESSAGE_EVENT,
            (
                "msg_key",
                "event_time_millis",
                "source",
                "action",
                "mobile_receiver",
                "event_type",
                "json_data",
                "sender",
            ),
        )
        return cls(
            msg_key=data["msg_key"],
            event_time_millis=data["event_time_millis"],
            source=data["source"],
            action=data["action"],
            mobile_receiver=data["mobile_receiver"],
            event_type=data["event_type"],
            json_data=data["json_data"],
            resource_id=data.get("resource_id"),
            resource_url=data.get("resource_url"),
            sender=data["sender"],
        )


@define(kw_only=True)
class SendmobileResult:
    """Outcome of sending to one phone. Any member may be absent."""

    content: bool | None = None
    """A second flag. How it differs from `success` is not documented. Example: ``true``."""
    error_code: str | None = None
    """The outcome as a code, a string though it looks like a number. Example: ``200``."""
    error_msg: str | None = None
    """The outcome in words. Example: ``success``."""
    success: bool | None = None
    """Whether the message was sent. This member decides, and no other. Example: ``true``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    if not TYPE_CHECKING:
        __getattr__ = extra_when_asked

    def to_dict(self) -> wire.SendmobileResult:
        """The wire form."""
        data: wire.SendmobileResult = {}
        if self.content is not None:
            data["content"] = self.content
        if self.error_code is not None:
            data["error_code"] = self.error_code
        if self.error_msg is not None:
            data["error_msg"] = self.error_msg
        if self.success is not None:
            data["success"] = self.success
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.SendmobileResult) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        self = new(cls)
        self.content = optional(boolean, data.get("content"))
        self.error_code = optional(text, data.get("error_code"))
        self.error_msg = optional(text, data.get("error_msg"))
        self.success = optional(boolean, data.get("success"))
        if len(data) != 0:
            self.extra = unknown_members(data, _SENDMOBILE_RESULT)
        return self


_ALIBABA_IWORK_MC_MSG_SENDMOBILE_REQUEST = frozenset[str](("mobile_receiver_message_event",))


_ALIBABA_IWORK_MC_MSG_SENDMOBILE_RESPONSE = frozenset[str](
    (
        "result",
        "request_id",
    )
)


_MOBILE_RECEIVER_MESSAGE_EVENT = frozenset[str](
    (
        "msg_key",
        "event_time_millis",
        "source",
        "action",
        "mobile_receiver",
        "event_type",
        "json_data",
        "resource_id",
        "resource_url",
        "sender",
    )
)


_SENDMOBILE_RESULT = frozenset[str](
    (
        "content",
        "error_code",
        "error_msg",
        "success",
    )
)
