# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""Models of the methods below `msg`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypeAlias

from attrs import field

from .._runtime.common import validate as check
from .._runtime.common.define import define
from .._runtime.common.model import (
    PlainJson,
    as_given,
    coerce,
    coerce_list,
    extra_when_asked,
    integer,
    new,
    object_list,
    read_all,
    strict,
    strict_tag,
    strings,
    text,
    unknown_members,
    variant,
    with_extra,
    within,
)
from .._runtime.openim.outcome import BatchOutcome

if TYPE_CHECKING:
    from .. import wire

__all__ = [
    "AtElem",
    "AtInfo",
    "AtMessage",
    "BatchSendMsgData",
    "BatchSendMsgRequest",
    "BatchSendMsgResult",
    "CustomElem",
    "CustomMessage",
    "FileElem",
    "FileMessage",
    "LocationElem",
    "MarkdownElem",
    "MarkdownMessage",
    "NotificationElem",
    "OANotificationElem",
    "OANotificationMessage",
    "OfflinePushInfo",
    "Picture",
    "PictureElem",
    "PictureMessage",
    "QuoteElem",
    "QuoteMessage",
    "QuotedMessage",
    "SessionType",
    "SoundElem",
    "SoundMessage",
    "TextElem",
    "TextMessage",
    "VideoElem",
    "VideoMessage",
]


def as_at_elem(value: AtElem | wire.AtElem) -> AtElem:
    """`AtElem` of what a caller may pass for it."""
    return coerce(AtElem, value)


def optional_at_elem(value: AtElem | wire.AtElem | None) -> AtElem | None:
    """`AtElem` of what a caller may pass for it."""
    return None if value is None else as_at_elem(value)


def as_at_info(value: AtInfo | wire.AtInfo) -> AtInfo:
    """`AtInfo` of what a caller may pass for it."""
    return coerce(AtInfo, value)


def as_at_info_list(value: Sequence[AtInfo | wire.AtInfo]) -> list[AtInfo]:
    """`AtInfo` of what a caller may pass for it."""
    return coerce_list(as_at_info, value)


def optional_at_info_list(value: Sequence[AtInfo | wire.AtInfo] | None) -> list[AtInfo] | None:
    """`AtInfo` of what a caller may pass for it."""
    return None if value is None else as_at_info_list(value)


def as_batch_send_msg_request(value: BatchSendMsgRequest | wire.BatchSendMsgRequest) -> BatchSendMsgRequest:
    """`BatchSendMsgRequest` of what a caller may pass for it."""
    result: BatchSendMsgRequest = variant(
        value, "BatchSendMsgRequest", "contentType", BATCH_SEND_MSG_REQUEST_VARIANTS
    )
    return result


def as_custom_elem(value: CustomElem | wire.CustomElem) -> CustomElem:
    """`CustomElem` of what a caller may pass for it."""
    return coerce(CustomElem, value)


def optional_custom_elem(value: CustomElem | wire.CustomElem | None) -> CustomElem | None:
    """`CustomElem` of what a caller may pass for it."""
    return None if value is None else as_custom_elem(value)


def as_file_elem(value: FileElem | wire.FileElem) -> FileElem:
    """`FileElem` of what a caller may pass for it."""
    return coerce(FileElem, value)


def optional_file_elem(value: FileElem | wire.FileElem | None) -> FileElem | None:
    """`FileElem` of what a caller may pass for it."""
    return None if value is None else as_file_elem(value)


def as_location_elem(value: LocationElem | wire.LocationElem) -> LocationElem:
    """`LocationElem` of what a caller may pass for it."""
    return coerce(LocationElem, value)


def optional_location_elem(value: LocationElem | wire.LocationElem | None) -> LocationElem | None:
    """`LocationElem` of what a caller may pass for it."""
    return None if value is None else as_location_elem(value)


def as_markdown_elem(value: MarkdownElem | wire.MarkdownElem) -> MarkdownElem:
    """`MarkdownElem` of what a caller may pass for it."""
    return coerce(MarkdownElem, value)


def as_notification_elem(value: NotificationElem | wire.NotificationElem) -> NotificationElem:
    """`NotificationElem` of what a caller may pass for it."""
    return coerce(NotificationElem, value)


def optional_notification_elem(
    value: NotificationElem | wire.NotificationElem | None,
) -> NotificationElem | None:
    """`NotificationElem` of what a caller may pass for it."""
    return None if value is None else as_notification_elem(value)


def as_oa_notification_elem(value: OANotificationElem | wire.OANotificationElem) -> OANotificationElem:
    """`OANotificationElem` of what a caller may pass for it."""
    return coerce(OANotificationElem, value)


def as_offline_push_info(value: OfflinePushInfo | wire.OfflinePushInfo) -> OfflinePushInfo:
    """`OfflinePushInfo` of what a caller may pass for it."""
    return coerce(OfflinePushInfo, value)


def optional_offline_push_info(
    value: OfflinePushInfo | wire.OfflinePushInfo | None,
) -> OfflinePushInfo | None:
    """`OfflinePushInfo` of what a caller may pass for it."""
    return None if value is None else as_offline_push_info(value)


def as_picture(value: Picture | wire.Picture) -> Picture:
    """`Picture` of what a caller may pass for it."""
    return coerce(Picture, value)


def as_picture_elem(value: PictureElem | wire.PictureElem) -> PictureElem:
    """`PictureElem` of what a caller may pass for it."""
    return coerce(PictureElem, value)


def optional_picture_elem(value: PictureElem | wire.PictureElem | None) -> PictureElem | None:
    """`PictureElem` of what a caller may pass for it."""
    return None if value is None else as_picture_elem(value)


def as_quote_elem(value: QuoteElem | wire.QuoteElem) -> QuoteElem:
    """`QuoteElem` of what a caller may pass for it."""
    return coerce(QuoteElem, value)


def optional_quote_elem(value: QuoteElem | wire.QuoteElem | None) -> QuoteElem | None:
    """`QuoteElem` of what a caller may pass for it."""
    return None if value is None else as_quote_elem(value)


def as_quoted_message(value: QuotedMessage | wire.QuotedMessage) -> QuotedMessage:
    """`QuotedMessage` of what a caller may pass for it."""
    return coerce(QuotedMessage, value)


def optional_quoted_message(value: QuotedMessage | wire.QuotedMessage | None) -> QuotedMessage | None:
    """`QuotedMessage` of what a caller may pass for it."""
    return None if value is None else as_quoted_message(value)


def as_sound_elem(value: SoundElem | wire.SoundElem) -> SoundElem:
    """`SoundElem` of what a caller may pass for it."""
    return coerce(SoundElem, value)


def optional_sound_elem(value: SoundElem | wire.SoundElem | None) -> SoundElem | None:
    """`SoundElem` of what a caller may pass for it."""
    return None if value is None else as_sound_elem(value)


def as_text_elem(value: TextElem | wire.TextElem) -> TextElem:
    """`TextElem` of what a caller may pass for it."""
    return coerce(TextElem, value)


def optional_text_elem(value: TextElem | wire.TextElem | None) -> TextElem | None:
    """`TextElem` of what a caller may pass for it."""
    return None if value is None else as_text_elem(value)


def as_video_elem(value: VideoElem | wire.VideoElem) -> VideoElem:
    """`VideoElem` of what a caller may pass for it."""
    return coerce(VideoElem, value)


def optional_video_elem(value: VideoElem | wire.VideoElem | None) -> VideoElem | None:
    """`VideoElem` of what a caller may pass for it."""
    return None if value is None else as_video_elem(value)


class SessionType(IntEnum):
    """The kind of conversation: 1 with one user, 3 in a group. 2 is switched off in the server, and
    4 belongs to OA notifications alone."""

    SINGLE = 1
    GROUP = 3


