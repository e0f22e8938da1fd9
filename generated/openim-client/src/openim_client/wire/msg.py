# @generated from spec/openim by `python -m codegen generate openim`: do not edit.
"""The wire of the methods below `msg`."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, Union

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


RecvID: TypeAlias = str


SessionType: TypeAlias = int


class OfflinePushInfo(TypedDict):
    title: NotRequired[str]
    desc: NotRequired[str]
    ex: NotRequired[str]
    iOSPushSound: NotRequired[str]
    iOSBadgeCount: NotRequired[bool]
    signalInfo: NotRequired[str]


class TextElem(TypedDict):
    content: str


class Picture(TypedDict):
    uuid: NotRequired[str]
    type: str
    size: NotRequired[int]
    width: int
    height: int
    url: str


class PictureElem(TypedDict):
    sourcePath: NotRequired[str]
    sourcePicture: Picture
    bigPicture: Picture
    snapshotPicture: Picture


class SoundElem(TypedDict):
    uuid: NotRequired[str]
    soundPath: NotRequired[str]
    sourceUrl: str
    dataSize: NotRequired[int]
    duration: int
    soundType: NotRequired[str]


class VideoElem(TypedDict):
    videoPath: NotRequired[str]
    videoUUID: NotRequired[str]
    videoUrl: str
    videoType: str
    videoSize: int
    duration: int
    snapshotPath: NotRequired[str]
    snapshotUUID: NotRequired[str]
    snapshotSize: NotRequired[int]
    snapshotUrl: str
    snapshotWidth: int
    snapshotHeight: int
    snapshotType: NotRequired[str]


class FileElem(TypedDict):
    filePath: NotRequired[str]
    uuid: NotRequired[str]
    sourceUrl: str
    fileName: str
    fileSize: int
    fileType: NotRequired[str]


class AtInfo(TypedDict):
    atUserID: NotRequired[str]
    groupNickname: NotRequired[str]


class CustomElem(TypedDict):
    data: str
    description: NotRequired[str]
    extension: NotRequired[str]


class OANotificationElem(TypedDict):
    notificationName: str
    notificationFaceURL: NotRequired[str]
    notificationType: int
    text: str
    url: NotRequired[str]
    mixType: NotRequired[int]
    pictureElem: NotRequired[PictureElem]
    soundElem: NotRequired[SoundElem]
    videoElem: NotRequired[VideoElem]
    fileElem: NotRequired[FileElem]
    ex: NotRequired[str]


class MarkdownElem(TypedDict):
    content: str


class LocationElem(TypedDict):
    description: NotRequired[str]
    longitude: float
    latitude: float


class NotificationElem(TypedDict):
    detail: NotRequired[str]


class BatchSendMsgResult(TypedDict):
    serverMsgID: str
    clientMsgID: str
    sendTime: int
    recvID: str
    modify: NotRequired[dict[str, Any]]


class BatchSendMsgBase(TypedDict):
    recvIDs: list[RecvID]
    sendID: str
    senderNickname: NotRequired[str]
    senderFaceURL: NotRequired[str]
    senderPlatformID: NotRequired[int]
    isOnlineOnly: NotRequired[bool]
    notOfflinePush: NotRequired[bool]
    sendTime: NotRequired[int]
    offlinePushInfo: NotRequired[OfflinePushInfo]
    ex: NotRequired[str]
    isSendAll: NotRequired[bool]


class ChatMessageBase(BatchSendMsgBase):
    groupID: NotRequired[str]
    sessionType: SessionType


class TextMessage(ChatMessageBase):
    content: TextElem
    contentType: Literal[101]


class PictureMessage(ChatMessageBase):
    content: PictureElem
    contentType: Literal[102]


class SoundMessage(ChatMessageBase):
    content: SoundElem
    contentType: Literal[103]


class VideoMessage(ChatMessageBase):
    content: VideoElem
    contentType: Literal[104]


class FileMessage(ChatMessageBase):
    content: FileElem
    contentType: Literal[105]


class CustomMessage(ChatMessageBase):
    content: CustomElem
    contentType: Literal[110]


class OANotificationMessage(BatchSendMsgBase):
    content: OANotificationElem
    contentType: Literal[1400]
    sessionType: Literal[4]


class MarkdownMessage(ChatMessageBase):
    content: MarkdownElem
    contentType: Literal[118]


class BatchSendMsgData(TypedDict):
    results: list[BatchSendMsgResult] | None
    failedUserIDs: list[str] | None


BatchSendMsgRequest: TypeAlias = Union[
    TextMessage,
    PictureMessage,
    SoundMessage,
    VideoMessage,
    FileMessage,
    "AtMessage",
    CustomMessage,
    OANotificationMessage,
    "QuoteMessage",
    MarkdownMessage,
]


class AtMessage(ChatMessageBase):
    content: AtElem
    contentType: Literal[106]


class QuoteMessage(ChatMessageBase):
    content: QuoteElem
    contentType: Literal[114]


class AtElem(TypedDict):
    text: NotRequired[str]
    atUserList: list[str]
    atUsersInfo: NotRequired[list[AtInfo]]
    isAtSelf: NotRequired[bool]
    quoteMessage: NotRequired[QuotedMessage]


class QuoteElem(TypedDict):
    text: NotRequired[str]
    quoteMessage: NotRequired[QuotedMessage]


class QuotedMessage(TypedDict):
    clientMsgID: NotRequired[str]
    serverMsgID: NotRequired[str]
    createTime: NotRequired[int]
    sendTime: NotRequired[int]
    sessionType: NotRequired[int]
    sendID: NotRequired[str]
    recvID: NotRequired[str]
    msgFrom: NotRequired[int]
    contentType: NotRequired[int]
    senderPlatformID: NotRequired[int]
    senderNickname: NotRequired[str]
    senderFaceUrl: NotRequired[str]
    groupID: NotRequired[str]
    content: NotRequired[str]
    seq: NotRequired[int]
    isRead: NotRequired[bool]
    status: NotRequired[int]
    isReact: NotRequired[bool]
    isExternalExtensions: NotRequired[bool]
    offlinePush: NotRequired[OfflinePushInfo]
    attachedInfo: NotRequired[str]
    ex: NotRequired[str]
    localEx: NotRequired[str]
    textElem: NotRequired[TextElem]
    cardElem: NotRequired[dict[str, Any]]
    pictureElem: NotRequired[PictureElem]
    soundElem: NotRequired[SoundElem]
    videoElem: NotRequired[VideoElem]
    fileElem: NotRequired[FileElem]
    mergeElem: NotRequired[dict[str, Any]]
    atTextElem: NotRequired[AtElem]
    faceElem: NotRequired[dict[str, Any]]
    locationElem: NotRequired[LocationElem]
    customElem: NotRequired[CustomElem]
    quoteElem: NotRequired[QuoteElem]
    advancedTextElem: NotRequired[dict[str, Any]]
    notificationElem: NotRequired[NotificationElem]
    typingElem: NotRequired[dict[str, Any]]
    attachedInfoElem: NotRequired[dict[str, Any]]
