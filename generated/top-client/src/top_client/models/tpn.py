# @generated from spec/top by `python -m codegen generate top`: do not edit.
"""Models of the methods below `tpn`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from attrs import field

from .._runtime.common import validate as check
from .._runtime.common.define import define
from .._runtime.common.model import (
    boolean,
    extra_when_asked,
    new,
    optional,
    strict,
    text,
    unknown_members,
    with_extra,
)

if TYPE_CHECKING:
    from .. import wire

__all__ = ["TpnTemplateMessageSendRequest", "TpnTemplateMessageSendResponse"]


@define(kw_only=True)
class TpnTemplateMessageSendRequest:
    """Parameters of taobao.tpn.template.message.send. Ids start at 1: the page does not say so, but
    zero is what a forgotten id looks like, and the client refuses it."""

    template_key: str
    """Key of the template (消息key), at the end of the template's detail page, where its owner sees
    it. It is the same in every environment. It can't be empty: empty parameters are not sent, so
    the gateway would miss it. Example: ``xxxx``."""
    mobile_biz_data: dict[str, Any] | None = None
    """What opens on a phone when the message is clicked, with the same members as `biz_data`. Leave
    it out where phone and desktop do the same: the server then takes `biz_data`. Example:
    ``{"key1": "value", "key2": 123}``."""
    biz_data: dict[str, Any] | None = None
    """What opens on the desktop when the message is clicked. Its members keep their camelCase
    names.

    For a web page, `page` is its URL and required. For a plug-in, `page` is the text of a JSON
    object with `url` and `capability`, and `extraData` is the text of a JSON object with the page's
    parameters: both are JSON inside a string inside this object. Which parameters a plug-in reads
    is for its developers to say. The members are described at
    https://jindoucloud.taobao.com/doc/detail?id=24 (web page) and
    https://jindoucloud.taobao.com/doc/detail?id=20 (plug-in). Example: ``{"key1": "value", "key2":
    123}``."""
    template_id: int
    """Id of the template (模板ID). Example: ``101``."""
    picture: str | None = None
    """URL of the small picture shown on phones (缩略图). Example: ``http://xxx``."""
    pict: str | None = None
    """URL of the large picture shown on the desktop (大图). Example: ``http://xxx``."""
    user_id: int
    """Id of the recipient's main account (主账号ID). Example: ``12345``."""
    sub_user_id: int | None = None
    """Id of the recipient's sub-account (子账号ID). Leave it out to address the main account. Example:
    ``123456``."""
    title_param: dict[str, Any] | None = None
    """Values for the title (消息标题参数), by the names that the template gives its parameters. Example:
    ``{"key1": "value", "key2": 123}``."""
    biz_id: int
    """Your own id of the message (业务id), different for every message to the same user: an equal one
    replaces the earlier message, so zero as a stand-in for "none" would make messages vanish. A
    time stamp will do where there is no better one. The vendor asks for it to trace a message.
    Example: ``122323434545``."""
    content_param: dict[str, Any] | None = None
    """Values for the text (消息内容参数), by the names that the template gives its parameters. Example:
    ``{"key1": "value", "key2": 123}``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.template_key, "template_key", min_length=1)
        if self.mobile_biz_data is not None:
            check.free_object(self.mobile_biz_data, "mobile_biz_data")
        if self.biz_data is not None:
            check.free_object(self.biz_data, "biz_data")
        check.integer(self.template_id, "template_id", minimum=1)
        if self.picture is not None:
            check.string(self.picture, "picture")
        if self.pict is not None:
            check.string(self.pict, "pict")
        check.integer(self.user_id, "user_id", minimum=1)
        if self.sub_user_id is not None:
            check.integer(self.sub_user_id, "sub_user_id", minimum=1)
        if self.title_param is not None:
            check.free_object(self.title_param, "title_param")
        check.integer(self.biz_id, "biz_id", minimum=1)
        if self.content_param is not None:
            check.free_object(self.content_param, "content_param")

    def to_dict(self) -> wire.TpnTemplateMessageSendRequest:
        """The wire form."""
        data: wire.TpnTemplateMessageSendRequest = {
            "template_key": self.template_key,
            "template_id": self.template_id,
            "user_id": self.user_id,
            "biz_id": self.biz_id,
        }
        if self.mobile_biz_data is not None:
            data["mobile_biz_data"] = self.mobile_biz_data
        if self.biz_data is not None:
            data["biz_data"] = self.biz_data
        if self.picture is not None:
            data["picture"] = self.picture
        if self.pict is not None:
            data["pict"] = self.pict
        if self.sub_user_id is not None:
            data["sub_user_id"] = self.sub_user_id
        if self.title_param is not None:
            data["title_param"] = self.title_param
        if self.content_param is not None:
            data["content_param"] = self.content_param
        return data

    @classmethod
    def from_dict(cls, data: wire.TpnTemplateMessageSendRequest) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(
            data,
            "TpnTemplateMessageSendRequest",
            _TPN_TEMPLATE_MESSAGE_SEND_REQUEST,
            ("template_key", "template_id", "user_id", "biz_id"),
        )
        return cls(
            template_key=data["template_key"],
            mobile_biz_data=data.get("mobile_biz_data"),
            biz_data=data.get("biz_data"),
            template_id=data["template_id"],
            picture=data.get("picture"),
            pict=data.get("pict"),
            user_id=data["user_id"],
            sub_user_id=data.get("sub_user_id"),
            title_param=data.get("title_param"),
            biz_id=data["biz_id"],
            content_param=data.get("content_param"),
        )


@define(kw_only=True)
class TpnTemplateMessageSendResponse:
    """Answer of taobao.tpn.template.message.send. Any member may be absent. The page's sample holds
    a success and an error text side by side: each value only fills its own member."""

    result: str | None = None
    """Id of the message (消息ID), a string though it looks like a number. Example: ``1234567890``."""
    error_msg: str | None = None
    """Why the message was not sent (错误提示). Example: ``Invalid-parameter``."""
    is_success: bool | None = None
    """Whether the message was sent (是否发送成功). This member decides, and no other. Example: ``true``."""
    request_id: str | None = None
    """The platform's id of this call, from inside the envelope: quote it to the vendor. Example:
    ``64jynw0jsbja``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    if not TYPE_CHECKING:
        __getattr__ = extra_when_asked

    def to_dict(self) -> wire.TpnTemplateMessageSendResponse:
        """The wire form."""
        data: wire.TpnTemplateMessageSendResponse = {}
        if self.result is not None:
            data["result"] = self.result
        if self.error_msg is not None:
            data["error_msg"] = self.error_msg
        if self.is_success is not None:
            data["is_success"] = self.is_success
        if self.request_id is not None:
            data["request_id"] = self.request_id
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.TpnTemplateMessageSendResponse) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        self = new(cls)
        self.result = optional(text, data.get("result"))
        self.error_msg = optional(text, data.get("error_msg"))
        self.is_success = optional(boolean, data.get("is_success"))
        self.request_id = optional(text, data.get("request_id"))
        if len(data) != 0:
            self.extra = unknown_members(data, _TPN_TEMPLATE_MESSAGE_SEND_RESPONSE)
        return self


_TPN_TEMPLATE_MESSAGE_SEND_REQUEST = frozenset[str](
    (
        "template_key",
        "mobile_biz_data",
        "biz_data",
        "template_id",
        "picture",
        "pict",
        "user_id",
        "sub_user_id",
        "title_param",
        "biz_id",
        "content_param",
    )
)


_TPN_TEMPLATE_MESSAGE_SEND_RESPONSE = frozenset[str](
    (
        "result",
        "error_msg",
        "is_success",
        "request_id",
    )
)