@define(kw_only=True)
class AtElem:
    """Text that mentions users."""

    text: str | None = None
    """The text, the mentions included. Example: ``@Bob @Carol please read this``."""
    at_user_list: list[str] = field(converter=strings)
    """The users who are mentioned, at most 1000. May be empty, but not missing. Example:
    ``["user_bob", "user_carol"]``."""
    at_users_info: list[AtInfo] | None = field(default=None, converter=optional_at_info_list)
    """How the mentioned users are called in the group. Since: main, newer than v3.8.3-patch.16."""
    is_at_self: bool | None = None
    """Whether the user who reads the message is among them. The SDKs work it out on receipt.
    Example: ``true``."""
    quote_message: QuotedMessage | None = field(default=None, converter=optional_quoted_message)
    """The message that the text replies to. Since: main, newer than v3.8.3-patch.16."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.text is not None:
            check.string(self.text, "text")
        check.strings(self.at_user_list, "at_user_list", "atUserList", max_items=1000)
        if self.at_users_info is not None:
            check.items(
                self.at_users_info,
                "at_users_info",
                "atUsersInfo",
                check=lambda item, index: check.model(item, AtInfo, index),
            )
        if self.is_at_self is not None:
            check.boolean(self.is_at_self, "is_at_self", "isAtSelf")
        if self.quote_message is not None:
            check.model(self.quote_message, QuotedMessage, "quote_message", "quoteMessage")

    def to_dict(self) -> wire.AtElem:
        """The wire form."""
        data: wire.AtElem = {
            "atUserList": self.at_user_list,
        }
        if self.text is not None:
            data["text"] = self.text
        if self.at_users_info is not None:
            data["atUsersInfo"] = [item.to_dict() for item in self.at_users_info]
        if self.is_at_self is not None:
            data["isAtSelf"] = self.is_at_self
        if self.quote_message is not None:
            data["quoteMessage"] = self.quote_message.to_dict()
        return data

    @classmethod
    def from_dict(cls, data: wire.AtElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "AtElem", _AT_ELEM, ("atUserList",))
        return cls(
            text=data.get("text"),
            at_user_list=data["atUserList"],
            at_users_info=within(
                "at_users_info",
                optional_at_info_list,
                data.get("atUsersInfo"),
                wire="atUsersInfo",
                model="AtElem",
            ),
            is_at_self=data.get("isAtSelf"),
            quote_message=within(
                "quote_message",
                optional_quoted_message,
                data.get("quoteMessage"),
                wire="quoteMessage",
                model="AtElem",
            ),
        )


@define(kw_only=True)
class AtInfo:
    """How a mentioned user is called."""

    at_user_id: str | None = None
    """The user, one of `atUserList`. Example: ``user_bob``."""
    group_nickname: str | None = None
    """The user's name in the group, as the text has it. Example: ``Bob``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.at_user_id is not None:
            check.string(self.at_user_id, "at_user_id", "atUserID")
        if self.group_nickname is not None:
            check.string(self.group_nickname, "group_nickname", "groupNickname")

    def to_dict(self) -> wire.AtInfo:
        """The wire form."""
        data: wire.AtInfo = {}
        if self.at_user_id is not None:
            data["atUserID"] = self.at_user_id
        if self.group_nickname is not None:
            data["groupNickname"] = self.group_nickname
        return data

    @classmethod
    def from_dict(cls, data: wire.AtInfo) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "AtInfo", _AT_INFO, ())
        return cls(
            at_user_id=data.get("atUserID"),
            group_nickname=data.get("groupNickname"),
        )


@define(kw_only=True)
class AtMessage:
    """Text that mentions users (contentType 106). Servers up to v3.8.3-patch.16 deliver the text
    and do not raise the reminder."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: AtElem = field(converter=as_at_elem)
    """The text and who is mentioned."""
    content_type: ClassVar[Literal[106]] = 106
    """The kind of content (消息类型), 106 for text with mentions. Example: ``106``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, AtElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.AtMessage:
        """The wire form."""
        data: wire.AtMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.AtMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "AtMessage", _AT_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "AtMessage", "contentType", 106)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="AtMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_at_elem, data["content"], model="AtMessage"),
        )


@define(kw_only=True)
class BatchSendMsgData(BatchOutcome):
    """Who got the message and who did not. A user who is in neither list may have got it or not.
    Both lists null: there was nobody to send to."""

    results: list[BatchSendMsgResult] = field(factory=list)
    """One entry for each user whose message was queued (结果列表), in the order of `recvIDs`."""
    failed_user_ids: list[str] = field(factory=list)
    """The users to whom the message could not be sent (失败的用户ID列表), without a reason. A time-out of
    the queue counts as failed too, so one of them may get the message all the same. Example:
    ``null``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    def to_dict(self) -> wire.BatchSendMsgData:
        """The wire form."""
        data: wire.BatchSendMsgData = {
            "results": [item.to_dict() for item in self.results],
            "failedUserIDs": self.failed_user_ids,
        }
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.BatchSendMsgData) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        return cls(
            results=read_all(BatchSendMsgResult.from_dict, object_list(data["results"])),
            failed_user_ids=read_all(text, object_list(data["failedUserIDs"])),
            extra=unknown_members(data, _BATCH_SEND_MSG_DATA),
        )


@define(kw_only=True)
class BatchSendMsgResult:
    """The message to one user. The v3.8.3 patch releases report a user who refuses messages with
    empty IDs and sendTime 0; main counts that as failed."""

    server_msg_id: str
    """The server's ID of the message (服务器消息ID), different for each user. Reserved. Example:
    ``b30cb040685c1ff3e92b32d25826a06e``."""
    client_msg_id: str
    """The message's ID (客户端消息ID), by which clients find it. Made once a call: all users' copies
    have the same. Example: ``ec5792358392cf9168eff64adfa4ac6a``."""
    send_time: int
    """When the message was sent (消息发送的时间), in milliseconds since 1970. Example: ``1340619319058``."""
    recv_id: str
    """The user (接收者ID). Example: ``imAdmin``."""
    modify: dict[str, Any] | None = None
    """The members that a webhook of yours changed before sending, with their new values. Since:
    main, newer than v3.8.3-patch.16. Example: ``{"content": "{\\"content\\":\\"[filtered]\\"}"}``."""
    extra: dict[str, Any] = field(factory=dict)
    """Members of the answer that the spec does not know."""

    if not TYPE_CHECKING:
        __getattr__ = extra_when_asked

    def to_dict(self) -> wire.BatchSendMsgResult:
        """The wire form."""
        data: wire.BatchSendMsgResult = {
            "serverMsgID": self.server_msg_id,
            "clientMsgID": self.client_msg_id,
            "sendTime": self.send_time,
            "recvID": self.recv_id,
        }
        if self.modify is not None:
            data["modify"] = self.modify
        return with_extra(data, self.extra)

    @classmethod
    def from_dict(cls, data: wire.BatchSendMsgResult) -> Self:
        """Read the wire form; unknown members are kept in `extra`."""
        value: Any
        self = new(cls)
        self.server_msg_id = value if type(value := data["serverMsgID"]) is str else text(value)
        self.client_msg_id = value if type(value := data["clientMsgID"]) is str else text(value)
        self.send_time = value if type(value := data["sendTime"]) is int else integer(value)
        self.recv_id = value if type(value := data["recvID"]) is str else text(value)
        if len(data) == 4:
            self.modify = None
        else:
            self.modify = as_given(data.get("modify"))
            self.extra = unknown_members(data, _BATCH_SEND_MSG_RESULT)
        return self


@define(kw_only=True)
class CustomElem:
    """A message of your own making."""

    data: str
    """Any text, often JSON; a JSON object must be turned into text first. Example:
    ``{"order":"T1","state":"shipped"}``."""
    description: str | None = None
    """What a client shows that does not know your format. Example: ``Order T1 was shipped``."""
    extension: str | None = None
    """More text of your own. Example: ``card-v2``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.data, "data", min_length=1)
        if self.description is not None:
            check.string(self.description, "description")
        if self.extension is not None:
            check.string(self.extension, "extension")

    def to_dict(self) -> wire.CustomElem:
        """The wire form."""
        data: wire.CustomElem = {
            "data": self.data,
        }
        if self.description is not None:
            data["description"] = self.description
        if self.extension is not None:
            data["extension"] = self.extension
        return data

    @classmethod
    def from_dict(cls, data: wire.CustomElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "CustomElem", _CUSTOM_ELEM, ("data",))
        return cls(
            data=data["data"],
            description=data.get("description"),
            extension=data.get("extension"),
        )


@define(kw_only=True)
class CustomMessage(PlainJson):
    """A message of your own making (contentType 110)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: CustomElem = field(converter=as_custom_elem)
    """What only your own clients can show."""
    content_type: ClassVar[Literal[110]] = 110
    """The kind of content (消息类型), 110 for a custom message. Example: ``110``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, CustomElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.CustomMessage:
        """The wire form."""
        data: wire.CustomMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.CustomMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "CustomMessage", _CUSTOM_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "CustomMessage", "contentType", 110)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="CustomMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_custom_elem, data["content"], model="CustomMessage"),
        )


@define(kw_only=True)
class FileElem:
    """A file."""

    file_path: str | None = None
    """Path of the file on the sender's device. Example: ``/tmp/report.pdf``."""
    uuid: str | None = None
    """Your name for the file. Example: ``report-file``."""
    source_url: str
    """Where the file is to be had. Example: ``https://example.com/files/report.pdf``."""
    file_name: str
    """The name that receivers see. Example: ``report.pdf``."""
    file_size: int
    """The file's size in bytes. Example: ``4096``."""
    file_type: str | None = None
    """The file's format. For receiving clients; the server passes it on unread. Example: ``pdf``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.file_path is not None:
            check.string(self.file_path, "file_path", "filePath")
        if self.uuid is not None:
            check.string(self.uuid, "uuid")
        check.string(self.source_url, "source_url", "sourceUrl", min_length=1)
        check.string(self.file_name, "file_name", "fileName", min_length=1)
        check.integer(self.file_size, "file_size", "fileSize", minimum=1)
        if self.file_type is not None:
            check.string(self.file_type, "file_type", "fileType")

    def to_dict(self) -> wire.FileElem:
        """The wire form."""
        data: wire.FileElem = {
            "sourceUrl": self.source_url,
            "fileName": self.file_name,
            "fileSize": self.file_size,
        }
        if self.file_path is not None:
            data["filePath"] = self.file_path
        if self.uuid is not None:
            data["uuid"] = self.uuid
        if self.file_type is not None:
            data["fileType"] = self.file_type
        return data

    @classmethod
    def from_dict(cls, data: wire.FileElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "FileElem", _FILE_ELEM, ("sourceUrl", "fileName", "fileSize"))
        return cls(
            file_path=data.get("filePath"),
            uuid=data.get("uuid"),
            source_url=data["sourceUrl"],
            file_name=data["fileName"],
            file_size=data["fileSize"],
            file_type=data.get("fileType"),
        )


@define(kw_only=True)
class FileMessage(PlainJson):
    """A file (contentType 105)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: FileElem = field(converter=as_file_elem)
    """The file, uploaded beforehand."""
    content_type: ClassVar[Literal[105]] = 105
    """The kind of content (消息类型), 105 for a file. Example: ``105``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, FileElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.FileMessage:
        """The wire form."""
        data: wire.FileMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.FileMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "FileMessage", _FILE_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "FileMessage", "contentType", 105)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="FileMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_file_elem, data["content"], model="FileMessage"),
        )


@define(kw_only=True)
class LocationElem:
    """A place on the map, inside a quoted message."""

    description: str | None = None
    """What the place is called. Example: ``Hangzhou railway station``."""
    longitude: float
    """Degrees east. The server takes 0 for missing and refuses it. Example: ``120.1816``."""
    latitude: float
    """Degrees north. The server takes 0 for missing and refuses it. Example: ``30.2431``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.description is not None:
            check.string(self.description, "description")
        check.number(self.longitude, "longitude")
        check.number(self.latitude, "latitude")

    def to_dict(self) -> wire.LocationElem:
        """The wire form."""
        data: wire.LocationElem = {
            "longitude": self.longitude,
            "latitude": self.latitude,
        }
        if self.description is not None:
            data["description"] = self.description
        return data

    @classmethod
    def from_dict(cls, data: wire.LocationElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "LocationElem", _LOCATION_ELEM, ("longitude", "latitude"))
        return cls(
            description=data.get("description"),
            longitude=data["longitude"],
            latitude=data["latitude"],
        )


@define(kw_only=True)
class MarkdownElem:
    """Markdown text."""

    content: str
    """The text with its mark-up. Example: ``# Minutes * one decision``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.content, "content", min_length=1)

    def to_dict(self) -> wire.MarkdownElem:
        """The wire form."""
        data: wire.MarkdownElem = {
            "content": self.content,
        }
        return data

    @classmethod
    def from_dict(cls, data: wire.MarkdownElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "MarkdownElem", _MARKDOWN_ELEM, ("content",))
        return cls(
            content=data["content"],
        )


@define(kw_only=True)
class MarkdownMessage(PlainJson):
    """Markdown text (contentType 118)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: MarkdownElem = field(converter=as_markdown_elem)
    """The Markdown text."""
    content_type: ClassVar[Literal[118]] = 118
    """The kind of content (消息类型), 118 for Markdown. Example: ``118``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, MarkdownElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.MarkdownMessage:
        """The wire form."""
        data: wire.MarkdownMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.MarkdownMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "MarkdownMessage", _MARKDOWN_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "MarkdownMessage", "contentType", 118)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="MarkdownMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_markdown_elem, data["content"], model="MarkdownMessage"),
        )


@define(kw_only=True)
class NotificationElem:
    """A notice, inside a quoted message."""

    detail: str | None = None
    """The notice as JSON text. Example: ``{"notificationName":"System"}``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.detail is not None:
            check.string(self.detail, "detail")

    def to_dict(self) -> wire.NotificationElem:
        """The wire form."""
        data: wire.NotificationElem = {}
        if self.detail is not None:
            data["detail"] = self.detail
        return data

    @classmethod
    def from_dict(cls, data: wire.NotificationElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "NotificationElem", _NOTIFICATION_ELEM, ())
        return cls(
            detail=data.get("detail"),
        )


@define(kw_only=True)
class OANotificationElem:
    """A notice from an official account."""

    notification_name: str
    """Who the notice is from, as users see it. Example: ``System``."""
    notification_face_url: str | None = None
    """Address of the account's picture. Example: ``https://example.com/faces/system.png``."""
    notification_type: int
    """A number of your own for the kind of notice. Example: ``6``."""
    text: str
    """The notice. Example: ``Maintenance tonight``."""
    url: str | None = None
    """Where the notice leads. Example: ``https://example.com/notices/42``."""
    mix_type: int | None = None
    """What comes with the text: 0 nothing, 1 a picture, 2 a video, 3 a file; 4 and 5 are accepted
    and not explained anywhere. Servers before v3.8.1 do not check the range. Example: ``3``."""
    picture_elem: PictureElem | None = field(default=None, converter=optional_picture_elem)
    """A picture beside the text."""
    sound_elem: SoundElem | None = field(default=None, converter=optional_sound_elem)
    """A recording beside the text."""
    video_elem: VideoElem | None = field(default=None, converter=optional_video_elem)
    """A video beside the text."""
    file_elem: FileElem | None = field(default=None, converter=optional_file_elem)
    """A file beside the text."""
    ex: str | None = None
    """Text of your own that travels with the notice. Example: ``notice-ex``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.notification_name, "notification_name", "notificationName", min_length=1)
        if self.notification_face_url is not None:
            check.string(self.notification_face_url, "notification_face_url", "notificationFaceURL")
        check.integer(
            self.notification_type, "notification_type", "notificationType", minimum=1, maximum=2147483647
        )
        check.string(self.text, "text", min_length=1)
        if self.url is not None:
            check.string(self.url, "url")
        if self.mix_type is not None:
            check.integer(self.mix_type, "mix_type", "mixType", minimum=0, maximum=5)
        if self.picture_elem is not None:
            check.model(self.picture_elem, PictureElem, "picture_elem", "pictureElem")
        if self.sound_elem is not None:
            check.model(self.sound_elem, SoundElem, "sound_elem", "soundElem")
        if self.video_elem is not None:
            check.model(self.video_elem, VideoElem, "video_elem", "videoElem")
        if self.file_elem is not None:
            check.model(self.file_elem, FileElem, "file_elem", "fileElem")
        if self.ex is not None:
            check.string(self.ex, "ex")

    def to_dict(self) -> wire.OANotificationElem:
        """The wire form."""
        data: wire.OANotificationElem = {
            "notificationName": self.notification_name,
            "notificationType": self.notification_type,
            "text": self.text,
        }
        if self.notification_face_url is not None:
            data["notificationFaceURL"] = self.notification_face_url
        if self.url is not None:
            data["url"] = self.url
        if self.mix_type is not None:
            data["mixType"] = self.mix_type
        if self.picture_elem is not None:
            data["pictureElem"] = self.picture_elem.to_dict()
        if self.sound_elem is not None:
            data["soundElem"] = self.sound_elem.to_dict()
        if self.video_elem is not None:
            data["videoElem"] = self.video_elem.to_dict()
        if self.file_elem is not None:
            data["fileElem"] = self.file_elem.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        return data

    @classmethod
    def from_dict(cls, data: wire.OANotificationElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(
            data,
            "OANotificationElem",
            _OA_NOTIFICATION_ELEM,
            ("notificationName", "notificationType", "text"),
        )
        return cls(
            notification_name=data["notificationName"],
            notification_face_url=data.get("notificationFaceURL"),
            notification_type=data["notificationType"],
            text=data["text"],
            url=data.get("url"),
            mix_type=data.get("mixType"),
            picture_elem=within(
                "picture_elem",
                optional_picture_elem,
                data.get("pictureElem"),
                wire="pictureElem",
                model="OANotificationElem",
            ),
            sound_elem=within(
                "sound_elem",
                optional_sound_elem,
                data.get("soundElem"),
                wire="soundElem",
                model="OANotificationElem",
            ),
            video_elem=within(
                "video_elem",
                optional_video_elem,
                data.get("videoElem"),
                wire="videoElem",
                model="OANotificationElem",
            ),
            file_elem=within(
                "file_elem",
                optional_file_elem,
                data.get("fileElem"),
                wire="fileElem",
                model="OANotificationElem",
            ),
            ex=data.get("ex"),
        )


@define(kw_only=True)
class OANotificationMessage(PlainJson):
    """A notice from an official account (contentType 1400). `sendID` must be a notification or
    administrator account: the server answers 1101 for an unknown one and 1002 for an ordinary user.
    It does not check `recvIDs`: a user who does not exist counts as sent."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    content: OANotificationElem = field(converter=as_oa_notification_elem)
    """The notice."""
    content_type: ClassVar[Literal[1400]] = 1400
    """The kind of content (消息类型), 1400 for an OA notification. Example: ``1400``."""
    session_type: Literal[4] = 4
    """The kind of conversation (会话类型), always 4. The server overwrites any other value but 0.
    Example: ``4``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        check.model(self.content, OANotificationElem, "content")
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(4,))
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.OANotificationMessage:
        """The wire form."""
        data: wire.OANotificationMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "content": self.content.to_dict(),
            "contentType": self.content_type,
            "sessionType": self.session_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        return data

    @classmethod
    def from_dict(cls, data: wire.OANotificationMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "OANotificationMessage", _OA_NOTIFICATION_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "OANotificationMessage", "contentType", 1400)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="OANotificationMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            content=within(
                "content", as_oa_notification_elem, data["content"], model="OANotificationMessage"
            ),
            session_type=data.get("sessionType", 4),
        )


@define(kw_only=True)
class OfflinePushInfo:
    """The push notification for users who are offline (离线推送)."""

    title: str | None = None
    """Its title (推送的标题). Example: ``1213``."""
    desc: str | None = None
    """Its text (推送的具体描述); the title again when left out or empty. Example: ``in eiusmod magna``."""
    ex: str | None = None
    """Text of your own for the push service (扩展字段). Example: ``ex``."""
    ios_push_sound: str | None = None
    """The sound on iOS (IOS的推送声音). Example: ``in Duis ut sunt nostrud``."""
    ios_badge_count: bool | None = None
    """Whether the message counts in the number on the iOS app icon (IOS推送消息是否计入桌面图标未读数). Example:
    ``true``."""
    signal_info: str | None = None
    """Reserved. Part of the server's structure, which no push code reads. Example: ``signal-101``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.title is not None:
            check.string(self.title, "title")
        if self.desc is not None:
            check.string(self.desc, "desc")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.ios_push_sound is not None:
            check.string(self.ios_push_sound, "ios_push_sound", "iOSPushSound")
        if self.ios_badge_count is not None:
            check.boolean(self.ios_badge_count, "ios_badge_count", "iOSBadgeCount")
        if self.signal_info is not None:
            check.string(self.signal_info, "signal_info", "signalInfo")

    def to_dict(self) -> wire.OfflinePushInfo:
        """The wire form."""
        data: wire.OfflinePushInfo = {}
        if self.title is not None:
            data["title"] = self.title
        if self.desc is not None:
            data["desc"] = self.desc
        if self.ex is not None:
            data["ex"] = self.ex
        if self.ios_push_sound is not None:
            data["iOSPushSound"] = self.ios_push_sound
        if self.ios_badge_count is not None:
            data["iOSBadgeCount"] = self.ios_badge_count
        if self.signal_info is not None:
            data["signalInfo"] = self.signal_info
        return data

    @classmethod
    def from_dict(cls, data: wire.OfflinePushInfo) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "OfflinePushInfo", _OFFLINE_PUSH_INFO, ())
        return cls(
            title=data.get("title"),
            desc=data.get("desc"),
            ex=data.get("ex"),
            ios_push_sound=data.get("iOSPushSound"),
            ios_badge_count=data.get("iOSBadgeCount"),
            signal_info=data.get("signalInfo"),
        )


@define(kw_only=True)
class Picture:
    """One size of a picture."""

    uuid: str | None = None
    """Your name for the file. Example: ``harbour-source``."""
    type: str
    """The file's format. Example: ``png``."""
    size: int | None = None
    """The file's size in bytes. Example: ``819200``."""
    width: int
    """Width in pixels. Example: ``1280``."""
    height: int
    """Height in pixels. Example: ``720``."""
    url: str
    """Where the file is to be had. Example: ``https://example.com/images/harbour.png``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.uuid is not None:
            check.string(self.uuid, "uuid")
        check.string(self.type, "type", min_length=1)
        if self.size is not None:
            check.integer(self.size, "size")
        check.integer(self.width, "width", minimum=1, maximum=2147483647)
        check.integer(self.height, "height", minimum=1, maximum=2147483647)
        check.string(self.url, "url", min_length=1)

    def to_dict(self) -> wire.Picture:
        """The wire form."""
        data: wire.Picture = {
            "type": self.type,
            "width": self.width,
            "height": self.height,
            "url": self.url,
        }
        if self.uuid is not None:
            data["uuid"] = self.uuid
        if self.size is not None:
            data["size"] = self.size
        return data

    @classmethod
    def from_dict(cls, data: wire.Picture) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "Picture", _PICTURE, ("type", "width", "height", "url"))
        return cls(
            uuid=data.get("uuid"),
            type=data["type"],
            size=data.get("size"),
            width=data["width"],
            height=data["height"],
            url=data["url"],
        )


@define(kw_only=True)
class PictureElem:
    """A picture. The server refuses it unless all three sizes are given."""

    source_path: str | None = None
    """Path of the file on the sender's device. Example: ``/tmp/harbour.png``."""
    source_picture: Picture = field(converter=as_picture)
    """The picture as it was taken."""
    big_picture: Picture = field(converter=as_picture)
    """The size that is shown when the message is opened."""
    snapshot_picture: Picture = field(converter=as_picture)
    """The small size that stands in the conversation."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.source_path is not None:
            check.string(self.source_path, "source_path", "sourcePath")
        check.model(self.source_picture, Picture, "source_picture", "sourcePicture")
        check.model(self.big_picture, Picture, "big_picture", "bigPicture")
        check.model(self.snapshot_picture, Picture, "snapshot_picture", "snapshotPicture")

    def to_dict(self) -> wire.PictureElem:
        """The wire form."""
        data: wire.PictureElem = {
            "sourcePicture": self.source_picture.to_dict(),
            "bigPicture": self.big_picture.to_dict(),
            "snapshotPicture": self.snapshot_picture.to_dict(),
        }
        if self.source_path is not None:
            data["sourcePath"] = self.source_path
        return data

    @classmethod
    def from_dict(cls, data: wire.PictureElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "PictureElem", _PICTURE_ELEM, ("sourcePicture", "bigPicture", "snapshotPicture"))
        return cls(
            source_path=data.get("sourcePath"),
            source_picture=within(
                "source_picture", as_picture, data["sourcePicture"], wire="sourcePicture", model="PictureElem"
            ),
            big_picture=within(
                "big_picture", as_picture, data["bigPicture"], wire="bigPicture", model="PictureElem"
            ),
            snapshot_picture=within(
                "snapshot_picture",
                as_picture,
                data["snapshotPicture"],
                wire="snapshotPicture",
                model="PictureElem",
            ),
        )


@define(kw_only=True)
class PictureMessage(PlainJson):
    """A picture in three sizes (contentType 102)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: PictureElem = field(converter=as_picture_elem)
    """The picture, uploaded beforehand."""
    content_type: ClassVar[Literal[102]] = 102
    """The kind of content (消息类型), 102 for a picture. Example: ``102``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, PictureElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.PictureMessage:
        """The wire form."""
        data: wire.PictureMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.PictureMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "PictureMessage", _PICTURE_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "PictureMessage", "contentType", 102)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="PictureMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_picture_elem, data["content"], model="PictureMessage"),
        )


@define(kw_only=True)
class QuoteElem:
    """A reply and the message it quotes."""

    text: str | None = None
    """The reply. Example: ``I agree with this``."""
    quote_message: QuotedMessage | None = field(default=None, converter=optional_quoted_message)
    """The message that is quoted."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.text is not None:
            check.string(self.text, "text")
        if self.quote_message is not None:
            check.model(self.quote_message, QuotedMessage, "quote_message", "quoteMessage")

    def to_dict(self) -> wire.QuoteElem:
        """The wire form."""
        data: wire.QuoteElem = {}
        if self.text is not None:
            data["text"] = self.text
        if self.quote_message is not None:
            data["quoteMessage"] = self.quote_message.to_dict()
        return data

    @classmethod
    def from_dict(cls, data: wire.QuoteElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "QuoteElem", _QUOTE_ELEM, ())
        return cls(
            text=data.get("text"),
            quote_message=within(
                "quote_message",
                optional_quoted_message,
                data.get("quoteMessage"),
                wire="quoteMessage",
                model="QuoteElem",
            ),
        )


@define(kw_only=True)
class QuoteMessage:
    """A reply that quotes another message (contentType 114)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: QuoteElem = field(converter=as_quote_elem)
    """The reply and the quoted message."""
    content_type: ClassVar[Literal[114]] = 114
    """The kind of content (消息类型), 114 for a quotation. Example: ``114``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, QuoteElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.QuoteMessage:
        """The wire form."""
        data: wire.QuoteMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.QuoteMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "QuoteMessage", _QUOTE_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "QuoteMessage", "contentType", 114)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="QuoteMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_quote_elem, data["content"], model="QuoteMessage"),
        )


@define(kw_only=True)
class QuotedMessage:
    """A message as the client SDKs hold it, to be quoted. A real one has the `...Elem` of its
    content type and no other. No member is required, but an `...Elem` that is given must be
    complete: the server checks it. The server stores what it does not know unread, so the content
    of the kinds that cannot be sent through this method is free-form here."""

    client_msg_id: str | None = None
    """The message's ID, by which clients find it. Example: ``0b1d5c7e9f2a4c6e8d0b1a3c5e7f9011``."""
    server_msg_id: str | None = None
    """The server's ID of the message, reserved. Example: ``5f0987ef1bbdcd565c85befb1a084035``."""
    create_time: int | None = None
    """When the message was made, in milliseconds since 1970. Example: ``1719700000001``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970. Example: ``1719700000002``."""
    session_type: int | None = None
    """The kind of conversation, 1 single, 3 group, 4 notification. Example: ``3``."""
    send_id: str | None = None
    """The sender. Example: ``user_201``."""
    recv_id: str | None = None
    """The receiver. Example: ``user_202``."""
    msg_from: int | None = None
    """Where the message comes from, 100 a user, 200 the system. Example: ``100``."""
    content_type: int | None = None
    """The kind of content, any of OpenIM's. Example: ``102``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message came from. Example: ``11``."""
    sender_nickname: str | None = None
    """The sender's name. Example: ``Ivo``."""
    sender_face_url: str | None = None
    """Address of the sender's picture. Spelt with `Url` here, unlike in the request itself.
    Example: ``https://example.com/faces/ivo.png``."""
    group_id: str | None = None
    """The group of the conversation. Example: ``group_203``."""
    content: str | None = None
    """The content as it was sent, JSON text; the SDKs leave it empty and fill an `...Elem` instead.
    Example: ``{"note":"the content as it was sent"}``."""
    seq: int | None = None
    """The message's number in its conversation. Example: ``4711``."""
    is_read: bool | None = None
    """Whether the receiver read it. Example: ``true``."""
    status: int | None = None
    """How far sending went, 1 under way, 2 sent, 3 failed, 4 deleted. Example: ``2``."""
    is_react: bool | None = None
    """Whether anyone reacted to it. Example: ``false``."""
    is_external_extensions: bool | None = None
    """Whether the message has external extensions. Example: ``true``."""
    offline_push: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification that went with the message."""
    attached_info: str | None = None
    """State that the SDK keeps with the message, JSON text or empty. Example:
    ``{"isPrivateChat":false}``."""
    ex: str | None = None
    """Text of the sender's own. Example: ``quoted-ex``."""
    local_ex: str | None = None
    """Text of the quoting client's own. Example: ``quoted-local-ex``."""
    text_elem: TextElem | None = field(default=None, converter=optional_text_elem)
    """Content of type 101."""
    card_elem: dict[str, Any] | None = None
    """Content of type 108, a user's card. Example: ``{"userID": "user_204", "nickname": "Juna"}``."""
    picture_elem: PictureElem | None = field(default=None, converter=optional_picture_elem)
    """Content of type 102."""
    sound_elem: SoundElem | None = field(default=None, converter=optional_sound_elem)
    """Content of type 103."""
    video_elem: VideoElem | None = field(default=None, converter=optional_video_elem)
    """Content of type 104."""
    file_elem: FileElem | None = field(default=None, converter=optional_file_elem)
    """Content of type 105."""
    merge_elem: dict[str, Any] | None = None
    """Content of type 107, several messages merged into one. Example: ``{"title": "Chat history",
    "abstractList": ["Ivo: hello"]}``."""
    at_text_elem: AtElem | None = field(default=None, converter=optional_at_elem)
    """Content of type 106."""
    face_elem: dict[str, Any] | None = None
    """Content of type 115, a face. Example: ``{"index": 12, "data": "smile"}``."""
    location_elem: LocationElem | None = field(default=None, converter=optional_location_elem)
    """Content of type 109."""
    custom_elem: CustomElem | None = field(default=None, converter=optional_custom_elem)
    """Content of type 110."""
    quote_elem: QuoteElem | None = field(default=None, converter=optional_quote_elem)
    """Content of type 114."""
    advanced_text_elem: dict[str, Any] | None = None
    """Content of type 117, rich text. Example: ``{"text": "Rich text"}``."""
    notification_elem: NotificationElem | None = field(default=None, converter=optional_notification_elem)
    """Content of a notice, type 1400 and those of the system."""
    typing_elem: dict[str, Any] | None = None
    """Content of type 113, a typing notice. Example: ``{"msgTips": "typing"}``."""
    attached_info_elem: dict[str, Any] | None = None
    """The state of `attachedInfo`, decoded. Example: ``{"isPrivateChat": false, "burnDuration":
    30}``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.client_msg_id is not None:
            check.string(self.client_msg_id, "client_msg_id", "clientMsgID")
        if self.server_msg_id is not None:
            check.string(self.server_msg_id, "server_msg_id", "serverMsgID")
        if self.create_time is not None:
            check.integer(self.create_time, "create_time", "createTime")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime")
        if self.session_type is not None:
            check.integer(
                self.session_type, "session_type", "sessionType", minimum=-2147483648, maximum=2147483647
            )
        if self.send_id is not None:
            check.string(self.send_id, "send_id", "sendID")
        if self.recv_id is not None:
            check.string(self.recv_id, "recv_id", "recvID")
        if self.msg_from is not None:
            check.integer(self.msg_from, "msg_from", "msgFrom", minimum=-2147483648, maximum=2147483647)
        if self.content_type is not None:
            check.integer(
                self.content_type, "content_type", "contentType", minimum=-2147483648, maximum=2147483647
            )
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceUrl")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID")
        if self.content is not None:
            check.string(self.content, "content")
        if self.seq is not None:
            check.integer(self.seq, "seq")
        if self.is_read is not None:
            check.boolean(self.is_read, "is_read", "isRead")
        if self.status is not None:
            check.integer(self.status, "status", minimum=-2147483648, maximum=2147483647)
        if self.is_react is not None:
            check.boolean(self.is_react, "is_react", "isReact")
        if self.is_external_extensions is not None:
            check.boolean(self.is_external_extensions, "is_external_extensions", "isExternalExtensions")
        if self.offline_push is not None:
            check.model(self.offline_push, OfflinePushInfo, "offline_push", "offlinePush")
        if self.attached_info is not None:
            check.string(self.attached_info, "attached_info", "attachedInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.local_ex is not None:
            check.string(self.local_ex, "local_ex", "localEx")
        if self.text_elem is not None:
            check.model(self.text_elem, TextElem, "text_elem", "textElem")
        if self.card_elem is not None:
            check.free_object(self.card_elem, "card_elem", "cardElem")
        if self.picture_elem is not None:
            check.model(self.picture_elem, PictureElem, "picture_elem", "pictureElem")
        if self.sound_elem is not None:
            check.model(self.sound_elem, SoundElem, "sound_elem", "soundElem")
        if self.video_elem is not None:
            check.model(self.video_elem, VideoElem, "video_elem", "videoElem")
        if self.file_elem is not None:
            check.model(self.file_elem, FileElem, "file_elem", "fileElem")
        if self.merge_elem is not None:
            check.free_object(self.merge_elem, "merge_elem", "mergeElem")
        if self.at_text_elem is not None:
            check.model(self.at_text_elem, AtElem, "at_text_elem", "atTextElem")
        if self.face_elem is not None:
            check.free_object(self.face_elem, "face_elem", "faceElem")
        if self.location_elem is not None:
            check.model(self.location_elem, LocationElem, "location_elem", "locationElem")
        if self.custom_elem is not None:
            check.model(self.custom_elem, CustomElem, "custom_elem", "customElem")
        if self.quote_elem is not None:
            check.model(self.quote_elem, QuoteElem, "quote_elem", "quoteElem")
        if self.advanced_text_elem is not None:
            check.free_object(self.advanced_text_elem, "advanced_text_elem", "advancedTextElem")
        if self.notification_elem is not None:
            check.model(self.notification_elem, NotificationElem, "notification_elem", "notificationElem")
        if self.typing_elem is not None:
            check.free_object(self.typing_elem, "typing_elem", "typingElem")
        if self.attached_info_elem is not None:
            check.free_object(self.attached_info_elem, "attached_info_elem", "attachedInfoElem")

    def to_dict(self) -> wire.QuotedMessage:
        """The wire form."""
        data: wire.QuotedMessage = {}
        if self.client_msg_id is not None:
            data["clientMsgID"] = self.client_msg_id
        if self.server_msg_id is not None:
            data["serverMsgID"] = self.server_msg_id
        if self.create_time is not None:
            data["createTime"] = self.create_time
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.session_type is not None:
            data["sessionType"] = self.session_type
        if self.send_id is not None:
            data["sendID"] = self.send_id
        if self.recv_id is not None:
            data["recvID"] = self.recv_id
        if self.msg_from is not None:
            data["msgFrom"] = self.msg_from
        if self.content_type is not None:
            data["contentType"] = self.content_type
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceUrl"] = self.sender_face_url
        if self.group_id is not None:
            data["groupID"] = self.group_id
        if self.content is not None:
            data["content"] = self.content
        if self.seq is not None:
            data["seq"] = self.seq
        if self.is_read is not None:
            data["isRead"] = self.is_read
        if self.status is not None:
            data["status"] = self.status
        if self.is_react is not None:
            data["isReact"] = self.is_react
        if self.is_external_extensions is not None:
            data["isExternalExtensions"] = self.is_external_extensions
        if self.offline_push is not None:
            data["offlinePush"] = self.offline_push.to_dict()
        if self.attached_info is not None:
            data["attachedInfo"] = self.attached_info
        if self.ex is not None:
            data["ex"] = self.ex
        if self.local_ex is not None:
            data["localEx"] = self.local_ex
        if self.text_elem is not None:
            data["textElem"] = self.text_elem.to_dict()
        if self.card_elem is not None:
            data["cardElem"] = self.card_elem
        if self.picture_elem is not None:
            data["pictureElem"] = self.picture_elem.to_dict()
        if self.sound_elem is not None:
            data["soundElem"] = self.sound_elem.to_dict()
        if self.video_elem is not None:
            data["videoElem"] = self.video_elem.to_dict()
        if self.file_elem is not None:
            data["fileElem"] = self.file_elem.to_dict()
        if self.merge_elem is not None:
            data["mergeElem"] = self.merge_elem
        if self.at_text_elem is not None:
            data["atTextElem"] = self.at_text_elem.to_dict()
        if self.face_elem is not None:
            data["faceElem"] = self.face_elem
        if self.location_elem is not None:
            data["locationElem"] = self.location_elem.to_dict()
        if self.custom_elem is not None:
            data["customElem"] = self.custom_elem.to_dict()
        if self.quote_elem is not None:
            data["quoteElem"] = self.quote_elem.to_dict()
        if self.advanced_text_elem is not None:
            data["advancedTextElem"] = self.advanced_text_elem
        if self.notification_elem is not None:
            data["notificationElem"] = self.notification_elem.to_dict()
        if self.typing_elem is not None:
            data["typingElem"] = self.typing_elem
        if self.attached_info_elem is not None:
            data["attachedInfoElem"] = self.attached_info_elem
        return data

    @classmethod
    def from_dict(cls, data: wire.QuotedMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "QuotedMessage", _QUOTED_MESSAGE, ())
        return cls(
            client_msg_id=data.get("clientMsgID"),
            server_msg_id=data.get("serverMsgID"),
            create_time=data.get("createTime"),
            send_time=data.get("sendTime"),
            session_type=data.get("sessionType"),
            send_id=data.get("sendID"),
            recv_id=data.get("recvID"),
            msg_from=data.get("msgFrom"),
            content_type=data.get("contentType"),
            sender_platform_id=data.get("senderPlatformID"),
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceUrl"),
            group_id=data.get("groupID"),
            content=data.get("content"),
            seq=data.get("seq"),
            is_read=data.get("isRead"),
            status=data.get("status"),
            is_react=data.get("isReact"),
            is_external_extensions=data.get("isExternalExtensions"),
            offline_push=within(
                "offline_push",
                optional_offline_push_info,
                data.get("offlinePush"),
                wire="offlinePush",
                model="QuotedMessage",
            ),
            attached_info=data.get("attachedInfo"),
            ex=data.get("ex"),
            local_ex=data.get("localEx"),
            text_elem=within(
                "text_elem", optional_text_elem, data.get("textElem"), wire="textElem", model="QuotedMessage"
            ),
            card_elem=data.get("cardElem"),
            picture_elem=within(
                "picture_elem",
                optional_picture_elem,
                data.get("pictureElem"),
                wire="pictureElem",
                model="QuotedMessage",
            ),
            sound_elem=within(
                "sound_elem",
                optional_sound_elem,
                data.get("soundElem"),
                wire="soundElem",
                model="QuotedMessage",
            ),
            video_elem=within(
                "video_elem",
                optional_video_elem,
                data.get("videoElem"),
                wire="videoElem",
                model="QuotedMessage",
            ),
            file_elem=within(
                "file_elem", optional_file_elem, data.get("fileElem"), wire="fileElem", model="QuotedMessage"
            ),
            merge_elem=data.get("mergeElem"),
            at_text_elem=within(
                "at_text_elem",
                optional_at_elem,
                data.get("atTextElem"),
                wire="atTextElem",
                model="QuotedMessage",
            ),
            face_elem=data.get("faceElem"),
            location_elem=within(
                "location_elem",
                optional_location_elem,
                data.get("locationElem"),
                wire="locationElem",
                model="QuotedMessage",
            ),
            custom_elem=within(
                "custom_elem",
                optional_custom_elem,
                data.get("customElem"),
                wire="customElem",
                model="QuotedMessage",
            ),
            quote_elem=within(
                "quote_elem",
                optional_quote_elem,
                data.get("quoteElem"),
                wire="quoteElem",
                model="QuotedMessage",
            ),
            advanced_text_elem=data.get("advancedTextElem"),
            notification_elem=within(
                "notification_elem",
                optional_notification_elem,
                data.get("notificationElem"),
                wire="notificationElem",
                model="QuotedMessage",
            ),
            typing_elem=data.get("typingElem"),
            attached_info_elem=data.get("attachedInfoElem"),
        )


@define(kw_only=True)
class SoundElem:
    """A sound recording."""

    uuid: str | None = None
    """Your name for the file. Example: ``voice-note-1``."""
    sound_path: str | None = None
    """Path of the file on the sender's device. Example: ``/tmp/voice-note-1.m4a``."""
    source_url: str
    """Where the file is to be had. Example: ``https://example.com/sounds/voice-note-1.m4a``."""
    data_size: int | None = None
    """The file's size in bytes. Example: ``48213``."""
    duration: int
    """Length in seconds. Example: ``7``."""
    sound_type: str | None = None
    """The file's format. For receiving clients; the server passes it on unread. Example: ``m4a``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.uuid is not None:
            check.string(self.uuid, "uuid")
        if self.sound_path is not None:
            check.string(self.sound_path, "sound_path", "soundPath")
        check.string(self.source_url, "source_url", "sourceUrl", min_length=1)
        if self.data_size is not None:
            check.integer(self.data_size, "data_size", "dataSize")
        check.integer(self.duration, "duration", minimum=1)
        if self.sound_type is not None:
            check.string(self.sound_type, "sound_type", "soundType")

    def to_dict(self) -> wire.SoundElem:
        """The wire form."""
        data: wire.SoundElem = {
            "sourceUrl": self.source_url,
            "duration": self.duration,
        }
        if self.uuid is not None:
            data["uuid"] = self.uuid
        if self.sound_path is not None:
            data["soundPath"] = self.sound_path
        if self.data_size is not None:
            data["dataSize"] = self.data_size
        if self.sound_type is not None:
            data["soundType"] = self.sound_type
        return data

    @classmethod
    def from_dict(cls, data: wire.SoundElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "SoundElem", _SOUND_ELEM, ("sourceUrl", "duration"))
        return cls(
            uuid=data.get("uuid"),
            sound_path=data.get("soundPath"),
            source_url=data["sourceUrl"],
            data_size=data.get("dataSize"),
            duration=data["duration"],
            sound_type=data.get("soundType"),
        )


@define(kw_only=True)
class SoundMessage(PlainJson):
    """A sound recording (contentType 103)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: SoundElem = field(converter=as_sound_elem)
    """The recording, uploaded beforehand."""
    content_type: ClassVar[Literal[103]] = 103
    """The kind of content (消息类型), 103 for a sound. Example: ``103``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, SoundElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.SoundMessage:
        """The wire form."""
        data: wire.SoundMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.SoundMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "SoundMessage", _SOUND_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "SoundMessage", "contentType", 103)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="SoundMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_sound_elem, data["content"], model="SoundMessage"),
        )


@define(kw_only=True)
class TextElem:
    """Plain text."""

    content: str
    """The text. Example: ``hello!!``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.string(self.content, "content", min_length=1)

    def to_dict(self) -> wire.TextElem:
        """The wire form."""
        data: wire.TextElem = {
            "content": self.content,
        }
        return data

    @classmethod
    def from_dict(cls, data: wire.TextElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(data, "TextElem", _TEXT_ELEM, ("content",))
        return cls(
            content=data["content"],
        )


@define(kw_only=True)
class TextMessage(PlainJson):
    """Plain text (contentType 101)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: TextElem = field(converter=as_text_elem)
    """The text. Example: ``{"content": "hello!!"}``."""
    content_type: ClassVar[Literal[101]] = 101
    """The kind of content (消息类型), 101 for text. Example: ``101``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, TextElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.TextMessage:
        """The wire form."""
        data: wire.TextMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.TextMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "TextMessage", _TEXT_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "TextMessage", "contentType", 101)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="TextMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_text_elem, data["content"], model="TextMessage"),
        )


@define(kw_only=True)
class VideoElem:
    """A video and a still picture of it."""

    video_path: str | None = None
    """Path of the video on the sender's device. Example: ``/tmp/tour.mp4``."""
    video_uuid: str | None = None
    """Your name for the video. Example: ``tour-video``."""
    video_url: str
    """Where the video is to be had. Example: ``https://example.com/videos/tour.mp4``."""
    video_type: str
    """The video's format. Example: ``mp4``."""
    video_size: int
    """The video's size in bytes. Example: ``1048576``."""
    duration: int
    """Length in seconds. Example: ``12``."""
    snapshot_path: str | None = None
    """Path of the still picture on the sender's device. Example: ``/tmp/tour.png``."""
    snapshot_uuid: str | None = None
    """Your name for the still picture. Example: ``tour-snapshot``."""
    snapshot_size: int | None = None
    """The still picture's size in bytes. Example: ``20480``."""
    snapshot_url: str
    """Where the still picture is to be had. Example: ``https://example.com/videos/tour.png``."""
    snapshot_width: int
    """Width of the still picture in pixels. Example: ``320``."""
    snapshot_height: int
    """Height of the still picture in pixels. Example: ``180``."""
    snapshot_type: str | None = None
    """The still picture's format. For receiving clients; the server passes it on unread. Example:
    ``png``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        if self.video_path is not None:
            check.string(self.video_path, "video_path", "videoPath")
        if self.video_uuid is not None:
            check.string(self.video_uuid, "video_uuid", "videoUUID")
        check.string(self.video_url, "video_url", "videoUrl", min_length=1)
        check.string(self.video_type, "video_type", "videoType", min_length=1)
        check.integer(self.video_size, "video_size", "videoSize", minimum=1)
        check.integer(self.duration, "duration", minimum=1)
        if self.snapshot_path is not None:
            check.string(self.snapshot_path, "snapshot_path", "snapshotPath")
        if self.snapshot_uuid is not None:
            check.string(self.snapshot_uuid, "snapshot_uuid", "snapshotUUID")
        if self.snapshot_size is not None:
            check.integer(self.snapshot_size, "snapshot_size", "snapshotSize")
        check.string(self.snapshot_url, "snapshot_url", "snapshotUrl", min_length=1)
        check.integer(self.snapshot_width, "snapshot_width", "snapshotWidth", minimum=1, maximum=2147483647)
        check.integer(
            self.snapshot_height, "snapshot_height", "snapshotHeight", minimum=1, maximum=2147483647
        )
        if self.snapshot_type is not None:
            check.string(self.snapshot_type, "snapshot_type", "snapshotType")

    def to_dict(self) -> wire.VideoElem:
        """The wire form."""
        data: wire.VideoElem = {
            "videoUrl": self.video_url,
            "videoType": self.video_type,
            "videoSize": self.video_size,
            "duration": self.duration,
            "snapshotUrl": self.snapshot_url,
            "snapshotWidth": self.snapshot_width,
            "snapshotHeight": self.snapshot_height,
        }
        if self.video_path is not None:
            data["videoPath"] = self.video_path
        if self.video_uuid is not None:
            data["videoUUID"] = self.video_uuid
        if self.snapshot_path is not None:
            data["snapshotPath"] = self.snapshot_path
        if self.snapshot_uuid is not None:
            data["snapshotUUID"] = self.snapshot_uuid
        if self.snapshot_size is not None:
            data["snapshotSize"] = self.snapshot_size
        if self.snapshot_type is not None:
            data["snapshotType"] = self.snapshot_type
        return data

    @classmethod
    def from_dict(cls, data: wire.VideoElem) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member.
        """
        strict(
            data,
            "VideoElem",
            _VIDEO_ELEM,
            (
                "videoUrl",
                "videoType",
                "videoSize",
                "duration",
                "snapshotUrl",
                "snapshotWidth",
                "snapshotHeight",
            ),
        )
        return cls(
            video_path=data.get("videoPath"),
            video_uuid=data.get("videoUUID"),
            video_url=data["videoUrl"],
            video_type=data["videoType"],
            video_size=data["videoSize"],
            duration=data["duration"],
            snapshot_path=data.get("snapshotPath"),
            snapshot_uuid=data.get("snapshotUUID"),
            snapshot_size=data.get("snapshotSize"),
            snapshot_url=data["snapshotUrl"],
            snapshot_width=data["snapshotWidth"],
            snapshot_height=data["snapshotHeight"],
            snapshot_type=data.get("snapshotType"),
        )


@define(kw_only=True)
class VideoMessage(PlainJson):
    """A video with a still picture (contentType 104)."""

    recv_ids: list[str] = field(factory=list, converter=strings)
    """The users who get the message (接收者ID列表), at most 1000, each once. The server needs the array
    even where it ignores it, and would send twice to a user named twice. Empty only together with
    `isSendAll`. Example: ``["9948077346", "9371245179"]``."""
    send_id: str
    """The sender (发送者ID), a user or an administrator who exists on the server. Example:
    ``3473643418``."""
    sender_nickname: str | None = None
    """The sender's name as receivers see it (发送者昵称). Copied into the message, not looked up.
    Example: ``Alice``."""
    sender_face_url: str | None = None
    """Address of the sender's picture (发送者头像). Copied into the message, not looked up. Example:
    ``http://nvpydodr.ae/ylyqu``."""
    sender_platform_id: int | None = None
    """The kind of terminal the message seems to come from (终端类型), for a backend that sends as a
    user. 1 iOS, 2 Android, 3 Windows, 4 macOS, 5 web, 6 mini-program, 7 Linux, 8 Android pad, 9
    iPad, 10 administrator, 11 HarmonyOS. The server does not check it. Example: ``2``."""
    is_online_only: bool | None = None
    """Do not store the message: only users who are online get it, for the others it is lost. Does
    not switch offline push off. Example: ``false``."""
    not_offline_push: bool | None = None
    """No push notification to users who are offline. Example: ``false``."""
    send_time: int | None = None
    """When the message was sent, in milliseconds since 1970 (发送消息时间戳). The server's present time
    when left out or 0; neither past nor future is checked. Example: ``1340619319058``."""
    offline_push_info: OfflinePushInfo | None = field(default=None, converter=optional_offline_push_info)
    """The push notification for users who are offline (离线推送的具体内容). The server's default title when
    left out; without effect together with `notOfflinePush`."""
    ex: str | None = None
    """Text of your own that travels with the message (扩展字段). Servers before v3.8.0 drop it. Since:
    v3.8.0. Example: ``ex``."""
    is_send_all: bool | None = None
    """Send to every user of the server (是否发送给全部人), the sender and the administrators included.
    `recvIDs` is then ignored. Example: ``true``."""
    group_id: str | None = None
    """The group that the message goes to; required when `sessionType` is 3, otherwise unused.
    Example: ``2559670321``."""
    session_type: SessionType | int = SessionType.SINGLE
    """The kind of conversation (会话类型). Example: ``1``."""
    content: VideoElem = field(converter=as_video_elem)
    """The video, uploaded beforehand."""
    content_type: ClassVar[Literal[104]] = 104
    """The kind of content (消息类型), 104 for a video. Example: ``104``."""

    def validate(self) -> None:
        """Check every member.

        Raises:
            ValidationError: names the member and the rule; nothing was sent.
        """
        check.strings(self.recv_ids, "recv_ids", "recvIDs", min_length=1, max_items=1000, unique=True)
        check.string(self.send_id, "send_id", "sendID", min_length=1)
        if self.sender_nickname is not None:
            check.string(self.sender_nickname, "sender_nickname", "senderNickname")
        if self.sender_face_url is not None:
            check.string(self.sender_face_url, "sender_face_url", "senderFaceURL")
        if self.sender_platform_id is not None:
            check.integer(
                self.sender_platform_id,
                "sender_platform_id",
                "senderPlatformID",
                minimum=-2147483648,
                maximum=2147483647,
            )
        if self.is_online_only is not None:
            check.boolean(self.is_online_only, "is_online_only", "isOnlineOnly")
        if self.not_offline_push is not None:
            check.boolean(self.not_offline_push, "not_offline_push", "notOfflinePush")
        if self.send_time is not None:
            check.integer(self.send_time, "send_time", "sendTime", minimum=0)
        if self.offline_push_info is not None:
            check.model(self.offline_push_info, OfflinePushInfo, "offline_push_info", "offlinePushInfo")
        if self.ex is not None:
            check.string(self.ex, "ex")
        if self.is_send_all is not None:
            check.boolean(self.is_send_all, "is_send_all", "isSendAll")
        if self.group_id is not None:
            check.string(self.group_id, "group_id", "groupID", min_length=1)
        check.one_of(self.session_type, "session_type", "sessionType", allowed=(1, 3))
        check.model(self.content, VideoElem, "content")
        if not (self.is_send_all is True) and len(self.recv_ids or ()) < 1:
            raise check.invalid("at least 1 item required unless is_send_all is True", "recv_ids", "recvIDs")
        if self.session_type == 3 and self.group_id is None:
            raise check.invalid("required when session_type is 3", "group_id", "groupID")
        if self.session_type == 3:
            check.warn(
                "sessionType is 3: the server sends the same message to the group once for each of recvIDs"
            )
        if self.is_send_all is True and self.recv_ids:
            check.warn("isSendAll is true: the server ignores recvIDs and sends to every user")

    def to_dict(self) -> wire.VideoMessage:
        """The wire form."""
        data: wire.VideoMessage = {
            "recvIDs": self.recv_ids,
            "sendID": self.send_id,
            "sessionType": int(self.session_type),
            "content": self.content.to_dict(),
            "contentType": self.content_type,
        }
        if self.sender_nickname is not None:
            data["senderNickname"] = self.sender_nickname
        if self.sender_face_url is not None:
            data["senderFaceURL"] = self.sender_face_url
        if self.sender_platform_id is not None:
            data["senderPlatformID"] = self.sender_platform_id
        if self.is_online_only is not None:
            data["isOnlineOnly"] = self.is_online_only
        if self.not_offline_push is not None:
            data["notOfflinePush"] = self.not_offline_push
        if self.send_time is not None:
            data["sendTime"] = self.send_time
        if self.offline_push_info is not None:
            data["offlinePushInfo"] = self.offline_push_info.to_dict()
        if self.ex is not None:
            data["ex"] = self.ex
        if self.is_send_all is not None:
            data["isSendAll"] = self.is_send_all
        if self.group_id is not None:
            data["groupID"] = self.group_id
        return data

    @classmethod
    def from_dict(cls, data: wire.VideoMessage) -> Self:
        """Read the wire form.

        Raises:
            ValidationError: an unknown or a missing member, or another variant's tag.
        """
        strict(data, "VideoMessage", _VIDEO_MESSAGE, ("sendID", "content", "contentType"))
        strict_tag(data, "VideoMessage", "contentType", 104)
        return cls(
            recv_ids=data.get("recvIDs", []),
            send_id=data["sendID"],
            sender_nickname=data.get("senderNickname"),
            sender_face_url=data.get("senderFaceURL"),
            sender_platform_id=data.get("senderPlatformID"),
            is_online_only=data.get("isOnlineOnly"),
            not_offline_push=data.get("notOfflinePush"),
            send_time=data.get("sendTime"),
            offline_push_info=within(
                "offline_push_info",
                optional_offline_push_info,
                data.get("offlinePushInfo"),
                wire="offlinePushInfo",
                model="VideoMessage",
            ),
            ex=data.get("ex"),
            is_send_all=data.get("isSendAll"),
            group_id=data.get("groupID"),
            session_type=data.get("sessionType", 1),
            content=within("content", as_video_elem, data["content"], model="VideoMessage"),
        )


_AT_ELEM = frozenset[str](
    (
        "text",
        "atUserList",
        "atUsersInfo",
        "isAtSelf",
        "quoteMessage",
    )
)


_AT_INFO = frozenset[str](
    (
        "atUserID",
        "groupNickname",
    )
)


_AT_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_BATCH_SEND_MSG_DATA = frozenset[str](
    (
        "results",
        "failedUserIDs",
    )
)


_BATCH_SEND_MSG_RESULT = frozenset[str](
    (
        "serverMsgID",
        "clientMsgID",
        "sendTime",
        "recvID",
        "modify",
    )
)


_CUSTOM_ELEM = frozenset[str](
    (
        "data",
        "description",
        "extension",
    )
)


_CUSTOM_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_FILE_ELEM = frozenset[str](
    (
        "filePath",
        "uuid",
        "sourceUrl",
        "fileName",
        "fileSize",
        "fileType",
    )
)


_FILE_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_LOCATION_ELEM = frozenset[str](
    (
        "description",
        "longitude",
        "latitude",
    )
)


_MARKDOWN_ELEM = frozenset[str](("content",))


_MARKDOWN_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_NOTIFICATION_ELEM = frozenset[str](("detail",))


_OA_NOTIFICATION_ELEM = frozenset[str](
    (
        "notificationName",
        "notificationFaceURL",
        "notificationType",
        "text",
        "url",
        "mixType",
        "pictureElem",
        "soundElem",
        "videoElem",
        "fileElem",
        "ex",
    )
)


_OA_NOTIFICATION_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "content",
        "contentType",
        "sessionType",
    )
)


_OFFLINE_PUSH_INFO = frozenset[str](
    (
        "title",
        "desc",
        "ex",
        "iOSPushSound",
        "iOSBadgeCount",
        "signalInfo",
    )
)


_PICTURE = frozenset[str](
    (
        "uuid",
        "type",
        "size",
        "width",
        "height",
        "url",
    )
)


_PICTURE_ELEM = frozenset[str](
    (
        "sourcePath",
        "sourcePicture",
        "bigPicture",
        "snapshotPicture",
    )
)


_PICTURE_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_QUOTE_ELEM = frozenset[str](
    (
        "text",
        "quoteMessage",
    )
)


_QUOTE_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_QUOTED_MESSAGE = frozenset[str](
    (
        "clientMsgID",
        "serverMsgID",
        "createTime",
        "sendTime",
        "sessionType",
        "sendID",
        "recvID",
        "msgFrom",
        "contentType",
        "senderPlatformID",
        "senderNickname",
        "senderFaceUrl",
        "groupID",
        "content",
        "seq",
        "isRead",
        "status",
        "isReact",
        "isExternalExtensions",
        "offlinePush",
        "attachedInfo",
        "ex",
        "localEx",
        "textElem",
        "cardElem",
        "pictureElem",
        "soundElem",
        "videoElem",
        "fileElem",
        "mergeElem",
        "atTextElem",
        "faceElem",
        "locationElem",
        "customElem",
        "quoteElem",
        "advancedTextElem",
        "notificationElem",
        "typingElem",
        "attachedInfoElem",
    )
)


_SOUND_ELEM = frozenset[str](
    (
        "uuid",
        "soundPath",
        "sourceUrl",
        "dataSize",
        "duration",
        "soundType",
    )
)


_SOUND_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_TEXT_ELEM = frozenset[str](("content",))


_TEXT_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


_VIDEO_ELEM = frozenset[str](
    (
        "videoPath",
        "videoUUID",
        "videoUrl",
        "videoType",
        "videoSize",
        "duration",
        "snapshotPath",
        "snapshotUUID",
        "snapshotSize",
        "snapshotUrl",
        "snapshotWidth",
        "snapshotHeight",
        "snapshotType",
    )
)


_VIDEO_MESSAGE = frozenset[str](
    (
        "recvIDs",
        "sendID",
        "senderNickname",
        "senderFaceURL",
        "senderPlatformID",
        "isOnlineOnly",
        "notOfflinePush",
        "sendTime",
        "offlinePushInfo",
        "ex",
        "isSendAll",
        "groupID",
        "sessionType",
        "content",
        "contentType",
    )
)


BatchSendMsgRequest: TypeAlias = (
    TextMessage
    | PictureMessage
    | SoundMessage
    | VideoMessage
    | FileMessage
    | AtMessage
    | CustomMessage
    | OANotificationMessage
    | QuoteMessage
    | MarkdownMessage
)
"""A message to many users, told apart by `contentType`. Every other content type is refused by the
server (errCode 1001): cards, merged messages, locations, faces and typing notices cannot be sent
this way."""

BATCH_SEND_MSG_REQUEST_VARIANTS: dict[str | int, type[Any]] = {
    101: TextMessage,
    102: PictureMessage,
    103: SoundMessage,
    104: VideoMessage,
    105: FileMessage,
    106: AtMessage,
    110: CustomMessage,
    1400: OANotificationMessage,
    114: QuoteMessage,
    118: MarkdownMessage,
}
